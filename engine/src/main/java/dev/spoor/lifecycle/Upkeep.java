/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.LakeChange;
import dev.spoor.dataset.LakeFile;
import dev.spoor.dataset.LakeSnapshot;
import dev.spoor.dataset.LedgerLease;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.dataset.iceberg.LakeTable;
import dev.spoor.exec.Operator;
import dev.spoor.exec.QueryContext;
import dev.spoor.exec.SortNode;
import dev.spoor.source.EventSource;
import dev.spoor.store.ObjectEntry;
import dev.spoor.vector.Batch;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps a lake's tables in order: small files of a day become large ones, old days are dropped, old versions are
 * forgotten with the files that only they had. Each change is one version more, and rows never change. To be called by
 * the holder of the lease only.
 */
final class Upkeep {
    /** A day that still gets events is rewritten when it has so many small files. */
    private static final int SMALL_FILES_MAX = 8;

    /**
     * Files of late records may stay beside the large one of their day while they take at most one part in so many of its
     * bytes: writing the day again for some rows does not pay.
     */
    private static final int LATE_SHARE_MAX = 8;

    /** A day is taken to be complete when it lies so many days back; then two small files are one too many. */
    private static final int COMPLETE_AFTER_DAYS = 2;

    /** What is begun again at most when a rewrite is cut off. */
    private static final int DAYS_PER_COMMIT = 30;

    /** Whatever their age, so many versions are kept. */
    private static final int VERSIONS_KEPT_MIN = 3;

    /** Rows that wait for their row group take about one part of so many of the memory at most. */
    private static final int MEMORY_PARTS = 8;

    private static final String REWRITE = "rewrite-";

    private final Lake lake;
    private final LedgerLease lease;
    private final CompactionSettings settings;
    private final EventSource source;
    private final Consumer<Consumer<QueryContext>> contexts;
    private final Clock clock;

    /** @param contexts gives the work what it runs in, and takes that away after it */
    Upkeep(
            Lake lake,
            EventSource source,
            LedgerLease lease,
            CompactionSettings settings,
            Consumer<Consumer<QueryContext>> contexts,
            Clock clock) {
        this.lake = lake;
        this.lease = lease;
        this.settings = settings;
        this.source = source;
        this.contexts = contexts;
        this.clock = clock;
    }

    private List<LakeTable> tables() {
        return List.of(lake.events(), lake.repeats());
    }

    /** Joins small files of one day; returns how many files were replaced. */
    int rewrite() {
        int replaced = 0;
        for (LakeTable table : tables()) {
            Map<Integer, List<LakeFile>> smallOfDay = new TreeMap<>();
            for (LakeFile file : files(table)) {
                if (file.day().isPresent() && file.sizeBytes() < settings.dataFileBytes() / 2) {
                    smallOfDay
                            .computeIfAbsent(file.day().getAsInt(), day -> new ArrayList<>())
                            .add(file);
                }
            }
            smallOfDay.entrySet().removeIf(day -> !isWorthJoining(day.getKey(), day.getValue()));
            List<Map.Entry<Integer, List<LakeFile>>> days = List.copyOf(smallOfDay.entrySet());
            for (int i = 0; i < days.size(); i += DAYS_PER_COMMIT) {
                replaced += rewrite(table, days.subList(i, Math.min(days.size(), i + DAYS_PER_COMMIT)));
            }
        }
        return replaced;
    }

    private boolean isWorthJoining(int day, List<LakeFile> small) {
        if (small.size() >= SMALL_FILES_MAX) {
            return true;
        }
        boolean isComplete = day < today() - COMPLETE_AFTER_DAYS;
        long all = small.stream().mapToLong(LakeFile::sizeBytes).sum();
        long largest = small.stream().mapToLong(LakeFile::sizeBytes).max().orElse(0);
        return isComplete && small.size() > 1 && (all - largest) * LATE_SHARE_MAX > largest;
    }

    private int rewrite(LakeTable table, List<Map.Entry<Integer, List<LakeFile>>> days) {
        List<LakeFile> joined = new ArrayList<>();
        List<LakeFile> replaced = new ArrayList<>();
        for (Map.Entry<Integer, List<LakeFile>> day : days) {
            contexts.accept(context -> joined.addAll(join(table, day.getKey(), day.getValue(), context)));
            replaced.addAll(day.getValue());
        }
        table.commit(new LakeChange(joined, replaced, true, LakeRepair.currentId(table), Map.of()));
        moveHead();
        return replaced.size();
    }

