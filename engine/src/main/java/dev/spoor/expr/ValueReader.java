/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.SqlTypes;
import dev.spoor.vector.StringDictionary;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Reads single values of a column of any shape. Borrows the column; one thread. Each getter fits the column's type only
 * and is undefined for NULL.
 */
public abstract class ValueReader {
    private final Field field;

    ValueReader(Field field) {
        this.field = field;
    }

    /** A reader of the column in the shape that it has. */
    public static ValueReader of(Column column) {
        if (column instanceof DictionaryColumn dictionary) {
            return new DictionaryReader(dictionary);
        }
        if (column instanceof ConstantColumn constant) {
            return of(column.field(), constant.value(), 0);
        }
        return of(column.field(), ((FlatColumn) column).vector(), 1);
    }

    /** A reader of a vector. */
    public static ValueReader of(FieldVector vector) {
        return of(vector.getField(), vector, 1);
    }

    /** @param stride 1, or 0 if row 0 stands for every row */
    private static ValueReader of(Field field, FieldVector vector, int stride) {
        if (vector instanceof BitVector bits) {
            return new BitReader(field, bits, stride);
        }
        if (vector instanceof DecimalVector decimals) {
            return new DecimalReader(field, decimals, stride);
        }
        if (vector instanceof BaseFixedWidthVector fixed) {
            return new FixedReader(field, fixed, stride);
        }
        if (vector instanceof BaseVariableWidthVector variable) {
            return new VariableReader(field, variable, stride);
        }
        return new NestedReader(field, vector, stride);
    }

    public final Field field() {
        return field;
    }

    public abstract boolean isNull(int row);

    public boolean getBoolean(int row) {
        throw unfit("BOOLEAN");
    }

    /** INTEGER, BIGINT, DATE days, times and intervals in micros or months. */
    public long getLong(int row) {
        throw unfit("an integer");
    }

    public double getDouble(int row) {
        throw unfit("DOUBLE");
    }

    /** Any number but DOUBLE. */
    public BigDecimal getDecimal(int row) {
        return BigDecimal.valueOf(getLong(row));
    }

    /** VARCHAR, JSON, VARBINARY: points the view at the value. */
    public void getText(int row, Text into) {
        throw unfit("VARCHAR");
    }

    /** The value as {@link Values} has it; null for NULL. */
    public abstract Object getObject(int row);

    private IllegalStateException unfit(String wanted) {
        return new IllegalStateException("a column of " + field + " was read as " + wanted);
    }

    private static final class BitReader extends ValueReader {
        private final BitVector vector;
        private final int stride;

        BitReader(Field field, BitVector vector, int stride) {
            super(field);
            this.vector = vector;
            this.stride = stride;
        }

        @Override
        public boolean isNull(int row) {
            return vector.isNull(row * stride);
        }

        @Override
        public boolean getBoolean(int row) {
            return vector.get(row * stride) != 0;
        }

        @Override
        public Object getObject(int row) {
            return Values.read(vector, row * stride);
        }
    }

    private static final class DecimalReader extends ValueReader {
        private final DecimalVector vector;
        private final int stride;

        DecimalReader(Field field, DecimalVector vector, int stride) {
            super(field);
            this.vector = vector;
            this.stride = stride;
        }

        @Override
        public boolean isNull(int row) {
            return vector.isNull(row * stride);
        }

        @Override
        public BigDecimal getDecimal(int row) {
            return vector.getObject(row * stride);
        }

        @Override
        public double getDouble(int row) {
            return getDecimal(row).doubleValue();
        }

        @Override
        public Object getObject(int row) {
            return Values.read(vector, row * stride);
        }
    }

    /** Four or eight bytes a value. */
    private static final class FixedReader extends ValueReader {
        private final FieldVector vector;
        private final ArrowBuf data;
        private final int width;
        private final boolean floating;
        private final boolean nulls;
        private final int stride;

        FixedReader(Field field, BaseFixedWidthVector vector, int stride) {
            super(field);
            this.vector = vector;
            this.data = vector.getDataBuffer();
            this.width = vector.getTypeWidth();
            this.floating = field.getType().equals(SqlTypes.DOUBLE);
            this.nulls = vector.getNullCount() > 0;
            this.stride = stride;
        }

        @Override
        public boolean isNull(int row) {
            return nulls && vector.isNull(row * stride);
        }

        @Override
        public long getLong(int row) {
            long at = (long) row * stride * width;
            return width == 4 ? data.getInt(at) : data.getLong(at);
        }

        @Override
        public double getDouble(int row) {
            return floating ? data.getDouble((long) row * stride * 8) : getLong(row);
        }

        @Override
        public BigDecimal getDecimal(int row) {
            return floating ? BigDecimal.valueOf(getDouble(row)) : BigDecimal.valueOf(getLong(row));
        }

        @Override
        public Object getObject(int row) {
            return Values.read(vector, row * stride);
        }
    }

    private static final class VariableReader extends ValueReader {
        private final BaseVariableWidthVector vector;
        private final ArrowBuf data;
        private final int stride;
        private byte[] scratch = new byte[256];
        private int constantLength = -1;

        VariableReader(Field field, BaseVariableWidthVector vector, int stride) {
            super(field);
            this.vector = vector;
            this.data = vector.getDataBuffer();
            this.stride = stride;
        }

        @Override
        public boolean isNull(int row) {
            return vector.isNull(row * stride);
        }

        @Override
        public void getText(int row, Text into) {
            if (constantLength >= 0) {
                into.set(scratch, 0, constantLength);
                return;
            }
            int at = row * stride;
            int start = vector.getStartOffset(at);
            int length = vector.getEndOffset(at) - start;
            if (scratch.length < length) {
                scratch = new byte[Math.max(length, scratch.length * 2)];
            }
            data.getBytes(start, scratch, 0, length);
            into.set(scratch, 0, length);
            if (stride == 0) {
                constantLength = length;
            }
        }

        @Override
        public Object getObject(int row) {
            return Values.read(vector, row * stride);
        }
    }

    private static final class DictionaryReader extends ValueReader {
        private final DictionaryColumn column;
        private final ArrowBuf codes;
        private final StringDictionary dictionary;

        DictionaryReader(DictionaryColumn column) {
            super(column.field());
            this.column = column;
            this.codes = column.codes().getDataBuffer();
            this.dictionary = column.dictionary();
        }

        @Override
        public boolean isNull(int row) {
            return column.isNull(row);
        }

        @Override
        public void getText(int row, Text into) {
            byte[] value = dictionary.value(codes.getInt(row * 4L));
            into.set(value, 0, value.length);
        }

        @Override
        public Object getObject(int row) {
            return isNull(row) ? null : new String(dictionary.value(codes.getInt(row * 4L)), StandardCharsets.UTF_8);
        }
    }

    private static final class NestedReader extends ValueReader {
        private final FieldVector vector;
        private final int stride;

        NestedReader(Field field, FieldVector vector, int stride) {
            super(field);
            this.vector = vector;
            this.stride = stride;
        }

        @Override
        public boolean isNull(int row) {
            return vector.isNull(row * stride);
        }

        @Override
        public Object getObject(int row) {
            return Values.read(vector, row * stride);
        }
    }
}
