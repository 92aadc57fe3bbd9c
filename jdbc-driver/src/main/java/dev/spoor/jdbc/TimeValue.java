/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/** Times as {@link SqlService} counts them, and as {@code java.time} has them and people read them. */
public final class TimeValue {
    private static final long MICROS_PER_SECOND = TimeUnit.SECONDS.toMicros(1);
    private static final int MICROS_PER_MILLI = 1000;

    private TimeValue() {}

    /** What a clock shows that counts so many microseconds since 1970-01-01 00:00:00. */
    public static LocalDateTime clock(long micros) {
        long second = Math.floorDiv(micros, MICROS_PER_SECOND);
        int nanos = (int) TimeUnit.MICROSECONDS.toNanos(Math.floorMod(micros, MICROS_PER_SECOND));
        return LocalDateTime.ofEpochSecond(second, nanos, ZoneOffset.UTC);
    }

    /** The moment so many microseconds after 1970-01-01T00:00:00Z. */
    public static Instant instant(long micros) {
        return clock(micros).toInstant(ZoneOffset.UTC);
    }

    /** Microseconds since 1970-01-01 00:00:00 of a clock; finer fractions are cut. */
    public static long micros(LocalDateTime clock) {
        return ChronoUnit.MICROS.between(
                LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), clock.truncatedTo(ChronoUnit.MICROS));
    }

    /** Microseconds since 1970-01-01T00:00:00Z; finer fractions are cut. */
    public static long micros(Instant instant) {
        return micros(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    public static LocalTime time(long micros) {
        return LocalTime.ofNanoOfDay(TimeUnit.MICROSECONDS.toNanos(micros));
    }

    /** The moment as the clock of a zone shows it. */
    static OffsetDateTime at(long micros, ZoneId zone) {
        return instant(micros).atZone(zone).toOffsetDateTime();
    }

    /** {@code 2026-01-31 13:45:00.000}: three digits behind the second, six if they say more. */
    static String text(LocalDateTime clock) {
        StringBuilder text = new StringBuilder(26);
        text.append(clock.toLocalDate()).append(' ');
        append(text, clock.toLocalTime());
        return text.toString();
    }

    /** {@code 13:45:00.000}. */
    static String text(LocalTime time) {
        StringBuilder text = new StringBuilder(15);
        append(text, time);
        return text.toString();
    }

    private static void append(StringBuilder text, LocalTime time) {
        two(text, time.getHour()).append(':');
        two(text, time.getMinute()).append(':');
        two(text, time.getSecond()).append('.');
        int micros = time.getNano() / MICROS_PER_MILLI;
        boolean isFine = micros % MICROS_PER_MILLI != 0;
        int fraction = isFine ? micros : micros / MICROS_PER_MILLI;
        String digits = Integer.toString(fraction);
        text.append("0".repeat((isFine ? 6 : 3) - digits.length())).append(digits);
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
