/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.group;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * A value as bytes that are equal exactly if the values are: a mark for NULL or not, then fixed-width values as they are
 * (-0.0 as 0.0, every NaN as one), text with its length, lists with their count, maps with their entries sorted by their
 * bytes. Reusable; one thread.
 */
final class NestedKey {
    private static final byte IS_NULL = 0;
    private static final byte IS_VALUE = 1;

    private byte[] bytes = new byte[256];
    private int length;

    /** Makes this the bytes of a row's value. */
    void set(FieldVector vector, int row) {
        length = 0;
        append(vector, row);
    }

    /** Valid until the next {@link #set}; the first {@link #length()} count. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    private void append(FieldVector vector, int row) {
        if (vector.isNull(row)) {
            appendByte(IS_NULL);
            return;
        }
        appendByte(IS_VALUE);
        if (vector instanceof BitVector bits) {
            appendByte((byte) bits.get(row));
        } else if (vector instanceof Float8Vector doubles) {
            double value = doubles.get(row);
            appendLong(value == 0 ? 0 : Double.doubleToLongBits(value));
        } else if (vector instanceof BaseFixedWidthVector fixed) {
            int width = fixed.getTypeWidth();
            appendBytes(fixed.getDataBuffer(), (long) row * width, width);
        } else if (vector instanceof BaseVariableWidthVector variable) {
            int valueLength = variable.getValueLength(row);
            appendInt(valueLength);
            appendBytes(variable.getDataBuffer(), variable.getStartOffset(row), valueLength);
        } else if (vector instanceof MapVector map) {
            appendMap(map, row);
        } else if (vector instanceof ListVector list) {
            int end = list.getElementEndIndex(row);
            int start = list.getElementStartIndex(row);
            appendInt(end - start);
            for (int i = start; i < end; i++) {
                append(list.getDataVector(), i);
            }
        } else {
            for (FieldVector child : ((StructVector) vector).getChildrenFromFields()) {
                append(child, row);
            }
        }
    }

    private void appendMap(MapVector map, int row) {
        int end = map.getElementEndIndex(row);
        int start = map.getElementStartIndex(row);
        appendInt(end - start);
        int from = length;
        List<byte[]> entries = new ArrayList<>(end - start);
        for (int i = start; i < end; i++) {
            append(map.getDataVector(), i);
            entries.add(Arrays.copyOfRange(bytes, from, length));
            length = from;
        }
        entries.sort(Arrays::compareUnsigned);
        for (byte[] entry : entries) {
            ensure(entry.length);
            System.arraycopy(entry, 0, bytes, length, entry.length);
            length += entry.length;
        }
    }

    private void appendByte(byte value) {
        ensure(1);
        bytes[length++] = value;
    }

    private void appendInt(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            appendByte((byte) (value >>> shift));
        }
    }

    private void appendLong(long value) {
        appendInt((int) (value >>> 32));
        appendInt((int) value);
    }

    private void appendBytes(ArrowBuf source, long from, int count) {
        ensure(count);
        source.getBytes(from, bytes, length, count);
        length += count;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }
}
