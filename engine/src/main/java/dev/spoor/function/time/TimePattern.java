/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.time;

import dev.spoor.expr.UtcTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/** A compiled format of times: literal text and fields, one after the other. English names. Immutable. */
final class TimePattern {
    static final long INVALID = Long.MIN_VALUE;

    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");
    private static final List<String> DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
    private static final int SHORT_NAME = 3;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int MINUTES_PER_HOUR = 60;

    /** Two-digit years mean 1970 to 2069. */
    private static final int TWO_DIGIT_PIVOT = 70;

    /** What a field shows. */
    enum Kind {
        LITERAL,
        YEAR,
        YEAR_TWO_DIGITS,
        WEEK_YEAR,
        WEEK,
        DAY_OF_WEEK,
        /** Sunday is 0. */
        DAY_OF_WEEK_FROM_SUNDAY,
        DAY_NAME,
        DAY_NAME_SHORT,
        DAY_OF_YEAR,
        MONTH,
        MONTH_NAME,
        MONTH_NAME_SHORT,
        DAY,
        HALF_DAY,
        HOUR,
        /** 1 to 24. */
        HOUR_FROM_ONE,
        /** 1 to 12. */
        HOUR_OF_HALF,
        /** 0 to 11. */
        HOUR_OF_HALF_FROM_ZERO,
        MINUTE,
        SECOND,
        FRACTION,
        OFFSET,
        OFFSET_COLON,
        ZONE,
        ZONE_NAME,
        ZONE_NAME_SHORT,
        ERA
    }

    /**
     * A field or literal text.
     *
     * @param digits least digits to print
     * @param digitsMax most digits to read
     */
    record Part(Kind kind, String literal, int digits, int digitsMax) {
        static Part literal(String text) {
            return new Part(Kind.LITERAL, text, 0, 0);
        }

        static Part of(Kind kind, int digits, int digitsMax) {
            return new Part(kind, null, digits, digitsMax);
        }
    }

    private final String source;
    private final List<Part> parts;

    TimePattern(String source, List<Part> parts) {
        this.source = source;
        this.parts = List.copyOf(parts);
    }

    String source() {
        return source;
    }

    /** What the zone's clock shows at an instant of so many UTC micros. */
    String format(long micros, ZoneId zone) {
        ZonedDateTime time = ZonedDateTime.ofInstant(UtcTime.dateTimeOf(micros), ZoneOffset.UTC, zone);
        StringBuilder text = new StringBuilder(source.length() + 16);
        for (Part part : parts) {
            append(text, part, time);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Part part, ZonedDateTime time) {
        int hour = time.getHour();
        switch (part.kind) {
            case LITERAL -> text.append(part.literal);
            case YEAR -> digits(text, time.getYear(), part.digits);
            case YEAR_TWO_DIGITS -> digits(text, Math.floorMod(time.getYear(), 100), 2);
            case WEEK_YEAR -> digits(text, time.get(IsoFields.WEEK_BASED_YEAR), part.digits);
            case WEEK -> digits(text, time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), part.digits);
            case DAY_OF_WEEK -> digits(text, time.getDayOfWeek().getValue(), part.digits);
            case DAY_OF_WEEK_FROM_SUNDAY -> digits(text, time.getDayOfWeek().getValue() % 7, part.digits);
            case DAY_NAME -> text.append(DAYS.get(time.getDayOfWeek().getValue() - 1));
            case DAY_NAME_SHORT -> text.append(DAYS.get(time.getDayOfWeek().getValue() - 1), 0, SHORT_NAME);
            case DAY_OF_YEAR -> digits(text, time.getDayOfYear(), part.digits);
            case MONTH -> digits(text, time.getMonthValue(), part.digits);
            case MONTH_NAME -> text.append(MONTHS.get(time.getMonthValue() - 1));
            case MONTH_NAME_SHORT -> text.append(MONTHS.get(time.getMonthValue() - 1), 0, SHORT_NAME);
            case DAY -> digits(text, time.getDayOfMonth(), part.digits);
            case HALF_DAY -> text.append(hour < 12 ? "AM" : "PM");
            case HOUR -> digits(text, hour, part.digits);
            case HOUR_FROM_ONE -> digits(text, hour == 0 ? 24 : hour, part.digits);
            case HOUR_OF_HALF -> digits(text, (hour + 11) % 12 + 1, part.digits);
            case HOUR_OF_HALF_FROM_ZERO -> digits(text, hour % 12, part.digits);
            case MINUTE -> digits(text, time.getMinute(), part.digits);
            case SECOND -> digits(text, time.getSecond(), part.digits);
            case FRACTION -> fraction(text, time.getNano(), part.digits);
            case OFFSET -> offset(text, time.getOffset(), "");
            case OFFSET_COLON -> offset(text, time.getOffset(), ":");
            case ZONE ->
                text.append(
                        time.getZone().equals(ZoneOffset.UTC)
                                ? "UTC"
                                : time.getZone().getId());
            case ZONE_NAME -> text.append(zoneName(time, TimeZone.LONG));
            case ZONE_NAME_SHORT -> text.append(zoneName(time, TimeZone.SHORT));
            case ERA -> text.append(time.getYear() > 0 ? "AD" : "BC");
        }
    }

