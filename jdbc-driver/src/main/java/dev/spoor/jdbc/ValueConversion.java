/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
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
import java.util.Map;
import java.util.UUID;

/**
 * A value of a page as what a caller of JDBC asks for. Values are never NULL here. A number that does not fit is an error, never
 * cut off. Of a TIMESTAMP without a zone the clock is taken to be that of a zone only where an instant is asked for.
 */
final class ValueConversion {
    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    /** Makes a value of one class. */
    private interface Maker {
        Object of(ResultColumn column, Object value, ZoneId zone) throws SQLException;
    }

    private static final Map<Class<?>, Maker> MAKERS = Map.ofEntries(
            Map.entry(Object.class, ValueConversion::object),
            Map.entry(String.class, (column, value, zone) -> text(column, value)),
            Map.entry(Boolean.class, (column, value, zone) -> truth(column, value)),
            Map.entry(Byte.class, (column, value, zone) -> (byte) whole(column, value, Byte.MIN_VALUE, Byte.MAX_VALUE)),
            Map.entry(Short.class, (column, value, zone) ->
                    (short) whole(column, value, Short.MIN_VALUE, Short.MAX_VALUE)),
            Map.entry(Integer.class, (column, value, zone) ->
                    (int) whole(column, value, Integer.MIN_VALUE, Integer.MAX_VALUE)),
            Map.entry(Long.class, (column, value, zone) -> whole(column, value, Long.MIN_VALUE, Long.MAX_VALUE)),
            Map.entry(Float.class, (column, value, zone) -> (float) real(column, value)),
            Map.entry(Double.class, (column, value, zone) -> real(column, value)),
            Map.entry(BigDecimal.class, (column, value, zone) -> decimal(column, value)),
            Map.entry(BigInteger.class, (column, value, zone) -> decimal(column, value)
                    .toBigInteger()),
            Map.entry(byte[].class, (column, value, zone) -> bytes(column, value)),
            Map.entry(Date.class, (column, value, zone) -> date(column, value, null)),
            Map.entry(Time.class, (column, value, zone) -> time(column, value, null)),
            Map.entry(Timestamp.class, ValueConversion::timestamp),
            Map.entry(java.util.Date.class, ValueConversion::timestamp),
            Map.entry(LocalDate.class, (column, value, zone) -> clock(column, value)
                    .toLocalDate()),
            Map.entry(LocalTime.class, (column, value, zone) -> clock(column, value)
                    .toLocalTime()),
            Map.entry(LocalDateTime.class, (column, value, zone) -> clock(column, value)),
            Map.entry(Instant.class, ValueConversion::instant),
            Map.entry(OffsetDateTime.class, ValueConversion::offset),
            Map.entry(ZonedDateTime.class, (column, value, zone) -> instant(column, value, zone)
                    .atZone(zoneOf(column, zone))),
            Map.entry(UUID.class, (column, value, zone) -> uuid(column, value)),
            Map.entry(URL.class, (column, value, zone) -> url(column, value)),
            Map.entry(Array.class, (column, value, zone) -> array(column, value)));

    private ValueConversion() {}

    /** The value as an instance of a class; an SQLException for a class that values of the column do not become. */
    static <T> T as(Class<T> type, ResultColumn column, Object value, ZoneId zone) throws SQLException {
        Maker maker = MAKERS.get(type);
        if (maker == null) {
            throw SqlFailures.conversion("values of column '" + column.label() + "' do not become " + type.getName());
        }
        return type.cast(maker.of(column, value, zone));
    }

    /** The class of {@link #object}. */
    static Class<?> classOf(ResultColumn column) {
        switch (column.jdbcType()) {
            case Types.BOOLEAN:
                return Boolean.class;
            case Types.INTEGER:
            case Types.SMALLINT:
                return Integer.class;
            case Types.BIGINT:
                return Long.class;
            case Types.DOUBLE:
                return Double.class;
            case Types.DECIMAL:
                return BigDecimal.class;
            case Types.VARBINARY:
                return byte[].class;
            case Types.DATE:
                return Date.class;
            case Types.TIME:
                return Time.class;
            case Types.TIMESTAMP:
                return Timestamp.class;
            case Types.TIMESTAMP_WITH_TIMEZONE:
                return OffsetDateTime.class;
            default:
                return String.class;
        }
    }

