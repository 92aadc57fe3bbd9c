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
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            if (rows[i] >= 0 && !source.isNull(rows[i])) {
                bytes += source.getValueLength(rows[i]);
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
            if (row >= 0 && !source.isNull(row)) {
                int length = source.getValueLength(row);
                to.setBytes(end, from, source.getStartOffset(row), length);
                end += length;
                BitVectorHelper.setBit(validity, i);
            }
            offsets.setInt((i + 1) * 4L, end);
        }
        target.setLastSet(count - 1);
    }
}
