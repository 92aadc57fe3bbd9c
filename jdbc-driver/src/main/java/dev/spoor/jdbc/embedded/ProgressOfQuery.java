/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import dev.spoor.QueryStats;
import dev.spoor.ResultStream;
import dev.spoor.jdbc.QueryProgress;
import dev.spoor.jdbc.QueryProgress.Figure;
import dev.spoor.jdbc.QueryProgress.TimeWithFiles;
import dev.spoor.scan.TimeCoverage;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What of a query's figures its user may know. */
final class ProgressOfQuery {
    private ProgressOfQuery() {}

    /** @param seesAll whether nothing is hidden from the user: figures of files and events are about everybody's */
    static QueryProgress of(ResultStream query, boolean seesAll) {
        QueryStats stats = query.stats();
        Map<Figure, Long> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.ROWS, stats.rows());
        figures.put(Figure.ELAPSED_MILLIS, stats.elapsedMillis());
        if (seesAll) {
            figures.put(Figure.EVENTS_MATCHED, stats.eventsMatched());
            figures.put(Figure.EVENTS_SCANNED, stats.scan().eventsScanned());
            figures.put(Figure.DUPLICATES_REMOVED, stats.scan().duplicatesRemoved());
            figures.put(Figure.FILES_TOTAL, stats.scan().filesTotal());
            figures.put(Figure.FILES_PRUNED, stats.scan().filesPruned());
            figures.put(Figure.FILES_READ, stats.scan().filesRead());
            figures.put(Figure.FILES_UNREADABLE, stats.scan().filesUnreadable());
            figures.put(Figure.BYTES_READ, stats.scan().bytesRead());
            figures.put(Figure.BYTES_INFLATED, stats.scan().bytesInflated());
            figures.put(Figure.MEMORY_PEAK_BYTES, stats.memoryPeakBytes());
            figures.put(Figure.SPILLED_BYTES, stats.spilledBytes());
            figures.put(Figure.LIST_REQUESTS, stats.traffic().lists());
            figures.put(Figure.READ_REQUESTS, stats.traffic().reads());
            figures.put(Figure.WRITE_REQUESTS, stats.traffic().writes());
            figures.put(Figure.REPEATED_REQUESTS, stats.traffic().retries());
            figures.put(Figure.STORE_BYTES, stats.traffic().bytesRead());
        }
        return new QueryProgress(
                figures, query.coverage().map(ProgressOfQuery::time).orElse(null));
    }

    private static TimeWithFiles time(TimeCoverage coverage) {
        Map<String, Long> gaps = new LinkedHashMap<>();
        coverage.gaps().forEach(gap -> gaps.put(gap.place(), gap.without()));
        return new TimeWithFiles(
                coverage.unit().name(),
                coverage.total(),
                gaps,
                coverage.digests().name());
    }
}
