/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.LakeFile;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.lifecycle.TroubledStore.Trouble;
import dev.spoor.sample.SampleFile;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.testing.LakeFixture;
import dev.spoor.testing.LakeFixture.Contents;
import dev.spoor.testing.MemoryObjectStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class CompactorTest {
    private static final String LOGS = "mem://logs";
    private static final long MODIFIED = 1_800_000_000_000_000L;

    @TempDir
    private Path folder;

    private final List<SampleFile> files = new SampleTrail(SampleSpec.testing(800, 7)).files();

    private LakeFixture lake() {
        return new LakeFixture(new MemoryObjectStore("mem://lake"), folder);
    }

    private MemoryObjectStore logs() {
        return ReferenceDeliveries.store(LOGS, files);
    }

    @Test
    void everyDeliveryIsKeptAndEveryEventOnce() {
        LakeFixture lake = lake();
        MemoryObjectStore logs = logs();
        CompactionReport report = lake.compact(logs);
        ReferenceDeliveries deliveries = ReferenceDeliveries.of(logs);
        deliveries.assertAllHeld(lake);
        assertEquals(deliveries.all().size(), report.events() + report.repeats());
        assertTrue(report.repeats() > 0, "the trail delivers nothing twice");
        assertTrue(report.totals().isBalanced(), report.totals().toString());
        assertEquals(report.filesRead(), report.registered().listed());
    }

    @Test
    void aSecondRunFindsNothingToDo() {
        LakeFixture lake = lake();
        MemoryObjectStore logs = logs();
        CompactionReport first = lake.compact(logs);
        Contents before = lake.read();
        CompactionReport second = lake.compact(logs);
        assertEquals(0, second.batches());
        assertEquals(first.totals(), second.totals());
        assertEquals(before, lake.read());
    }

    @Test
    void smallBatchesGiveTheSameLake() {
        LakeFixture lake = lake();
        MemoryObjectStore logs = logs();
        CompactionReport report = lake.compact(logs, lake.settings().withBatches(5, 1L << 20));
        assertTrue(report.batches() > 10, report.toString());
        ReferenceDeliveries.of(logs).assertAllHeld(lake);
        assertTrue(report.totals().isBalanced(), report.totals().toString());
    }

    @Test
    void lateAndRepeatedFilesLandOnce() {
        LakeFixture lake = lake();
        MemoryObjectStore some = new MemoryObjectStore(LOGS);
        MemoryObjectStore all = logs();
        for (int i = 0; i < files.size(); i += 3) {
            some.put(files.get(i).key(), files.get(i).gzip(), MODIFIED);
        }
        lake.compact(some);
        lake.compact(all);
        SampleFile again = files.stream()
                .filter(file -> file.kind() == SampleFile.Kind.EVENTS)
                .findFirst()
                .orElseThrow();
        all.put(again.key().replace(".json.gz", "x.json.gz"), again.gzip(), MODIFIED);
        CompactionReport report = lake.compact(all);
        assertEquals(0, report.events());
        assertEquals(again.events().size(), report.repeats());
        ReferenceDeliveries.of(all).assertAllHeld(lake);
    }

    @Test
    void filesHoldOneDayEachInOrder() {
        LakeFixture lake = lake();
        lake.compact(logs());
        try (Lake open = lake.open()) {
            List<LakeFile> written = open.events().files(open.events().current().orElseThrow());
            assertTrue(written.size() > 1, "one file only");
            for (LakeFile file : written) {
                String day =
                        java.time.LocalDate.ofEpochDay(file.day().orElseThrow()).toString();
                assertTrue(file.key().contains("eventtime_day=" + day + "/"), file.key());
            }
        }
    }

    @Test
    void whatCannotBeReadIsListedAndTriedAgainWhenItChanges() {
        LakeFixture lake = lake();
        MemoryObjectStore logs = logs();
        SampleFile broken = files.stream()
                .filter(file -> file.kind() == SampleFile.Kind.EVENTS)
                .findFirst()
                .orElseThrow();
        byte[] whole = broken.gzip();
        byte[] torn = Arrays.copyOf(whole, whole.length / 2);
        logs.put(broken.key(), torn, MODIFIED);
        CompactionReport report = lake.compact(logs);
        assertEquals(1, report.totals().unreadable());
        assertTrue(report.totals().isBalanced(), report.totals().toString());
        assertEquals(ReferenceDeliveries.of(logs).all(), lake.read().deliveries());
        logs.put(broken.key(), whole, MODIFIED + 1_000_000);
        CompactionReport mended = lake.compact(logs);
        assertEquals(0, mended.totals().unreadable());
        assertEquals(
                List.copyOf(new TreeSet<>(
                        ReferenceDeliveries.records(ReferenceDeliveries.of(logs).all()))),
                ReferenceDeliveries.records(lake.read().events()).stream()
                        .sorted()
                        .toList());
    }

    @Test
    void whatCannotBeReadJustNowIsTriedAgainAtTheNextRun() {
        LakeFixture lake = lake();
        MemoryObjectStore logs = logs();
        List<SampleFile> events = files.stream()
                .filter(file -> file.kind() == SampleFile.Kind.EVENTS)
                .toList();
        TroubledStore troubled = new TroubledStore(logs);
        for (Trouble trouble : Trouble.values()) {
            troubled.with(events.get(3 * trouble.ordinal()).key(), trouble);
        }
        CompactionReport first = lake.compact(troubled);
        assertEquals(Trouble.values().length, first.deferred());
        assertEquals(Trouble.values().length, first.totals().deferred());
        assertEquals(0, first.totals().unreadable());
        assertTrue(first.totals().isBalanced(), first.totals().toString());
        ReferenceDeliveries reference = ReferenceDeliveries.of(logs);
        reference.assertHeld(lake);
        CompactionReport still = lake.compact(troubled);
        assertEquals(Trouble.values().length, still.deferred());
        assertEquals(0, still.events());
        troubled.mend();
        CompactionReport mended = lake.compact(troubled);
        assertEquals(0, mended.deferred());
        assertEquals(0, mended.totals().pending());
        assertTrue(mended.totals().isBalanced(), mended.totals().toString());
        reference.assertAllHeld(lake);
        assertEquals(first.events() + mended.events(), mended.totals().kept());
    }

    @Test
    void ifNobodyMayReadAnythingTheFirstRunFails() {
        LakeFixture lake = lake();
        MemoryObjectStore logs = logs();
        TroubledStore troubled = new TroubledStore(logs);
        files.forEach(file -> troubled.with(file.key(), Trouble.FORBIDDEN));
        EngineException denied = assertThrows(EngineException.class, () -> lake.compact(troubled));
        assertEquals(ErrorCode.ACCESS_DENIED, denied.code());
        troubled.mend();
        assertEquals(0, lake.compact(troubled).totals().pending());
        ReferenceDeliveries.of(logs).assertAllHeld(lake);
    }

    @Test
    void afterManyFilesThatNobodyMayReadTheOthersOfTheirBatchAreNotTried() {
        LakeFixture lake = lake();
        MemoryObjectStore logs = new MemoryObjectStore(LOGS);
        byte[] content = files.stream()
                .filter(file -> file.kind() == SampleFile.Kind.EVENTS)
                .findFirst()
                .orElseThrow()
                .gzip();
        String name =
                "AWSLogs/111122223333/CloudTrail/eu-west-1/2026/03/%02d/111122223333_CloudTrail_eu-west-1_202603%02dT0000Z_"
                        + "%016d.json.gz";
        logs.put(String.format(Locale.ROOT, name, 1, 1, 0), content, MODIFIED);
        lake.compact(logs);
        TroubledStore troubled = new TroubledStore(logs);
        CompactionSettings oneDayAtATime = CompactionSettings.of(64L << 20, 2, folder.resolve("spill"), 1 << 30);
        int perDay = (int) Math.max(110, (64L << 20) / 128 / content.length);
        for (int i = 0; i < 3 * perDay; i++) {
            String key = String.format(Locale.ROOT, name, 2 + i / perDay, 2 + i / perDay, i);
            logs.put(key, content, MODIFIED);
            troubled.with(key, Trouble.FORBIDDEN);
        }
        CompactionReport denied = lake.compact(troubled, oneDayAtATime);
        assertEquals(3 * perDay, denied.deferred());
        try (Lake open = lake.open()) {
            assertEquals(
                    2 * perDay,
                    open.ledger().unreadableFiles().values().stream()
                            .filter(file -> file.unreadableReasonOrNull().startsWith("not tried"))
                            .count());
        }
        troubled.mend();
        assertEquals(0, lake.compact(troubled).totals().pending());
        ReferenceDeliveries.of(logs).assertAllHeld(lake);
    }

    @Test
    void aLakeWithALedgerOfAnOlderFormatGoesOn() throws SQLException {
        LakeFixture lake = lake();
        MemoryObjectStore some = new MemoryObjectStore(LOGS);
        files.subList(0, files.size() / 2).forEach(file -> some.put(file.key(), file.gzip(), MODIFIED));
        lake.compact(some);
        Contents before = lake.read();
        try (Connection ledger = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.sqlite"));
                Statement statement = ledger.createStatement()) {
            statement.execute("DROP INDEX log_file_by_state");
            for (String column : List.of("outcome", "attempts", "retry_micros", "delivery_day", "replaced")) {
                statement.execute("ALTER TABLE log_file DROP COLUMN " + column);
            }
            statement.execute("CREATE INDEX log_file_by_state ON log_file (source, state, key)");
            statement.execute("UPDATE fact SET value = '2' WHERE name = 'format'");
        }
        assertEquals(before, lake.read());
        MemoryObjectStore all = logs();
        CompactionReport report = lake.compact(all);
        assertTrue(report.events() > 0);
        assertTrue(report.totals().isBalanced(), report.totals().toString());
        ReferenceDeliveries.of(all).assertAllHeld(lake);
    }
}
