/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Appends the bytes of one value that is not NULL; see {@link KeyEncoder} for the format. */
interface ValueEncoder {
    /** Ends the elements of an array or the entries of a map: below every element. */
    int NO_MORE = 0;

    void encode(FieldVector vector, int row, KeyBuffer out);

    static ValueEncoder of(Field field) {
        List<Field> children = field.getChildren();
        switch (field.getType().getTypeID()) {
            case Bool:
                return (vector, row, out) -> out.putByte(((BitVector) vector).get(row));
            case Int:
                return ((ArrowType.Int) field.getType()).getBitWidth() == 64
                        ? ValueEncoder::encode8
                        : ValueEncoder::encode4;
            case Time:
            case Timestamp:
            case Duration:
                return ValueEncoder::encode8;
            case Date:
            case Interval:
                return ValueEncoder::encode4;
            case FloatingPoint:
                return (vector, row, out) -> out.putLong(sortableBits(((Float8Vector) vector).get(row)));
            case Decimal:
                return ValueEncoder::encodeDecimal;
            case Utf8:
            case Binary:
                return ValueEncoder::encodeBytes;
            case Struct:
                return new RowEncoder(children.stream().map(ValueEncoder::of).toList());
            case List:
                return new ArrayEncoder(of(children.get(0)));
            case Map:
                List<Field> entry = children.get(0).getChildren();
                return new MapEncoder(of(entry.get(0)), of(entry.get(1)));
            default:
                throw new IllegalArgumentException("not a type of SqlTypes: " + field);
        }
    }

    /** Bits whose unsigned order is the order of doubles: -0.0 is 0.0, and all NaN are one, above infinity. */
    static long sortableBits(double value) {
        long bits = Double.doubleToLongBits(value == 0 ? 0.0 : value);
        return bits ^ (bits >> 63 | Long.MIN_VALUE);
    }

    private static void encode8(FieldVector vector, int row, KeyBuffer out) {
        out.putLong(vector.getDataBuffer().getLong((long) row * BigIntVector.TYPE_WIDTH) ^ Long.MIN_VALUE);
    }

    private static void encode4(FieldVector vector, int row, KeyBuffer out) {
        out.putInt(vector.getDataBuffer().getInt(row * 4L) ^ Integer.MIN_VALUE);
    }

    /** Unscaled values: all values of a column have the same scale. */
    private static void encodeDecimal(FieldVector vector, int row, KeyBuffer out) {
        ArrowBuf data = vector.getDataBuffer();
        long at = (long) row * DecimalVector.TYPE_WIDTH;
        out.putLong(data.getLong(at + 8) ^ Long.MIN_VALUE);
        out.putLong(data.getLong(at));
    }

    private static void encodeBytes(FieldVector vector, int row, KeyBuffer out) {
        BaseVariableWidthVector texts = (BaseVariableWidthVector) vector;
        out.putTerminated(texts.getDataBuffer(), texts.getStartOffset(row), texts.getValueLength(row));
    }

    /** Field by field. */
    final class RowEncoder implements ValueEncoder {
        private final List<ValueEncoder> fields;

        RowEncoder(List<ValueEncoder> fields) {
            this.fields = fields;
        }

        @Override
        public void encode(FieldVector vector, int row, KeyBuffer out) {
            List<FieldVector> children = ((StructVector) vector).getChildrenFromFields();
            for (int i = 0; i < fields.size(); i++) {
                KeyEncoder.encodeNested(fields.get(i), children.get(i), row, out);
            }
        }
    }

    /** Element by element. */
    final class ArrayEncoder implements ValueEncoder {
        private final ValueEncoder element;

        ArrayEncoder(ValueEncoder element) {
            this.element = element;
        }

        @Override
        public void encode(FieldVector vector, int row, KeyBuffer out) {
            ListVector list = (ListVector) vector;
            int end = list.getElementEndIndex(row);
            for (int i = list.getElementStartIndex(row); i < end; i++) {
                KeyEncoder.encodeNested(element, list.getDataVector(), i, out);
            }
            out.putByte(NO_MORE);
        }
    }

    /** Entries by the bytes of their keys. */
    final class MapEncoder implements ValueEncoder {
        private final ValueEncoder key;
        private final ValueEncoder value;

        MapEncoder(ValueEncoder key, ValueEncoder value) {
            this.key = key;
            this.value = value;
        }

        @Override
        public void encode(FieldVector vector, int row, KeyBuffer out) {
            ListVector map = (ListVector) vector;
            List<FieldVector> entry = ((StructVector) map.getDataVector()).getChildrenFromFields();
            List<byte[]> entries = new ArrayList<>();
            int start = out.length();
            int end = map.getElementEndIndex(row);
            for (int i = map.getElementStartIndex(row); i < end; i++) {
                KeyEncoder.encodeNested(key, entry.get(0), i, out);
                KeyEncoder.encodeNested(value, entry.get(1), i, out);
                entries.add(out.copy(start));
                out.setLength(start);
            }
            entries.sort(Arrays::compareUnsigned);
            for (byte[] each : entries) {
                out.putBytes(each, 0, each.length);
            }
            out.putByte(NO_MORE);
        }
    }
}
