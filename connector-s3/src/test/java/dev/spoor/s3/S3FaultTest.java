/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.LakeLocation;
import dev.spoor.LakeMaintenance;
import dev.spoor.Settings;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.lifecycle.CompactionReport;
import dev.spoor.s3.Gateway.Fault;
import dev.spoor.sample.SampleFile;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.store.StoreLocation;
import dev.spoor.testing.EngineFixture;
import dev.spoor.testing.LakeFixture;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Servers that are overloaded, drop connections and cut answers off lose no event and double none. More seeds:
 * {@code -Dtests.faults=100}, each for logs and for lakes; others: {@code -Dtests.seed=7}.
 */
class S3FaultTest {
    private static final int RUNS = Integer.getInteger("tests.faults", 1);
    private static final long SEED = Long.getLong("tests.seed", 1);
    private static final StoreLocation LOGS = StoreLocation.parse("s3://trail-bucket/logs");
    private static final String QUESTION = "SELECT eventSource, count(*), count(DISTINCT eventID), min(eventTime),"
            + " max(eventTime), max(requestID) FROM %s GROUP BY eventSource ORDER BY eventSource";

    private static List<SampleFile> files;
    private static List<String> events;
    private static List<String> deliveries;

    @TempDir
    Path folder;

    @BeforeAll
    static void make(@TempDir Path logs) {
        files = new SampleTrail(SampleSpec.testing(400, 11)).files();
        EngineFixture.write(files, logs);
        try (EngineFixture engine = EngineFixture.over(logs, Map.of())) {
            events = ask(engine, "events");
            deliveries = ask(engine, "deliveries");
        }
    }

