/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.DigestFile;
import dev.spoor.dataset.HeardBy;
import dev.spoor.dataset.LedgerFile;
import dev.spoor.dataset.LedgerTotals;
import dev.spoor.dataset.ListingLog.Listing;
import dev.spoor.dataset.LogFileState;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.lifecycle.Ingestion.Rhythm;
import dev.spoor.lifecycle.TroubledStore.Trouble;
import dev.spoor.sample.SampleFile;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.scan.Cancellation;
import dev.spoor.store.ObjectFeed;
import dev.spoor.store.ObjectFeed.Notice;
import dev.spoor.testing.LakeFixture;
import dev.spoor.testing.MemoryObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class IngestionTest {
    private static final String LOGS = "mem://logs";
    private static final long MODIFIED = 1_800_000_000_000_000L;
    private static final long LONG_AGO = 1_500_000_000_000_000L;
    private static final Rhythm SOON = new Rhythm(Duration.ofMillis(50), Optional.empty(), 1_000, 1 << 30);

    @TempDir
    private Path folder;

    private final MemoryObjectStore logs = new MemoryObjectStore(LOGS);
    private final Told told = new Told();
    private final Random random = new Random(42);

    /** Keeps what an ingestion tells. */
    private static final class Told implements Ingestion.Listener {
        private final List<CompactionReport> reports = new CopyOnWriteArrayList<>();
        private final List<IngestionCounts> counts = new ArrayList<>();
        private final Set<String> unknown = new HashSet<>();
        private final Set<String> failed = new HashSet<>();
        private final Set<String> elsewhere = new HashSet<>();
        private final List<EngineException> troubles = new CopyOnWriteArrayList<>();

        @Override
        public void unknown(Notice notice, String reason) {
            unknown.add(notice.id() + " " + reason);
        }

        @Override
        public void failed(String address, EngineException failure) {
            failed.add(address);
        }

        @Override
        public void elsewhere(String address) {
            elsewhere.add(address);
        }

        @Override
        public void trouble(EngineException failure) {
            troubles.add(failure);
        }

        @Override
        public void ran(CompactionReport report, IngestionCounts now) {
            reports.add(report);
            counts.add(now);
        }
    }

    private LakeFixture lake() {
        return new LakeFixture(new MemoryObjectStore("mem://lake"), folder);
    }

    private static List<SampleFile> files(int events, long seed) {
        return new SampleTrail(SampleSpec.testing(events, seed)).files();
    }

    private List<SampleFile> eventFiles(int events) {
        return files(events, 7).stream()
                .filter(file -> file.kind() == SampleFile.Kind.EVENTS)
                .toList();
    }

    private void put(SampleFile file) {
        logs.put(file.key(), file.gzip(), MODIFIED);
    }

    private static String address(SampleFile file) {
        return LOGS + "/" + file.key();
    }

    /** Ends an ingestion once something holds. */
    private static Cancellation until(BooleanSupplier done) {
        return () -> {
            if (done.getAsBoolean()) {
                throw new EngineException(ErrorCode.CANCELLED, "the test has seen enough");
            }
        };
    }

    private void ingest(LakeFixture lake, ObjectFeed feed, Rhythm rhythm, BooleanSupplier done) {
        EngineException end =
                assertThrows(EngineException.class, () -> lake.ingest(logs, feed, rhythm, told, until(done)));
        assertEquals(ErrorCode.CANCELLED, end.code());
    }

    /** A feed that lets go of a notice only when the lake holds every object of it that there is. */
    private MemoryFeed feed(LakeFixture lake) {
        return new MemoryFeed(random, notice -> {
            try (Lake open = lake.open()) {
                for (String address : notice.addresses()) {
                    String key = address.substring(LOGS.length() + 1);
                    LedgerFile file = open.ledger().find(LOGS, List.of(key)).get(key);
                    boolean isHeld = logs.find(key)
                            .map(entry -> file != null && file.isHeld(entry))
                            .orElse(file != null && file.isSettled());
                    assertTrue(isHeld, "let go of before the lake has it: " + address + " " + file);
                }
            }
        });
    }

    private LedgerTotals totals(LakeFixture lake) {
        try (Lake open = lake.open()) {
            return open.ledger().totals();
        }
    }

    private Map<String, LedgerFile> known(LakeFixture lake) {
        try (Lake open = lake.open()) {
            return open.ledger().view(LOGS).files();
        }
    }

    @Test
    void whatNoticesTellOfComesIntoTheLakeAndNothingElse() {
        LakeFixture lake = lake();
        MemoryFeed feed = feed(lake);
        List<SampleFile> files = eventFiles(300);
        files.forEach(this::put);
        // one message each, but for the last ones, which come in a message together
        List<SampleFile> announced = files.subList(0, files.size() - 1);
        announced.subList(0, announced.size() - 3).forEach(file -> feed.send(address(file)));
        feed.send(announced.subList(announced.size() - 3, announced.size()).stream()
                .map(IngestionTest::address)
                .toArray(String[]::new));
        ingest(lake, feed, SOON, feed::isDrained);
        assertTrue(logs.calls().stream().noneMatch("list "::equals), "listed although nobody asked for it");
        Map<String, LedgerFile> known = known(lake);
        assertEquals(announced.size(), known.size());
        assertTrue(known.values().stream()
                .allMatch(file -> file.state() == LogFileState.COMPACTED && file.heardBy() == HeardBy.NOTICE));
        ReferenceDeliveries.of(logs).assertHeld(lake);
        assertTrue(totals(lake).isBalanced());
        assertEquals(
                announced.size() - 2,
                told.counts.stream().mapToLong(IngestionCounts::acknowledged).sum());
        assertEquals(
                announced.size(),
                told.counts.stream()
                        .mapToLong(each -> each.registered().added())
                        .sum());
    }

    @Test
    void aListingFindsWhatNoNoticeToldOfAndSaysHowMuch() {
        LakeFixture lake = lake();
        MemoryFeed feed = feed(lake);
        List<SampleFile> files = eventFiles(300);
        put(files.get(0));
        Rhythm listing = new Rhythm(Duration.ZERO, Optional.of(Duration.ofMillis(1)), 1_000, 1 << 30);
        ingest(lake, feed, listing, () -> told.reports.size() == 1);
        assertEquals(0, told.reports.get(0).unannounced(), "everything is new to the first listing");
        logs.put(files.get(1).key(), files.get(1).gzip(), LONG_AGO);
        logs.put(files.get(2).key(), files.get(2).gzip(), LONG_AGO);
        put(files.get(3)); // so young that its notice may be on the way
        told.reports.clear();
        ingest(lake, feed, listing, () -> told.reports.size() == 1);
        assertEquals(2, told.reports.get(0).unannounced());
        ReferenceDeliveries.of(logs).assertAllHeld(lake);
        try (Lake open = lake.open()) {
            List<Listing> listings = open.ledger().listings().all();
            assertEquals(
                    List.of(0L, 2L),
                    listings.stream().map(Listing::unannounced).limit(2).toList());
        }
    }

    @Test
    void listingsKeepTheirPauseAcrossProcesses() {
        LakeFixture lake = lake();
        MemoryFeed feed = feed(lake);
        eventFiles(100).forEach(this::put);
        Rhythm daily = new Rhythm(Duration.ZERO, Optional.of(Duration.ofDays(1)), 1_000, 1 << 30);
        ingest(lake, feed, daily, () -> told.reports.size() == 1);
        String id = feed.send(address(eventFiles(100).get(0)));
        ingest(lake, feed, daily, feed::isDrained);
        assertEquals("message-0", id);
        try (Lake open = lake.open()) {
            assertEquals(1, open.ledger().listings().all().size());
        }
    }

    @Test
    void aFileThatIsGoneIsCountedAndListed() {
        LakeFixture lake = lake();
        MemoryFeed feed = feed(lake);
        SampleFile file = eventFiles(100).get(0);
        feed.send(address(file));
        ingest(lake, feed, SOON, feed::isDrained);
        assertEquals(LogFileState.VANISHED, known(lake).get(file.key()).state());
        assertEquals(new LedgerTotals(1, 0, 0, 0, 0, 1, 0, 0, 0), totals(lake));
        put(file);
        feed.send(address(file));
        ingest(lake, feed, SOON, feed::isDrained);
        assertEquals(LogFileState.COMPACTED, known(lake).get(file.key()).state());
        ReferenceDeliveries.of(logs).assertAllHeld(lake);
    }

    @Test
    void messagesNotUnderstoodAndObjectsThatCannotBeLookedAtAreLeftToTheQueue() {
        LakeFixture lake = lake();
        List<SampleFile> files = eventFiles(100);
        files.forEach(this::put);
        MemoryObjectStore store = logs;
        String poison = files.get(1).key();
        MemoryFeed feed = new MemoryFeed(random, notice -> {}).settingAsideAfter(3);
        String strange = feed.send(Optional.of("it is in a language of its own"), address(files.get(2)));
        String poisoned = feed.send(address(files.get(0)), address(files.get(1)));
        feed.send("mem://other/x.json.gz");
        feed.send(LOGS + "/notes.txt");
        feed.send();
        for (SampleFile file : files.subList(3, files.size())) {
            feed.send(address(file));
        }
        EngineException end = assertThrows(
                EngineException.class,
                () -> lake.ingest(
                        new TroubledStore(store).with(poison, Trouble.FORBIDDEN),
                        feed,
                        SOON,
                        told,
                        until(feed::isDrained)));
        assertEquals(ErrorCode.CANCELLED, end.code());
        assertEquals(Set.of(strange, poisoned), Set.copyOf(feed.setAside()));
        assertEquals(Set.of(strange + " it is in a language of its own"), told.unknown);
        assertEquals(Set.of(LOGS + "/" + poison), told.failed);
        assertEquals(Set.of("mem://other/x.json.gz"), told.elsewhere);
        assertEquals(List.of(), told.troubles);
        // objects beside the trouble are in the lake all the same
        assertEquals(files.size() - 1, totals(lake).read());
        assertEquals(1, told.counts.stream().mapToLong(IngestionCounts::others).sum());
    }

    @Test
    void digestFilesAreKept() {
        LakeFixture lake = lake();
        MemoryFeed feed = new MemoryFeed(random, notice -> {});
        SampleFile digest = files(300, 7).stream()
                .filter(file -> file.key().contains("/CloudTrail-Digest/"))
                .findFirst()
                .orElseThrow();
        put(digest);
        feed.send(address(digest));
        ingest(lake, feed, SOON, () -> !told.reports.isEmpty() && feed.isDrained());
        try (Lake open = lake.open()) {
            DigestFile kept = open.ledger().digests().all().get(0);
            assertEquals(DigestFile.State.KEPT, kept.state());
            assertEquals(digest.key(), kept.entry().key());
            assertArrayEquals(
                    digest.gzip(), open.ledger().digests().content(kept).orElseThrow());
        }
        assertEquals(0, totals(lake).listed());
    }

    @Test
    void troublesThatPassAreToldAndTriedAgain() {
        LakeFixture lake = lake();
        MemoryFeed feed = feed(lake);
        List<SampleFile> files = eventFiles(100);
        files.forEach(this::put);
        feed.send(address(files.get(0)));
        ingest(lake, feed, SOON, () -> {
            if (feed.isDrained() && told.troubles.isEmpty()) {
                feed.fail(1);
            }
            return !told.troubles.isEmpty();
        });
        assertEquals(ErrorCode.FEED_FAILURE, told.troubles.get(0).code());
        feed.fail(1);
        EngineException first =
                assertThrows(EngineException.class, () -> lake.ingest(logs, feed, SOON, told, until(() -> false)));
        assertEquals(ErrorCode.FEED_FAILURE, first.code());
    }

    @Test
    void whatCannotBeReadJustNowIsLetGoOfAndComesWithTheNextListing() {
        LakeFixture lake = lake();
        List<SampleFile> files = eventFiles(100);
        files.forEach(this::put);
        String silent = files.get(0).key();
        TroubledStore troubled = new TroubledStore(logs).with(silent, Trouble.SILENT);
        MemoryFeed feed = new MemoryFeed(random, notice -> {});
        files.forEach(file -> feed.send(address(file)));
        assertThrows(EngineException.class, () -> lake.ingest(troubled, feed, SOON, told, until(feed::isDrained)));
        assertEquals(LogFileState.DEFERRED, known(lake).get(silent).state());
        assertEquals(
                1, told.reports.stream().mapToLong(CompactionReport::deferred).sum());
        troubled.mend();
        Rhythm listing = new Rhythm(Duration.ZERO, Optional.of(Duration.ofMillis(1)), 1_000, 1 << 30);
        told.reports.clear();
        assertThrows(
                EngineException.class,
                () -> lake.ingest(troubled, feed, listing, told, until(() -> !told.reports.isEmpty())));
        assertEquals(0, told.reports.get(0).deferred());
        ReferenceDeliveries.of(logs).assertAllHeld(lake);
        assertTrue(totals(lake).isBalanced());
    }

    @Test
    void nothingIsLostOrDoubledWhateverTheQueueDoesAndWhoeverDies() {
        int runs = Integer.getInteger("tests.feeds", 3);
        for (int seed = 0; seed < runs; seed++) {
            try {
                new Story(seed).play(folder.resolve("story-" + seed));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    /** A trail arrives bit by bit; the queue is unreliable; the process dies again and again. */
    private static final class Story {
        private final Random random;
        private final MemoryObjectStore logs = new MemoryObjectStore(LOGS);
        private final MemoryObjectStore lakeStore = new MemoryObjectStore("mem://lake");
        private final List<SampleFile> toCome;
        private int faults = 4;
        private int reportsAtLastArrival;

        Story(int seed) {
            random = new Random(seed);
            toCome = new ArrayList<>(files(150, seed));
        }

        void play(Path folder) {
            assertTrue(folder.toFile().mkdirs());
            LakeFixture lake = new LakeFixture(lakeStore, folder);
            MemoryFeed feed = new MemoryFeed(random, notice -> {}).unreliable(10, 5);
            Rhythm rhythm = new Rhythm(
                    Duration.ofMillis(random.nextInt(30)),
                    Optional.of(Duration.ofMillis(300)),
                    1 + random.nextInt(20),
                    1 << 20);
            while (true) {
                boolean isLast = faults == 0;
                int patience = 5 + random.nextInt(40);
                if (!isLast) {
                    switch (random.nextInt(3)) {
                        case 0 -> lakeStore.failAtCall(1 + random.nextInt(60));
                        case 1 -> logs.failAtCall(1 + random.nextInt(60));
                        default -> feed.fail(1 + random.nextInt(3));
                    }
                }
                Told told = new Told();
                reportsAtLastArrival = 0;
                int[] checks = new int[1];
                try {
                    lake.ingest(logs, feed, rhythm, told, until(() -> {
                        arrive(feed, told);
                        boolean isComplete = toCome.isEmpty() && feed.isDrained() && isListed(told);
                        return isLast ? isComplete : isComplete || ++checks[0] > patience * 10;
                    }));
                } catch (EngineException e) {
                    assertTrue(e.code() == ErrorCode.CANCELLED || !isLast, () -> "without a fault: " + e.describe());
                }
                logs.failAtCall(-1);
                lakeStore.failAtCall(-1);
                feed.fail(0);
                feed.holderDies();
                if (isLast) {
                    break;
                }
                faults--;
            }
            try (Lake open = lake.open()) {
                assertTrue(open.ledger().totals().isBalanced());
                assertEquals(0, open.ledger().totals().pending());
                assertEquals(0, open.ledger().totals().unreadable());
            }
            ReferenceDeliveries.of(logs).assertAllHeld(lake);
        }

        /** Files that no notice told of come with a listing that begins after the last of them is there. */
        private boolean isListed(Told told) {
            return told.reports.stream()
                            .skip(reportsAtLastArrival)
                            .filter(report -> report.registered().listed() > 0)
                            .count()
                    > 1;
        }

        private synchronized void arrive(MemoryFeed feed, Told told) {
            for (int i = 0; i < 3 && !toCome.isEmpty(); i++) {
                SampleFile file = toCome.remove(random.nextInt(toCome.size()));
                reportsAtLastArrival = told.reports.size();
                logs.put(file.key(), file.gzip(), MODIFIED);
                for (int notices = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(2); notices > 0; notices--) {
                    feed.send(LOGS + "/" + file.key());
                }
            }
        }
    }
}
