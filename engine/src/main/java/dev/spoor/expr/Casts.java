/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.SqlTypes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** The matrix of casts between scalar types. Nested types and JSON: {@link NestedCasts}. */
final class Casts {
    private static final Text TRUE = Text.of("true");
    private static final Text FALSE = Text.of("false");

    /** From this on a double rounds to no long: 2 to the 63rd. */
    private static final double LONG_LIMIT = 0x1p63;

    private static final int EXPONENT_MAX = 1000;

    private Casts() {}

    /** @throws dev.spoor.error.EngineException TYPE_MISMATCH if there is none */
    static ValueCast between(Field source, Field target) {
        return find(source, target).orElseThrow(() -> Failures.noSuchCast(TypeNames.of(source), TypeNames.of(target)));
    }

    static Optional<ValueCast> find(Field source, Field target) {
        if (SqlTypes.sameType(source, target)) {
            return Optional.of((from, row, text, to) -> {
                to.copy(from, row);
                return true;
            });
        }
        if (NestedCasts.isNestedOrJson(source) || NestedCasts.isNestedOrJson(target)) {
            return NestedCasts.find(source, target);
        }
        if (SqlTypes.isIpAddress(source) || SqlTypes.isIpAddress(target)) {
            return Optional.ofNullable(ofAddress(source, target));
        }
        ArrowType type = target.getType();
        ValueCast cast = null;
        if (type.equals(SqlTypes.BOOLEAN)) {
            cast = toBoolean(source.getType());
        } else if (isInteger(type)) {
            cast = toInteger(source.getType());
        } else if (type.equals(SqlTypes.DOUBLE)) {
            cast = toDouble(source.getType());
        } else if (type instanceof ArrowType.Decimal decimal) {
            cast = toDecimal(source.getType(), decimal);
        } else if (type.equals(SqlTypes.VARCHAR)) {
            cast = toText(source);
        } else if (type.equals(SqlTypes.VARBINARY)) {
            cast = isText(source.getType()) ? Casts::copyText : null;
        } else if (type.equals(SqlTypes.DATE)) {
            cast = byClock(source, toDate(source.getType()));
        } else if (type.equals(SqlTypes.TIME)) {
            cast = byClock(source, toTime(source.getType()));
        } else if (type instanceof ArrowType.Timestamp) {
            cast = between(source.getType(), type) ? zoned(source, target) : toTimestamp(source.getType());
        } else if (type.equals(SqlTypes.INTERVAL_DAY) || type.equals(SqlTypes.INTERVAL_YEAR)) {
            cast = null;
        }
        return Optional.ofNullable(cast);
    }

    private static boolean between(ArrowType source, ArrowType target) {
        return source instanceof ArrowType.Timestamp && target instanceof ArrowType.Timestamp;
    }

    /** An instant stays what it is in every zone; without a zone it is what the zone's clock shows. */
    private static ValueCast zoned(Field source, Field target) {
        boolean fromClock = ((ArrowType.Timestamp) source.getType()).getTimezone() == null;
        boolean toClock = ((ArrowType.Timestamp) target.getType()).getTimezone() == null;
        Optional<ZoneId> from = ZoneTime.zoneOf(source);
        Optional<ZoneId> to = ZoneTime.zoneOf(target);
        if (toClock && from.isPresent()) {
            return (reader, row, text, writer) -> setTime(writer, ZoneTime.toClock(reader.getLong(row), from.get()));
        }
        if (fromClock && to.isPresent()) {
            return (reader, row, text, writer) -> setTime(writer, ZoneTime.toInstant(reader.getLong(row), to.get()));
        }
        return (reader, row, text, writer) -> setTime(writer, reader.getLong(row));
    }

    /** The date or the time of day of an instant are those of its zone's clock. */
    private static ValueCast byClock(Field source, ValueCast cast) {
        Optional<ZoneId> zone = ZoneTime.zoneOf(source);
        if (zone.isEmpty() || cast == null) {
            return cast;
        }
        Field clock = SqlTypes.field(source.getName(), SqlTypes.TIMESTAMP);
        return (reader, row, text, writer) -> {
            long shown = ZoneTime.toClock(reader.getLong(row), zone.get());
            return cast.apply(new ObjectReader(clock, shown), 0, text, writer);
        };
    }

    /** Between IPADDRESS and text or bytes. */
    private static ValueCast ofAddress(Field source, Field target) {
        if (SqlTypes.isIpAddress(source)) {
            return isText(target.getType())
                    ? toText(source)
                    : target.getType().equals(SqlTypes.VARBINARY) ? Casts::copyText : null;
        }
        if (isText(source.getType())) {
            return (from, row, text, to) -> {
                from.getText(row, text);
                return setAddress(IpAddress.parse(text.toString()), to);
            };
        }
        return source.getType().equals(SqlTypes.VARBINARY)
                ? (from, row, text, to) -> setAddress(IpAddress.of((byte[]) from.getObject(row)), to)
                : null;
    }