    private static List<String> ask(EngineFixture engine, String table) {
        return engine.query(QUESTION.replace("%s", table)).lines();
    }

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + RUNS);
    }

    /** Each attempt at a request fails with some chance, in some way; how often depends on the seed. */
    private static Function<S3Request, Fault> weather(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double chance = random.nextDouble(0.02, 0.25);
        return request -> {
            double dice;
            synchronized (random) {
                dice = random.nextDouble() / chance;
            }
            if (dice >= 1) {
                return Fault.NONE;
            }
            if (dice < 0.1) {
                return Fault.answer(503, "SlowDown"); // waits longest before it tries again
            }
            if (dice < 0.4) {
                return Fault.answer(500, "InternalError");
            }
            return dice < 0.7 ? Fault.CUT : Fault.LOST;
        };
    }

    private Map<String, String> settings(Gateway gateway) {
        return S3QueryTest.settings(gateway.address(), folder);
    }

    private Gateway gateway(MemoryS3 server) {
        files.forEach(file -> server.put("logs/" + file.key(), file.gzip()));
        return new Gateway(server);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void logsAreReadWholeAndOnce(long seed) {
        try (Gateway gateway = gateway(new MemoryS3()).withFaults(weather(seed));
                EngineFixture engine = EngineFixture.over(List.of(LOGS), null, settings(gateway), Map.of())) {
            assertEquals(deliveries, ask(engine, "deliveries"));
            assertTrue(engine.lastStats().traffic().retries() > 0, "nothing went wrong");
            assertEquals(0, engine.lastStats().scan().filesUnreadable());
            assertEquals(events, ask(engine, "events"));
        }
    }

    @Tag("any-jdk")
    @ParameterizedTest
    @MethodSource("seeds")
    void lakesAreWrittenAndReadWholeAndOnce(long seed) {
        MemoryS3 server = new MemoryS3();
        try (Gateway gateway = gateway(server).withFaults(weather(seed))) {
            LakeLocation lake = new LakeLocation(
                    StoreLocation.parse("s3://trail-bucket/lake"),
                    Optional.of("jdbc:sqlite:" + folder.resolve("ledger-" + seed)));
            compactUntilDone(lake, gateway);
            try (EngineFixture engine = EngineFixture.over(List.of(LOGS), lake, settings(gateway), Map.of())) {
                assertEquals(deliveries, ask(engine, "deliveries"));
                assertEquals(events, ask(engine, "events"));
            }
        }
    }

    /** Compaction may give up in bad weather; what it has done stays, and the next one goes on from there. */
    private void compactUntilDone(LakeLocation lake, Gateway gateway) {
        EngineException last = null;
        for (int attempt = 0; attempt < 20; attempt++) {
            try {
                if (compact(lake, gateway).totals().pending() == 0) {
                    return;
                }
            } catch (EngineException e) {
                assertEquals(ErrorCode.Type.EXTERNAL, e.code().type(), e.describe());
                last = e;
            }
        }
        throw new AssertionError("never done", last);
    }

    private CompactionReport compact(LakeLocation lake, Gateway gateway) {
        return compact(lake, gateway, Clock.systemUTC(), Duration.ZERO);
    }

    private CompactionReport compact(LakeLocation lake, Gateway gateway, Clock clock, Duration completeMax) {
        Settings settings = Settings.initial();
        for (Map.Entry<String, String> each : settings(gateway).entrySet()) {
            settings = settings.with(each.getKey(), each.getValue());
        }
        try (LakeMaintenance maintenance = LakeMaintenance.open(lake, List.of(LOGS), settings, clock, warning -> {})) {
            return maintenance.compactRecent(completeMax, new LakeFixture.Silence());
        }
    }

    @Test
    void objectsThatCannotBeReadForAWhileComeInLater() {
        MemoryS3 server = new MemoryS3();
        List<String> logFiles = files.stream()
                .map(SampleFile::key)
                .filter(key -> key.contains("/CloudTrail/") && key.endsWith(".json.gz"))
                .map(key -> "logs/" + key)
                .toList();
        Map<String, Fault> troubles = Map.of(
                logFiles.get(1), Fault.answer(403, "AccessDenied"),
                logFiles.get(2), Fault.answer(500, "InternalError"),
                logFiles.get(3), Fault.answer(403, "InvalidObjectState"));
        try (Gateway gateway = gateway(server)) {
            LakeLocation lake = new LakeLocation(
                    StoreLocation.parse("s3://trail-bucket/lake"),
                    Optional.of("jdbc:sqlite:" + folder.resolve("deferring-ledger")));
            gateway.withFaults(request ->
                    request.method().equals("GET") ? troubles.getOrDefault(request.key(), Fault.NONE) : Fault.NONE);
            assertEquals(3, compact(lake, gateway).deferred());
            try (EngineFixture engine = EngineFixture.over(List.of(LOGS), lake, settings(gateway), Map.of())) {
                ask(engine, "deliveries");
                assertEquals(3, engine.lastStats().scan().filesUnreadable());
                gateway.withFaults(request -> Fault.NONE); // a policy was mended, the archive restored
                assertEquals(deliveries, ask(engine, "deliveries"));
            }
            assertEquals(0, compact(lake, gateway).deferred());
            server.list(key -> !key.startsWith("logs/"));
            try (EngineFixture engine = EngineFixture.over(List.of(LOGS), lake, settings(gateway), Map.of())) {
                assertEquals(deliveries, ask(engine, "deliveries"));
                assertEquals(0, engine.lastStats().scan().filesUnreadable());
            }
        }
    }

    @Test
    void compactionThatRunsOftenListsTheLastDaysAndNowAndThenAll() {
        MemoryS3 server = new MemoryS3();
        List<String> logFiles = files.stream()
                .map(SampleFile::key)
                .filter(key -> key.contains("/CloudTrail/") && key.endsWith(".json.gz"))
                .sorted(Comparator.comparing(key -> key.replaceAll(".*/(\\d{4}/\\d\\d/\\d\\d)/.*", "$1")))
                .map(key -> "logs/" + key)
                .toList();
        String early = logFiles.get(0);
        String late = logFiles.get(logFiles.size() - 1);
        String lastDay = late.replaceAll(".*/(\\d{4})/(\\d\\d)/(\\d\\d)/.*", "$1-$2-$3");
        Instant then = Instant.parse(lastDay + "T12:00:00Z");
        try (Gateway gateway = gateway(server)) {
            LakeLocation lake = new LakeLocation(
                    StoreLocation.parse("s3://trail-bucket/lake"),
                    Optional.of("jdbc:sqlite:" + folder.resolve("often-ledger")));
            server.list(key -> !key.equals(early) && !key.equals(late));
            compact(lake, gateway, clock(then), Duration.ZERO);
            long listsOfAll = gateway.count("s3:ListBucket");
            server.list(key -> true);
            gateway.forget();
            CompactionReport soon = compact(lake, gateway, clock(then.plusSeconds(600)), Duration.ofHours(6));
            assertEquals(1, soon.filesRead());
            assertEquals(0, soon.registered().vanished());
            assertTrue(
                    gateway.log().stream()
                            .filter(request -> request.action().equals("s3:ListBucket"))
                            .map(request -> request.query().getOrDefault("start-after", ""))
                            .anyMatch(after -> after.matches(".*/[a-z-]+-\\d/\\d{4}/\\d\\d/\\d\\d/")),
                    "no region is listed from a day on; all took " + listsOfAll + " requests");
            CompactionReport later = compact(lake, gateway, clock(then.plusSeconds(8 * 3600)), Duration.ofHours(6));
            assertEquals(1, later.filesRead());
            server.list(key -> !key.startsWith("logs/"));
            try (EngineFixture engine = EngineFixture.over(List.of(LOGS), lake, settings(gateway), Map.of())) {
                assertEquals(deliveries, ask(engine, "deliveries"));
                assertEquals(events, ask(engine, "events"));
            }
        }
    }

    private static Clock clock(Instant now) {
        return Clock.offset(
                Clock.systemUTC(), Duration.between(Clock.systemUTC().instant(), now));
    }

    @Test
    void aStormThatDoesNotEndIsAnErrorThatSaysSo() {
        Map<String, Integer> attempts = new HashMap<>();
        try (Gateway gateway = gateway(new MemoryS3())) {
            gateway.withFaults(request -> {
                synchronized (attempts) {
                    attempts.merge(request.key(), 1, Integer::sum);
                }
                return Fault.answer(500, "InternalError");
            });
            try (EngineFixture engine = EngineFixture.over(List.of(LOGS), null, settings(gateway), Map.of())) {
                EngineException error = assertThrows(EngineException.class, () -> ask(engine, "events"));
                assertEquals(ErrorCode.STORE_FAILURE, error.code());
                assertTrue(error.getMessage().contains("HTTP 500 InternalError"), error.getMessage());
            }
        }
        assertEquals(0, attempts.get("") % S3Clients.ATTEMPTS_MAX, attempts.toString());
    }

    /**
     * Listings show each object some time after it is there, hide some of them again, and show others that are gone: what
     * was listed once is not lost, and what is listed again is not doubled.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void listingsThatAreOutOfDateLoseAndDoubleNothing(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MemoryS3 server = new MemoryS3();
        int looks = 2;
        Map<String, Integer> shownFrom = new HashMap<>();
        for (SampleFile file : files) {
            shownFrom.put("logs/" + file.key(), random.nextInt(looks + 1));
            if (random.nextInt(20) == 0) {
                String gone = "logs/" + file.key().replace(".json.gz", "-gone.json.gz");
                server.putGone(gone);
                shownFrom.put(gone, random.nextInt(looks));
            }
        }
        try (Gateway gateway = gateway(server)) {
            LakeLocation lake = new LakeLocation(
                    StoreLocation.parse("s3://trail-bucket/lake"),
                    Optional.of("jdbc:sqlite:" + folder.resolve("late-ledger-" + seed)));
            for (int look = 0; look < looks; look++) {
                int now = look;
                long hidden = random.nextLong();
                server.list(key -> !key.startsWith("logs/")
                        || shownFrom.get(key) <= now && new SplittableRandom(hidden ^ key.hashCode()).nextInt(10) > 0);
                compact(lake, gateway);
            }
            server.list(key -> !key.contains("-gone"));
            try (EngineFixture engine = EngineFixture.over(List.of(LOGS), lake, settings(gateway), Map.of())) {
                assertEquals(deliveries, ask(engine, "deliveries"));
                assertEquals(events, ask(engine, "events"));
            }
            compact(lake, gateway);
            server.list(key -> !key.startsWith("logs/"));
            try (EngineFixture engine = EngineFixture.over(List.of(LOGS), lake, settings(gateway), Map.of())) {
                assertEquals(deliveries, ask(engine, "deliveries"));
                assertEquals(events, ask(engine, "events"));
            }
        }
    }

    @Test
    void listingsThatLagBehindShowWhatTheyMissedLater() {
        MemoryS3 server = new MemoryS3();
        try (Gateway gateway = gateway(server)) {
            String late = files.get(files.size() - 1).key();
            server.remove("logs/" + late);
            try (EngineFixture engine = EngineFixture.over(List.of(LOGS), null, settings(gateway), Map.of())) {
                ask(engine, "deliveries");
                server.put("logs/" + late, files.get(files.size() - 1).gzip());
                assertEquals(deliveries, ask(engine, "deliveries"));
            }
        }
    }
}
