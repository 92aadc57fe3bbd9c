/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The calendar on UTC microseconds and days since 1970-01-01. */
public final class UtcTime {
    public static final long MICROS_PER_MILLI = 1_000L;
    public static final long MICROS_PER_SECOND = 1_000_000L;
    public static final long MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;
    public static final long MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE;
    public static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;

    private UtcTime() {}

    public static long dayOf(long micros) {
        return Math.floorDiv(micros, MICROS_PER_DAY);
    }

    public static long microsOfDay(long micros) {
        return Math.floorMod(micros, MICROS_PER_DAY);
    }

    /** Midnight that begins the day. */
    public static long ofDay(long day) {
        return Math.multiplyExact(day, MICROS_PER_DAY);
    }

    public static LocalDate dateOf(long micros) {
        return LocalDate.ofEpochDay(dayOf(micros));
    }

    public static LocalDateTime dateTimeOf(long micros) {
        long nanos = Math.floorMod(micros, MICROS_PER_SECOND) * 1000;
        return LocalDateTime.ofEpochSecond(Math.floorDiv(micros, MICROS_PER_SECOND), (int) nanos, ZoneOffset.UTC);
    }

    /** Microseconds; finer parts are cut off. */
    public static long microsOf(LocalDateTime dateTime) {
        return Math.addExact(
                Math.multiplyExact(dateTime.toEpochSecond(ZoneOffset.UTC), MICROS_PER_SECOND),
                dateTime.getNano() / 1000);
    }

    /** The same day and time so many months later; the last day of the month if that month is too short. */
    public static long addMonths(long micros, long months) {
        long day = addMonthsToDay(dayOf(micros), months);
        return Math.addExact(ofDay(day), microsOfDay(micros));
    }

    /** As {@link #addMonths}, for days. */
    public static long addMonthsToDay(long day, long months) {
        return LocalDate.ofEpochDay(day).plusMonths(months).toEpochDay();
    }
}
