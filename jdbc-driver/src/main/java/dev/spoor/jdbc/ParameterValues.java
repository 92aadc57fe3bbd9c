/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.avatica.ColumnMetaData.Rep;
import org.apache.calcite.avatica.remote.TypedValue;
import org.apache.calcite.avatica.util.ByteString;

/**
 * Parameters as Avatica's typed values, and back. Avatica counts times in milliseconds; so that none of ours is cut off, times and
 * the doubles that JSON has no number for travel as {@code OBJECT} with a tagged text: {@code timestamp:1769947200123456}.
 */
public final class ParameterValues {
    private static final String TIMESTAMP = "timestamp:";
    private static final String INSTANT = "instant:";
    private static final String TIME = "time:";
    private static final String DOUBLE = "double:";
    private static final int MICROS_PER_MILLI = 1000;

    private ParameterValues() {}

    /** @param value Boolean, Integer, Long, Double, BigDecimal, String, byte[], LocalDate, LocalTime, LocalDateTime, Instant or null */
    static TypedValue of(Object value) {
        if (value == null) {
            return TypedValue.EXPLICIT_NULL;
        } else if (value instanceof Boolean) {
            return TypedValue.ofLocal(Rep.BOOLEAN, value);
        } else if (value instanceof Integer) {
            return TypedValue.ofLocal(Rep.INTEGER, value);
        } else if (value instanceof Long) {
            return TypedValue.ofLocal(Rep.LONG, value);
        } else if (value instanceof Double && Double.isFinite((Double) value)) {
            return TypedValue.ofLocal(Rep.DOUBLE, value);
        } else if (value instanceof BigDecimal) {
            return TypedValue.ofLocal(Rep.NUMBER, value);
        } else if (value instanceof String) {
            return TypedValue.ofLocal(Rep.STRING, value);
        } else if (value instanceof byte[]) {
            byte[] bytes = (byte[]) value;
            return TypedValue.ofLocal(Rep.BYTE_STRING, new ByteString(bytes));
        } else if (value instanceof LocalDate) {
            LocalDate date = (LocalDate) value;
            return TypedValue.ofLocal(Rep.JAVA_SQL_DATE, Math.toIntExact(date.toEpochDay()));
        }
        return TypedValue.ofLocal(Rep.OBJECT, tagged(value));
    }

    private static String tagged(Object value) {
        if (value instanceof LocalDateTime) {
            LocalDateTime clock = (LocalDateTime) value;
            return TIMESTAMP + TimeValue.micros(clock);
        } else if (value instanceof Instant) {
            Instant instant = (Instant) value;
            return INSTANT + TimeValue.micros(instant);
        } else if (value instanceof LocalTime) {
            LocalTime time = (LocalTime) value;
            return TIME + TimeUnit.NANOSECONDS.toMicros(time.toNanoOfDay());
        } else if (value instanceof Double) {
            Double number = (Double) value;
            return DOUBLE + number;
        }
        throw new IllegalArgumentException("no parameter of " + value.getClass());
    }

    /** The value that somebody bound, of the classes that {@link #of} takes. */
    public static Object read(TypedValue bound) {
        Object value = bound == null ? null : bound.toLocal();
        if (value == null) {
            return null;
        }
        switch (bound.type) {
            case NUMBER:
                return value instanceof BigDecimal ? value : new BigDecimal(value.toString());
            case BYTE:
            case PRIMITIVE_BYTE:
            case SHORT:
            case PRIMITIVE_SHORT:
                return ((Number) value).intValue();
            case FLOAT:
            case PRIMITIVE_FLOAT:
                return Double.valueOf(value.toString());
            case BYTE_STRING:
                return ((ByteString) value).getBytes();
            case JAVA_SQL_DATE:
                return LocalDate.ofEpochDay(((Number) value).longValue());
            case JAVA_SQL_TIME:
                return TimeValue.time(((Number) value).longValue() * MICROS_PER_MILLI);
            case JAVA_SQL_TIMESTAMP:
            case JAVA_UTIL_DATE:
                return TimeValue.clock(((Number) value).longValue() * MICROS_PER_MILLI);
            case CHARACTER:
            case PRIMITIVE_CHAR:
                return value.toString();
            case OBJECT:
                return value instanceof String ? untagged((String) value) : value;
            default:
                return value;
        }
    }

    private static Object untagged(String text) {
        if (text.startsWith(TIMESTAMP)) {
            return TimeValue.clock(Long.parseLong(text.substring(TIMESTAMP.length())));
        } else if (text.startsWith(INSTANT)) {
            return TimeValue.instant(Long.parseLong(text.substring(INSTANT.length())));
        } else if (text.startsWith(TIME)) {
            return TimeValue.time(Long.parseLong(text.substring(TIME.length())));
        } else if (text.startsWith(DOUBLE)) {
            return Double.valueOf(text.substring(DOUBLE.length()));
        }
        return text;
    }
}