    private static void offset(StringBuilder text, ZoneOffset offset, String separator) {
        int minutes = Math.abs(offset.getTotalSeconds()) / SECONDS_PER_MINUTE;
        text.append(offset.getTotalSeconds() < 0 ? '-' : '+');
        digits(text, minutes / MINUTES_PER_HOUR, 2);
        text.append(separator);
        digits(text, minutes % MINUTES_PER_HOUR, 2);
    }

    /** EST or Eastern Standard Time; of a zone that is an offset, the offset. */
    private static String zoneName(ZonedDateTime time, int style) {
        if (time.getZone() instanceof ZoneOffset offset && !offset.equals(ZoneOffset.UTC)) {
            return offset.getId();
        }
        Instant instant = time.toInstant();
        boolean isSummer = time.getZone().getRules().isDaylightSavings(instant);
        return TimeZone.getTimeZone(time.getZone()).getDisplayName(isSummer, style, Locale.ENGLISH);
    }

    private static void digits(StringBuilder text, int value, int least) {
        String digits = Integer.toString(Math.abs(value));
        if (value < 0) {
            text.append('-');
        }
        text.append("0".repeat(Math.max(0, least - digits.length()))).append(digits);
    }

    private static void fraction(StringBuilder text, int nanos, int digits) {
        String all = Integer.toString(1_000_000_000 + nanos).substring(1);
        text.append(all, 0, Math.min(digits, all.length())).append("0".repeat(Math.max(0, digits - all.length())));
    }

    /** UTC micros, or {@link #INVALID} if the text is not of this form. Fields that are missing are 1970-01-01 00:00. */
    long parse(String text) {
        Reading reading = new Reading(text);
        for (Part part : parts) {
            if (!reading.read(part)) {
                return INVALID;
            }
        }
        return reading.at == text.length() ? reading.micros() : INVALID;
    }

    /** The fields read so far. */
    private static final class Reading {
        private final String text;
        private int at;
        private int year = 1970;
        private int month = 1;
        private int day = 1;
        private int dayOfYear;
        private int week;
        private int weekYear;
        private int dayOfWeek = 1;
        private int hour;
        private int halfHour = -1;
        private boolean afternoon;
        private int minute;
        private int second;
        private long fractionMicros;
        private long offsetMicros;
        private String zone;

        Reading(String text) {
            this.text = text;
        }

        boolean read(Part part) {
            switch (part.kind) {
                case LITERAL -> {
                    boolean there = text.startsWith(part.literal, at);
                    at += there ? part.literal.length() : 0;
                    return there;
                }
                case DAY_NAME, DAY_NAME_SHORT -> {
                    return name(DAYS) >= 0;
                }
                case MONTH_NAME, MONTH_NAME_SHORT -> {
                    month = name(MONTHS) + 1;
                    return month > 0;
                }
                case HALF_DAY -> {
                    int half = name(List.of("AM", "PM"));
                    afternoon = half == 1;
                    return half >= 0;
                }
                case ERA -> {
                    return name(List.of("AD")) == 0;
                }
                case FRACTION -> {
                    return fraction(part.digitsMax);
                }
                case OFFSET, OFFSET_COLON -> {
                    return offset();
                }
                case ZONE, ZONE_NAME, ZONE_NAME_SHORT -> {
                    return zone();
                }
                case YEAR,
                        YEAR_TWO_DIGITS,
                        WEEK_YEAR,
                        WEEK,
                        DAY_OF_WEEK,
                        DAY_OF_WEEK_FROM_SUNDAY,
                        DAY_OF_YEAR,
                        MONTH,
                        DAY,
                        HOUR,
                        HOUR_FROM_ONE,
                        HOUR_OF_HALF,
                        HOUR_OF_HALF_FROM_ZERO,
                        MINUTE,
                        SECOND -> {
                    return number(part);
                }
            }
            return false;
        }

