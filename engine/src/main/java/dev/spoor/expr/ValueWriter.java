/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Builds a flat column value by value, rows in ascending order. One thread; {@link #close} frees what was not built. A
 * row that nothing is written to is NULL. Each setter fits the column's type only.
 */
public abstract class ValueWriter implements AutoCloseable {
    private final Field field;
    private FieldVector vector;

    /** The row that setters write. */
    int row;

    ValueWriter(Field field, FieldVector vector) {
        this.field = field;
        this.vector = vector;
    }

    /** A writer of a column of exactly so many rows. */
    public static ValueWriter of(Field field, int rowCount, Memory memory) {
        FieldVector vector = Values.newVector(field, rowCount, memory);
        if (vector instanceof BitVector bits) {
            return new BitWriter(field, bits);
        }
        if (vector instanceof BaseFixedWidthVector fixed && !(vector instanceof DecimalVector)) {
            return new FixedWriter(field, fixed);
        }
        if (vector instanceof BaseVariableWidthVector variable) {
            return new VariableWriter(field, variable);
        }
        return new NestedWriter(field, vector);
    }

    /** Moves to a row; rows only go up. */
    public final void at(int newRow) {
        row = newRow;
    }

    public final Field field() {
        return field;
    }

    /** Makes the row NULL again. */
    public void setNull() {
        vector.setNull(row);
    }

    public void setBoolean(boolean value) {
        throw unfit("BOOLEAN");
    }

    /** INTEGER, BIGINT, DATE days, times and intervals in micros or months. Must fit the type. */
    public void setLong(long value) {
        throw unfit("an integer");
    }

    /** Whether an integer fits the type. */
    boolean fits(long value) {
        return true;
    }

    public void setDouble(double value) {
        throw unfit("DOUBLE");
    }

    /** Rounded half up to the scale; NUMERIC_OVERFLOW if it does not fit. */
    public void setDecimal(BigDecimal value) {
        throw unfit("DECIMAL");
    }

    /** VARCHAR, JSON, VARBINARY; the bytes are copied. */
    public void setBytes(byte[] bytes, int start, int length) {
        throw unfit("VARCHAR");
    }

    public final void setBytes(byte[] bytes) {
        setBytes(bytes, 0, bytes.length);
    }

    public final void setText(Text text) {
        setBytes(text.bytes(), text.start(), text.length());
    }

    public final void setString(String text) {
        setBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A value as {@link Values} has it; null for NULL. */
    public void setObject(Object value) {
        Values.write(vector, row, value);
    }

    /** Sets what a reader of a column of the same type has in a row. */
    public final void copy(ValueReader from, int fromRow) {
        if (!from.isNull(fromRow)) {
            copyValue(from, fromRow);
        }
    }

    abstract void copyValue(ValueReader from, int fromRow);

    /** The column, owned by the caller; the writer is done. */
    public final Column build(int rowCount) {
        vector.setValueCount(rowCount);
        Column column = new FlatColumn(field, vector);
        vector = null;
        return column;
    }

    @Override
    public final void close() {
        if (vector != null) {
            vector.close();
            vector = null;
        }
    }

    private IllegalStateException unfit(String given) {
        return new IllegalStateException("a column of " + field + " was given " + given);
    }

    private static final class BitWriter extends ValueWriter {
        private final ArrowBuf validity;
        private final ArrowBuf data;

        BitWriter(Field field, BitVector vector) {
            super(field, vector);
            validity = vector.getValidityBuffer();
            data = vector.getDataBuffer();
        }

        @Override
        public void setBoolean(boolean value) {
            BitVectorHelper.setBit(validity, row);
            if (value) {
                BitVectorHelper.setBit(data, row);
            }
        }

        @Override
        void copyValue(ValueReader from, int fromRow) {
            setBoolean(from.getBoolean(fromRow));
        }
    }

    private static final class FixedWriter extends ValueWriter {
        private final ArrowBuf validity;
        private final ArrowBuf data;
        private final int width;
        private final boolean floating;

        FixedWriter(Field field, BaseFixedWidthVector vector) {
            super(field, vector);
            validity = vector.getValidityBuffer();
            data = vector.getDataBuffer();
            width = vector.getTypeWidth();
            floating = field.getType().equals(SqlTypes.DOUBLE);
        }

        @Override
        public void setLong(long value) {
            BitVectorHelper.setBit(validity, row);
            if (width == 4) {
                data.setInt(row * 4L, (int) value);
            } else {
                data.setLong(row * 8L, value);
            }
        }

        @Override
        boolean fits(long value) {
            return width == 8 || value == (int) value;
        }

        @Override
        public void setDouble(double value) {
            setLong(Double.doubleToRawLongBits(value));
        }

        @Override
        public void setDecimal(BigDecimal value) {
            if (floating) {
                setDouble(value.doubleValue());
            } else {
                super.setDecimal(value);
            }
        }

        @Override
        void copyValue(ValueReader from, int fromRow) {
            if (floating) {
                setDouble(from.getDouble(fromRow));
            } else {
                setLong(from.getLong(fromRow));
            }
        }
    }

    private static final class VariableWriter extends ValueWriter {
        private final BaseVariableWidthVector vector;
        private final Text copied = new Text();

        VariableWriter(Field field, BaseVariableWidthVector vector) {
            super(field, vector);
            this.vector = vector;
        }

        @Override
        public void setBytes(byte[] bytes, int start, int length) {
            vector.setSafe(row, bytes, start, length);
        }

        @Override
        void copyValue(ValueReader from, int fromRow) {
            from.getText(fromRow, copied);
            setText(copied);
        }
    }

    /** DECIMAL and nested values. */
    private static final class NestedWriter extends ValueWriter {
        NestedWriter(Field field, FieldVector vector) {
            super(field, vector);
        }

        @Override
        public void setDecimal(BigDecimal value) {
            setObject(value);
        }

        @Override
        void copyValue(ValueReader from, int fromRow) {
            setObject(from.getObject(fromRow));
        }
    }
}