    private static boolean setAddress(Optional<byte[]> address, ValueWriter to) {
        address.ifPresent(to::setBytes);
        return address.isPresent();
    }

    private static boolean isText(ArrowType type) {
        return type.equals(SqlTypes.VARCHAR);
    }

    private static boolean isInteger(ArrowType type) {
        return type instanceof ArrowType.Int;
    }

    private static boolean copyText(ValueReader from, int row, Text text, ValueWriter to) {
        from.getText(row, text);
        to.setText(text);
        return true;
    }

    private static ValueCast toBoolean(ArrowType source) {
        if (isText(source)) {
            return (from, row, text, to) -> {
                from.getText(row, text);
                return parseBoolean(text, to);
            };
        }
        if (isInteger(source)) {
            return (from, row, text, to) -> set(to, from.getLong(row) != 0);
        }
        if (source.equals(SqlTypes.DOUBLE)) {
            return (from, row, text, to) -> set(to, from.getDouble(row) != 0);
        }
        if (source instanceof ArrowType.Decimal) {
            return (from, row, text, to) -> set(to, from.getDecimal(row).signum() != 0);
        }
        return null;
    }

    private static boolean set(ValueWriter to, boolean value) {
        to.setBoolean(value);
        return true;
    }

    /** true, t, 1, false, f, 0 in any letter case. */
    private static boolean parseBoolean(Text text, ValueWriter to) {
        if (text.length() == 1) {
            byte letter = (byte) (text.byteAt(0) | 0x20);
            boolean yes = letter == 't' || text.byteAt(0) == '1';
            boolean no = letter == 'f' || text.byteAt(0) == '0';
            if (yes || no) {
                to.setBoolean(yes);
            }
            return yes || no;
        }
        boolean yes = equalsIgnoringCase(text, TRUE);
        if (yes || equalsIgnoringCase(text, FALSE)) {
            to.setBoolean(yes);
            return true;
        }
        return false;
    }