    /** The value as JDBC maps its type. */
    static Object object(ResultColumn column, Object value, ZoneId zone) throws SQLException {
        Class<?> type = classOf(column);
        return type.isInstance(value) ? value : as(type, column, value, zone);
    }

    /** The value as the engine writes it. */
    static String text(ResultColumn column, Object value) {
        switch (column.jdbcType()) {
            case Types.DATE:
                return LocalDate.ofEpochDay(((Number) value).longValue()).toString();
            case Types.TIME:
                return TimeValue.text(TimeValue.time((Long) value));
            case Types.TIMESTAMP:
                return TimeValue.text(TimeValue.clock((Long) value));
            case Types.TIMESTAMP_WITH_TIMEZONE:
                return zoned((Long) value, column.zone());
            case Types.VARBINARY:
                return HexDigits.of((byte[]) value);
            case Types.DECIMAL:
                return ((BigDecimal) value).toPlainString();
            default:
                return value.toString();
        }
    }

    private static String zoned(long micros, ZoneId zone) {
        String name = zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
        return TimeValue.text(TimeValue.at(micros, zone).toLocalDateTime()) + " " + name;
    }

    static boolean truth(ResultColumn column, Object value) throws SQLException {
        if (value instanceof Boolean) {
            Boolean truth = (Boolean) value;
            return truth;
        }
        if (value instanceof String) {
            String text = (String) value;
            if (text.equalsIgnoreCase("true") || text.equals("1")) {
                return true;
            }
            if (text.equalsIgnoreCase("false") || text.equals("0")) {
                return false;
            }
            throw no(column, value, "boolean");
        }
        return decimal(column, value).signum() != 0;
    }

    static long whole(ResultColumn column, Object value, long least, long greatest) throws SQLException {
        long whole;
        if (value instanceof Long || value instanceof Integer) {
            requireNumber(column, value);
            whole = ((Number) value).longValue();
        } else {
            BigDecimal decimal = decimal(column, value);
            if (decimal.compareTo(LONG_MIN) < 0 || decimal.compareTo(LONG_MAX) > 0) {
                throw outOfRange(column, value);
            }
            whole = decimal.longValue();
        }
        if (whole < least || whole > greatest) {
            throw outOfRange(column, value);
        }
        return whole;
    }

    static double real(ResultColumn column, Object value) throws SQLException {
        if (value instanceof Double) {
            Double number = (Double) value;
            return number;
        }
        if (value instanceof String && ((String) value).trim().matches("NaN|-?Infinity")) {
            return Double.parseDouble(((String) value).trim());
        }
        return decimal(column, value).doubleValue();
    }

