/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.dataset.FileLedger;
import dev.spoor.format.TimeWindow;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.scan.EventScanSource.Repeats;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.source.cloudtrail.CloudTrailLayout;
import dev.spoor.testing.LineLogReader;
import dev.spoor.testing.MemoryObjectStore;
import dev.spoor.testing.ScanRunner;
import dev.spoor.vector.SqlTypes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A store in memory, a ledger in memory, and scans of line files over them. */
final class ScanFixture implements AutoCloseable {
    static final long PLENTY = 256L << 20;
    static final FieldPath TIME = FieldPath.of("eventTime");
    static final FieldPath REGION = FieldPath.of("awsRegion");
    static final FieldPath NAME = FieldPath.of("eventName");

    final MemoryObjectStore store = new MemoryObjectStore("memory://bucket");
    final FileLedger ledger = FileLedger.inMemory();
    final LogFiles files = new LogFiles(List.of(new LogLocation(store, false)), new CloudTrailLayout(), ledger);
    final ScanRunner runner;
    ScanSettings settings = ScanSettings.DEFAULT;
    TimeWindow window = TimeWindow.ALL;

    ScanFixture() {
        this(new ScanRunner(2, 7, PLENTY));
    }

    ScanFixture(ScanRunner runner) {
        this.runner = runner;
    }

    ScanFixture put(String key, String... lines) {
        store.put(key, String.join("", lines).getBytes(StandardCharsets.UTF_8), 1_000);
        return this;
    }

    static String key(String region, String stamp, String unique) {
        return "AWSLogs/123456789012/CloudTrail/" + region + "/" + stamp.substring(0, 4) + "/" + stamp.substring(4, 6)
                + "/" + stamp.substring(6, 8) + "/123456789012_CloudTrail_" + region + "_" + stamp + "_" + unique
                + ".json.gz";
    }

    static Projection columns(String... names) {
        List<ProjectedColumn> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(new ProjectedColumn(FieldPath.of(name), SqlTypes.varchar(name)));
        }
        return new Projection(columns);
    }

    ScanPlan plan(Repeats repeats, ScanConstraint constraint, long rowLimit, String... columns) {
        EventScanSource source =
                new EventScanSource("events", files, LineLogReader::new, repeats, window, () -> settings);
        return source.plan(new ScanRequest(columns(columns), constraint, rowLimit));
    }

    /** Ids of the rows of a scan of every delivery. */
    List<String> ids(ScanConstraint constraint) {
        return runner.run(plan(Repeats.KEPT, constraint, ScanRequest.NO_LIMIT, "id"));
    }

    List<String> unreadableNames() {
        return files.unreadable().all().stream().map(UnreadableFile::name).toList();
    }

    @Override
    public void close() {
        runner.close();
    }
}
