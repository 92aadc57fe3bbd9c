/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.LakeFile;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.dataset.iceberg.LakeTable;
import dev.spoor.sample.SampleFile;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.store.ObjectEntry;
import dev.spoor.testing.LakeFixture;
import dev.spoor.testing.MemoryObjectStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class UpkeepTest {
    private static final String LOGS = "mem://logs";

    @TempDir
    private Path folder;

    private final List<SampleFile> files = new SampleTrail(SampleSpec.testing(600, 9)).files();
    private final MemoryObjectStore logs = ReferenceDeliveries.store(LOGS, files);
    private final MemoryObjectStore store = new MemoryObjectStore("mem://lake");

    private LakeFixture lake() {
        return new LakeFixture(store, folder);
    }

    private static Map<Integer, Integer> filesPerDay(LakeTable table) {
        Map<Integer, Integer> perDay = new HashMap<>();
        for (LakeFile file : table.files(table.current().orElseThrow())) {
            perDay.merge(file.day().orElse(-1), 1, Integer::sum);
        }
        return perDay;
    }

    private Set<String> dataFilesInStore() {
        Set<String> keys = new TreeSet<>();
        Iterator<ObjectEntry> all = store.list("", null, problem -> {});
        while (all.hasNext()) {
            String key = all.next().key();
            if (key.endsWith(".parquet")) {
                keys.add(key);
            }
        }
        return keys;
    }

    @Test
    void smallFilesOfADayBecomeOneWithTheSameRows() {
        LakeFixture lake = lake();
        CompactionReport report = lake.compact(logs, lake.settings().withBatches(10, Long.MAX_VALUE));
        assertTrue(report.rewritten() > 0, report.toString());
        try (Lake open = lake.open()) {
            filesPerDay(open.events()).forEach((day, count) -> assertEquals(1, count, "day " + day));
        }
        ReferenceDeliveries.of(logs).assertAllHeld(lake);
    }

    @Test
    void versionsOfThePastAreForgottenWithTheirFiles() {
        LakeFixture lake = lake();
        CompactionSettings forgetful =
                lake.settings().withBatches(10, Long.MAX_VALUE).withHistory(Duration.ZERO);
        CompactionReport report = lake.compact(logs, forgetful);
        assertTrue(report.expired() > 0, report.toString());
        Set<String> known = new TreeSet<>();
        try (Lake open = lake.open()) {
            for (LakeTable table : List.of(open.events(), open.repeats())) {
                table.snapshots().forEach(version -> table.files(version).forEach(file -> known.add(file.key())));
            }
        }
        assertEquals(known, dataFilesInStore());
        ReferenceDeliveries.of(logs).assertAllHeld(lake);
    }

    @Test
    void oldDaysAreDroppedOnlyWhenItIsMeant() {
        LakeFixture lake = lake();
        lake.compact(logs);
        List<String> before = lake.read().deliveries();
        int days;
        try (Lake open = lake.open()) {
            int middle = filesPerDay(open.events()).keySet().stream()
                    .filter(day -> day >= 0)
                    .sorted()
                    .skip(2)
                    .findFirst()
                    .orElseThrow();
            days = (int)
                    ChronoUnit.DAYS.between(LocalDate.ofEpochDay(middle), LocalDate.now(Clock.system(ZoneOffset.UTC)));
        }
        RetentionReport dry = lake.retain(logs, lake.settings(), days, false);
        assertFalse(dry.isDone());
        assertEquals(before, lake.read().deliveries());
        RetentionReport done = lake.retain(logs, lake.settings(), days, true);
        assertTrue(done.isDone());
        assertTrue(done.rows() > 0, done.toString());
        assertEquals(dry.rows(), done.rows());
        assertEquals(before.size() - done.rows(), lake.read().deliveries().size());
        // the log files are still there, but the ledger knows that they were read
        assertEquals(0, lake.compact(logs).batches());
        assertEquals(before.size() - done.rows(), lake.read().deliveries().size());
    }

    @Test
    void whatAnUnfinishedRewriteLeftIsRemoved() {
        LakeFixture lake = lake();
        lake.compact(logs);
        String leftover;
        try (Lake open = lake.open()) {
            leftover = open.events().dataPrefix() + "eventtime_day=2026-01-01/rewrite-x-0.parquet";
        }
        store.put(leftover, new byte[] {1}, 1);
        lake.compact(logs);
        assertFalse(dataFilesInStore().contains(leftover));
    }
}
