/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan.lake;

import dev.spoor.catalog.EventStore;
import dev.spoor.dataset.FileLedger;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.format.TimeWindow;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.sample.SampleFile;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.scan.LogLocation;
import dev.spoor.scan.ScanPlan;
import dev.spoor.scan.ScanRequest;
import dev.spoor.scan.ScanSettings;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.source.cloudtrail.CloudTrailSource;
import dev.spoor.testing.MemoryObjectStore;
import dev.spoor.testing.ScanRunner;
import dev.spoor.testing.TestLake;
import dev.spoor.vector.SqlTypes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A scan of a lake and log files gives all rows or an error, whichever call to a store fails and whenever it stops. */
@Tag("any-jdk")
class LakeScanFaultLoopTest {
    private static final long PLENTY = 256L << 20;

    @TempDir
    private Path folder;

    private final MemoryObjectStore logs = new MemoryObjectStore("mem://logs");
    private final MemoryObjectStore data = new MemoryObjectStore("mem://lake");
    private final ScanRunner runner = new ScanRunner(3, 50, PLENTY);
    private EventStore store;
    private List<String> all;

    @BeforeEach
    void compactHalf() {
        List<SampleFile> files = new SampleTrail(SampleSpec.testing(300, 5)).files();
        put(files.subList(0, files.size() / 2));
        try (Lake lake = TestLake.open(data, folder)) {
            TestLake.compact(logs, lake, folder.resolve("spill"));
        }
        put(files.subList(files.size() / 2, files.size()));
        openAnew();
        all = runner.run(plan());
        assertTrue(all.size() > 250, all.size() + " rows");
    }

    private void put(List<SampleFile> files) {
        files.forEach(file -> logs.put(file.key(), file.gzip(), 1_000));
    }

    /** Without what an earlier scan has left in memory. */
    private void openAnew() {
        if (store != null) {
            store.close();
        }
        store = EventStore.over(
                List.of(new LogLocation(logs, false)),
                TestLake.open(data, folder),
                FileLedger.inMemory(),
                Map.of(),
                TimeWindow.ALL,
                ScanSettings.DEFAULT,
                new CloudTrailSource(),
                FunctionLibrary.standard());
    }

    private ScanPlan plan() {
        Projection columns = new Projection(List.of(
                new ProjectedColumn(FieldPath.of("requestparameters"), SqlTypes.varchar("requestparameters")),
                new ProjectedColumn(FieldPath.of("eventid"), SqlTypes.varchar("eventid"))));
        return store.find(List.of("events"))
                .orElseThrow()
                .source()
                .plan(new ScanRequest(columns, ScanConstraint.all(), ScanRequest.NO_LIMIT));
    }

    @AfterEach
    void close() {
        store.close();
        runner.close();
        assertEquals(0, data.openStreamCount());
        assertEquals(0, logs.openStreamCount());
    }

    @Test
    void everyFailingReadOfTheLakeIsAnErrorOrNoTrouble() {
        int failures = 0;
        for (int k = 1; ; k++) {
            openAnew();
            data.failAtCall(k);
            try {
                assertEquals(all, runner.run(plan()));
                if (data.callCount() < k) {
                    break;
                }
            } catch (EngineException e) {
                failures++;
                assertEquals(ErrorCode.STORE_FAILURE, e.code(), e.describe());
            }
            assertEquals(0, data.openStreamCount());
        }
        assertTrue(failures > 20, failures + " failures");
        data.failAtCall(-1);
        openAnew();
        assertEquals(all, runner.run(plan()));
    }

    @Test
    void aScanMayBeCancelledAtAnyMoment() {
        for (int k = 1; ; k += 7) {
            AtomicLong left = new AtomicLong(k);
            try {
                assertEquals(all, runner.run(plan(), () -> {
                    if (left.decrementAndGet() <= 0) {
                        throw new EngineException(ErrorCode.CANCELLED, "stopped by the test");
                    }
                }));
                break;
            } catch (EngineException e) {
                assertEquals(ErrorCode.CANCELLED, e.code());
            }
        }
        assertEquals(all, runner.run(plan()));
    }
}
