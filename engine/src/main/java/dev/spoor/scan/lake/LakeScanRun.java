/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan.lake;

import dev.spoor.format.parquet.ReadCounters;
import dev.spoor.scan.BatchReader;
import dev.spoor.scan.EventScanRun;
import dev.spoor.scan.EventScanSource.Repeats;
import dev.spoor.scan.ScanContext;
import dev.spoor.scan.ScanRun;
import dev.spoor.scan.ScanStage;
import dev.spoor.scan.ScanStatistics;
import dev.spoor.scan.TimeCoverage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** A scan of log files and a lake under way: what its workers share. Thread-safe. */
final class LakeScanRun implements ScanRun {
    /** All row groups of a file of which the table does not say how many it has. */
    static final int WHOLE_FILE = -1;

    /** So many rows are filtered before it is judged whether that pays. */
    private static final long FILTERED_ROWS_MIN = 100_000;

    /** Filtering pays while at most one row of so many is kept. */
    private static final long KEPT_SHARE_MAX = 2;

    private final LakeScanPlan plan;
    private final EventScanRun logs;
    private final ScanContext context;
    private final Deque<Unit> units = new ArrayDeque<>();
    private final LongAdder rows = new LongAdder();
    private final LongAdder filtered = new LongAdder();
    private final LongAdder kept = new LongAdder();
    private final LongAdder repeats = new LongAdder();
    private final LongAdder filesRead = new LongAdder();
    private final LongAdder bytesRead = new LongAdder();
    private final LongAdder bytesInflated = new LongAdder();
    private final LongAdder given = new LongAdder();
    private final LongAdder rowGroupsRead = new LongAdder();
    private final LongAdder rowGroupsExcluded = new LongAdder();

    /** What one worker reads at a time: a row group. */
    record Unit(DataFile file, int split) {}

    LakeScanRun(LakeScanPlan plan, EventScanRun logs, ScanContext context) {
        this.plan = plan;
        this.logs = logs;
        this.context = context;
        for (DataFile file : plan.dataFiles()) {
            for (int split = file.splitCount() - 1; split >= 0; split--) { // rows are sorted by time, oldest first
                units.add(new Unit(file, split));
            }
            if (file.splitCount() == 0) {
                units.add(new Unit(file, WHOLE_FILE));
            }
        }
    }

    @Override
    public BatchReader openWorker() {
        return new LakeBatchReader(this, plan.readsLogs() ? logs.openWorker() : null);
    }

    /** The next row group; null at the end. */
    Unit nextOrNull() {
        Unit next;
        synchronized (units) {
            next = units.poll();
        }
        if (next != null && next.file.isOpened().compareAndSet(false, true)) {
            filesRead.increment();
        }
        return next;
    }

    LakeScanPlan plan() {
        return plan;
    }

    ScanContext context() {
        return context;
    }

    /** The log files of the scan. */
    EventScanRun logs() {
        return logs;
    }

    /** Whether rows of the lake may be ones that a log file has given. */
    boolean mayRepeat() {
        return plan.readsLogs() && plan.source().repeats() == Repeats.REMOVED;
    }

    /** Whether looking at some columns first leaves out enough rows to pay, as far as is known. */
    boolean isFilterWorthwhile() {
        return filtered.sum() < FILTERED_ROWS_MIN || kept.sum() * KEPT_SHARE_MAX < filtered.sum();
    }

    void countRead(ReadCounters counters, long rowsGiven, long repeatsLeftOut, boolean isFiltered) {
        if (isFiltered) {
            filtered.add(counters.rowsDecoded());
            kept.add(counters.rowsGiven());
        }
        rows.add(counters.rowsDecoded());
        given.add(rowsGiven);
        rowGroupsRead.add(counters.splitsRead());
        rowGroupsExcluded.add(counters.splitsSkipped());
        repeats.add(repeatsLeftOut);
        bytesRead.add(counters.bytesRead());
        bytesInflated.add(counters.bytesInflated());
    }

    /** Where no logs were listed, by the days of the lake's events. */
    @Override
    public Optional<TimeCoverage> coverage(long nowMicros) {
        Optional<TimeCoverage> ofLogs = logs.coverage(nowMicros);
        return ofLogs.isPresent() ? ofLogs : plan.days(nowMicros);
    }

    @Override
    public List<ScanStage> stages() {
        List<ScanStage> stages = new ArrayList<>();
        if (plan.knowsRowGroups()) {
            long left = plan.rowGroupsKept() - rowGroupsExcluded.sum();
            stages.add(new ScanStage(ScanStage.ROW_GROUPS, "after their statistics and dictionaries", left));
            stages.add(new ScanStage(ScanStage.ROW_GROUPS, "read", rowGroupsRead.sum()));
        }
        stages.add(new ScanStage(ScanStage.ROWS, "looked at", rows.sum()));
        stages.add(new ScanStage(ScanStage.ROWS, "given", given.sum()));
        return stages;
    }

    @Override
    public ScanStatistics statistics() {
        long files = plan.dataFilesTotal();
        return logs.statistics()
                .plus(new ScanStatistics(
                        rows.sum(),
                        repeats.sum(),
                        files,
                        files - plan.dataFiles().size(),
                        filesRead.sum(),
                        0,
                        bytesRead.sum(),
                        bytesInflated.sum()));
    }

    @Override
    public void close() {
        logs.close();
    }
}