    private List<LakeFile> join(LakeTable table, int day, List<LakeFile> files, QueryContext context) {
        String name = REWRITE + UUID.randomUUID();
        LakeRows rows = new LakeRows(table, source);
        PathColumns.Choice shredded = new PathColumns.Choice(lake, source, settings.shredding(), rows);
        SampledNode stored = new SampledNode(new StoredFilesNode(lake, rows, files), shredded.sample());
        SortNode all = new SortNode(stored, rows.order());
        try (Operator sorted = context.open(all);
                DayRows waiting = new DayRows(context.memory())) {
            Batch next = sorted.next(); // now the sample is complete
            try (DayFiles written = new DayFiles(
                    lake.store(),
                    rows,
                    shredded.columnsOf(table),
                    table.dataPrefix(),
                    name,
                    settings.dataFileBytes(),
                    settings.groupBytes(),
                    context.memory())) {
                for (; next != null; next = sorted.next()) {
                    try (Batch batch = next) {
                        waiting.add(batch);
                    }
                    if (waiting.isRowGroup(context.memory(), MEMORY_PARTS)) {
                        write(day, waiting, written, context);
                    }
                }
                write(day, waiting, written, context);
                return written.finish();
            }
        }
    }

    private static void write(int day, DayRows waiting, DayFiles files, QueryContext context) {
        files.write(OptionalInt.of(day), RowPlaces.inSequence(waiting.batches()), context.cancellation());
        waiting.close();
    }

    /** Files of days that lie further back than so many days. */
    Map<LakeTable, List<LakeFile>> olderThan(int days) {
        Map<LakeTable, List<LakeFile>> old = new LinkedHashMap<>();
        for (LakeTable table : tables()) {
            old.put(
                    table,
                    files(table).stream()
                            .filter(file -> file.day().isPresent() && file.day().getAsInt() < today() - days)
                            .toList());
        }
        return old;
    }

    /** Takes files out of their tables; older versions still have them until those are forgotten. */
    void drop(Map<LakeTable, List<LakeFile>> files) {
        files.forEach((table, dropped) -> {
            if (!dropped.isEmpty()) {
                lake.ledger().values().reduce(lease);
                table.commit(new LakeChange(List.of(), dropped, false, LakeRepair.currentId(table), Map.of()));
                moveHead();
            }
        });
    }

    /** Forgets versions older than a time span and deletes files that no kept version has; returns how many. */
    int expire(Duration history) {
        int deleted = 0;
        for (LakeTable table : tables()) {
            if (table.snapshots().size() > VERSIONS_KEPT_MIN) {
                long before = TimeUnit.MILLISECONDS.toMicros(clock.millis() - history.toMillis());
                deleted += table.expire(before, VERSIONS_KEPT_MIN).size();
            }
        }
        return deleted;
    }

    /** Deletes what a rewrite left that did not come to its end. */
    void removeLeftovers() {
        for (LakeTable table : tables()) {
            List<String> begun = new ArrayList<>();
            Iterator<ObjectEntry> listed = lake.store().list(table.dataPrefix(), null, problem -> {});
            while (listed.hasNext()) {
                String key = listed.next().key();
                if (key.substring(key.lastIndexOf('/') + 1).startsWith(REWRITE)) {
                    begun.add(key);
                }
            }
            if (!begun.isEmpty()) {
                Set<String> known = new HashSet<>();
                for (LakeSnapshot version : table.snapshots()) {
                    table.files(version).forEach(file -> known.add(file.key()));
                }
                begun.removeAll(known);
                lake.store().delete(begun);
            }
        }
    }

    private void moveHead() {
        lake.ledger().replaceHead(lease, LakeRepair.currentId(lake.events()), LakeRepair.currentId(lake.repeats()));
    }

    private static List<LakeFile> files(LakeTable table) {
        return table.current().map(table::files).orElse(List.of());
    }

    private int today() {
        return Math.toIntExact(TimeUnit.MILLISECONDS.toDays(clock.millis()));
    }
}
