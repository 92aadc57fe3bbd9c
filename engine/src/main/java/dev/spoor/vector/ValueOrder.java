/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import java.util.Arrays;
import org.apache.arrow.memory.util.ByteFunctionHelpers;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Compares two values of one type in place, by the order that {@link KeyEncoder} describes. One thread. Neither value
 * may be NULL; NULL inside a ROW or ARRAY goes last and is equal to NULL.
 */
@FunctionalInterface
public interface ValueOrder {
    /** Negative, zero or positive. The vectors may be the same. */
    int compare(FieldVector left, int leftRow, FieldVector right, int rightRow);

    /** The order of a type of {@link SqlTypes}. */
    static ValueOrder of(Field field) {
        switch (field.getType().getTypeID()) {
            case Bool:
                return (a, i, b, j) -> ((BitVector) a).get(i) - ((BitVector) b).get(j);
            case Int:
                return ((ArrowType.Int) field.getType()).getBitWidth() == 64
                        ? ValueOrder::compare8
                        : ValueOrder::compare4;
            case Time:
            case Timestamp:
            case Duration:
                return ValueOrder::compare8;
            case Date:
            case Interval:
                return ValueOrder::compare4;
            case FloatingPoint:
                return (a, i, b, j) -> Long.compareUnsigned(
                        ValueEncoder.sortableBits(((Float8Vector) a).get(i)),
                        ValueEncoder.sortableBits(((Float8Vector) b).get(j)));
            case Decimal:
                return ValueOrder::compareDecimals;
            case Utf8:
            case Binary:
                return ValueOrder::compareBytes;
            case Struct:
            case List:
            case Map:
                return new EncodedOrder(ValueEncoder.of(field));
            default:
                throw new IllegalArgumentException("not a type of SqlTypes: " + field);
        }
    }

    private static int compare8(FieldVector a, int i, FieldVector b, int j) {
        return Long.compare(a.getDataBuffer().getLong(i * 8L), b.getDataBuffer().getLong(j * 8L));
    }

    private static int compare4(FieldVector a, int i, FieldVector b, int j) {
        return Integer.compare(
                a.getDataBuffer().getInt(i * 4L), b.getDataBuffer().getInt(j * 4L));
    }

    private static int compareDecimals(FieldVector a, int i, FieldVector b, int j) {
        long left = (long) i * DecimalVector.TYPE_WIDTH;
        long right = (long) j * DecimalVector.TYPE_WIDTH;
        int high = Long.compare(
                a.getDataBuffer().getLong(left + 8), b.getDataBuffer().getLong(right + 8));
        return high != 0
                ? high
                : Long.compareUnsigned(
                        a.getDataBuffer().getLong(left), b.getDataBuffer().getLong(right));
    }

    private static int compareBytes(FieldVector a, int i, FieldVector b, int j) {
        BaseVariableWidthVector left = (BaseVariableWidthVector) a;
        BaseVariableWidthVector right = (BaseVariableWidthVector) b;
        long leftStart = left.getStartOffset(i);
        long rightStart = right.getStartOffset(j);
        return ByteFunctionHelpers.compare(
                left.getDataBuffer(),
                leftStart,
                leftStart + left.getValueLength(i),
                right.getDataBuffer(),
                rightStart,
                rightStart + right.getValueLength(j));
    }

    /** Through bytes, for nested types. */
    final class EncodedOrder implements ValueOrder {
        private final ValueEncoder encoder;
        private final KeyBuffer left = new KeyBuffer();
        private final KeyBuffer right = new KeyBuffer();

        EncodedOrder(ValueEncoder encoder) {
            this.encoder = encoder;
        }

        @Override
        public int compare(FieldVector a, int i, FieldVector b, int j) {
            left.setLength(0);
            encoder.encode(a, i, left);
            right.setLength(0);
            encoder.encode(b, j, right);
            return Arrays.compareUnsigned(left.bytes(), 0, left.length(), right.bytes(), 0, right.length());
        }
    }
}
