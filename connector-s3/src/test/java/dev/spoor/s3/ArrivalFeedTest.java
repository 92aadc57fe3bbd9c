/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.EngineConfig;
import dev.spoor.LakeLocation;
import dev.spoor.LakeMaintenance;
import dev.spoor.Settings;
import dev.spoor.dataset.DigestFile;
import dev.spoor.dataset.LakeLedger;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.format.TimeWindow;
import dev.spoor.lifecycle.CompactionProgress;
import dev.spoor.lifecycle.CompactionReport;
import dev.spoor.lifecycle.Compactor;
import dev.spoor.lifecycle.Ingestion;
import dev.spoor.lifecycle.Ingestion.Rhythm;
import dev.spoor.lifecycle.IngestionCounts;
import dev.spoor.sample.SampleFile;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.store.ObjectFeed.Notice;
import dev.spoor.store.StoreLocation;
import dev.spoor.testing.EngineFixture;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Files arrive in a bucket, messages in a queue, over HTTP; the lake must hold each event once. */
final class ArrivalFeedTest {
    private static final String PREFIX = "org/";
    private static final String PLACE = "s3://" + S3Server.BUCKET + "/org";
    private static S3Server store;
    private static SqsServer queues;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        store = S3Server.start();
        queues = SqsServer.start();
    }

    @AfterAll
    static void stop() {
        queues.close();
        store.close();
    }

    @BeforeEach
    void empty() {
        store.clear();
    }

    /** Ends an ingestion when it has seen enough. */
    private static final class Watch implements Ingestion.Listener, Compactor.Listener {
        private final LakeMaintenance lake;
        private final BooleanSupplier done;
        private final List<CompactionReport> reports = new CopyOnWriteArrayList<>();
        private final List<IngestionCounts> counts = new CopyOnWriteArrayList<>();
        private final List<String> unknown = new CopyOnWriteArrayList<>();

        Watch(LakeMaintenance lake, BooleanSupplier done) {
            this.lake = lake;
            this.done = done;
        }

        @Override
        public void unknown(Notice notice, String reason) {
            unknown.add(reason);
        }

        @Override
        public void failed(String address, EngineException failure) {
            throw failure;
        }

        @Override
        public void elsewhere(String address) {
            unknown.add(address);
        }

        @Override
        public void trouble(EngineException failure) {
            throw failure;
        }

        @Override
        public void ran(CompactionReport report, IngestionCounts now) {
            reports.add(report);
            counts.add(now);
            if (done.getAsBoolean()) {
                lake.cancel();
            }
        }

        @Override
        public void waiting() {}

        @Override
        public void problem(String address, String reason) {
            throw new AssertionError(address + " " + reason);
        }

        @Override
        public void progress(CompactionProgress now) {}
    }

    private Settings settings() {
        Settings settings = Settings.initial()
                .with("cache.path", folder.resolve("cache").toString())
                .with("workers", "2")
                .with("memory.query", "256MB");
        S3Server.options(store.address(), folder); // credentials
        return settings.with("s3.endpoint", store.address().toString())
                .with("s3.region", "us-east-1")
                .with("s3.path-style", "on");
    }

    private LakeLocation lakeLocation() {
        return new LakeLocation(folder.resolve("lake"), Optional.empty());
    }

    private Watch ingest(String queue, Rhythm rhythm, BooleanSupplier done) {
        List<StoreLocation> logs = List.of(StoreLocation.parse(PLACE));
        try (LakeMaintenance lake =
                LakeMaintenance.open(lakeLocation(), logs, settings(), Clock.systemUTC(), warning -> {})) {
            Watch watch = new Watch(lake, done);
            try {
                lake.ingest(queue, rhythm, watch, watch);
            } catch (EngineException e) {
                if (e.code() != ErrorCode.CANCELLED) {
                    throw e;
                }
            }
            return watch;
        }
    }

    private LakeLedger ledger() {
        return LakeLedger.open(
                "jdbc:sqlite:" + folder.resolve("lake/ledger.sqlite"), new Properties(), Clock.systemUTC());
    }

    private List<Long> counts(Optional<LakeLocation> lake, List<StoreLocation> logs) {
        EngineConfig config = new EngineConfig(logs, Map.of(), settings(), TimeWindow.ALL, lake);
        try (EngineFixture engine = EngineFixture.over(config)) {
            String sql = "SELECT (SELECT count(*) FROM events), (SELECT count(DISTINCT eventID) FROM events),"
                    + " (SELECT count(*) FROM deliveries)";
            List<?> row = engine.query(sql).rows().get(0);
            return row.stream().map(Long.class::cast).toList();
        }
    }

    private void assertLakeEqualsLogs() {
        assertEquals(
                counts(Optional.empty(), List.of(StoreLocation.parse(PLACE))),
                counts(Optional.of(lakeLocation()), List.of()));
        try (LakeLedger ledger = ledger()) {
            assertTrue(ledger.totals().isBalanced());
            assertEquals(0, ledger.totals().pending());
        }
    }

    private static List<SampleFile> files(int events, int seed) {
        return new ArrayList<>(new SampleTrail(SampleSpec.testing(events, seed)).files());
    }

    private static void put(SampleFile file) {
        store.put(PREFIX + file.key(), file.gzip());
    }

    private static String message(SampleFile file, int form) {
        String key = PREFIX + file.key();
        String message =
                switch (form % 3) {
                    case 0 -> QueueMessages.ofS3(S3Server.BUCKET, key);
                    case 1 -> QueueMessages.ofEventBridge(S3Server.BUCKET, key);
                    default -> QueueMessages.ofCloudTrail(S3Server.BUCKET, key);
                };
        return form % 2 == 0 ? message : QueueMessages.inSns(message);
    }

    @Test
    void everyFormOfMessageBringsItsFilesIn() {
        String queue = queues.newQueue();
        List<SampleFile> files = files(200, 3);
        for (int i = 0; i < files.size(); i++) {
            put(files.get(i));
            queues.send(queue, message(files.get(i), i));
        }
        queues.send(queue, "{\"Event\":\"s3:TestEvent\"}");
        Rhythm rhythm = new Rhythm(Duration.ofSeconds(1), Optional.empty(), 10_000, 1 << 30);
        Watch watch = ingest(queue, rhythm, () -> queues.count(queue) == 0);
        assertEquals(List.of(), watch.unknown);
        assertEquals(
                files.size() + 1,
                watch.counts.stream().mapToLong(IngestionCounts::acknowledged).sum());
        assertLakeEqualsLogs();
    }

    @Test
    void digestsAreKeptWithTheirMetadata() {
        String queue = queues.newQueue();
        SampleFile digest = files(200, 3).stream()
                .filter(file -> file.key().contains("/CloudTrail-Digest/"))
                .findFirst()
                .orElseThrow();
        Map<String, String> metadata =
                Map.of("signature", "3be472336fa2989ef34de1b3c1bf851f", "signature-algorithm", "SHA256withRSA");
        store.client()
                .putObject(
                        request -> request.bucket(S3Server.BUCKET)
                                .key(PREFIX + digest.key())
                                .metadata(metadata),
                        RequestBody.fromBytes(digest.gzip()));
        queues.send(queue, QueueMessages.ofS3(S3Server.BUCKET, PREFIX + digest.key()));
        Rhythm rhythm = new Rhythm(Duration.ofMillis(10), Optional.empty(), 10_000, 1 << 30);
        ingest(queue, rhythm, () -> queues.count(queue) == 0);
        try (LakeLedger ledger = ledger()) {
            DigestFile kept = ledger.digests().all().get(0);
            assertEquals(DigestFile.State.KEPT, kept.state());
            assertEquals(PLACE, kept.source());
            assertEquals(metadata, kept.metadata());
            assertArrayEquals(digest.gzip(), ledger.digests().content(kept).orElseThrow());
        }
    }

    @Tag("any-jdk")
    @Test
    void whateverHappensToMessagesAndProcessesEachEventIsThereOnce() {
        int runs = Integer.getInteger("tests.feeds", 1);
        for (int seed = 0; seed < runs; seed++) {
            store.clear();
            folder = folder.resolve("run-" + seed);
            assertTrue(folder.toFile().mkdirs());
            play(new Random(seed), files(150, seed));
        }
    }

    /** Messages are doubled, shuffled and lost; processes stop after their first commit and before they delete. */
    private void play(Random random, List<SampleFile> files) {
        String queue = queues.newQueue();
        Collections.shuffle(files, random);
        int third = files.size() / 3;
        for (int part = 0; part < 3; part++) {
            List<SampleFile> now = files.subList(part * third, part == 2 ? files.size() : (part + 1) * third);
            now.forEach(ArrivalFeedTest::put);
            List<String> messages = new ArrayList<>();
            for (SampleFile file : now) {
                int copies = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(2);
                for (int i = 0; i < copies; i++) {
                    messages.add(message(file, random.nextInt(6)));
                }
            }
            Collections.shuffle(messages, random);
            messages.forEach(message -> queues.send(queue, message));
            // stops with its first report, whatever it holds then
            Rhythm hasty =
                    new Rhythm(Duration.ofMillis(random.nextInt(50)), Optional.empty(), 1 + random.nextInt(9), 1 << 20);
            ingest(queue, hasty, () -> true);
        }
        int[] listings = new int[1];
        Rhythm last = new Rhythm(Duration.ofMillis(200), Optional.of(Duration.ofSeconds(1)), 10_000, 1 << 30);
        ingest(queue, last, () -> queues.count(queue) == 0 && ++listings[0] > 2);
        assertLakeEqualsLogs();
    }
}
