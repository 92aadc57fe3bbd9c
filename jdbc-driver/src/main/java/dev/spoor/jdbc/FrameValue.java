/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.math.BigDecimal;
import java.sql.Types;
import java.util.Base64;

/**
 * Values of frames by the types of their columns: JSON has one kind of number, no bytes, and no number for NaN. After this they are
 * Boolean, Integer or Long, Double, BigDecimal, String or byte[]; times are as {@link EngineLink} counts them.
 */
final class FrameValue {
    private FrameValue() {}

    /** @param value as it came, not null */
    static Object of(ResultColumn column, Object value) {
        switch (column.jdbcType()) {
            case Types.INTEGER:
            case Types.SMALLINT:
            case Types.DATE:
                return value instanceof Number ? (Object) ((Number) value).intValue() : value;
            case Types.BIGINT:
            case Types.TIME:
            case Types.TIMESTAMP:
            case Types.TIMESTAMP_WITH_TIMEZONE:
                return value instanceof Number ? (Object) ((Number) value).longValue() : value;
            case Types.DOUBLE:
                return value instanceof Number ? ((Number) value).doubleValue() : Double.parseDouble(value.toString());
            case Types.DECIMAL:
                return value instanceof BigDecimal ? value : new BigDecimal(value.toString());
            case Types.VARBINARY:
                return value instanceof String ? Base64.getDecoder().decode((String) value) : value;
            default:
                return value;
        }
    }
}
