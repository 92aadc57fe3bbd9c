/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Times as SQL text and back. Times print with milliseconds, or with microseconds where there are any: {@code
 * 2026-01-22 16:53:53.000}.
 */
public final class TimeText {
    /** What a parser returns for text that is not of its form. */
    public static final long INVALID = Long.MIN_VALUE;

    private static final int FRACTION_DIGITS_MAX = 12;
    private static final int YEAR_DIGITS_MAX = 6;

    private TimeText() {}

    /** {@code yyyy-MM-dd}. */
    public static String date(long day) {
        StringBuilder text = new StringBuilder(10);
        appendDate(text, day);
        return text.toString();
    }

    /** {@code HH:mm:ss.SSS}. */
    public static String time(long microsOfDay) {
        StringBuilder text = new StringBuilder(15);
        appendTime(text, microsOfDay);
        return text.toString();
    }

    /** {@code yyyy-MM-dd HH:mm:ss.SSS}. */
    public static String timestamp(long micros) {
        StringBuilder text = new StringBuilder(26);
        appendDate(text, UtcTime.dayOf(micros));
        text.append(' ');
        appendTime(text, UtcTime.microsOfDay(micros));
        return text.toString();
    }

    /** What the clock of the type's zone shows, as {@link #timestamp}, and the zone's name behind it. */
    public static String timestampWithZone(long micros, Field type) {
        return ZoneTime.zoneOf(type)
                .map(zone -> timestamp(ZoneTime.toClock(micros, zone)) + ' ' + zone.getId())
                .orElseGet(() -> timestamp(micros) + " UTC");
    }

    /** Days, then hours to milliseconds: {@code 2 03:00:00.000}. */
    public static String intervalDay(long micros) {
        StringBuilder text = new StringBuilder();
        // Of the least long there is no positive twin; its digits are right as an unsigned number.
        long left = Math.abs(micros);
        if (micros < 0) {
            text.append('-');
        }
        text.append(Long.divideUnsigned(left, UtcTime.MICROS_PER_DAY)).append(' ');
        appendTime(text, Long.remainderUnsigned(left, UtcTime.MICROS_PER_DAY));
        return text.toString();
    }

    /** Years, then months: {@code 1-2}. */
    public static String intervalYear(long months) {
        long left = Math.abs(months);
        return (months < 0 ? "-" : "") + left / 12 + "-" + left % 12;
    }

    private static void appendDate(StringBuilder text, long day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        int year = date.getYear();
        if (year < 0) {
            text.append('-');
            year = -year;
        }
        appendDigits(text, year, 4);
        text.append('-');
        appendDigits(text, date.getMonthValue(), 2);
        text.append('-');
        appendDigits(text, date.getDayOfMonth(), 2);
    }

    private static void appendTime(StringBuilder text, long microsOfDay) {
        long seconds = microsOfDay / UtcTime.MICROS_PER_SECOND;
        appendDigits(text, seconds / 3600, 2);
        text.append(':');
        appendDigits(text, seconds / 60 % 60, 2);
        text.append(':');
        appendDigits(text, seconds % 60, 2);
        text.append('.');
        long fraction = microsOfDay % UtcTime.MICROS_PER_SECOND;
        if (fraction % 1000 == 0) {
            appendDigits(text, fraction / 1000, 3);
        } else {
            appendDigits(text, fraction, 6);
        }
    }

    private static void appendDigits(StringBuilder text, long value, int digits) {
        long bound = 10;
        for (int i = 1; i < digits; i++) {
            if (value < bound) {
                text.append('0');
            }
            bound *= 10;
        }
        text.append(value);
    }

    /** Days of {@code yyyy-MM-dd}, blanks around it allowed, or {@link #INVALID}. */
    public static long parseDate(Text text) {
        Scanner scanner = new Scanner(text);
        long day = scanner.date();
        return scanner.atEnd() ? day : INVALID;
    }

    /** Micros of {@code HH:mm[:ss[.f]]}, or {@link #INVALID}. */
    public static long parseTime(Text text) {
        Scanner scanner = new Scanner(text);
        long micros = scanner.time();
        return scanner.atEnd() ? micros : INVALID;
    }

    /**
     * UTC micros of {@code yyyy-MM-dd}, {@code yyyy-MM-dd HH:mm[:ss[.f]]}, either with a blank or {@code T} between,
     * optionally followed by {@code Z}, an offset ({@code +02:00}) or the name of a zone; or {@link #INVALID}. Without a
     * zone the time is UTC. Finer parts than micros are rounded.
     */
    public static long parseTimestamp(Text text) {
        return parse(new Scanner(text, true));
    }

    /** As {@link #parseTimestamp}, but finer parts than micros are cut: never a later instant than was written. */
    public static long parseIso(Text text) {
        return parse(new Scanner(text, false));
    }