    static BigDecimal decimal(ResultColumn column, Object value) throws SQLException {
        if (value instanceof BigDecimal) {
            BigDecimal decimal = (BigDecimal) value;
            return decimal;
        }
        if (value instanceof Boolean) {
            Boolean truth = (Boolean) value;
            return truth ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        try {
            if (value instanceof Double) {
                Double number = (Double) value;
                return BigDecimal.valueOf(number);
            }
            if (value instanceof String) {
                String text = (String) value;
                return new BigDecimal(text.trim());
            }
        } catch (NumberFormatException e) {
            throw no(column, value, "number");
        }
        requireNumber(column, value);
        return BigDecimal.valueOf(((Number) value).longValue());
    }

    /** Times travel as numbers, but they are none. */
    private static void requireNumber(ResultColumn column, Object value) throws SQLException {
        int type = column.jdbcType();
        if (!(value instanceof Number) || isTemporal(type)) {
            throw no(column, text(column, value), "number");
        }
    }

    private static boolean isTemporal(int type) {
        return type == Types.DATE
                || type == Types.TIME
                || type == Types.TIMESTAMP
                || type == Types.TIMESTAMP_WITH_TIMEZONE;
    }

    static byte[] bytes(ResultColumn column, Object value) throws SQLException {
        if (value instanceof byte[]) {
            byte[] bytes = (byte[]) value;
            return bytes;
        }
        if (value instanceof String) {
            String text = (String) value;
            return text.getBytes(StandardCharsets.UTF_8);
        }
        throw no(column, text(column, value), "bytes");
    }

    /** What the clock shows, in the zone of the type. */
    static LocalDateTime clock(ResultColumn column, Object value) throws SQLException {
        switch (column.jdbcType()) {
            case Types.DATE:
                return LocalDate.ofEpochDay(((Number) value).longValue()).atStartOfDay();
            case Types.TIME:
                return LocalDate.EPOCH.atTime(TimeValue.time((Long) value));
            case Types.TIMESTAMP:
                return TimeValue.clock((Long) value);
            case Types.TIMESTAMP_WITH_TIMEZONE:
                return TimeValue.at((Long) value, column.zone()).toLocalDateTime();
            default:
                return TimeSpelling.read(column, text(column, value));
        }
    }

    /** The moment, where a clock without a zone is that of the given one. */
    static Instant instant(ResultColumn column, Object value, ZoneId zone) throws SQLException {
        return column.jdbcType() == Types.TIMESTAMP_WITH_TIMEZONE
                ? TimeValue.instant((Long) value)
                : clock(column, value).atZone(zone).toInstant();
    }

    private static OffsetDateTime offset(ResultColumn column, Object value, ZoneId zone) throws SQLException {
        return instant(column, value, zone).atZone(zoneOf(column, zone)).toOffsetDateTime();
    }

    private static ZoneId zoneOf(ResultColumn column, ZoneId zone) {
        return column.jdbcType() == Types.TIMESTAMP_WITH_TIMEZONE ? column.zone() : zone;
    }

    static Timestamp timestamp(ResultColumn column, Object value, ZoneId zone) throws SQLException {
        return Timestamp.from(instant(column, value, zone));
    }

    /**
     * The day that the clock shows.
     *
     * @param zoneOrNull zone in which its midnight is the value; null for that of this machine
     */
    static Date date(ResultColumn column, Object value, ZoneId zoneOrNull) throws SQLException {
        LocalDate day = clock(column, value).toLocalDate();
        return zoneOrNull == null
                ? Date.valueOf(day)
                : new Date(day.atStartOfDay(zoneOrNull).toInstant().toEpochMilli());
    }

    /** The time that the clock shows, to the millisecond; the zone as for {@link #date}. */
    static Time time(ResultColumn column, Object value, ZoneId zoneOrNull) throws SQLException {
        LocalTime time = clock(column, value).toLocalTime();
        ZoneId zone = zoneOrNull == null ? ClientZone.get() : zoneOrNull;
        return new Time(LocalDate.EPOCH.atTime(time).atZone(zone).toInstant().toEpochMilli());
    }

    private static UUID uuid(ResultColumn column, Object value) throws SQLException {
        try {
            return UUID.fromString(text(column, value));
        } catch (IllegalArgumentException e) {
            throw no(column, value, "UUID");
        }
    }

    static URL url(ResultColumn column, Object value) throws SQLException {
        try {
            return new URL(text(column, value));
        } catch (MalformedURLException e) {
            throw no(column, value, "URL");
        }
    }

    static Array array(ResultColumn column, Object value) throws SQLException {
        if (!column.isArray()) {
            throw no(column, value, "array");
        }
        return JsonElements.array(column, text(column, value));
    }

    private static SQLException outOfRange(ResultColumn column, Object value) {
        return SqlFailures.of(
                value + " in column '" + column.label() + "' does not fit the type asked for",
                "22003",
                SqlFailures.DRIVER,
                null);
    }

    private static SQLException no(ResultColumn column, Object value, String what) {
        return SqlFailures.conversion(
                "'" + value + "' in column '" + column.label() + "' (" + column.plainTypeName() + ") is no " + what);
    }
}
