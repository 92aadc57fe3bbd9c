/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.vector.types.pojo.Field;

/** Reads one Java value that is not null, at any row. */
final class ObjectReader extends ValueReader {
    private final Object value;

    ObjectReader(Field field, Object value) {
        super(field);
        this.value = value;
    }

    @Override
    public boolean isNull(int row) {
        return false;
    }

    @Override
    public boolean getBoolean(int row) {
        return (Boolean) value;
    }

    @Override
    public long getLong(int row) {
        return ((Number) value).longValue();
    }

    @Override
    public double getDouble(int row) {
        return ((Number) value).doubleValue();
    }

    @Override
    public BigDecimal getDecimal(int row) {
        return value instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(getLong(row));
    }

    @Override
    public void getText(int row, Text into) {
        byte[] bytes = value instanceof byte[] binary ? binary : ((String) value).getBytes(StandardCharsets.UTF_8);
        into.set(bytes, 0, bytes.length);
    }

    @Override
    public Object getObject(int row) {
        return value;
    }
}
