/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import dev.spoor.expr.ZoneTime;
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

    /**
     * What is written of a point in time.
     *
     * @param clock the time as written
     * @param zoneOrNull the zone behind it; null if there is none
     */
    record Written(LocalDateTime clock, ZoneId zoneOrNull) {}

    /** The time in UTC, or null when the text is no point in time. */
    public static LocalDateTime utcOrNull(String text) {
        Written written = writtenOrNull(text);
        if (written == null || written.zoneOrNull() == null) {
            return written == null ? null : written.clock();
        }
        return written.clock()
                .atZone(written.zoneOrNull())
                .withZoneSameInstant(ZoneOffset.UTC)
                .toLocalDateTime();
    }

    /** The time and its zone, or null when the text is no point in time. */
    static Written writtenOrNull(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            return null;
        }
        try {
            LocalDate date = LocalDate.of(number(m, 1), number(m, 2), number(m, 3));
            if (m.group(4) == null) {
                return m.group(8) == null ? new Written(date.atStartOfDay(), null) : null;
            }
            LocalTime time =
                    LocalTime.of(number(m, 4), number(m, 5), m.group(6) == null ? 0 : number(m, 6), nanos(m.group(7)));
            return new Written(LocalDateTime.of(date, time), m.group(8) == null ? null : zone(m.group(8)));
        } catch (DateTimeException e) {
            return null;
        }
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
        char c = zone.charAt(0);
        boolean isShort = (c == '+' || c == '-') && zone.length() == 2;
        return ZoneTime.known(isShort ? c + "0" + zone.charAt(1) : zone)
                .orElseThrow(() -> new DateTimeException("no time zone: " + zone));
    }
}