    private static long parse(Scanner scanner) {
        long day = scanner.date();
        if (day == INVALID) {
            return INVALID;
        }
        long micros = 0;
        long offset = 0;
        if (!scanner.atEnd()) {
            if (!scanner.skipSeparator()) {
                return INVALID;
            }
            micros = scanner.time();
            if (micros == INVALID) {
                return INVALID;
            }
            if (!scanner.atEnd()) {
                offset = scanner.zoneOffset(day, micros);
            }
        }
        boolean valid = scanner.atEnd() && offset != INVALID && Math.abs(day) < DAY_MAX;
        return valid ? day * UtcTime.MICROS_PER_DAY + micros - offset : INVALID;
    }

    /** Days that micros in a long can count, with room for an offset. */
    static final long DAY_MAX = Long.MAX_VALUE / UtcTime.MICROS_PER_DAY - 2;

    /** Reads the parts of a time from text, blanks around it left out. After a part that is not there, atEnd is false. */
    private static final class Scanner {
        private final byte[] bytes;
        private final boolean rounds;
        private int at;
        private int end;
        private boolean failed;

        Scanner(Text text) {
            this(text, true);
        }

        Scanner(Text text, boolean rounds) {
            this.rounds = rounds;
            bytes = text.bytes();
            at = text.start();
            end = text.end();
            while (at < end && bytes[at] == ' ') {
                at++;
            }
            while (end > at && bytes[end - 1] == ' ') {
                end--;
            }
        }

        boolean atEnd() {
            return at == end && !failed;
        }

        boolean skipSeparator() {
            if (at < end && (bytes[at] == ' ' || bytes[at] == 'T' || bytes[at] == 't')) {
                at++;
                return true;
            }
            return false;
        }

        private long fail() {
            failed = true;
            return INVALID;
        }

        private boolean skip(char wanted) {
            if (at < end && bytes[at] == wanted) {
                at++;
                return true;
            }
            return false;
        }

        /** A number of so many digits, or -1. */
        private int number(int digitsMin, int digitsMax) {
            int value = 0;
            int digits = 0;
            while (at < end && digits < digitsMax && bytes[at] >= '0' && bytes[at] <= '9') {
                value = value * 10 + bytes[at++] - '0';
                digits++;
            }
            return digits < digitsMin ? -1 : value;
        }

        long date() {
            boolean negative = skip('-');
            if (!negative) {
                skip('+');
            }
            int year = number(4, YEAR_DIGITS_MAX);
            if (year < 0 || !skip('-')) {
                return fail();
            }
            int month = number(1, 2);
            if (month < 1 || month > 12 || !skip('-')) {
                return fail();
            }
            int day = number(1, 2);
            int signedYear = negative ? -year : year;
            if (day < 1
                    || day > 31
                    || (day > 28 && day > LocalDate.of(signedYear, month, 1).lengthOfMonth())) {
                return fail();
            }
            return LocalDate.of(signedYear, month, day).toEpochDay();
        }

        long time() {
            int hour = number(1, 2);
            if (hour < 0 || hour > 23 || !skip(':')) {
                return fail();
            }
            int minute = number(1, 2);
            if (minute < 0 || minute > 59) {
                return fail();
            }
            long seconds = hour * 3600L + minute * 60L;
            long fraction = 0;
            if (skip(':')) {
                int second = number(1, 2);
                if (second < 0 || second > 59) {
                    return fail();
                }
                seconds += second;
                if (skip('.') || skip(',')) {
                    fraction = fraction();
                    if (fraction == INVALID) {
                        return fail();
                    }
                }
            }
            return seconds * UtcTime.MICROS_PER_SECOND + fraction;
        }

        private long fraction() {
            long value = 0;
            int digits = 0;
            boolean up = false;
            while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
                if (digits < 6) {
                    value = value * 10 + bytes[at] - '0';
                } else if (digits == 6) {
                    up = bytes[at] >= '5';
                }
                digits++;
                at++;
            }
            if (digits == 0 || digits > FRACTION_DIGITS_MAX) {
                return INVALID;
            }
            for (int i = digits; i < 6; i++) {
                value *= 10;
            }
            return up && rounds ? value + 1 : value;
        }

        /** Micros east of UTC, or INVALID. */
        long zoneOffset(long day, long micros) {
            skip(' ');
            if (at + 1 == end && (bytes[at] == 'Z' || bytes[at] == 'z')) {
                at = end;
                return 0;
            }
            if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
                return numericOffset();
            }
            String name = new String(bytes, at, end - at, StandardCharsets.UTF_8);
            at = end;
            long clock = day * UtcTime.MICROS_PER_DAY + micros;
            return ZoneTime.known(name)
                    .map(zone -> clock - ZoneTime.toInstant(clock, zone))
                    .orElseGet(this::fail);
        }

        private long numericOffset() {
            int sign = bytes[at++] == '-' ? -1 : 1;
            int hours = number(2, 2);
            skip(':');
            int minutes = at == end ? 0 : number(2, 2);
            if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
                return fail();
            }
            return sign * (hours * UtcTime.MICROS_PER_HOUR + minutes * UtcTime.MICROS_PER_MINUTE);
        }
    }
}
