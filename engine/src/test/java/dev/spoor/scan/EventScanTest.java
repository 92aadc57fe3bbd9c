/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.dataset.FileLedger;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.format.TimeWindow;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.scan.EventScanSource.Repeats;
import dev.spoor.source.Layout;
import dev.spoor.source.cloudtrail.CloudTrailLayout;
import dev.spoor.store.ListingProblem;
import dev.spoor.testing.LineLogReader;
import dev.spoor.testing.MemoryObjectStore;
import dev.spoor.testing.ScanRunner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.spoor.scan.ScanFixture.key;
import static dev.spoor.testing.LineLogReader.line;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class EventScanTest {
    private final ScanFixture fixture = new ScanFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private static long micros(String instant) {
        return Instant.parse(instant).getEpochSecond() * 1_000_000L;
    }

    private static ScanConstraint name(String value) {
        return ScanConstraint.of(ScanFixture.NAME, ValueSet.of(ValueKind.TEXT, value));
    }

    private static ScanConstraint since(String instant) {
        return ScanConstraint.of(ScanFixture.TIME, ValueSet.atLeast(ValueKind.TIMESTAMP, micros(instant)));
    }

    private static ScanConstraint before(String instant) {
        return ScanConstraint.of(ScanFixture.TIME, ValueSet.below(ValueKind.TIMESTAMP, micros(instant)));
    }

    /** Three days in two regions; the middle one holds late events. */
    private void putTrail() {
        fixture.put(
                        key("eu-west-1", "20240101T0905Z", "a"),
                        line("1", micros("2024-01-01T09:00:00Z"), "eu-west-1", "1", "s3", "Get"),
                        line("2", micros("2024-01-01T09:01:00Z"), "us-east-1", "1", "iam", "Put"))
                .put(
                        key("eu-west-2", "20240102T0905Z", "b"),
                        line("3", micros("2024-01-02T09:00:00Z"), "eu-west-2", "1", "s3", "Get"),
                        line("4", micros("2023-12-20T00:00:00Z"), "eu-west-2", "1", "s3", "Late"))
                .put(
                        key("eu-west-1", "20240103T0905Z", "c"),
                        line("5", micros("2024-01-03T09:00:00Z"), "eu-west-1", "2", "s3", "Put"),
                        line("6", null, "", "", "", ""))
                .put("AWSLogs/123456789012/CloudTrail-Digest/eu-west-1/2024/01/01/d.json.gz", "digest")
                .put("AWSLogs/123456789012/Config/eu-west-1/2024/1/1/c.json.gz", "config")
                .put("AWSLogs/readme.txt", "read me");
    }

    @Test
    void everyDeliveryIsGivenAndEveryEventOnce() {
        putTrail();
        fixture.put(
                key("eu-west-2", "20240104T0905Z", "again"),
                line("5", micros("2024-01-03T09:00:00Z"), "eu-west-1", "2", "s3", "Put"));
        assertEquals(List.of("1", "2", "3", "4", "5", "5", "6"), fixture.ids(ScanConstraint.all()));
        assertEquals(7, fixture.runner.statistics().eventsScanned());
        assertEquals(0, fixture.runner.statistics().duplicatesRemoved());
        List<String> once =
                fixture.runner.run(fixture.plan(Repeats.REMOVED, ScanConstraint.all(), ScanRequest.NO_LIMIT, "id"));
        assertEquals(List.of("1", "2", "3", "4", "5", "6"), once);
        ScanStatistics statistics = fixture.runner.statistics();
        assertEquals(1, statistics.duplicatesRemoved());
        assertEquals(4, statistics.filesTotal());
        assertEquals(4, statistics.filesRead());
        assertEquals(0, statistics.filesUnreadable());
        assertTrue(statistics.bytesRead() > 0);
    }

    @Test
    void theFunnelSaysWhatEachLevelRemoved() {
        putTrail();
        fixture.settings = new ScanSettings(true, true, Layout.LATENESS_NOT_TRUSTED, 1 << 20, 1 << 20);
        ScanConstraint constraint =
                since("2024-01-02T00:00:00Z").and(ScanFixture.REGION, ValueSet.of(ValueKind.TEXT, "eu-west-1"));
        PruneReport report = fixture.plan(Repeats.KEPT, constraint, ScanRequest.NO_LIMIT, "id")
                .report();
        assertEquals(3, report.filesTotal());
        assertEquals(
                List.of(
                        new PruneReport.Step("time in key", 1, 2),
                        new PruneReport.Step("account and region in key", 1, 1),
                        new PruneReport.Step("statistics", 0, 1)),
                report.steps());
        assertEquals(1, report.filesToRead());
        assertEquals(
                List.of(
                        "left out: 1 CloudTrail digest files",
                        "left out: 1 files of another service (Config)",
                        "left out: 1 files that are not named .json or .json.gz"),
                report.notes());
        assertEquals(List.of("5", "6"), fixture.ids(constraint));
        assertEquals(2, fixture.runner.statistics().filesPruned());
    }

    @Test
    void upperBoundsPruneByKeyOnlyUnderTheAssumedLateness() {
        putTrail();
        ScanConstraint constraint = before("2024-01-01T00:00:00Z");
        fixture.settings = new ScanSettings(false, true, Layout.LATENESS_NOT_TRUSTED, 1 << 20, 1 << 20);
        assertEquals(
                3, fixture.plan(Repeats.KEPT, constraint, -1, "id").report().filesToRead());
        fixture.settings = new ScanSettings(false, true, 24 * 3_600 * 1_000_000L, 1 << 20, 1 << 20);
        PruneReport report = fixture.plan(Repeats.KEPT, constraint, -1, "id").report();
        assertEquals(1, report.filesToRead());
        assertTrue(report.notes().stream().anyMatch(note -> note.startsWith("lateness PT24H")), report::toString);
    }

    @Test
    void whatWasReadOnceIsPrunedExactly() {
        putTrail();
        fixture.ids(ScanConstraint.all());
        PruneReport report = fixture.plan(Repeats.KEPT, name("Late"), -1, "id").report();
        assertEquals(new PruneReport.Step("statistics", 2, 1), report.steps().get(2));
        assertEquals(List.of("3", "4"), fixture.ids(name("Late")));
        assertEquals(1, fixture.runner.statistics().filesRead());
        // exact statistics find the late event that the key alone would have pruned
        assertEquals(List.of("3", "4"), fixture.ids(before("2023-12-25T00:00:00Z")));
        assertEquals(List.of(), fixture.ids(name("Never")));
        ScanConstraint noTime = ScanConstraint.of(ScanFixture.TIME, ValueSet.onlyNull(ValueKind.TIMESTAMP));
        assertEquals(List.of("5", "6"), fixture.ids(noTime));
    }

    @Test
    void changedFilesAndSwitchedOffMemoryAreReadAgain() {
        putTrail();
        fixture.ids(ScanConstraint.all());
        fixture.put(key("eu-west-1", "20240101T0905Z", "a"), line("1", 5L, "eu-west-1", "1", "s3", "Late"));
        assertEquals(List.of("1", "3", "4"), fixture.ids(name("Late")));
        fixture.settings = new ScanSettings(false, true, 0, 1 << 20, 1 << 20);
        assertEquals(
                3, fixture.plan(Repeats.KEPT, name("Never"), -1, "id").report().filesToRead());
        fixture.settings = new ScanSettings(true, false, 0, 1 << 20, 1 << 20);
        PruneReport off =
                fixture.plan(Repeats.KEPT, ScanConstraint.none(), -1, "id").report();
        assertEquals(3, off.filesToRead());
        assertTrue(off.notes().contains("pruning is off: every file is read"));
    }

    @Test
    void withoutMemoryNothingIsRemembered() {
        putTrail();
        fixture.settings = new ScanSettings(false, true, 0, 1 << 20, 1 << 20);
        fixture.ids(ScanConstraint.all());
        assertTrue(fixture.ledger.remembered("memory://bucket").isEmpty());
    }

    @Test
    void recordsOutsideTheWindowDoNotExist() {
        putTrail();
        fixture.window = new TimeWindow(micros("2024-01-02T00:00:00Z"), micros("2024-01-03T00:00:00Z"));
        assertEquals(List.of("3"), fixture.ids(ScanConstraint.all()));
        assertEquals(1, fixture.runner.statistics().filesPruned());
    }

    @Test
    void theNewestFilesComeFirst() {
        putTrail();
        fixture.settings = new ScanSettings(true, true, 0, 0, 1 << 20);
        try (ScanRunner single = new ScanRunner(1, 1, ScanFixture.PLENTY)) {
            single.run(fixture.plan(Repeats.KEPT, ScanConstraint.all(), -1, "id"));
        }
        List<String> opened = fixture.store.calls().stream()
                .filter(call -> call.startsWith("open"))
                .toList();
        assertTrue(opened.get(0).contains("20240103") && opened.get(2).contains("20240101"), opened::toString);
    }

    @Test
    void aLimitStopsReading() {
        for (int i = 10; i < 60; i++) {
            fixture.put(key("eu-west-1", "20240101T09" + i + "Z", "x"), line("" + i, 1L, "r", "a", "s", "n"));
        }
        List<String> rows = fixture.runner.run(fixture.plan(Repeats.REMOVED, ScanConstraint.all(), 1, "id"));
        assertTrue(rows.size() >= 1 && rows.size() <= 2, rows::toString); // each worker may hold a batch of one row
        assertTrue(fixture.runner.statistics().filesRead() < 10, fixture.runner.statistics()::toString);
        assertEquals(List.of(), fixture.runner.run(fixture.plan(Repeats.KEPT, ScanConstraint.all(), 0, "id")));
    }

    @Test
    void faultyFilesGiveTheirGoodRecordsAndAreListed() {
        fixture.put("bad.json", line("1", 1L, "r", "a", "s", "n"), "!\n", line("2", 1L, "r", "a", "s", "n"), "torn")
                .put("good.json", line("3", 1L, "r", "a", "s", "n"));
        assertEquals(List.of("1", "2", "3"), fixture.ids(ScanConstraint.all()));
        assertEquals(1, fixture.runner.statistics().filesUnreadable());
        List<UnreadableFile> found = fixture.files.unreadable().all();
        assertEquals(2, found.size());
        assertEquals(new UnreadableFile("bad.json", "bad line", 12, 2, 1), found.get(0));
        // not pruned by what was seen of it, and never remembered as clean
        assertEquals(List.of("1", "2"), fixture.ids(name("Never")));
        fixture.put("bad.json", line("1", 1L, "r", "a", "s", "n"));
        fixture.ids(ScanConstraint.all());
        assertEquals(List.of(), fixture.files.unreadable().all());
    }

    @Test
    void whatOneScanOfAQueryCouldNotReadStaysListedWhenAnotherCould() {
        fixture.put("once.json", line("1", 1L, "r", "a", "s", "n"));
        ScanPlan first = everything();
        ScanPlan second = everything();
        fixture.store.failAtCall(1);
        assertEquals(List.of(List.of(), List.of("1")), fixture.runner.runAsOneQuery(first, () -> {}, second));
        assertEquals(List.of("once.json"), fixture.unreadableNames());
        // a query that began later and read the file whole knows better
        assertEquals(List.of("1"), fixture.runner.run(everything()));
        assertEquals(List.of(), fixture.unreadableNames());
    }

    @Test
    void aQueryThatBeganEarlierDoesNotWithdrawAFinding() {
        fixture.put("once.json", line("1", 1L, "r", "a", "s", "n"));
        ScanPlan first = everything();
        ScanPlan failing = everything();
        ScanPlan second = everything();
        Runnable queryThatFails = () -> {
            fixture.store.failAtCall(1);
            assertEquals(List.of(), fixture.runner.run(failing));
        };
        assertEquals(List.of(List.of("1"), List.of("1")), fixture.runner.runAsOneQuery(first, queryThatFails, second));
        assertEquals(List.of("once.json"), fixture.unreadableNames());
    }

    @Test
    void aFileLeftInTheMiddleKeepsWhatIsKnownOfIt() {
        fixture.put("bad.json", line("1", 1L, "r", "a", "s", "n").repeat(50), "torn");
        fixture.ids(ScanConstraint.all());
        List<UnreadableFile> found = fixture.files.unreadable().all();
        assertEquals(1, found.size());
        try (ScanRunner later = new ScanRunner(1, 1, ScanFixture.PLENTY)) {
            later.run(fixture.plan(Repeats.KEPT, ScanConstraint.all(), 1, "id"));
        }
        assertEquals(found, fixture.files.unreadable().all());
    }

    private ScanPlan everything() {
        return fixture.plan(Repeats.KEPT, ScanConstraint.all(), ScanRequest.NO_LIMIT, "id");
    }

    @Test
    void aFileThatVanishesOrShrinksMeanwhileIsListed() {
        putTrail();
        ScanPlan plan = fixture.plan(Repeats.KEPT, ScanConstraint.all(), -1, "id");
        String vanished = key("eu-west-1", "20240101T0905Z", "a");
        String cut = key("eu-west-2", "20240102T0905Z", "b");
        fixture.store
                .remove(vanished)
                .cutShort(
                        cut,
                        line("3", micros("2024-01-02T09:00:00Z"), "eu-west-2", "1", "s3", "Get")
                                .length());
        assertEquals(List.of("3", "5", "6"), fixture.runner.run(plan));
        assertEquals(List.of(vanished, cut), fixture.unreadableNames());
        assertEquals(2, fixture.runner.statistics().filesUnreadable());
        assertTrue(fixture.ledger.remembered("memory://bucket").get(cut) == null
                || fixture.ledger.remembered("memory://bucket").get(cut).statsOrNull() == null);
    }

    @Test
    void aFileThatGrewIsReadToItsEndAndNotRemembered() {
        putTrail();
        String key = key("eu-west-1", "20240101T0905Z", "a");
        ScanPlan plan = fixture.plan(Repeats.KEPT, ScanConstraint.all(), -1, "id");
        StringBuilder larger = new StringBuilder();
        for (int i = 100; i < 400; i++) {
            larger.append(line("" + i, 1L, "r", "a", "s", "n"));
        }
        fixture.put(key, larger.toString());
        assertEquals(304, fixture.runner.run(plan).size());
        assertEquals(List.of(), fixture.files.unreadable().all());
        assertEquals(null, fixture.ledger.remembered("memory://bucket").get(key));
    }

    @Test
    void whatCannotBeListedIsReportedAndCounted() {
        putTrail();
        fixture.store.reportProblem(new ListingProblem("locked/", "permission denied"));
        fixture.ids(ScanConstraint.all());
        assertEquals(1, fixture.runner.statistics().filesUnreadable());
        assertEquals(List.of("locked/"), fixture.unreadableNames());
    }

    @Test
    void listingEndsWhenTheQueryIsCancelled() {
        putTrail();
        fixture.settings = ScanSettings.DEFAULT.with(() -> {
            throw new EngineException(ErrorCode.CANCELLED, "enough");
        });
        EngineException stopped =
                assertThrows(EngineException.class, () -> fixture.plan(Repeats.KEPT, ScanConstraint.all(), -1, "id"));
        assertEquals(ErrorCode.CANCELLED, stopped.code());
    }

    @Test
    void filesOverTheLimitAreListedNotRead() {
        fixture.put("large.json", line("1", 1L, "r", "a", "s", "n")).put("tiny.json", "!\n");
        fixture.settings = new ScanSettings(true, true, 0, 1 << 20, 5);
        assertEquals(List.of(), fixture.ids(ScanConstraint.all()));
        assertEquals(List.of("large.json", "tiny.json"), fixture.unreadableNames());
        assertTrue(fixture.files.unreadable().all().get(0).reason().contains("scan.file-limit"));
    }

    @Test
    void readingAheadYieldsWhenMemoryIsShortAndAFileThatNeverFitsIsAnError() {
        String lines = line("1", 1L, "r", "a", "s", "n").repeat(2_000);
        for (int i = 0; i < 20; i++) {
            fixture.put("f" + i + ".json", lines);
        }
        try (ScanRunner tight = new ScanRunner(1, 100, 8L * lines.length())) {
            assertEquals(
                    40_000,
                    tight.run(fixture.plan(Repeats.KEPT, ScanConstraint.all(), -1, "id"))
                            .size());
        }
        try (ScanRunner tooTight = new ScanRunner(1, 1, lines.length() / 2)) {
            ScanPlan plan = fixture.plan(Repeats.KEPT, ScanConstraint.all(), -1, "id");
            EngineException error = assertThrows(EngineException.class, () -> tooTight.run(plan));
            assertEquals(ErrorCode.MEMORY_LIMIT, error.code());
        }
    }

    @Test
    void cancelEndsAScanThatWaitsForASlowStore() {
        putTrail();
        ScanPlan plan = fixture.plan(Repeats.KEPT, ScanConstraint.all(), -1, "id");
        fixture.store.withLatency(Duration.ofMillis(100));
        AtomicInteger asked = new AtomicInteger();
        EngineException error = assertThrows(
                EngineException.class,
                () -> fixture.runner.run(plan, () -> {
                    if (asked.incrementAndGet() > 3) {
                        throw new EngineException(ErrorCode.CANCELLED, "cancelled by the test");
                    }
                }));
        assertEquals(ErrorCode.CANCELLED, error.code());
        assertEquals(0, fixture.store.openStreamCount());
    }

    @Test
    void overlappingLocationsAreOneDataSetWithFullNames() {
        MemoryObjectStore outer = new MemoryObjectStore("/logs");
        MemoryObjectStore inner = new MemoryObjectStore("/logs/day");
        byte[] one = line("1", 1L, "r", "a", "s", "n").getBytes(StandardCharsets.UTF_8);
        byte[] two = line("2", 1L, "r", "a", "s", "n").getBytes(StandardCharsets.UTF_8);
        outer.put("day/x.json", one, 5).put("other.json", two, 5);
        inner.put("x.json", one, 5);
        LogFiles both = new LogFiles(
                List.of(new LogLocation(outer, false), new LogLocation(inner, false)),
                new CloudTrailLayout(),
                FileLedger.inMemory());
        EventScanSource source = new EventScanSource(
                "deliveries", both, LineLogReader::new, Repeats.KEPT, TimeWindow.ALL, () -> ScanSettings.DEFAULT);
        ScanRequest request = new ScanRequest(ScanFixture.columns("id", "$path"), ScanConstraint.all(), -1);
        assertEquals(List.of("1,/logs/day/x.json", "2,/logs/other.json"), fixture.runner.run(source.plan(request)));
    }

    @Test
    void noLocationAtAllIsAnErrorWithAdvice() {
        LogFiles nothing = new LogFiles(List.of(), new CloudTrailLayout(), FileLedger.inMemory());
        EngineException error = assertThrows(EngineException.class, () -> nothing.snapshot(ScanSettings.DEFAULT));
        assertEquals(ErrorCode.LOCATION_NOT_FOUND, error.code());
        assertTrue(error.hint().orElseThrow().contains("--logs"));
    }

    @Test
    void aPlanStartsOnce() {
        putTrail();
        ScanPlan plan = fixture.plan(Repeats.KEPT, ScanConstraint.all(), -1, "id");
        fixture.runner.run(plan);
        assertThrows(IllegalStateException.class, () -> fixture.runner.run(plan));
    }

    @Test
    void emptyProjectionsStillCountRows() {
        putTrail();
        List<String> rows = new ArrayList<>(fixture.runner.run(fixture.plan(Repeats.KEPT, ScanConstraint.all(), -1)));
        assertEquals(6, rows.size());
    }
}
