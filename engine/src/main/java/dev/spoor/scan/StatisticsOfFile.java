/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.format.FileStatistics;
import dev.spoor.prune.ColumnStats;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.FactPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a reader counted in a file, as sets that can be judged. */
final class StatisticsOfFile {
    private static final int NO_REGION = 1;
    private static final int NO_ACCOUNT = 1 << 1;
    private static final int NO_SERVICE = 1 << 2;
    private static final int NO_ACTION = 1 << 3;

    private StatisticsOfFile() {}

    static List<ColumnStats> toStats(FileStatistics of, FactPaths paths) {
        List<ColumnStats> stats = new ArrayList<>();
        ValueSet times = of.minEventMicros() > of.maxEventMicros()
                ? ValueSet.empty(ValueKind.TIMESTAMP)
                : ValueSet.between(ValueKind.TIMESTAMP, of.minEventMicros(), of.maxEventMicros());
        stats.add(new ColumnStats(paths.time(), of.nullTimes() ? times.orNull() : times));
        addTexts(paths.region(), of.regions(), of.nulls() & NO_REGION, stats);
        addTexts(paths.account(), of.accounts(), of.nulls() & NO_ACCOUNT, stats);
        addTexts(paths.service(), of.sources(), of.nulls() & NO_SERVICE, stats);
        addTexts(paths.action(), of.names(), of.nulls() & NO_ACTION, stats);
        return stats;
    }

    /** A set that grew too large says nothing. */
    private static void addTexts(FieldPath path, Set<String> valuesOrNull, int nulls, List<ColumnStats> stats) {
        if (valuesOrNull != null) {
            ValueSet set = ValueSet.ofAll(ValueKind.TEXT, valuesOrNull);
            stats.add(new ColumnStats(path, nulls != 0 ? set.orNull() : set));
        }
    }
}
