/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.FileLedger;
import dev.spoor.dataset.LakeBatch;
import dev.spoor.dataset.LakeFile;
import dev.spoor.dataset.LakeLedger.ReadFile;
import dev.spoor.dataset.RememberedFile;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.dataset.iceberg.LakeTable;
import dev.spoor.exec.Operator;
import dev.spoor.exec.PlanNode;
import dev.spoor.exec.QueryContext;
import dev.spoor.exec.ScanNode;
import dev.spoor.exec.SortNode;
import dev.spoor.format.TimeWindow;
import dev.spoor.format.jsonlog.JsonLogFormat;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.scan.EventScanSource;
import dev.spoor.scan.LogFiles;
import dev.spoor.scan.LogLocation;
import dev.spoor.scan.ScanRequest;
import dev.spoor.scan.ScanSettings;
import dev.spoor.scan.ScanStatistics;
import dev.spoor.schema.Projection;
import dev.spoor.source.EventSource;
import dev.spoor.source.Layout;
import dev.spoor.source.StoredColumns;
import dev.spoor.store.ObjectEntry;
import dev.spoor.vector.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The work on one batch: its log files are read once, their records sorted by time, told from those that the lake has, and
 * written as data files. Nothing of it is visible to anybody until it is committed.
 */
final class BatchCompaction {
    private final Lake lake;
    private final EventSource source;
    private final CompactionSettings settings;
    private final LakeRows rows;

    /**
     * What a batch became.
     *
     * @param read what each log file gave; one that vanished has none
     * @param changed log files that were not as listed any more, so that the batch says nothing certain about them
     */
    record Result(List<LakeFile> events, List<LakeFile> repeats, List<ReadFile> read, List<ObjectEntry> changed) {
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
     * @param context of this batch alone
     */
    Result run(LakeBatch batch, LogLocation location, List<LakeFile> held, QueryContext context, Reading reading) {
        FileLedger learnt = FileLedger.inMemory();
        BatchLogs logs = new BatchLogs(location.store(), batch.files());
        PathColumns.Choice shredded = new PathColumns.Choice(lake, source, settings.shredding(), rows);
        PlanNode sorted = plan(new LogLocation(logs, location.isSingleFile()), learnt, shredded.sample());
        String name = nameOf(batch) + UUID.randomUUID();
        Map<String, Long> repeatsOf;
        List<LakeFile> events;
        List<LakeFile> repeats;
        try (DayFiles once = files(lake.events(), shredded, name, context);
                DayFiles again = files(lake.repeats(), shredded, name, context)) {
            HeldRecords records = new HeldRecords(lake, source, rows, held, context.memory());
            RepeatFinder finder = new RepeatFinder(rows, records, lake.hashSeed(), context.memory());
            try (Operator operator = context.open(sorted);
                    DeliveryWriter writer = new DeliveryWriter(rows, finder, once, again, context.memory())) {
                for (Batch next = operator.next(); next != null; next = operator.next()) {
                    try (Batch taken = next) {
                        context.cancellation().check();
                        writer.write(taken);
                        reading.scanned(context.scanStatistics());
                    }
                }
                writer.finish();
                repeatsOf = writer.repeatsOf();
            }
            events = once.finish();
            repeats = again.finish();
        }
        context.close(); // only now has the scan told what it learnt
        List<ReadFile> read = new ArrayList<>();
        List<ObjectEntry> changed = new ArrayList<>();
        Map<String, RememberedFile> known = learnt.remembered(logs.location());
        for (ObjectEntry file : batch.files()) {
            RememberedFile gave = known.get(file.key());
            if (gave == null) {
                changed.add(file);
            } else if (!hasVanished(gave, location)) {
                long repeated = repeatsOf.getOrDefault(logs.location() + "/" + file.key(), 0L);
                read.add(new ReadFile(
                        file.key(), gave.records(), repeated, gave.unreadableReasonOrNull(), gave.statsOrNull()));
            }
        }
        return new Result(events, repeats, read, changed);
    }

    private static boolean hasVanished(RememberedFile file, LogLocation location) {
        return file.records() == 0
                && file.unreadableReasonOrNull() != null
                && location.store().find(file.entry().key()).isEmpty();
    }

    private PlanNode plan(LogLocation location, FileLedger learnt, PathSample sample) {
        ScanSettings scans = new ScanSettings(
                true, false, Layout.LATENESS_NOT_TRUSTED, settings.prefetchBytesMax(), settings.fileBytesMax());
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
        return new SortNode(new SampledNode(stored, sample), rows.order());
    }

    private DayFiles files(LakeTable table, PathColumns.Choice shredded, String name, QueryContext context) {
        return new DayFiles(
                lake.store(),
                new LakeRows(table, source),
                () -> shredded.columnsOf(table),
                table.dataPrefix(),
                name,
                settings.dataFileBytes(),
                context.memory());
    }
}
