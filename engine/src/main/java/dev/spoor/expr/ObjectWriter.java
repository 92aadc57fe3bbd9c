/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.SqlTypes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.arrow.vector.types.pojo.Field;

/** Keeps the one value that is set, as {@link Values} has it. */
final class ObjectWriter extends ValueWriter {
    private final boolean fourBytes;
    private Object value;

    ObjectWriter(Field field) {
        super(field, null);
        fourBytes = field.getType().equals(SqlTypes.INTEGER)
                || field.getType().equals(SqlTypes.DATE)
                || field.getType().equals(SqlTypes.INTERVAL_YEAR);
    }

    /** Null if nothing was set. */
    Object value() {
        return value;
    }

    @Override
    boolean fits(long number) {
        return !fourBytes || number == (int) number;
    }

    @Override
    public void setNull() {
        value = null;
    }

    @Override
    public void setBoolean(boolean truth) {
        value = truth;
    }

    @Override
    public void setLong(long number) {
        if (fourBytes) {
            value = (int) number;
        } else {
            value = number;
        }
    }

    @Override
    public void setDouble(double number) {
        value = number;
    }

    @Override
    public void setDecimal(BigDecimal number) {
        value = number;
    }

    @Override
    public void setBytes(byte[] bytes, int start, int length) {
        value = field().getType().equals(SqlTypes.VARBINARY)
                ? Arrays.copyOfRange(bytes, start, start + length)
                : new String(bytes, start, length, StandardCharsets.UTF_8);
    }

    @Override
    public void setObject(Object object) {
        value = object;
    }

    @Override
    void copyValue(ValueReader from, int fromRow) {
        value = from.getObject(fromRow);
    }
}
