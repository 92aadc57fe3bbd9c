/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.UUID;

/** What callers of JDBC bind, as {@link SqlService} takes parameters. */
final class ParameterConversion {
    private static final ResultColumn TEXT = ResultColumn.text("parameter");

    private ParameterConversion() {}

    /**
     * A value by its class.
     *
     * @param zone whose clock a TIMESTAMP shows
     */
    static Object of(Object value, ZoneId zone) throws SQLException {
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || value instanceof BigDecimal
                || value instanceof byte[]
                || value instanceof LocalDate
                || value instanceof LocalTime
                || value instanceof LocalDateTime
                || value instanceof Instant) {
            return value;
        }
        if (value instanceof Number) {
            Number number = (Number) value;
            return number(number);
        }
        if (value instanceof java.util.Date) {
            java.util.Date date = (java.util.Date) value;
            return date(date, zone);
        }
        if (value instanceof OffsetDateTime) {
            OffsetDateTime time = (OffsetDateTime) value;
            return time.toInstant();
        }
        if (value instanceof ZonedDateTime) {
            ZonedDateTime time = (ZonedDateTime) value;
            return time.toInstant();
        }
        if (value instanceof Calendar) {
            Calendar calendar = (Calendar) value;
            return calendar.toInstant();
        }
        if (value instanceof UUID || value instanceof Character || value instanceof URL || value instanceof Enum<?>) {
            return value.toString();
        }
        if (value instanceof Clob) {
            Clob clob = (Clob) value;
            return clob.getSubString(1, (int) Math.min(Integer.MAX_VALUE, clob.length()));
        }
        throw SqlFailures.unsupported("values of " + value.getClass().getName() + " cannot be bound");
    }

    private static Object number(Number number) {
        if (number instanceof Byte || number instanceof Short) {
            return number.intValue();
        }
        if (number instanceof Float) {
            return Double.valueOf(number.toString());
        }
        return new BigDecimal(number.toString());
    }

    private static Object date(java.util.Date value, ZoneId zone) {
        if (value instanceof Date) {
            Date date = (Date) value;
            return date.toLocalDate();
        }
        if (value instanceof Time) {
            Time time = (Time) value;
            return Instant.ofEpochMilli(time.getTime()).atZone(ClientZone.get()).toLocalTime();
        }
        Instant instant = value instanceof Timestamp ? value.toInstant() : Instant.ofEpochMilli(value.getTime());
        return LocalDateTime.ofInstant(instant, zone);
    }

    static Object timestamp(Timestamp value, Calendar calendarOrNull, ZoneId zone) {
        return value == null
                ? null
                : LocalDateTime.ofInstant(
                        value.toInstant(),
                        calendarOrNull == null
                                ? zone
                                : calendarOrNull.getTimeZone().toZoneId());
    }

    static Object date(Date value, Calendar calendarOrNull) {
        if (value == null || calendarOrNull == null) {
            return value == null ? null : value.toLocalDate();
        }
        return Instant.ofEpochMilli(value.getTime())
                .atZone(calendarOrNull.getTimeZone().toZoneId())
                .toLocalDate();
    }

    static Object time(Time value, Calendar calendarOrNull) {
        if (value == null) {
            return null;
        }
        ZoneId zone = calendarOrNull == null
                ? ClientZone.get()
                : calendarOrNull.getTimeZone().toZoneId();
        return Instant.ofEpochMilli(value.getTime()).atZone(zone).toLocalTime();
    }

    /** A value that is to become one of a type. */
    static Object of(Object value, int jdbcType, int scale, ZoneId zone) throws SQLException {
        Object bound = of(value, zone);
        if (bound == null) {
            return null;
        }
        try {
            return converted(bound, jdbcType, scale);
        } catch (ArithmeticException e) {
            throw SqlFailures.conversion("'" + value + "' is not exact with " + scale + " digits behind the point");
        }
    }

    private static Object converted(Object bound, int jdbcType, int scale) throws SQLException {
        switch (jdbcType) {
            case Types.CHAR:
            case Types.VARCHAR:
            case Types.LONGVARCHAR:
            case Types.NCHAR:
            case Types.NVARCHAR:
            case Types.LONGNVARCHAR:
                return text(bound);
            case Types.BOOLEAN:
            case Types.BIT:
                return ValueConversion.truth(TEXT, scalar(bound));
            case Types.TINYINT:
            case Types.SMALLINT:
            case Types.INTEGER:
                return (int) ValueConversion.whole(TEXT, scalar(bound), Integer.MIN_VALUE, Integer.MAX_VALUE);
            case Types.BIGINT:
                return ValueConversion.whole(TEXT, scalar(bound), Long.MIN_VALUE, Long.MAX_VALUE);
            case Types.REAL:
            case Types.FLOAT:
            case Types.DOUBLE:
                return ValueConversion.real(TEXT, scalar(bound));
            case Types.DECIMAL:
            case Types.NUMERIC:
                return decimal(bound, scale);
            case Types.DATE:
                return clock(bound).toLocalDate();
            case Types.TIME:
                return clock(bound).toLocalTime();
            case Types.TIMESTAMP:
                return clock(bound);
            case Types.TIMESTAMP_WITH_TIMEZONE:
                return instant(bound);
            default:
                return bound;
        }
    }

    /** A number, a text or a truth value; times are none of them. */
    private static Object scalar(Object bound) throws SQLException {
        if (bound instanceof Number || bound instanceof String || bound instanceof Boolean) {
            return bound instanceof Integer || bound instanceof Long ? new BigDecimal(bound.toString()) : bound;
        }
        throw SqlFailures.conversion("'" + bound + "' is no number");
    }

    private static Object decimal(Object bound, int scale) throws SQLException {
        BigDecimal decimal = ValueConversion.decimal(TEXT, scalar(bound));
        return scale < 0 ? decimal : decimal.setScale(scale);
    }

    private static String text(Object bound) {
        if (bound instanceof LocalDateTime) {
            LocalDateTime clock = (LocalDateTime) bound;
            return TimeValue.text(clock);
        }
        if (bound instanceof BigDecimal) {
            BigDecimal decimal = (BigDecimal) bound;
            return decimal.toPlainString();
        }
        return bound instanceof LocalTime ? TimeValue.text((LocalTime) bound) : bound.toString();
    }

    private static LocalDateTime clock(Object bound) throws SQLException {
        if (bound instanceof LocalDateTime) {
            LocalDateTime clock = (LocalDateTime) bound;
            return clock;
        }
        if (bound instanceof LocalDate) {
            LocalDate date = (LocalDate) bound;
            return date.atStartOfDay();
        }
        if (bound instanceof LocalTime) {
            LocalTime time = (LocalTime) bound;
            return LocalDate.EPOCH.atTime(time);
        }
        if (bound instanceof Instant) {
            Instant instant = (Instant) bound;
            return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        }
        return TimeSpelling.read(TEXT, bound.toString());
    }

    private static Instant instant(Object bound) throws SQLException {
        return bound instanceof Instant ? (Instant) bound : clock(bound).toInstant(ZoneOffset.UTC);
    }

    /** All characters of a reader; null for null. */
    static String read(Reader reader, long length) throws SQLException {
        if (reader == null) {
            return null;
        }
        try {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            String all = text.toString();
            return length < 0 || length >= all.length() ? all : all.substring(0, (int) length);
        } catch (IOException e) {
            throw SqlFailures.broken("the parameter could not be read: " + e.getMessage(), e);
        }
    }

    /** All bytes of a stream; null for null. */
    static byte[] read(InputStream stream, long length) throws SQLException {
        if (stream == null) {
            return null;
        }
        try {
            return length < 0 ? stream.readAllBytes() : stream.readNBytes((int) Math.min(Integer.MAX_VALUE, length));
        } catch (IOException e) {
            throw SqlFailures.broken("the parameter could not be read: " + e.getMessage(), e);
        }
    }
}