    private static boolean equalsIgnoringCase(Text text, Text lowerCase) {
        if (text.length() != lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if ((text.byteAt(i) | 0x20) != lowerCase.byteAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static ValueCast toInteger(ArrowType source) {
        if (isText(source)) {
            return (from, row, text, to) -> {
                from.getText(row, text);
                return parseLong(text, to);
            };
        }
        if (isInteger(source)) {
            return (from, row, text, to) -> setLong(to, from.getLong(row));
        }
        if (source.equals(SqlTypes.BOOLEAN)) {
            return (from, row, text, to) -> setLong(to, from.getBoolean(row) ? 1 : 0);
        }
        if (source.equals(SqlTypes.DOUBLE)) {
            return (from, row, text, to) -> roundDouble(from.getDouble(row), to);
        }
        if (source instanceof ArrowType.Decimal) {
            return (from, row, text, to) -> roundDecimal(from.getDecimal(row), to);
        }
        return null;
    }

    private static boolean setLong(ValueWriter to, long value) {
        if (!to.fits(value)) {
            return false;
        }
        to.setLong(value);
        return true;
    }

    /** An optional sign and digits, nothing else. */
    static boolean parseLong(Text text, ValueWriter to) {
        int at = text.start();
        int end = text.end();
        boolean negative = at < end && text.bytes()[at] == '-';
        if (negative || (at < end && text.bytes()[at] == '+')) {
            at++;
        }
        if (at == end) {
            return false;
        }
        // Counted downwards, since there is one negative number more.
        long value = 0;
        for (; at < end; at++) {
            int digit = text.bytes()[at] - '0';
            if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
                return false;
            }
            value = value * 10 - digit;
        }
        if (!negative && value == Long.MIN_VALUE) {
            return false;
        }
        return setLong(to, negative ? value : -value);
    }

    /** Half away from zero. */
    private static boolean roundDouble(double value, ValueWriter to) {
        double size = Math.floor(Math.abs(value));
        // The difference is exact, which adding a half would not be.
        double rounded = Math.copySign(Math.abs(value) - size >= 0.5 ? size + 1 : size, value);
        boolean fits = rounded >= -LONG_LIMIT && rounded < LONG_LIMIT;
        return fits && setLong(to, (long) rounded);
    }

    private static boolean roundDecimal(BigDecimal value, ValueWriter to) {
        BigDecimal rounded = value.setScale(0, RoundingMode.HALF_UP);
        return rounded.unscaledValue().bitLength() < Long.SIZE && setLong(to, rounded.longValueExact());
    }

    private static ValueCast toDouble(ArrowType source) {
        if (isText(source)) {
            return (from, row, text, to) -> {
                from.getText(row, text);
                return parseDouble(text.toString(), to);
            };
        }
        if (isInteger(source) || source instanceof ArrowType.Decimal) {
            return (from, row, text, to) -> setDouble(to, from.getDouble(row));
        }
        if (source.equals(SqlTypes.BOOLEAN)) {
            return (from, row, text, to) -> setDouble(to, from.getBoolean(row) ? 1 : 0);
        }
        return null;
    }

    private static boolean setDouble(ValueWriter to, double value) {
        to.setDouble(value);
        return true;
    }

    /** A decimal number with or without exponent, NaN, Infinity; blanks around it allowed. */
    private static boolean parseDouble(String text, ValueWriter to) {
        String trimmed = text.strip();
        boolean word = trimmed.endsWith("NaN") || trimmed.endsWith("Infinity");
        for (int i = 0; i < trimmed.length() && !word; i++) {
            // Java also takes type suffixes and hexadecimal digits.
            if ("0123456789+-.eE".indexOf(trimmed.charAt(i)) < 0) {
                return false;
            }
        }
        try {
            return setDouble(to, Double.parseDouble(trimmed));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static ValueCast toDecimal(ArrowType source, ArrowType.Decimal type) {
        if (isText(source)) {
            return (from, row, text, to) -> {
                from.getText(row, text);
                return parseDecimal(text.toString(), type, to);
            };
        }
        if (isInteger(source) || source instanceof ArrowType.Decimal) {
            return (from, row, text, to) -> setDecimal(from.getDecimal(row), type, to);
        }
        if (source.equals(SqlTypes.BOOLEAN)) {
            return (from, row, text, to) ->
                    setDecimal(from.getBoolean(row) ? BigDecimal.ONE : BigDecimal.ZERO, type, to);
        }
        if (source.equals(SqlTypes.DOUBLE)) {
            return (from, row, text, to) -> {
                double value = from.getDouble(row);
                boolean finite = !Double.isNaN(value) && !Double.isInfinite(value);
                return finite && setDecimal(BigDecimal.valueOf(value), type, to);
            };
        }
        return null;
    }

    private static boolean parseDecimal(String text, ArrowType.Decimal type, ValueWriter to) {
        try {
            BigDecimal value = new BigDecimal(text.strip());
            // An exponent of millions would make setScale count zeros for ever.
            boolean sane = Math.abs((long) value.scale()) <= EXPONENT_MAX;
            return sane && setDecimal(value, type, to);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean setDecimal(BigDecimal value, ArrowType.Decimal type, ValueWriter to) {
        BigDecimal scaled = value.setScale(type.getScale(), RoundingMode.HALF_UP);
        if (scaled.precision() > type.getPrecision()) {
            return false;
        }
        to.setDecimal(scaled);
        return true;
    }

    private static ValueCast toText(Field source) {
        ArrowType type = source.getType();
        if (type.equals(SqlTypes.VARBINARY) && !SqlTypes.isIpAddress(source)) {
            return null;
        }
        if (type.equals(SqlTypes.BOOLEAN)) {
            return (from, row, text, to) -> {
                to.setText(from.getBoolean(row) ? TRUE : FALSE);
                return true;
            };
        }
        return (from, row, text, to) -> {
            to.setBytes(ValueText.of(from, row).getBytes(StandardCharsets.UTF_8));
            return true;
        };
    }

    private static ValueCast toDate(ArrowType source) {
        if (isText(source)) {
            return (from, row, text, to) -> {
                from.getText(row, text);
                return setTime(to, TimeText.parseDate(text));
            };
        }
        if (source instanceof ArrowType.Timestamp) {
            return (from, row, text, to) -> setTime(to, UtcTime.dayOf(from.getLong(row)));
        }
        return null;
    }

    private static boolean setTime(ValueWriter to, long value) {
        return value != TimeText.INVALID && setLong(to, value);
    }

    private static ValueCast toTime(ArrowType source) {
        if (isText(source)) {
            return (from, row, text, to) -> {
                from.getText(row, text);
                return setTime(to, TimeText.parseTime(text));
            };
        }
        if (source instanceof ArrowType.Timestamp) {
            return (from, row, text, to) -> setTime(to, UtcTime.microsOfDay(from.getLong(row)));
        }
        return null;
    }

    private static ValueCast toTimestamp(ArrowType source) {
        if (isText(source)) {
            return (from, row, text, to) -> {
                from.getText(row, text);
                return setTime(to, TimeText.parseTimestamp(text));
            };
        }
        if (source.equals(SqlTypes.DATE)) {
            return (from, row, text, to) -> {
                long day = from.getLong(row);
                return Math.abs(day) <= TimeText.DAY_MAX && setTime(to, day * UtcTime.MICROS_PER_DAY);
            };
        }
        if (source instanceof ArrowType.Timestamp) {
            return (from, row, text, to) -> setTime(to, from.getLong(row));
        }
        return null;
    }
}
