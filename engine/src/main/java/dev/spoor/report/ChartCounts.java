/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.report.Answer.Bar;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts rows for a chart while they pass. */
final class ChartCounts {
    static final int BARS_MAX = 8;
    private static final int LABELS_MAX = 10_000;
    private static final int STEPS_MAX = 400;
    private static final Duration HOURLY_MAX = Duration.ofDays(4);
    private static final String OTHERS = "all others";

    private final Period period;
    private final ChronoUnit unit;
    private final Map<String, Long> byLabel = new HashMap<>();
    private final TreeMap<Instant, Long> byTime = new TreeMap<>();
    private long unlabelled;

    ChartCounts(Period period) {
        this.period = period;
        this.unit = Duration.between(period.since(), period.until()).compareTo(HOURLY_MAX) > 0
                ? ChronoUnit.DAYS
                : ChronoUnit.HOURS;
    }

    void add(String label) {
        if (byLabel.size() >= LABELS_MAX && !byLabel.containsKey(label)) {
            unlabelled++;
        } else {
            byLabel.merge(label, 1L, Long::sum);
        }
    }

    void add(Instant time) {
        byTime.merge(time.truncatedTo(unit), 1L, Long::sum);
    }

    /** The most frequent labels, and what the others come to. */
    List<Bar> bars() {
        List<Bar> all = new ArrayList<>();
        byLabel.forEach((label, count) -> all.add(new Bar(label, count)));
        all.sort(Comparator.comparingLong(Bar::count).reversed().thenComparing(Bar::label));
        List<Bar> most = new ArrayList<>(all.subList(0, Math.min(BARS_MAX, all.size())));
        long rest = unlabelled
                + all.subList(most.size(), all.size()).stream()
                        .mapToLong(Bar::count)
                        .sum();
        if (rest > 0) {
            most.add(new Bar(OTHERS, rest));
        }
        return most;
    }

    /** A bar for each hour or day of the period, also where nothing was; for very long periods, of those with rows. */
    List<Bar> timeline() {
        List<Bar> bars = new ArrayList<>();
        Instant first = period.since().truncatedTo(unit);
        if (!byTime.isEmpty() && unit.between(first, period.until()) > STEPS_MAX) {
            first = byTime.firstKey();
        }
        Instant behind = byTime.isEmpty() ? first : period.until();
        if (unit.between(first, behind) > STEPS_MAX) {
            behind = byTime.lastKey().plus(1, unit);
        }
        if (unit.between(first, behind) > STEPS_MAX) {
            byTime.forEach((time, count) -> bars.add(new Bar(label(time), count)));
            return bars;
        }
        for (Instant time = first; time.isBefore(behind); time = time.plus(1, unit)) {
            bars.add(new Bar(label(time), byTime.getOrDefault(time, 0L)));
        }
        return bars;
    }

    private String label(Instant time) {
        String text = time.toString();
        return unit == ChronoUnit.DAYS ? text.substring(0, 10) : text.substring(0, 10) + " " + text.substring(11, 16);
    }
}
