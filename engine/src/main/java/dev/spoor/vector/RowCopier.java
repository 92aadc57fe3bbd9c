/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;

/**
 * Gathers rows of a vector into a new one. Fixed-width and variable-width vectors are copied buffer to buffer; nested
 * ones level by level.
 */
public final class RowCopier {
    private RowCopier() {}

    /** Row i of the result is row rows[i] of the source, NULL where that is -1. The caller owns the result. */
    public static FieldVector take(FieldVector source, int[] rows, int count, Memory memory) {
        boolean isVariable = source instanceof BaseVariableWidthVector;
        if (source instanceof BitVector || !(isVariable || source instanceof BaseFixedWidthVector)) {
            return VectorGather.gather(new FieldVector[] {source}, null, rows, count, memory);
        }
        FieldVector target = source.getField().createVector(memory.allocator());
        try {
            if (isVariable) {
                takeVariable((BaseVariableWidthVector) source, (BaseVariableWidthVector) target, rows, count);
            } else {
                takeFixed((BaseFixedWidthVector) source, (BaseFixedWidthVector) target, rows, count);
            }
            target.setValueCount(count);
            return target;
        } catch (RuntimeException e) {
            target.close();
            throw e;
        }
    }

    private static void takeFixed(BaseFixedWidthVector source, BaseFixedWidthVector target, int[] rows, int count) {
        target.allocateNew(count);
        int width = source.getTypeWidth();
        ArrowBuf from = source.getDataBuffer();
        ArrowBuf to = target.getDataBuffer();
        boolean nulls = source.getNullCount() > 0;
        ArrowBuf validity = target.getValidityBuffer();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (row < 0 || (nulls && source.isNull(row))) {
                continue;
            }
            BitVectorHelper.setBit(validity, i);
            if (width == 8) {
                to.setLong(i * 8L, from.getLong(row * 8L));
            } else if (width == 4) {
                to.setInt(i * 4L, from.getInt(row * 4L));
            } else {
                to.setBytes((long) i * width, from, (long) row * width, width);
            }
        }
    }

    private static void takeVariable(
            BaseVariableWidthVector source, BaseVariableWidthVector target, int[] rows, int count) {
        ArrowBuf starts = source.getOffsetBuffer();
        boolean nulls = source.getNullCount() > 0;
        if (count > 0 && !nulls && isStretch(rows, count)) {
            takeStretch(source, target, rows[0], count);
            return;
        }
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            if (rows[i] >= 0 && !(nulls && source.isNull(rows[i]))) {
                bytes += starts.getInt((rows[i] + 1L) * 4) - starts.getInt(rows[i] * 4L);
            }
        }
        target.allocateNew(bytes, count);
        ArrowBuf from = source.getDataBuffer();
        ArrowBuf to = target.getDataBuffer();
        ArrowBuf offsets = target.getOffsetBuffer();
        ArrowBuf validity = target.getValidityBuffer();
        int end = 0;
        offsets.setInt(0, 0);
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (row >= 0 && !(nulls && source.isNull(row))) {
                int start = starts.getInt(row * 4L);
                int length = starts.getInt((row + 1L) * 4) - start;
                to.setBytes(end, from, start, length);
                end += length;
                BitVectorHelper.setBit(validity, i);
            }
            offsets.setInt((i + 1) * 4L, end);
        }
        target.setLastSet(count - 1);
    }

    /** Whether the rows follow each other. */
    private static boolean isStretch(int[] rows, int count) {
        if (rows[0] < 0 || rows[count - 1] - rows[0] != count - 1) {
            return false;
        }
        for (int i = 1; i < count; i++) {
            if (rows[i] != rows[0] + i) {
                return false;
            }
        }
        return true;
    }

    /** Rows that follow each other, all with a value, are one piece of bytes. */
    private static void takeStretch(
            BaseVariableWidthVector source, BaseVariableWidthVector target, int first, int count) {
        ArrowBuf starts = source.getOffsetBuffer();
        int start = starts.getInt(first * 4L);
        int length = starts.getInt((first + (long) count) * 4) - start;
        target.allocateNew(length, count);
        target.getDataBuffer().setBytes(0, source.getDataBuffer(), start, length);
        ArrowBuf offsets = target.getOffsetBuffer();
        for (int i = 0; i <= count; i++) {
            offsets.setInt(i * 4L, starts.getInt((first + (long) i) * 4) - start);
        }
        for (int i = 0; i < count; i++) {
            BitVectorHelper.setBit(target.getValidityBuffer(), i);
        }
        target.setLastSet(count - 1);
    }
}
