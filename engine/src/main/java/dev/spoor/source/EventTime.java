/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source;

import java.time.LocalDate;

/** Reads the time of an event from ISO 8601 text, by hand: it is the one text that every scan parses for every record. */
public final class EventTime {
    /** The answer for text that is no time. */
    public static final long NOT_A_TIME = Long.MIN_VALUE;

    private static final long SECOND_MICROS = 1_000_000L;
    private static final long DAY_SECONDS = 86_400L;
    private static final long FIRST_SECOND = LocalDate.of(0, 1, 1).toEpochDay() * DAY_SECONDS;
    private static final long LAST_SECOND = LocalDate.of(10_000, 1, 1).toEpochDay() * DAY_SECONDS - 1;
    private static final int FRACTION_DIGITS_MAX = 9;
    private static final int[] MONTH_DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private EventTime() {}

    /**
     * UTC microseconds of {@code yyyy-mm-ddThh:mm:ss[.f{1,9}][Z|±hh:mm|±hhmm|±hh]}; a space may stand for the T, digits
     * beyond microseconds are cut off, and no zone means UTC. The basic form {@code yyyymmddThhmmssZ} is read, too. A
     * second 60 counts as the next minute's first.
     *
     * @return {@link #NOT_A_TIME} for any other text
     */
    public static long parseMicros(byte[] text, int from, int to) {
        int length = to - from;
        if (length >= 19 && text[from + 4] == '-') {
            return parseExtended(text, from, to);
        }
        return length == 16 && text[from + 8] == 'T' && text[from + 15] == 'Z'
                ? micros(text, from, from + 4, from + 6, from + 9, 2, 0)
                : NOT_A_TIME;
    }

    /** Whether the text has no digits that {@link #parseMicros} cuts off, other than zeros. */
    public static boolean isExactInMicros(byte[] text, int from, int to) {
        for (int p = from + 26; p < to && text[p] >= '0' && text[p] <= '9'; p++) {
            if (text[p] != '0') {
                return false;
            }
        }
        return true;
    }

    private static long parseExtended(byte[] text, int from, int to) {
        boolean punctuated = text[from + 7] == '-'
                && (text[from + 10] == 'T' || text[from + 10] == ' ' || text[from + 10] == 't')
                && text[from + 13] == ':'
                && text[from + 16] == ':';
        if (!punctuated) {
            return NOT_A_TIME;
        }
        int p = from + 19;
        long fraction = 0;
        if (p < to && text[p] == '.') {
            int digits = 0;
            for (p++; p < to && isDigit(text[p]); p++, digits++) {
                fraction = digits < 6 ? fraction * 10 + text[p] - '0' : fraction;
            }
            if (digits == 0 || digits > FRACTION_DIGITS_MAX) {
                return NOT_A_TIME;
            }
            for (; digits < 6; digits++) {
                fraction *= 10;
            }
        }
        long offset = offsetSeconds(text, p, to);
        if (offset == NOT_A_TIME) {
            return NOT_A_TIME;
        }
        return micros(text, from, from + 5, from + 8, from + 11, 3, fraction - offset * SECOND_MICROS);
    }

    private static long micros(byte[] text, int yearAt, int monthAt, int dayAt, int timeAt, int step, long more) {
        int year = two(text, yearAt) * 100 + two(text, yearAt + 2);
        int month = two(text, monthAt);
        int day = two(text, dayAt);
        int hour = two(text, timeAt);
        int minute = two(text, timeAt + step);
        int second = two(text, timeAt + 2 * step);
        boolean digitsOnly = two(text, yearAt) >= 0 && two(text, yearAt + 2) >= 0;
        boolean valid = digitsOnly
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= daysOf(year, month)
                && hour >= 0
                && hour <= 23
                && minute >= 0
                && minute <= 59
                && second >= 0
                && second <= 60;
        if (!valid) {
            return NOT_A_TIME;
        }
        long seconds = epochDay(year, month, day) * DAY_SECONDS + hour * 3600L + minute * 60L + second;
        return seconds * SECOND_MICROS + more;
    }

    private static long offsetSeconds(byte[] text, int at, int to) {
        int length = to - at;
        if (length == 0 || length == 1 && (text[at] == 'Z' || text[at] == 'z')) {
            return 0;
        }
        if (text[at] != '+' && text[at] != '-') {
            return NOT_A_TIME;
        }
        boolean colon = length == 6 && text[at + 3] == ':';
        if (!colon && length != 5 && length != 3) {
            return NOT_A_TIME;
        }
        int hours = two(text, at + 1);
        int minutes = length == 3 ? 0 : two(text, to - 2);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return NOT_A_TIME;
        }
        long seconds = hours * 3600L + minutes * 60L;
        return text[at] == '-' ? -seconds : seconds;
    }

    /** Two digits as a number, negative (and far below) for anything else. */
    private static int two(byte[] text, int at) {
        return isDigit(text[at]) && isDigit(text[at + 1])
                ? (text[at] - '0') * 10 + text[at + 1] - '0'
                : Integer.MIN_VALUE / 1000;
    }

    /** Longest text of {@link #text}. */
    public static final int TEXT_BYTES_MAX = 27;

    /**
     * Writes the canonical text of a time: {@code yyyy-mm-ddThh:mm:ssZ}, with six digits of a second before the Z unless
     * they are all zero. It sorts as the times do up to the second.
     *
     * @param out gets the text from its beginning; {@link #TEXT_BYTES_MAX} bytes
     * @return the length, or 0 for a time outside the years 0000 to 9999, which has no such text
     */
    public static int text(long micros, byte[] out) {
        long seconds = Math.floorDiv(micros, SECOND_MICROS);
        if (seconds < FIRST_SECOND || seconds > LAST_SECOND) {
            return 0;
        }
        long day = Math.floorDiv(seconds, DAY_SECONDS);
        int second = (int) (seconds - day * DAY_SECONDS);
        LocalDate date = LocalDate.ofEpochDay(day);
        putDigits(out, 0, date.getYear(), 4);
        out[4] = '-';
        putDigits(out, 5, date.getMonthValue(), 2);
        out[7] = '-';
        putDigits(out, 8, date.getDayOfMonth(), 2);
        out[10] = 'T';
        putDigits(out, 11, second / 3600, 2);
        out[13] = ':';
        putDigits(out, 14, second / 60 % 60, 2);
        out[16] = ':';
        putDigits(out, 17, second % 60, 2);
        int fraction = (int) (micros - seconds * SECOND_MICROS);
        int end = 19;
        if (fraction != 0) {
            out[end] = '.';
            putDigits(out, end + 1, fraction, 6);
            end += 7;
        }
        out[end] = 'Z';
        return end + 1;
    }

    private static void putDigits(byte[] out, int at, int number, int count) {
        int rest = number;
        for (int p = at + count - 1; p >= at; p--) {
            out[p] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static int daysOf(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : MONTH_DAYS[month - 1];
    }

    /** Days since 1970-01-01 in the proleptic Gregorian calendar (H. Hinnant, days_from_civil). */
    private static long epochDay(int year, int month, int day) {
        long y = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(y, 400L);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }
}
