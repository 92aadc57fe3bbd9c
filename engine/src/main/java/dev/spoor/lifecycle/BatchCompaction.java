/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.FileLedger;
import dev.spoor.dataset.LakeBatch;
import dev.spoor.dataset.LakeFile;
import dev.spoor.dataset.LakeLedger.ReadFile;
import dev.spoor.dataset.LogFileState;
import dev.spoor.dataset.RememberedFile;
import dev.spoor.dataset.ValueTotal;
import dev.spoor.dataset.ValueTotals;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.dataset.iceberg.LakeTable;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.exec.GatherNode;
import dev.spoor.exec.Operator;
import dev.spoor.exec.PlanNode;
import dev.spoor.exec.QueryContext;
import dev.spoor.exec.ScanNode;
import dev.spoor.format.TimeWindow;
import dev.spoor.format.jsonlog.JsonLogFormat;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.scan.EventScanSource;
import dev.spoor.scan.LogFiles;
import dev.spoor.scan.LogLocation;
import dev.spoor.scan.ScanRequest;
import dev.spoor.scan.ScanSettings;
import dev.spoor.scan.ScanStatistics;
import dev.spoor.scan.ValueCatalog;
import dev.spoor.schema.Projection;
import dev.spoor.source.EventSource;
import dev.spoor.source.FactPaths;
import dev.spoor.source.Layout;
import dev.spoor.source.StoredColumns;
import dev.spoor.store.ObjectEntry;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The work on one batch: its log files are read once, their records sorted by time, told from those that the lake has, and
 * written as data files. Nothing of it is visible to anybody until it is committed.
 */
final class BatchCompaction {
    /** For each stored byte of log files that are read together, so much memory is taken to be needed. */
    private static final long MEMORY_PER_GROUP_BYTE = 128;

    /** What is read ahead takes one part of so many of the memory at most. */
    private static final int PREFETCH_PARTS = 8;

    /** So many days after its own a record may still be delivered without making its day another file. */
    private static final int DELIVERY_DAYS = 3;

    /** After so many files that nobody may read, and none that one may, the others of the batch are not tried. */
    private static final int DENIED_FILES_MAX = 100;

    private final Lake lake;
    private final EventSource source;
    private final CompactionSettings settings;
    private final LakeRows rows;

    /**
     * What a batch became.
     *
     * @param read what each log file gave; one that vanished has none
     * @param changed log files that were not as listed any more, so that the batch says nothing certain about them
     * @param denial why nothing of the whole batch could be read, when nobody lets us
     */
    record Result(
            List<LakeFile> events,
            List<LakeFile> repeats,
            List<ReadFile> read,
            List<ObjectEntry> changed,
            List<ValueTotal> values,
            Optional<EngineException> denial) {
        long deferred() {
            return read.stream()
                    .filter(file -> file.outcome() == LogFileState.DEFERRED)
                    .count();
        }

        long eventRows() {
            return events.stream().mapToLong(LakeFile::rowCount).sum();
        }

        long repeatRows() {
            return repeats.stream().mapToLong(LakeFile::rowCount).sum();
        }

        List<String> keys() {
            List<String> keys = new ArrayList<>();
            events.forEach(file -> keys.add(file.key()));
            repeats.forEach(file -> keys.add(file.key()));
            return keys;
        }
    }

    /** Told of what has been read until now. */
    interface Reading {
        void scanned(ScanStatistics statistics);
    }

    BatchCompaction(Lake lake, EventSource source, CompactionSettings settings) {
        this.lake = lake;
        this.source = source;
        this.settings = settings;
        this.rows = new LakeRows(lake.events(), source);
    }

    /** Names of the data files of a batch begin with this, whoever writes them. */
    static String nameOf(LakeBatch batch) {
        return "batch-" + batch.id() + "-";
    }

    /**
     * Reads and writes. When it fails, some data files may be in the store; {@link LakeRepair} removes them.
     *
     * @param held data files of the events that the lake has
     * @param contexts gives what a part of the work runs in, all of them in one memory; closed here
     */
    Result run(
            LakeBatch batch,
            LogLocation location,
            List<LakeFile> held,
            Supplier<QueryContext> contexts,
            Reading reading) {
        FileLedger learnt = FileLedger.inMemory();
        PathColumns.Choice shredded = new PathColumns.Choice(lake, source, settings.shredding(), rows);
        String name = nameOf(batch) + UUID.randomUUID();
        try (QueryContext whole = contexts.get();
                DayCollector days = new DayCollector(
                        rows, held, name, () -> writer(shredded, whole.memory()), settings.writers(), whole)) {
            DeliveryDays deliveries = DeliveryDays.of(
                    batch.files(), PlaceListing.deliveryDays(location, source.layout()), groupBytes(whole));
            ScanStatistics before = ScanStatistics.ZERO;
            Optional<EngineException> denial = Optional.empty();
            for (DeliveryDays.Group group : deliveries.groups()) {
                group.firstDay().ifPresent(day -> days.writeBefore(day - DELIVERY_DAYS));
                BatchLogs logs = new BatchLogs(location.store(), group.files());
                long ahead =
                        Math.min(settings.prefetchBytesMax(), whole.memory().limitBytes() / PREFETCH_PARTS);
                PlanNode plan = plan(new LogLocation(logs, location.isSingleFile()), ahead, learnt, shredded.sample());
                try (QueryContext context = contexts.get()) { // only when it closes, the scan tells what it learnt
                    read(plan, days, context, before, reading);
                    before = before.plus(context.scanStatistics());
                }
                denial = denialOfAll(learnt.remembered(location.store().location()));
                if (denial.isPresent() && before.filesRead() >= DENIED_FILES_MAX) {
                    break;
                }
            }
            days.finish();
            return result(batch, location, learnt, days, denial);
        }
    }

