/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan.lake;

import dev.spoor.dataset.LakeFile;
import dev.spoor.dataset.LakeHead;
import dev.spoor.dataset.LakeSnapshot;
import dev.spoor.dataset.iceberg.LakeTable;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What a lake consists of, for those who look after it. Thread-safe. */
public final class LakeInventory {
    private static final String EVENTS = "events";
    private static final String REPEATS = "repeats";
    private static final String BATCH = "spoor.batch";
    private static final String ADDED_ROWS = "added-records";

    private final LakeLogs lake;
    private final FieldPath time;

    /** @param time the column of the time of events */
    public LakeInventory(LakeLogs lake, FieldPath time) {
        this.lake = lake;
        this.time = time;
    }

    /**
     * A version of one of the tables that is kept.
     *
     * @param batchOrNull which batch of log files made it; null for one that only moved rows
     * @param addedRowsOrNull rows of files that it added, if the table format counted them
     * @param isSeen whether queries see this one now
     */
    public record Version(
            String table, LakeSnapshot snapshot, String batchOrNull, Long addedRowsOrNull, boolean isSeen) {}

    /**
     * A data file that queries read.
     *
     * @param firstMicrosOrNull not after any event in it; null if it is not known or no event has a time
     * @param lastMicrosOrNull not before any
     */
    public record Holding(String table, LakeFile file, Long firstMicrosOrNull, Long lastMicrosOrNull) {}

    /** All versions that are kept, oldest first, of both tables. */
    public List<Version> versions() {
        LakeHead head = lake.lake().ledger().head();
        List<Version> versions = new ArrayList<>();
        addVersions(EVENTS, lake.lake().events(), head.eventsSnapshot(), versions);
        addVersions(REPEATS, lake.lake().repeats(), head.repeatsSnapshot(), versions);
        return versions;
    }

    private static void addVersions(String name, LakeTable table, OptionalLong seen, List<Version> into) {
        table.refresh();
        for (LakeSnapshot snapshot : table.snapshots()) {
            String added = snapshot.summary().get(ADDED_ROWS);
            into.add(new Version(
                    name,
                    snapshot,
                    snapshot.summary().get(BATCH),
                    added == null ? null : Long.valueOf(added),
                    seen.isPresent() && seen.getAsLong() == snapshot.id()));
        }
    }

    /** The data files of a version, of both tables. */
    public List<Holding> holdings(LakeHead head) {
        List<Holding> holdings = new ArrayList<>();
        addHoldings(EVENTS, lake.lake().events(), head.eventsSnapshot(), holdings);
        addHoldings(REPEATS, lake.lake().repeats(), head.repeatsSnapshot(), holdings);
        return holdings;
    }

    private void addHoldings(String name, LakeTable table, OptionalLong version, List<Holding> into) {
        DataFilePruner bounds = new DataFilePruner(table.columns(), time, ScanConstraint.all());
        for (LakeFile file : lake.dataFiles(table, version)) {
            ValueSet times = bounds.timesOf(file);
            boolean hasTimes = !times.equals(ValueSet.onlyNull(ValueKind.TIMESTAMP));
            into.add(new Holding(
                    name,
                    file,
                    hasTimes && times.leastOrNull() instanceof Long least ? least : null,
                    hasTimes && times.greatestOrNull() instanceof Long greatest ? greatest : null));
        }
    }
}
