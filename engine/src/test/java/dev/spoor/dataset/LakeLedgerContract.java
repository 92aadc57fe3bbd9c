/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.prune.ColumnStats;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import dev.spoor.store.ObjectEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the lake's ledger promises on every database. */
abstract class LakeLedgerContract {
    private static final String SOURCE = "/logs";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final LedgerLease ME = new LedgerLease("me");
    private static final LedgerLease OTHER = new LedgerLease("other");

    /** Time that a test moves by hand. */
    static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-03-01T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("only UTC");
        }
    }

    private final HandClock clock = new HandClock();
    private LakeLedger ledger;

    /** Opens the same database each time it is called in a test. */
    abstract LakeLedger open(Clock clock);

    @BeforeEach
    void openIt() {
        ledger = open(clock);
    }

    @AfterEach
    void closeIt() {
        ledger.close();
    }

    private static ObjectEntry entry(String key, long size) {
        return new ObjectEntry(key, size, 1_700_000_000_000_000L + size, null);
    }

    private static List<ObjectEntry> entries(String... keys) {
        List<ObjectEntry> entries = new ArrayList<>();
        for (String key : keys) {
            entries.add(entry(key, 100));
        }
        return entries;
    }

    private RegisterResult register(List<ObjectEntry> listing) {
        return ledger.register(SOURCE, listing.iterator());
    }

    private Map<String, LogFileState> states() {
        Map<String, LogFileState> states = new TreeMap<>();
        ledger.view(SOURCE).files().forEach((key, file) -> states.put(key, file.state()));
        return states;
    }

    private static LakeLedger.ReadFile read(String key, long records, long repeats, String unreadable) {
        return new LakeLedger.ReadFile(
                key,
                records,
                repeats,
                unreadable,
                List.of(new ColumnStats(FieldPath.of("awsregion"), ValueSet.ofAll(ValueKind.TEXT, List.of("eu")))));
    }

    private static LakeLedger.Written written(long events, long repeats) {
        return new LakeLedger.Written(List.of("events/data/a"), events, List.of("repeats/data/a"), repeats);
    }

    @Test
    void aNewLakeIsEmpty() {
        assertEquals(LakeHead.EMPTY, ledger.head());
        assertEquals(Map.of(), ledger.view(SOURCE).files());
        assertEquals(new LedgerTotals(0, 0, 0, 0, 0, 0, 0, 0), ledger.totals());
        assertTrue(ledger.totals().isBalanced());
    }

    @Test
    void listingsBecomeNewChangedAndVanishedFiles() {
        assertEquals(new RegisterResult(3, 3, 0, 0), register(entries("a", "b", "d")));
        assertEquals(new RegisterResult(3, 0, 0, 0), register(entries("a", "b", "d")));
        assertEquals(
                new RegisterResult(3, 1, 1, 1), register(List.of(entry("a", 100), entry("b", 7), entry("c", 100))));
        assertEquals(
                Map.of(
                        "a", LogFileState.NEW,
                        "b", LogFileState.NEW,
                        "c", LogFileState.NEW,
                        "d", LogFileState.VANISHED),
                states());
        assertEquals(7, ledger.view(SOURCE).files().get("b").entry().sizeBytes());
        assertEquals(
                new RegisterResult(4, 0, 1, 0),
                register(List.of(entry("a", 100), entry("b", 7), entry("c", 100), entry("d", 100))));
        assertEquals(LogFileState.NEW, states().get("d"));
        assertTrue(ledger.totals().isBalanced());
    }

    @Test
    void listingsLongerThanAPageAreComparedWhole() {
        List<ObjectEntry> listing = new ArrayList<>();
        for (int i = 0; i < 25_000; i++) {
            listing.add(entry("k/" + (100_000 + i) + (i % 2 == 0 ? "é" : "z"), 100));
        }
        assertEquals(new RegisterResult(25_000, 25_000, 0, 0), register(listing));
        assertEquals(new RegisterResult(25_000, 0, 0, 0), register(listing));
        listing.remove(24_999);
        listing.remove(9_999);
        listing.remove(0);
        assertEquals(new RegisterResult(24_997, 0, 0, 3), register(listing));
        assertEquals(new RegisterResult(0, 0, 0, 24_997), register(List.of()));
    }

    @Test
    void aBatchGoesFromClaimedToClosed() {
        register(entries("a", "b", "c", "d"));
        assertTrue(ledger.hold(ME, MINUTE));
        LakeBatch batch = ledger.claim(ME, SOURCE, 10, 250).orElseThrow();
        assertEquals(entries("a", "b"), batch.files());
        assertEquals(LogFileState.PENDING, states().get("a"));
        assertFalse(ledger.view(SOURCE).files().get("a").isHeld(entry("a", 100)));
        LakeBatch prepared = ledger.prepare(ME, batch, List.of(read("a", 5, 1, "cut short")), written(4, 1));
        assertEquals(List.of(prepared), ledger.unfinished());
        assertEquals(LakeHead.EMPTY, ledger.head());
        LakeHead head = ledger.close(ME, prepared, OptionalLong.of(77), OptionalLong.of(88));
        assertEquals(new LakeHead(1, OptionalLong.of(77), OptionalLong.of(88)), head);
        LakeView view = ledger.view(SOURCE);
        assertEquals(head, view.head());
        assertEquals(
                new LedgerFile(
                        entry("a", 100),
                        LogFileState.UNREADABLE,
                        5,
                        1,
                        "cut short",
                        HeardBy.LISTING,
                        clock.millis() * 1_000),
                view.files().get("a"));
        assertEquals(LogFileState.VANISHED, view.files().get("b").state());
        assertTrue(view.files().get("a").isHeld(entry("a", 100)));
        assertFalse(view.files().get("a").isHeld(entry("a", 101)));
        assertEquals(new LedgerTotals(4, 0, 2, 1, 1, 5, 4, 1), ledger.totals());
        assertTrue(ledger.totals().isBalanced());
        assertEquals(List.of(), ledger.unfinished());
    }

    @Test
    void filesThatNoticesTellOfAreNewOnce() {
        register(entries("a"));
        assertEquals(new RegisterResult(2, 1, 0, 1), ledger.hear(SOURCE, entries("a", "b"), List.of("gone")));
        assertEquals(new RegisterResult(2, 0, 0, 0), ledger.hear(SOURCE, entries("b", "a"), List.of("gone")));
        Map<String, LedgerFile> known = ledger.find(SOURCE, List.of("a", "b", "gone", "never"));
        assertEquals(3, known.size());
        assertEquals(HeardBy.LISTING, known.get("a").heardBy());
        assertEquals(HeardBy.NOTICE, known.get("b").heardBy());
        assertEquals(LogFileState.VANISHED, known.get("gone").state());
        assertTrue(known.get("gone").isSettled());
        assertFalse(known.get("b").isSettled());
        assertEquals(new RegisterResult(1, 0, 1, 1), ledger.hear(SOURCE, entries("gone"), List.of("b")));
        assertEquals(Map.of("a", LogFileState.NEW, "b", LogFileState.VANISHED, "gone", LogFileState.NEW), states());
        assertTrue(ledger.totals().isBalanced());
    }

    @Test
    void noticesLeaveABatchInProgressAlone() {
        register(entries("a"));
        ledger.hold(ME, MINUTE);
        LakeBatch batch = ledger.claim(ME, SOURCE, 10, 1_000).orElseThrow();
        ledger.hear(SOURCE, List.of(entry("a", 7)), List.of());
        ledger.hear(SOURCE, List.of(), List.of("a"));
        assertEquals(Map.of("a", LogFileState.PENDING), states());
        LakeBatch prepared = ledger.prepare(ME, batch, List.of(read("a", 5, 1, null)), written(4, 1));
        ledger.close(ME, prepared, OptionalLong.of(1), OptionalLong.of(2));
        LedgerFile read = ledger.find(SOURCE, List.of("a")).get("a");
        assertTrue(read.isSettled());
        assertFalse(read.isOtherVersion(entry("a", 100)));
        assertTrue(read.isOtherVersion(entry("a", 7)));
        assertEquals(new RegisterResult(1, 0, 1, 0), ledger.hear(SOURCE, List.of(entry("a", 7)), List.of()));
        assertEquals(Map.of("a", LogFileState.NEW), states());
    }

    @Test
    void listingsAreLoggedWithWhatNoticesMissed() {
        long begin = clock.millis() * 1_000;
        ledger.hear(SOURCE, entries("a"), List.of());
        RegisterResult brought = register(entries("a", "b", "c"));
        long unannounced = ledger.listings().firstListed(SOURCE, begin, begin);
        assertEquals(2, unannounced);
        assertEquals(0, ledger.listings().firstListed(SOURCE, begin, 1_700_000_000_000_000L));
        assertEquals(0, ledger.listings().firstListed(SOURCE, begin + 1, begin));
        ListingLog.Listing first = new ListingLog.Listing(SOURCE, begin, brought, unannounced);
        ledger.listings().add(first);
        ListingLog.Listing second = new ListingLog.Listing(SOURCE, begin + 5, register(entries("a", "b", "c")), 0);
        ledger.listings().add(second);
        register(entries("a"));
        ledger.register("/elsewhere", entries("x").iterator());
        assertEquals(List.of(first, second), ledger.listings().all());
        assertEquals(second, ledger.listings().last(SOURCE).orElseThrow());
        assertTrue(ledger.listings().last("/elsewhere").isEmpty());
    }

    @Test
    void theLogOfListingsForgetsTheOldest() {
        register(List.of());
        for (int i = 0; i < 1_005; i++) {
            ledger.listings().add(new ListingLog.Listing(SOURCE, i, new RegisterResult(i, 0, 0, 0), 0));
        }
        List<ListingLog.Listing> kept = ledger.listings().all();
        assertEquals(1_000, kept.size());
        assertEquals(5, kept.get(0).endedMicros());
    }

    @Test
    void digestsAreKeptWithEveryVersion() {
        DigestBooks books = ledger.digests();
        assertEquals(2, books.register(SOURCE, entries("d1", "d2")));
        assertEquals(0, books.register(SOURCE, entries("d1", "d2")));
        List<DigestFile> open = books.toFetch(SOURCE, 10);
        assertEquals(entries("d1", "d2"), open.stream().map(DigestFile::entry).toList());
        byte[] content = {31, -117, 0, 1};
        books.keep(open.get(0), content, Map.of("signature", "ab12", "signature-algorithm", "SHA256withRSA"));
        books.fail(open.get(1), DigestFile.State.UNREADABLE, "may not be read");
        assertEquals(new DigestBooks.Totals(1, 0, 1), books.totals());
        assertEquals(List.of(), books.toFetch(SOURCE, 10));
        // one that failed is tried again; another version under a kept key is kept beside it
        assertEquals(2, books.register(SOURCE, List.of(entry("d1", 7), entry("d2", 100))));
        List<DigestFile> again = books.toFetch(SOURCE, 1);
        assertEquals(2, again.get(0).version());
        books.keep(again.get(0), new byte[] {1}, Map.of());
        List<DigestFile> all = books.all();
        assertEquals(List.of(1L, 2L, 1L), all.stream().map(DigestFile::version).toList());
        assertEquals(
                Map.of("signature", "ab12", "signature-algorithm", "SHA256withRSA"),
                all.get(0).metadata());
        assertArrayEquals(content, books.content(all.get(0)).orElseThrow());
        assertArrayEquals(new byte[] {1}, books.content(all.get(1)).orElseThrow());
        assertTrue(books.content(all.get(2)).isEmpty());
    }

    @Test
    void rowsThatDoNotAddUpAreNotBalanced() {
        register(entries("a"));
        ledger.hold(ME, MINUTE);
        LakeBatch batch = ledger.claim(ME, SOURCE, 10, 1_000).orElseThrow();
        ledger.close(
                ME,
                ledger.prepare(ME, batch, List.of(read("a", 5, 1, null)), written(3, 1)),
                OptionalLong.of(1),
                OptionalLong.empty());
        assertFalse(ledger.totals().isBalanced());
    }

    @Test
    void oneFileIsClaimedEvenWhenItIsTooLarge() {
        register(entries("a", "b"));
        ledger.hold(ME, MINUTE);
        assertEquals(entries("a"), ledger.claim(ME, SOURCE, 10, 1).orElseThrow().files());
        assertEquals(entries("b"), ledger.claim(ME, SOURCE, 10, 1).orElseThrow().files());
        assertTrue(ledger.claim(ME, SOURCE, 10, 1).isEmpty());
        assertTrue(ledger.claim(ME, "/elsewhere", 10, 1).isEmpty());
    }

    @Test
    void anAbandonedBatchIsAsIfItNeverWas() {
        register(entries("a", "b"));
        ledger.hold(ME, MINUTE);
        LakeBatch first = ledger.claim(ME, SOURCE, 1, 1_000).orElseThrow();
        LakeBatch second = ledger.claim(ME, SOURCE, 1, 1_000).orElseThrow();
        second = ledger.prepare(ME, second, List.of(read("b", 5, 0, null)), written(5, 0));
        assertEquals(List.of(first, second), ledger.unfinished());
        ledger.abandon(ME, first);
        ledger.abandon(ME, second);
        assertEquals(List.of(), ledger.unfinished());
        assertEquals(Map.of("a", LogFileState.NEW, "b", LogFileState.NEW), states());
        LakeBatch again = ledger.claim(ME, SOURCE, 10, 1_000).orElseThrow();
        assertEquals(entries("a", "b"), again.files());
    }

    @Test
    void aListingLeavesFilesOfABatchAlone() {
        register(entries("a"));
        ledger.hold(ME, MINUTE);
        LakeBatch batch = ledger.claim(ME, SOURCE, 10, 1_000).orElseThrow();
        register(List.of(entry("a", 5)));
        register(List.of());
        assertEquals(Map.of("a", LogFileState.PENDING), states());
        ledger.close(
                ME,
                ledger.prepare(ME, batch, List.of(read("a", 5, 0, null)), written(5, 0)),
                OptionalLong.of(1),
                OptionalLong.empty());
        assertEquals(new RegisterResult(1, 0, 1, 0), register(List.of(entry("a", 5))));
        assertEquals(Map.of("a", LogFileState.NEW), states());
    }

    @Test
    void oneHolderAtATime() {
        assertTrue(ledger.hold(ME, MINUTE));
        try (LakeLedger theirs = open(clock)) {
            assertFalse(theirs.hold(OTHER, MINUTE));
            assertTrue(ledger.hold(ME, MINUTE));
            clock.pass(Duration.ofSeconds(61));
            assertTrue(theirs.hold(OTHER, MINUTE));
            assertFalse(ledger.hold(ME, MINUTE));
            theirs.release(OTHER);
            clock.pass(Duration.ofMillis(1));
            assertTrue(ledger.hold(ME, MINUTE));
        }
    }

    @Test
    void whoLostTheLeaseChangesNothing() {
        register(entries("a", "b"));
        ledger.hold(ME, MINUTE);
        LakeBatch batch = ledger.claim(ME, SOURCE, 1, 1_000).orElseThrow();
        LakeBatch prepared = ledger.prepare(ME, batch, List.of(read("a", 5, 0, null)), written(5, 0));
        clock.pass(Duration.ofHours(1));
        takeOver();
        List<Runnable> changes = List.of(
                () -> ledger.claim(ME, SOURCE, 1, 1_000),
                () -> ledger.prepare(ME, batch, List.of(), written(0, 0)),
                () -> ledger.close(ME, prepared, OptionalLong.of(1), OptionalLong.empty()),
                () -> ledger.abandon(ME, batch),
                () -> ledger.replaceHead(ME, OptionalLong.of(9), OptionalLong.empty()));
        for (Runnable change : changes) {
            EngineException error = assertThrows(EngineException.class, change::run);
            assertEquals(ErrorCode.COMMIT_CONFLICT, error.code());
        }
        assertEquals(LakeHead.EMPTY, ledger.head());
        try (LakeLedger theirs = open(clock)) {
            assertTrue(theirs.hold(OTHER, MINUTE));
            assertEquals(List.of(prepared), theirs.unfinished());
            theirs.close(OTHER, prepared, OptionalLong.of(1), OptionalLong.empty());
            EngineException twice = assertThrows(
                    EngineException.class,
                    () -> theirs.close(OTHER, prepared, OptionalLong.of(1), OptionalLong.empty()));
            assertEquals(ErrorCode.COMMIT_CONFLICT, twice.code());
        }
    }

    private void takeOver() {
        try (LakeLedger theirs = open(clock)) {
            assertTrue(theirs.hold(OTHER, MINUTE));
        }
    }

    @Test
    void aHolderThatIsLateStaysTheHolderWhileNobodyElseCame() {
        register(entries("a", "b"));
        ledger.hold(ME, MINUTE);
        clock.pass(Duration.ofHours(1));
        assertTrue(ledger.claim(ME, SOURCE, 1, 1_000).isPresent());
        takeOver();
        assertThrows(EngineException.class, () -> ledger.claim(ME, SOURCE, 1, 1_000));
    }

    @Test
    void theHeadMovesToOtherSnapshots() {
        ledger.hold(ME, MINUTE);
        ledger.replaceHead(ME, OptionalLong.of(4), OptionalLong.empty());
        assertEquals(
                new LakeHead(2, OptionalLong.of(5), OptionalLong.of(6)),
                ledger.replaceHead(ME, OptionalLong.of(5), OptionalLong.of(6)));
    }

    @Test
    void formerPlacesAreRemembered() {
        assertEquals(List.of("/a"), ledger.rememberRoot("/a"));
        assertEquals(List.of("/b", "/a"), ledger.rememberRoot("/b"));
        assertEquals(List.of("/a", "/b"), ledger.rememberRoot("/a"));
        try (LakeLedger again = open(clock)) {
            assertEquals(List.of("/c", "/b", "/a"), again.rememberRoot("/c"));
        }
    }
}