    private long groupBytes(QueryContext context) {
        return Math.max(1, context.memory().limitBytes() / MEMORY_PER_GROUP_BYTE);
    }

    private DayWriter writer(PathColumns.Choice shredded, Memory memory) {
        Map<String, PathColumns> columns = new HashMap<>();
        for (LakeTable table : List.of(lake.events(), lake.repeats())) {
            columns.put(table.dataPrefix(), shredded.columnsOf(table));
        }
        return new DayWriter(lake, source, rows, columns, settings.dataFileBytes(), settings.groupBytes(), memory);
    }

    private static void read(
            PlanNode plan, DayCollector days, QueryContext context, ScanStatistics before, Reading reading) {
        try (Operator operator = context.open(plan)) {
            for (Batch next = operator.next(); next != null; next = operator.next()) {
                try (Batch taken = next) {
                    context.cancellation().check();
                    days.add(taken);
                    reading.scanned(before.plus(context.scanStatistics()));
                }
            }
        }
    }

    /** Why nobody lets us read any file, if that is so. */
    private static Optional<EngineException> denialOfAll(Map<String, RememberedFile> tried) {
        EngineException last = null;
        for (RememberedFile file : tried.values()) {
            if (file.failureOrNull() == null || file.failureOrNull().code() != ErrorCode.ACCESS_DENIED) {
                return Optional.empty();
            }
            last = file.failureOrNull();
        }
        return Optional.ofNullable(last);
    }

    private Result result(
            LakeBatch batch,
            LogLocation location,
            FileLedger learnt,
            DayCollector days,
            Optional<EngineException> denial) {
        String address = location.store().location();
        List<ReadFile> read = new ArrayList<>();
        List<ObjectEntry> changed = new ArrayList<>();
        Map<String, RememberedFile> known = learnt.remembered(address);
        FactPaths paths = source.layout().paths();
        ValueTotals values = new ValueTotals();
        for (ObjectEntry file : batch.files()) {
            RememberedFile gave = known.get(file.key());
            if (gave == null && denial.isPresent()) {
                read.add(deferred(
                        file, "not tried, like many others: " + denial.get().getMessage()));
            } else if (gave == null) {
                changed.add(file);
            } else if (gave.failureOrNull() != null
                    && gave.failureOrNull().code().isRetryable()) {
                if (!hasVanished(gave, location)) {
                    read.add(deferred(file, gave.unreadableReasonOrNull()));
                }
            } else {
                long repeated = days.repeatsOf().getOrDefault(address + "/" + file.key(), 0L);
                boolean isWhole = gave.unreadableReasonOrNull() == null;
                if (gave.countsOrNull() != null) {
                    values.add(gave.countsOrNull());
                } else {
                    values.addUncounted(paths.account(), ValueCatalog.columns(paths), gave.statsOrNull());
                }
                read.add(new ReadFile(
                        file.key(),
                        isWhole ? LogFileState.COMPACTED : LogFileState.UNREADABLE,
                        gave.records(),
                        repeated,
                        gave.unreadableReasonOrNull(),
                        gave.statsOrNull()));
            }
        }
        return new Result(days.events(), days.repeats(), read, changed, values.all(), denial);
    }

    private static ReadFile deferred(ObjectEntry file, String reason) {
        return new ReadFile(file.key(), LogFileState.DEFERRED, 0, 0, reason, null);
    }

    private static boolean hasVanished(RememberedFile file, LogLocation location) {
        if (file.failureOrNull().code() != ErrorCode.OBJECT_VANISHED) {
            return false;
        }
        try {
            return location.store().find(file.entry().key()).isEmpty();
        } catch (EngineException e) {
            if (e.code().isRetryable()) {
                return false; // the next listing tells
            }
            throw e;
        }
    }

    private PlanNode plan(LogLocation location, long prefetchBytes, FileLedger learnt, PathSample sample) {
        ScanSettings scans = new ScanSettings(
                true, false, Layout.LATENESS_NOT_TRUSTED, prefetchBytes, settings.fileBytesMax(), true, () -> {});
        EventScanSource scan = new EventScanSource(
                "batch",
                LogFiles.byAddress(List.of(location), source.layout(), learnt),
                request -> JsonLogFormat.open(source, request),
                EventScanSource.Repeats.KEPT,
                TimeWindow.ALL,
                () -> scans);
        Projection decoded = rows.decodedFrom(source);
        ScanRequest all = new ScanRequest(decoded, ScanConstraint.all(), ScanRequest.NO_LIMIT);
        PlanNode stored = new StoredRowsNode(
                new ScanNode(scan, all, "batch"),
                rows.working(),
                source::newRecordShapes,
                source.newRecordShapes().columns().stream()
                        .map(column -> rows.indexOf(column.getName()))
                        .toList(),
                rows.indexOf(StoredColumns.RECORD_SHAPE),
                rows.indexOf(StoredColumns.EVENT_ID),
                lake.hashSeed());
        return new GatherNode(new SampledNode(stored, sample));
    }
}
