/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.prune.ColumnStats;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.FactPaths;
import java.util.ArrayList;
import java.util.List;

/**
 * What several files hold together, by what each of them holds: over-approximated, and only for the columns in which the
 * files of a folder are alike (time, region, account). Not thread-safe.
 */
final class StatsUnion {
    /** A column with more different sets of values says nothing. */
    private static final int DISTINCT_SETS_MAX = 8;

    private final FieldPath time;
    private final List<Sets> texts;
    private boolean timeKnown = true;
    private boolean anyTime;
    private boolean nullTimes;
    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;

    /** The different sets of one column. */
    private static final class Sets {
        private final FieldPath path;
        private final List<ValueSet> distinct = new ArrayList<>();
        private boolean known = true;

        Sets(FieldPath path) {
            this.path = path;
        }

        void add(ValueSet setOrNull) {
            if (!known || setOrNull != null && distinct.contains(setOrNull)) {
                return;
            }
            known = setOrNull != null
                    && distinct.size() < DISTINCT_SETS_MAX
                    && (distinct.isEmpty() || distinct.get(0).kind() == setOrNull.kind());
            if (known) {
                distinct.add(setOrNull);
            }
        }
    }

    StatsUnion(FactPaths paths) {
        time = paths.time();
        texts = List.of(new Sets(paths.region()), new Sets(paths.account()));
    }

    /** Adds a file. A column that it says nothing about may hold anything. */
    void add(List<ColumnStats> stats) {
        addTime(setOrNull(stats, time));
        for (Sets column : texts) {
            column.add(setOrNull(stats, column.path));
        }
    }

    private void addTime(ValueSet setOrNull) {
        if (setOrNull == null || setOrNull.kind() != ValueKind.TIMESTAMP) {
            timeKnown = false;
            return;
        }
        nullTimes |= setOrNull.isNullAllowed();
        if (setOrNull.leastOrNull() instanceof Long from && setOrNull.greatestOrNull() instanceof Long to) {
            anyTime = true;
            least = Math.min(least, from);
            greatest = Math.max(greatest, to);
        }
    }

    private static ValueSet setOrNull(List<ColumnStats> stats, FieldPath path) {
        for (ColumnStats column : stats) {
            if (column.path().equals(path)) {
                return column.mayHold();
            }
        }
        return null;
    }

    List<ColumnStats> toStats() {
        List<ColumnStats> stats = new ArrayList<>();
        if (timeKnown) {
            ValueSet times = anyTime
                    ? ValueSet.between(ValueKind.TIMESTAMP, least, greatest)
                    : ValueSet.empty(ValueKind.TIMESTAMP);
            stats.add(new ColumnStats(time, nullTimes ? times.orNull() : times));
        }
        for (Sets column : texts) {
            column.distinct.stream()
                    .filter(set -> column.known)
                    .reduce(ValueSet::union)
                    .ifPresent(set -> stats.add(new ColumnStats(column.path, set)));
        }
        return stats;
    }
}