        private boolean number(Part part) {
            boolean negative = part.kind == Kind.YEAR && at < text.length() && text.charAt(at) == '-';
            at += negative ? 1 : 0;
            int start = at;
            int value = 0;
            while (at < text.length() && at - start < part.digitsMax && isDigit(text.charAt(at))) {
                value = value * 10 + text.charAt(at++) - '0';
            }
            return at > start && set(part.kind, negative ? -value : value);
        }

        private boolean set(Kind kind, int value) {
            switch (kind) {
                case YEAR -> year = value;
                case YEAR_TWO_DIGITS -> year = value < TWO_DIGIT_PIVOT ? 2000 + value : 1900 + value;
                case WEEK_YEAR -> weekYear = value;
                case WEEK -> week = value;
                case DAY_OF_WEEK -> dayOfWeek = value;
                case DAY_OF_WEEK_FROM_SUNDAY -> dayOfWeek = value == 0 ? 7 : value;
                case DAY_OF_YEAR -> dayOfYear = value;
                case MONTH -> month = value;
                case DAY -> day = value;
                case HOUR -> hour = value;
                case HOUR_FROM_ONE -> hour = value == 24 ? 0 : value;
                case HOUR_OF_HALF -> halfHour = value > 12 || value < 1 ? 99 : value % 12;
                case HOUR_OF_HALF_FROM_ZERO -> halfHour = value > 11 ? 99 : value;
                case MINUTE -> minute = value;
                case SECOND -> second = value;
                case LITERAL,
                        DAY_NAME,
                        DAY_NAME_SHORT,
                        MONTH_NAME,
                        MONTH_NAME_SHORT,
                        HALF_DAY,
                        FRACTION,
                        OFFSET,
                        OFFSET_COLON,
                        ZONE,
                        ZONE_NAME,
                        ZONE_NAME_SHORT,
                        ERA -> {
                    return false;
                }
            }
            return true;
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }

        /** Index of the name, in full or by its first three letters, in any letter case; -1 for none. */
        private int name(List<String> names) {
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                int[] lengths = {name.length(), Math.min(SHORT_NAME, name.length())};
                for (int length : lengths) {
                    if (text.regionMatches(true, at, name, 0, length)) {
                        at += length;
                        return i;
                    }
                }
            }
            return -1;
        }

        private boolean fraction(int digitsMax) {
            int start = at;
            long unit = UtcTime.MICROS_PER_SECOND;
            while (at < text.length() && at - start < digitsMax && isDigit(text.charAt(at))) {
                unit /= 10;
                fractionMicros += (text.charAt(at++) - '0') * unit;
            }
            return at > start;
        }

        private boolean offset() {
            if (at < text.length() && text.charAt(at) == 'Z') {
                at++;
                return true;
            }
            boolean signed = at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-');
            if (!signed) {
                return false;
            }
            int sign = text.charAt(at++) == '-' ? -1 : 1;
            int hours = twoDigits();
            at += at < text.length() && text.charAt(at) == ':' ? 1 : 0;
            int minutes = twoDigits();
            offsetMicros = sign * (hours * UtcTime.MICROS_PER_HOUR + minutes * UtcTime.MICROS_PER_MINUTE);
            return hours >= 0 && hours <= 18 && minutes >= 0 && minutes <= 59;
        }

        private int twoDigits() {
            if (at + 2 > text.length() || !isDigit(text.charAt(at)) || !isDigit(text.charAt(at + 1))) {
                return -1;
            }
            at += 2;
            return (text.charAt(at - 2) - '0') * 10 + text.charAt(at - 1) - '0';
        }

        private boolean zone() {
            int start = at;
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at)) || "/_+-:".indexOf(text.charAt(at)) >= 0)) {
                at++;
            }
            zone = text.substring(start, at);
            return at > start;
        }

        long micros() {
            if (halfHour >= 0) {
                hour = halfHour + (afternoon ? 12 : 0);
            }
            try {
                LocalDateTime time = date().atTime(hour, minute, second);
                long micros = UtcTime.microsOf(time) + fractionMicros - offsetMicros;
                if (zone == null || zone.toUpperCase(Locale.ROOT).equals("UTC")) {
                    return micros;
                }
                return micros
                        - ZoneId.of(zone).getRules().getOffset(time).getTotalSeconds() * UtcTime.MICROS_PER_SECOND;
            } catch (DateTimeException | ArithmeticException e) {
                return INVALID;
            }
        }

        private LocalDate date() {
            if (week > 0) {
                return LocalDate.of(weekYear == 0 ? year : weekYear, 1, 4)
                        .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
                        .with(ChronoField.DAY_OF_WEEK, dayOfWeek);
            }
            return dayOfYear > 0 ? LocalDate.ofYearDay(year, dayOfYear) : LocalDate.of(year, month, day);
        }
    }
}
