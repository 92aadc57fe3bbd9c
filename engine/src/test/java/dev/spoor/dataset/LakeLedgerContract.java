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
import dev.spoor.testing.HandClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the lake's ledger promises on every database. */
abstract class LakeLedgerContract {
    private static final String SOURCE = "/logs";
    /** The day of a key such as {@code 3/x}. */
    private static final DeliveryDay DAYS =
            key -> key.matches("\\d/.*") ? OptionalInt.of(Integer.parseInt(key.substring(0, 1))) : OptionalInt.empty();

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final LedgerLease ME = new LedgerLease("me");
    private static final LedgerLease OTHER = new LedgerLease("other");

    private final HandClock clock = new HandClock(Instant.parse("2026-03-01T00:00:00Z"));
    private LakeLedger ledger;

    /** Opens the same database each time it is called in a test. */
    abstract LakeLedger open(Clock clock);

    /** Opens the same database behind the ledger's back. */
    abstract Connection connect() throws SQLException;

    private void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

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
        return ledger.register(SOURCE, listing.iterator(), DAYS);
    }

    private Map<String, LogFileState> states() {
        Map<String, LogFileState> states = new TreeMap<>();
        ledger.view(SOURCE).files().forEach((key, file) -> states.put(key, file.state()));
        return states;
    }

    private static LakeLedger.ReadFile read(String key, long records, long repeats, String unreadable) {
        return new LakeLedger.ReadFile(
                key,
                unreadable == null ? LogFileState.COMPACTED : LogFileState.UNREADABLE,
                records,
                repeats,
                unreadable,
                List.of(new ColumnStats(FieldPath.of("awsregion"), ValueSet.ofAll(ValueKind.TEXT, List.of("eu")))));
    }

    private static LakeLedger.Written written(long events, long repeats) {
        return written(events, repeats, List.of());
    }

    private static LakeLedger.Written written(long events, long repeats, List<ValueTotal> values) {
        return new LakeLedger.Written(List.of("events/data/a"), events, List.of("repeats/data/a"), repeats, values);
    }

    @Test
    void aNewLakeIsEmpty() {
        assertEquals(LakeHead.EMPTY, ledger.head());
        assertEquals(Map.of(), ledger.view(SOURCE).files());
        assertEquals(new LedgerTotals(0, 0, 0, 0, 0, 0, 0, 0, 0), ledger.totals());
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
                        clock.millis() * 1_000,
                        1,
                        false),
                view.files().get("a"));
        assertEquals(LogFileState.VANISHED, view.files().get("b").state());
        assertTrue(view.files().get("a").isHeld(entry("a", 100)));
        assertFalse(view.files().get("a").isHeld(entry("a", 101)));
        assertEquals(new LedgerTotals(4, 0, 2, 0, 1, 1, 5, 4, 1), ledger.totals());
        assertTrue(ledger.totals().isBalanced());
        assertEquals(List.of(), ledger.unfinished());
    }

    /** Once the lake has records of a version, it has them for good. */
    @Test
    void itIsKnownThatALakeMayHoldEarlierVersions() {
        ledger.hold(ME, MINUTE);
        register(entries("a", "b", "c"));
        register(List.of(entry("a", 100), entry("b", 7), entry("c", 100)));
        close(
                ledger.claim(ME, SOURCE, 10, 1_000).orElseThrow(),
                List.of(read("a", 5, 1, null), read("b", 5, 1, null), read("c", 5, 1, "cut short")));
        assertEquals(Map.of("a", false, "b", false, "c", false), replaced());
        register(List.of(entry("a", 7), entry("b", 7), entry("c", 7)));
        assertEquals(Map.of("a", true, "b", false, "c", true), replaced());
        register(List.of(entry("a", 8), entry("b", 7)));
        register(List.of(entry("a", 9), entry("b", 7), entry("c", 7)));
        assertEquals(Map.of("a", true, "b", false, "c", true), replaced());
        close(ledger.claim(ME, SOURCE, 10, 1_000).orElseThrow(), List.of(read("a", 5, 1, null), read("c", 5, 1, null)));
        assertEquals(Map.of("a", true, "b", false, "c", true), replaced());
    }

    private Map<String, Boolean> replaced() {
        Map<String, Boolean> replaced = new TreeMap<>();
        ledger.view(SOURCE).files().forEach((key, file) -> replaced.put(key, file.isReplaced()));
        return replaced;
    }

    @Test
    void filesThatNoticesTellOfAreNewOnce() {
        register(entries("a"));
        assertEquals(new RegisterResult(2, 1, 0, 1), ledger.hear(SOURCE, entries("a", "b"), List.of("gone"), DAYS));
        assertEquals(new RegisterResult(2, 0, 0, 0), ledger.hear(SOURCE, entries("b", "a"), List.of("gone"), DAYS));
        Map<String, LedgerFile> known = ledger.find(SOURCE, List.of("a", "b", "gone", "never"));
        assertEquals(3, known.size());
        assertEquals(HeardBy.LISTING, known.get("a").heardBy());
        assertEquals(HeardBy.NOTICE, known.get("b").heardBy());
        assertEquals(LogFileState.VANISHED, known.get("gone").state());
        assertTrue(known.get("gone").isSettled());
        assertFalse(known.get("b").isSettled());
        assertEquals(new RegisterResult(1, 0, 1, 1), ledger.hear(SOURCE, entries("gone"), List.of("b"), DAYS));
        assertEquals(Map.of("a", LogFileState.NEW, "b", LogFileState.VANISHED, "gone", LogFileState.NEW), states());
        assertTrue(ledger.totals().isBalanced());
    }

    @Test
    void noticesLeaveABatchInProgressAlone() {
        register(entries("a"));
        ledger.hold(ME, MINUTE);
        LakeBatch batch = ledger.claim(ME, SOURCE, 10, 1_000).orElseThrow();
        ledger.hear(SOURCE, List.of(entry("a", 7)), List.of(), DAYS);
        ledger.hear(SOURCE, List.of(), List.of("a"), DAYS);
        assertEquals(Map.of("a", LogFileState.PENDING), states());
        LakeBatch prepared = ledger.prepare(ME, batch, List.of(read("a", 5, 1, null)), written(4, 1));
        ledger.close(ME, prepared, OptionalLong.of(1), OptionalLong.of(2));
        LedgerFile read = ledger.find(SOURCE, List.of("a")).get("a");
        assertTrue(read.isSettled());
        assertFalse(read.isOtherVersion(entry("a", 100)));
        assertTrue(read.isOtherVersion(entry("a", 7)));
        assertEquals(new RegisterResult(1, 0, 1, 0), ledger.hear(SOURCE, List.of(entry("a", 7)), List.of(), DAYS));
        assertEquals(Map.of("a", LogFileState.NEW), states());
    }

    @Test
    void listingsAreLoggedWithWhatNoticesMissed() {
        long begin = clock.millis() * 1_000;
        ledger.hear(SOURCE, entries("a"), List.of(), DAYS);
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
        ledger.register("/elsewhere", entries("x").iterator(), DAYS);
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

    private static CheckedFile checked(ObjectEntry entry, IntegrityState state, long micros) {
        boolean isRead = state != IntegrityState.UNCOVERED;
        return new CheckedFile(
                entry, isRead ? "ab" + micros : null, isRead ? "trailing" : null, state, isRead ? "b/d" : null, micros);
    }

    private static CheckedDigest digest(String key, String state, long checkedMicros) {
        boolean isMissing = state.equals("digest-missing");
        return new CheckedDigest(
                key,
                "111122223333",
                "eu-west-1",
                "main",
                "us-east-1",
                !isMissing,
                isMissing ? null : 1L,
                2,
                state,
                isMissing ? "it is not there" : null,
                isMissing ? null : "cd",
                isMissing ? null : "b/before",
                4,
                3,
                1,
                0,
                checkedMicros);
    }

    @Test
    void whatVerificationsFoundOutStays() {
        IntegrityBooks books = ledger.integrity();
        CheckedFile valid = checked(entry("z/1", 7), IntegrityState.VALID, 10);
        CheckedFile uncovered = checked(entry("\u00e9/2", 8), IntegrityState.UNCOVERED, 10);
        books.keepFiles(SOURCE, List.of(valid, uncovered));
        books.keepFiles("s3://other", List.of(valid));
        assertEquals(Map.of("z/1", valid, "\u00e9/2", uncovered), books.files(SOURCE));
        CheckedFile changed = checked(entry("z/1", 9), IntegrityState.CHANGED, 20);
        books.keepFiles(SOURCE, List.of(changed));
        assertEquals(Map.of("z/1", changed, "\u00e9/2", uncovered), books.files(SOURCE));
        assertEquals(Map.of(), books.files("s3://never"));
        assertEquals(List.of(SOURCE, "s3://other"), books.sources());
        assertEquals(IntegrityState.VALID, books.verdicts("s3://other").get(0).state());
        books.keepDigests(SOURCE, List.of(digest("d2", "valid", 1), digest("d1", "digest-missing", 1)));
        books.keepDigests(SOURCE, List.of(digest("d2", "digest-moved", 2)));
        assertEquals(
                List.of(
                        new IntegrityBooks.PlacedDigest(SOURCE, digest("d1", "digest-missing", 1)),
                        new IntegrityBooks.PlacedDigest(SOURCE, digest("d2", "digest-moved", 2))),
                books.digests());
    }

    @Test
    void theNewestVerificationsAreKeptWithTheirFindings() {
        Verification.Noted problem = new Verification.Noted(
                "log-changed", true, "1", "eu-west-1", "main", 1L, 2L, "s3://b/k", 1, "its bytes are others");
        Verification.Noted remark =
                new Verification.Noted("no-digests", false, null, null, null, null, null, null, 0, "nothing");
        IntegrityBooks books = ledger.integrity();
        for (int i = 1; i <= 102; i++) {
            books.keep(new Verification(
                    0, i, i + 1, Long.MIN_VALUE, Long.MAX_VALUE, "trail main", List.of(problem, remark)));
        }
        List<Verification> kept = ledger.integrity().verifications();
        assertEquals(100, kept.size());
        assertEquals(
                new Verification(102, 102, 103, Long.MIN_VALUE, Long.MAX_VALUE, "trail main", List.of(problem, remark)),
                kept.get(99));
        assertEquals(3, kept.get(0).number());
    }

    @Test
    void whatCouldNotBeReadJustNowIsTriedAgainAfterLongerAndLongerPauses() {
        register(entries("a", "b"));
        ledger.hold(ME, MINUTE);
        assertTrue(ledger.nextRetryMicros(SOURCE).isEmpty());
        long pauseMinutes = 1;
        for (int attempt = 0; attempt < 14; attempt++) {
            LakeBatch batch = ledger.claim(ME, SOURCE, 10, 1_000).orElseThrow();
            close(batch, attempt == 0 ? List.of(deferred("a"), read("b", 5, 0, null)) : List.of(deferred("a")));
            assertEquals(LogFileState.DEFERRED, states().get("a"));
            assertTrue(ledger.claim(ME, SOURCE, 10, 1_000).isEmpty(), "a run would go on for ever");
            assertEquals(
                    (clock.millis() / 60_000 + pauseMinutes) * 60_000_000,
                    ledger.nextRetryMicros(SOURCE).orElseThrow());
            assertEquals(0, ledger.retry(ME, SOURCE));
            clock.pass(Duration.ofMinutes(pauseMinutes));
            ledger.hold(ME, MINUTE);
            assertEquals(1, ledger.retry(ME, SOURCE));
            pauseMinutes = Math.min(2 * pauseMinutes, 1_024);
        }
        LedgerFile known = ledger.find(SOURCE, List.of("a")).get("a");
        assertEquals("denied", known.unreadableReasonOrNull());
        assertFalse(known.isHeld(entry("a", 100)));
        assertEquals(Map.of("/logs/a", known), ledger.unreadableFiles());
        assertTrue(ledger.totals().isBalanced());
        close(ledger.claim(ME, SOURCE, 10, 1_000).orElseThrow(), List.of(read("a", 5, 1, null)));
        assertEquals(Map.of("a", LogFileState.COMPACTED, "b", LogFileState.COMPACTED), states());
        assertEquals(Map.of(), ledger.unreadableFiles());
    }

    @Test
    void deferredFilesComeBackWithListingsAndNoticesAndAreClaimedLast() {
        register(entries("a", "b", "c"));
        ledger.hold(ME, MINUTE);
        close(ledger.claim(ME, SOURCE, 10, 1_000).orElseThrow(), List.of(deferred("a"), deferred("b"), deferred("c")));
        assertEquals(3, ledger.totals().deferred());
        assertEquals(3, ledger.totals().pending());
        assertEquals(new LakeLedger.Pending(0, 0), ledger.pending(SOURCE));
        ledger.hear(SOURCE, entries("b"), List.of("c"), DAYS);
        assertEquals(Map.of("a", LogFileState.DEFERRED, "b", LogFileState.NEW, "c", LogFileState.VANISHED), states());
        assertEquals(new RegisterResult(3, 1, 0, 0), register(entries("a", "b", "z")));
        assertEquals(
                entries("z"), ledger.claim(ME, SOURCE, 10, 1_000).orElseThrow().files());
        LakeBatch again = ledger.claim(ME, SOURCE, 10, 1_000).orElseThrow();
        assertEquals(entries("a", "b"), again.files());
        ledger.abandon(ME, again);
        assertEquals(new RegisterResult(2, 0, 1, 0), register(List.of(entry("a", 7), entry("b", 100))));
        assertEquals(
                List.of(entry("a", 7)),
                ledger.claim(ME, SOURCE, 10, 1_000).orElseThrow().files());
    }

    private static LakeLedger.ReadFile deferred(String key) {
        return new LakeLedger.ReadFile(key, LogFileState.DEFERRED, 0, 0, "denied", null);
    }

    private void close(LakeBatch batch, List<LakeLedger.ReadFile> read) {
        long records = read.stream().mapToLong(LakeLedger.ReadFile::records).sum();
        long repeats = read.stream().mapToLong(LakeLedger.ReadFile::repeats).sum();
        LakeBatch prepared = ledger.prepare(ME, batch, read, written(records - repeats, repeats));
        ledger.close(ME, prepared, OptionalLong.of(1), OptionalLong.empty());
    }

    @Test
    void batchesHoldWholeDaysOfDeliveryOldestFirst() {
        register(entries("1/z", "2/b", "3/a", "3/c", "4/a", "5/a", "x"));
        ledger.hold(ME, MINUTE);
        assertEquals(entries("1/z", "2/b"), claimed(3, 1_000), "the third day does not fit");
        assertEquals(entries("3/a"), claimed(10, 150), "one day does not fit");
        assertEquals(entries("3/c", "4/a"), claimed(10, 200));
        assertEquals(entries("5/a", "x"), claimed(10, 1_000));
    }

    private List<ObjectEntry> claimed(int filesMax, long bytesMax) {
        return ledger.claim(ME, SOURCE, filesMax, bytesMax).orElseThrow().files();
    }

    private static ValueTotal total(String valueOrNull, long files, long records, long uncounted) {
        return new ValueTotal(
                "111", new CountedValue(FieldPath.of("eventname"), "s3", valueOrNull), files, records, uncounted);
    }

    private void batch(String key, List<ValueTotal> values) {
        register(entries(key));
        LakeBatch batch = ledger.claim(ME, SOURCE, 10, 1_000).orElseThrow();
        LakeBatch prepared = ledger.prepare(ME, batch, List.of(read(key, 5, 0, null)), written(5, 0, values));
        ledger.close(ME, prepared, OptionalLong.of(1), OptionalLong.empty());
    }

    @Test
    void valuesAreAddedUpWhenABatchIsClosed() {
        FieldPath path = FieldPath.of("eventname");
        ledger.hold(ME, MINUTE);
        assertTrue(ledger.values().knowsAllOf(path));
        batch("a", List.of(total("Get", 1, 3, 0), total("Put", 1, 2, 0)));
        batch("b", List.of(total("Get", 2, 7, 0)));
        assertEquals(
                Set.of(total("Get", 3, 10, 0), total("Put", 1, 2, 0)),
                Set.copyOf(ledger.values().all().totals()));
        assertTrue(ledger.values().all().isComplete());
        assertFalse(ledger.values().all().isReduced());
        assertEquals(Set.of("Get"), ledger.values().found(path, List.of("Get", "Nix")));
        register(entries("c"));
        LakeBatch given = ledger.claim(ME, SOURCE, 10, 1_000).orElseThrow();
        ledger.prepare(ME, given, List.of(read("c", 5, 0, null)), written(5, 0, List.of(total("Nix", 1, 1, 0))));
        ledger.abandon(ME, given);
        batch("c", List.of(new ValueTotal("111", new CountedValue(path, null, null), 1, 4, 0)));
        assertEquals(Set.of(), ledger.values().found(path, List.of("Nix")), "of a batch that was given up");
        assertFalse(ledger.values().knowsAllOf(path), "some are not told apart");
        assertTrue(ledger.values().knowsAllOf(FieldPath.of("awsregion")));
        ledger.values().reduce(ME);
        assertTrue(ledger.values().all().isReduced());
    }

    @Test
    void aLedgerOfFormatFiveGetsItsValuesFromTheNextCompaction() throws SQLException {
        ledger.hold(ME, MINUTE);
        batch("a", List.of(total("Get", 1, 3, 0)));
        ledger.close();
        execute(
                "ALTER TABLE log_file DROP COLUMN replaced",
                "DROP TABLE value_total",
                "DROP TABLE batch_value",
                "DELETE FROM fact WHERE name LIKE 'values%'",
                "UPDATE fact SET value = '5' WHERE name = 'format'");
        ledger = open(clock);
        assertFalse(ledger.values().isComplete());
        assertFalse(ledger.values().knowsAllOf(FieldPath.of("awsregion")));
        ledger.values().replace(ME, List.of(total("Get", 1, 0, 1)));
        assertEquals(
                new CountedValues(List.of(total("Get", 1, 0, 1)), true, false),
                ledger.values().all());
        batch("b", List.of(total("Get", 1, 3, 0)));
        assertEquals(List.of(total("Get", 2, 3, 1)), ledger.values().all().totals());
    }

    @Test
    void deliveriesAreClaimedByOneAndKeptAsTheyEnded() {
        DeliveryBooksContract.check(ledger.deliveries());
    }

    @Test
    void schedulesAreRunByOneProcess() {
        try (LakeLedger other = open(clock)) {
            ScheduleBooksContract.check(ledger, other, clock);
        }
    }

    /** The tables of format 1, with the column that format 2 added if it is to be there. */
    private void makeOld(int format) throws SQLException {
        execute(
                "DROP TABLE log_file",
                "CREATE TABLE log_file (source BIGINT NOT NULL, key TEXT NOT NULL, size_bytes BIGINT NOT NULL,"
                        + " modified_micros BIGINT NOT NULL, etag TEXT, state TEXT NOT NULL, batch BIGINT,"
                        + " records BIGINT NOT NULL, repeats BIGINT NOT NULL, unreadable TEXT,"
                        + " stats_version BIGINT NOT NULL, stats "
                        + (connectsToSqlite() ? "BLOB" : "BYTEA") + ", first_seen_micros BIGINT NOT NULL"
                        + (format == 1 ? "" : ", heard_by TEXT NOT NULL") + ", PRIMARY KEY (source, key))",
                "CREATE INDEX log_file_by_state ON log_file (source, state, key)",
                "CREATE INDEX log_file_by_batch ON log_file (batch)",
                "UPDATE fact SET value = '" + format + "' WHERE name = 'format'",
                "INSERT INTO source VALUES (1, '" + SOURCE + "')",
                "INSERT INTO batch VALUES (1, 1, 'PREPARED', 5, NULL, NULL, NULL, 7, 7, 0)");
        String heard = format == 1 ? "" : ", 'NOTICE'";
        long modified = entry("a", 100).modifiedMicros();
        for (String row : List.of(
                "'read', 100, " + modified + ", NULL, 'COMPACTED', 2, 4, 1, NULL",
                "'torn', 100, " + modified + ", NULL, 'UNREADABLE', 2, 4, 1, 'cut short'",
                "'denied', 100, " + modified + ", NULL, 'UNREADABLE', 2, 0, 0, 'denied'",
                "'new', 100, " + modified + ", NULL, 'NEW', NULL, 0, 0, NULL",
                "'p-read', 100, " + modified + ", NULL, 'PENDING', 1, 4, 1, NULL",
                "'p-torn', 100, " + modified + ", NULL, 'PENDING', 1, 3, 0, 'cut short'",
                "'p-gone', 100, " + modified + ", NULL, 'PENDING', 1, -1, 0, NULL")) {
            execute("INSERT INTO log_file VALUES (1, " + row + ", 0, NULL, 3" + heard + ")");
        }
    }

    private boolean connectsToSqlite() throws SQLException {
        try (Connection connection = connect()) {
            return connection.getMetaData().getDatabaseProductName().equals("SQLite");
        }
    }

    @Test
    void ledgersOfOlderFormatsAreBroughtUpToDate() throws SQLException {
        for (int format = 1; format <= 2; format++) {
            closeIt();
            openIt();
            if (format == 2) {
                execute("DELETE FROM source", "DELETE FROM batch");
            }
            closeIt();
            makeOld(format);
            ledger = open(clock);
            assertEquals(
                    Map.of(
                            "read", LogFileState.COMPACTED,
                            "torn", LogFileState.UNREADABLE,
                            "denied", LogFileState.DEFERRED,
                            "new", LogFileState.NEW,
                            "p-read", LogFileState.PENDING,
                            "p-torn", LogFileState.PENDING,
                            "p-gone", LogFileState.PENDING),
                    states());
            LedgerFile old = ledger.find(SOURCE, List.of("new")).get("new");
            assertEquals(format == 1 ? HeardBy.LISTING : HeardBy.NOTICE, old.heardBy());
            assertTrue(old.isReplaced(), "it was written after it was first seen");
            ledger.hold(ME, MINUTE);
            LakeBatch unfinished = ledger.unfinished().get(0);
            ledger.close(ME, unfinished, OptionalLong.of(1), OptionalLong.empty());
            assertEquals(LogFileState.COMPACTED, states().get("p-read"));
            assertEquals(LogFileState.UNREADABLE, states().get("p-torn"));
            assertEquals(LogFileState.VANISHED, states().get("p-gone"));
            assertEquals(1, ledger.retry(ME, SOURCE));
            assertEquals(2, claimed(10, 1_000).size());
            ledger.release(ME);
        }
    }

    @Test
    void aLedgerOfALaterFormatIsRefused() throws SQLException {
        execute("UPDATE fact SET value = '99' WHERE name = 'format'");
        EngineException refused = assertThrows(EngineException.class, () -> open(clock));
        assertEquals(ErrorCode.LEDGER_FAILURE, refused.code());
        assertTrue(refused.getMessage().contains("format 99"), refused.getMessage());
    }

    @Test
    void statisticsOfFilesAreReadInPages() {
        List<ObjectEntry> listing = new ArrayList<>();
        for (int i = 0; i < 12_000; i++) {
            listing.add(entry("k" + (100_000 + i), 100));
        }
        register(listing);
        ledger.hold(ME, MINUTE);
        LakeBatch batch = ledger.claim(ME, SOURCE, 20_000, 1L << 40).orElseThrow();
        close(
                batch,
                batch.files().stream()
                        .map(file -> new LakeLedger.ReadFile(
                                file.key(),
                                LogFileState.COMPACTED,
                                1,
                                0,
                                null,
                                List.of(new ColumnStats(
                                        FieldPath.of("awsregion"), ValueSet.of(ValueKind.TEXT, file.key())))))
                        .toList());
        List<String> keys = new ArrayList<>();
        ledger.forEachStatistics(file -> {
            assertEquals(
                    List.of(file.entry().key()),
                    file.statsOrNull().get(0).mayHold().pointsOrNull(2));
            keys.add(file.entry().key());
        });
        assertEquals(listing.stream().map(ObjectEntry::key).toList(), keys);
        Map<String, LedgerFile> known = ledger.view(SOURCE).files();
        LedgerStatistics statistics = new LedgerStatistics(ledger);
        for (String key : List.of("k100000", "k100999", "k101000", "k111999", "k100005", "k100004")) {
            assertEquals(
                    ValueSet.of(ValueKind.TEXT, key),
                    statistics.statsOrNull(known.get(key)).get(0).mayHold());
        }
        register(List.of(entry("k100000", 7)));
        assertNull(
                statistics.statsOrNull(ledger.find(SOURCE, List.of("k100000")).get("k100000")));
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
