/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the spellings of a point in time that people write in audit questions: {@code 2026-01-31},
 * {@code 2026-01-31 13:45}, {@code 2026-01-31 13:45:00.123456}, and with T, Z, an offset or the name of a zone. Without a
 * zone the text means UTC. Fractions finer than a microsecond are cut.
 */
public final class TimeLiterals {
    private static final Pattern FORM = Pattern.compile("\\s*(\\d{4})-(\\d{1,2})-(\\d{1,2})"
            + "(?:(?:[Tt]|\\s+)(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?)?"
            + "\\s*([Zz]|[+-]\\d{1,2}(?::?\\d{2})?|[A-Za-z][A-Za-z0-9_+/-]*)?\\s*");

    private TimeLiterals() {}

    /** The time in UTC, or null when the text is no point in time. */
    public static LocalDateTime utcOrNull(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            return null;
        }
        try {
            LocalDate date = LocalDate.of(number(m, 1), number(m, 2), number(m, 3));
            if (m.group(4) == null) {
                return m.group(8) == null ? date.atStartOfDay() : null;
            }
            LocalTime time =
                    LocalTime.of(number(m, 4), number(m, 5), m.group(6) == null ? 0 : number(m, 6), nanos(m.group(7)));
            LocalDateTime local = LocalDateTime.of(date, time);
            String zone = m.group(8);
            return zone == null
                    ? local
                    : local.atZone(zone(zone))
                            .withZoneSameInstant(ZoneOffset.UTC)
                            .toLocalDateTime();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The same time as {@code yyyy-MM-dd HH:mm:ss[.ffffff]} in UTC, or null when the text is no point in time. */
    public static String plainTimestampOrNull(String text) {
        LocalDateTime utc = utcOrNull(text);
        return utc == null ? null : plain(utc);
    }

    /** {@code yyyy-MM-dd HH:mm:ss[.ffffff]} without trailing zeros in the fraction. */
    public static String plain(LocalDateTime time) {
        StringBuilder out = new StringBuilder(26);
        out.append(time.toLocalDate()).append(' ');
        two(out, time.getHour()).append(':');
        two(out, time.getMinute()).append(':');
        two(out, time.getSecond());
        int micros = time.getNano() / 1000;
        if (micros > 0) {
            String digits = Integer.toString(1_000_000 + micros).substring(1);
            int end = digits.length();
            while (digits.charAt(end - 1) == '0') {
                end--;
            }
            out.append('.').append(digits, 0, end);
        }
        return out.toString();
    }

    private static StringBuilder two(StringBuilder out, int value) {
        return out.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }

    private static int number(Matcher m, int group) {
        return Integer.parseInt(m.group(group));
    }

    private static int nanos(String fraction) {
        if (fraction == null) {
            return 0;
        }
        int micros = Integer.parseInt((fraction + "000000").substring(0, 6));
        return micros * 1000;
    }

    private static ZoneId zone(String zone) {
        if (zone.equalsIgnoreCase("z")) {
            return ZoneOffset.UTC;
        }
        char c = zone.charAt(0);
        if ((c == '+' || c == '-') && zone.length() == 2) {
            return ZoneId.of(c + "0" + zone.charAt(1));
        }
        return ZoneId.of(zone);
    }
}
