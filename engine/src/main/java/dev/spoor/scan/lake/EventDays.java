/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan.lake;

import dev.spoor.prune.ValueSet;
import dev.spoor.scan.TimeCoverage;
import dev.spoor.scan.TimeCoverage.Digests;
import dev.spoor.scan.TimeCoverage.Gap;
import dev.spoor.scan.TimeCoverage.Unit;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Counts the days of a time of which a lake has events. Stateless. */
final class EventDays {
    private static final long DAY_MICROS = 24L * 3_600 * 1_000_000;

    /** The days of two hundred years; a longer time is a mistake, and not looked at. */
    private static final long DAYS_MAX = 200L * 366;

    private EventDays() {}

    /**
     * Counts.
     *
     * @param days of events, as days since 1970
     * @param times that are asked for, if not all
     * @param nowMicros when they were asked for
     */
    static Optional<TimeCoverage> of(Collection<Integer> days, Optional<ValueSet> times, long nowMicros) {
        if (days.isEmpty()) {
            return Optional.empty();
        }
        long today = Math.floorDiv(nowMicros, DAY_MICROS); // may still lack events
        long from = Collections.min(days);
        long last = Collections.max(days);
        long until = last + 1;
        if (times.isPresent() && times.get().leastOrNull() instanceof Long least && least > Long.MIN_VALUE) {
            from = Math.floorDiv(least, DAY_MICROS);
            until = Math.max(until, today);
        }
        if (times.isPresent() && times.get().greatestOrNull() instanceof Long greatest && greatest < Long.MAX_VALUE) {
            until = Math.min(Math.floorDiv(greatest, DAY_MICROS) + 1, Math.max(today, last + 1));
        }
        if (until <= from || until - from > DAYS_MAX) {
            return Optional.empty();
        }
        long first = from;
        long end = until;
        long with = days.stream().filter(day -> day >= first && day < end).count();
        long total = end - first;
        List<Gap> gaps = with == total ? List.of() : List.of(new Gap("the lake", total - with));
        return Optional.of(new TimeCoverage(Unit.DAY, total, gaps, Digests.UNKNOWN));
    }
}
