/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.time;

import dev.spoor.expr.Failures;
import dev.spoor.expr.UtcTime;
import dev.spoor.expr.ZoneTime;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

/** The units of date_trunc, date_add and date_diff: a number of microseconds or a number of months. */
enum TimeUnit {
    MILLISECOND(UtcTime.MICROS_PER_MILLI, 0),
    SECOND(UtcTime.MICROS_PER_SECOND, 0),
    MINUTE(UtcTime.MICROS_PER_MINUTE, 0),
    HOUR(UtcTime.MICROS_PER_HOUR, 0),
    DAY(UtcTime.MICROS_PER_DAY, 0),
    WEEK(7 * UtcTime.MICROS_PER_DAY, 0),
    MONTH(0, 1),
    QUARTER(0, 3),
    YEAR(0, 12);

    private final long micros;
    private final int months;

    TimeUnit(long micros, int months) {
        this.micros = micros;
        this.months = months;
    }

    /** By name in any letter case. */
    static TimeUnit of(String name) {
        for (TimeUnit unit : values()) {
            if (unit.name().equals(name.toUpperCase(Locale.ROOT))) {
                return unit;
            }
        }
        throw Failures.badArgument("'" + Failures.shown(name)
                + "' is not a unit of time: millisecond, second, minute, hour, day, week, month, quarter, year");
    }

    boolean isDateUnit() {
        return this.compareTo(DAY) >= 0;
    }

    /** The start of the unit; weeks start on Monday. */
    long truncate(long time) {
        if (months == 0) {
            // 1970-01-01 was a Thursday: Monday was three days before.
            long shift = this == WEEK ? 3 * UtcTime.MICROS_PER_DAY : 0;
            return Math.floorDiv(time + shift, micros) * micros - shift;
        }
        LocalDate date = UtcTime.dateOf(time);
        int month = (date.getMonthValue() - 1) / months * months + 1;
        return UtcTime.ofDay(LocalDate.of(date.getYear(), month, 1).toEpochDay());
    }

    long add(long time, long count) {
        return months == 0
                ? Math.addExact(time, Math.multiplyExact(count, micros))
                : UtcTime.addMonths(time, Math.multiplyExact(count, (long) months));
    }

    /** As {@link #truncate(long)}, of an instant by the clock of a zone. */
    long truncate(long instant, ZoneId zone) {
        long clock = ZoneTime.toClock(instant, zone);
        return isDateUnit() ? ZoneTime.toInstant(truncate(clock), zone, instant) : truncate(clock) - (clock - instant);
    }

    /** As {@link #add(long, long)}: hours and less are time that passes, days and more are counted by the zone's clock. */
    long add(long instant, long count, ZoneId zone) {
        return isDateUnit()
                ? ZoneTime.toInstant(add(ZoneTime.toClock(instant, zone), count), zone, instant)
                : add(instant, count);
    }

    /** As {@link #between(long, long)}: hours and less are time that passed, days and more are counted by the zone's clock. */
    long between(long from, long to, ZoneId zone) {
        return isDateUnit() ? between(ZoneTime.toClock(from, zone), ZoneTime.toClock(to, zone)) : between(from, to);
    }

    /** Whole units from one time to another, negative if it is earlier. */
    long between(long from, long to) {
        return months == 0 ? Math.subtractExact(to, from) / micros : monthsBetween(from, to) / months;
    }

    /** A month is whole when the day of month is reached, or the month ends before it. */
    private static long monthsBetween(long from, long to) {
        if (to < from) {
            return -monthsBetween(to, from);
        }
        LocalDate a = UtcTime.dateOf(from);
        LocalDate b = UtcTime.dateOf(to);
        long months = (b.getYear() - a.getYear()) * 12L + b.getMonthValue() - a.getMonthValue();
        boolean endsEarly = b.getDayOfMonth() == b.lengthOfMonth();
        int day = endsEarly ? Math.min(a.getDayOfMonth(), b.getDayOfMonth()) : a.getDayOfMonth();
        long restA = (day - 1) * UtcTime.MICROS_PER_DAY + UtcTime.microsOfDay(from);
        long restB = (b.getDayOfMonth() - 1) * UtcTime.MICROS_PER_DAY + UtcTime.microsOfDay(to);
        return restB < restA ? months - 1 : months;
    }
}
