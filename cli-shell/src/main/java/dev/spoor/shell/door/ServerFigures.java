/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.door;

import dev.spoor.QueryStats;
import dev.spoor.jdbc.QueryProgress;
import dev.spoor.jdbc.QueryProgress.Figure;
import dev.spoor.scan.ScanStatistics;
import dev.spoor.scan.TimeCoverage;
import dev.spoor.store.StoreTraffic;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a server tells of a query, as the engine would have told it. */
final class ServerFigures {
    private ServerFigures() {}

    /** Empty when the user may not know what was read. */
    static Optional<QueryStats> stats(QueryProgress told) {
        if (told.get(Figure.FILES_TOTAL).isEmpty()) {
            return Optional.empty();
        }
        ScanStatistics scan = new ScanStatistics(
                of(told, Figure.EVENTS_SCANNED),
                of(told, Figure.DUPLICATES_REMOVED),
                of(told, Figure.FILES_TOTAL),
                of(told, Figure.FILES_PRUNED),
                of(told, Figure.FILES_READ),
                of(told, Figure.FILES_UNREADABLE),
                of(told, Figure.BYTES_READ),
                of(told, Figure.BYTES_INFLATED));
        StoreTraffic traffic = new StoreTraffic(
                of(told, Figure.LIST_REQUESTS),
                of(told, Figure.READ_REQUESTS),
                of(told, Figure.WRITE_REQUESTS),
                of(told, Figure.REPEATED_REQUESTS),
                of(told, Figure.STORE_BYTES));
        return Optional.of(new QueryStats(
                of(told, Figure.ROWS),
                of(told, Figure.ELAPSED_MILLIS),
                of(told, Figure.EVENTS_MATCHED),
                scan,
                of(told, Figure.MEMORY_PEAK_BYTES),
                of(told, Figure.SPILLED_BYTES),
                traffic));
    }

    private static long of(QueryProgress told, Figure figure) {
        return told.get(figure).orElse(0);
    }

    /** Empty when it is not known, or in a unit that only a newer server knows. */
    static Optional<TimeCoverage> coverage(QueryProgress told) {
        return told.timeWithFiles().flatMap(time -> {
            List<TimeCoverage.Gap> gaps = time.gaps().entrySet().stream()
                    .map(gap -> new TimeCoverage.Gap(gap.getKey(), gap.getValue()))
                    .toList();
            return named(TimeCoverage.Unit.values(), time.unit())
                    .map(unit -> new TimeCoverage(
                            unit,
                            time.total(),
                            gaps,
                            named(TimeCoverage.Digests.values(), time.digests()).orElse(TimeCoverage.Digests.UNKNOWN)));
        });
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, String name) {
        return Arrays.stream(values).filter(value -> value.name().equals(name)).findFirst();
    }
}
