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
import dev.spoor.sample.SampleFile;
import dev.spoor.store.StoreLocation;
import dev.spoor.store.StoreTraffic;
import dev.spoor.testing.EngineFixture;
import dev.spoor.testing.LakeFixture;
import dev.spoor.testing.ScriptCorpus;
import dev.spoor.testing.ScriptRun;
import dev.spoor.testing.SqlScript;
import dev.spoor.testing.ViewConditions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Questions about logs and lakes in S3 have the answers that they have on a local disk. */
class S3QueryTest {
    private static final String LOGS = "s3://trail-bucket/logs";
    /** Every so manieth script is run, which takes seconds; {@code -Dtests.scripts.step=1} runs all, which takes minutes. */
    private static final int SCRIPTS_STEP = Integer.getInteger("tests.scripts.step", 18);

    private static final int CONDITIONS = Integer.getInteger("tests.conditions", 25);

    private static List<SampleFile> files;
    private static List<SampleFile> eventFiles;

    @TempDir
    Path folder;

    private final MemoryS3 server = new MemoryS3();
    private Gateway gateway;

    @BeforeAll
    static void make() {
        files = ScriptCorpus.trail().files();
        eventFiles = files.stream()
                .filter(file ->
                        file.key().contains("/CloudTrail/") && file.key().endsWith(".json.gz"))
                .toList();
    }

    @AfterAll
    static void forget() {
        files = null;
        eventFiles = null;
    }

    @BeforeEach
    void open() {
        gateway = new Gateway(server);
        files.forEach(file -> server.put("logs/" + file.key(), file.gzip()));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    static Map<String, String> settings(URI address, Path cache) {
        Map<String, String> settings = new HashMap<>(S3Server.settings(address));
        S3Server.options(address, cache);
        settings.put("s3.timeout", "20s");
        settings.put("cache.path", cache.toString());
        return settings;
    }

    private EngineFixture engine(LakeLocation lakeOrNull) {
        return engine(lakeOrNull, Map.of());
    }

    private EngineFixture engine(LakeLocation lakeOrNull, Map<String, String> more) {
        Map<String, String> settings = settings(gateway.address(), folder);
        settings.putAll(more);
        return EngineFixture.over(List.of(StoreLocation.parse(LOGS)), lakeOrNull, settings, ScriptCorpus.tables());
    }

    private LakeLocation lake() {
        return new LakeLocation(
                StoreLocation.parse("s3://trail-bucket/lake"), Optional.of("jdbc:sqlite:" + folder.resolve("ledger")));
    }

    private CompactionReport compact() {
        Settings settings = Settings.initial();
        for (Map.Entry<String, String> each :
                settings(gateway.address(), folder).entrySet()) {
            settings = settings.with(each.getKey(), each.getValue());
        }
        try (LakeMaintenance maintenance = LakeMaintenance.open(
                lake(), List.of(StoreLocation.parse(LOGS)), settings, Clock.systemUTC(), warning -> {})) {
            return maintenance.compact(new LakeFixture.Silence());
        }
    }

    private static List<SqlScript> scripts() {
        List<SqlScript> all = ScriptCorpus.scripts();
        List<SqlScript> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i += SCRIPTS_STEP) {
            some.add(all.get(i));
        }
        return some;
    }

    @Test
    void scriptsAnswerAsTheyDoOverAFolder() {
        try (EngineFixture engine = engine(null)) {
            ScriptRun.assertAnswers(engine, scripts(), "logs in S3");
        }
    }

    @Test
    void scriptsAnswerTheSameOverARealServer() {
        try (S3Server real = S3Server.start()) {
            files.parallelStream().forEach(file -> real.put("logs/" + file.key(), file.gzip()));
            StoreLocation logs = StoreLocation.parse("s3://" + S3Server.BUCKET + "/logs");
            Map<String, String> settings = settings(real.address(), folder);
            settings.put("s3.cache-limit", "100MB"); // the server takes its time
            try (EngineFixture engine = EngineFixture.over(List.of(logs), null, settings, ScriptCorpus.tables())) {
                ScriptRun.assertAnswers(engine, scripts().subList(1, 2), "logs in S3Proxy");
            }
        }
    }

    @Test
    void scriptsAnswerTheSameOverALake() {
        compact();
        files.stream().limit(20).forEach(file -> server.put("logs/late/" + file.key(), file.gzip()));
        files.stream().limit(20).forEach(file -> server.remove("logs/late/" + file.key()));
        try (EngineFixture engine = engine(lake())) {
            assertForecast(engine, "SELECT eventName, sourceIPAddress, userAgent FROM deliveries");
            ScriptRun.assertAnswers(engine, scripts(), "lake in S3");
        }
        assertEquals(0, server.uploadCount());
    }

    /** What EXPLAIN says before is about what comes then. */
    private static void assertForecast(EngineFixture engine, String sql) {
        String plan = String.join("\n", engine.query("EXPLAIN " + sql).lines());
        Matcher told = Pattern.compile("requests to read the data files: about (\\d+), for (\\d+) bytes or less")
                .matcher(plan);
        assertTrue(told.find(), plan);
        engine.query(sql);
        StoreTraffic traffic = engine.lastStats().traffic();
        long requests = Long.parseLong(told.group(1));
        assertTrue(traffic.reads() <= requests && requests <= 2 * traffic.reads(), traffic + " after " + plan);
        long bytes = Long.parseLong(told.group(2));
        long scanned = engine.lastStats().scan().bytesRead();
        assertTrue(scanned <= 2 * bytes && bytes <= 2 * scanned, scanned + " bytes after " + plan);
    }

    @Test
    void aQuestionAboutADayListsAndReadsLittle() {
        String all = "SELECT count(*) FROM events";
        String one = all + " WHERE awsRegion = 'eu-west-1' AND eventTime >= TIMESTAMP '2026-02-27 00:00:00'"
                + " AND eventTime < TIMESTAMP '2026-02-28 00:00:00'";
        try (EngineFixture engine = engine(null, Map.of("lateness", "24h"))) {
            engine.query(all);
            StoreTraffic whole = engine.lastStats().traffic();
            assertEquals(engine.lastStats().scan().filesRead(), whole.reads());
            engine.query(one);
            StoreTraffic part = engine.lastStats().traffic();
            assertTrue(part.requests() * 5 < whole.requests(), part + " of " + whole);
            List<String> plan = engine.query("EXPLAIN " + one).lines();
            assertTrue(
                    plan.stream().anyMatch(line -> line.contains("requests to read the files: " + part.reads())),
                    plan.toString());
        }
    }

    @Test
    void conditionsOnPartitionsLeaveFoldersOutAndNoAnswer() {
        Map<String, String> tables = Map.of("daily", ViewConditions.TABLE);
        Map<String, String> settings = settings(gateway.address(), folder);
        settings.put("s3.cache-limit", "100MB");
        try (EngineFixture engine = EngineFixture.over(List.of(StoreLocation.parse(LOGS)), null, settings, tables)) {
            String count = "SELECT count(*), count(DISTINCT eventid) FROM daily WHERE ";
            ViewConditions conditions = new ViewConditions(5);
            for (int i = 0; i < CONDITIONS; i++) {
                String sql = count + conditions.next();
                engine.set("pruning", "on");
                List<String> pruned = engine.query(sql).lines();
                engine.set("pruning", "off");
                assertEquals(engine.query(sql).lines(), pruned, sql);
            }
            engine.set("pruning", "on");
            gateway.forget();
            engine.query(count + "account = '111122223333' AND region LIKE 'eu-%' AND dt || '' < '2026/02/28'");
            List<String> listed = gateway.log().stream()
                    .filter(request -> request.action().equals("s3:ListBucket"))
                    .map(request -> request.query().get("prefix"))
                    .toList();
            assertTrue(listed.stream().anyMatch(prefix -> prefix.matches(".*/111122223333/CloudTrail/eu-[^/]+/")));
            assertTrue(
                    listed.stream()
                            .allMatch(prefix -> !prefix.matches(".*/\\d{12}/.*")
                                    || prefix.contains("/111122223333/")
                                            && !prefix.matches(".*/(us|ap|ca|sa)-[^/]+/.*")),
                    listed.toString());
        }
    }

    @Test
    void whatWasReadOnceIsReadFromDisk() {
        try (EngineFixture engine = engine(null, Map.of("s3.cache-limit", "100MB"))) {
            List<String> first = engine.query("SELECT count(*), count(DISTINCT eventID) FROM deliveries")
                    .lines();
            assertTrue(engine.lastStats().traffic().reads() > 0);
            assertEquals(
                    first,
                    engine.query("SELECT count(*), count(DISTINCT eventID) FROM deliveries")
                            .lines());
            assertEquals(0, engine.lastStats().traffic().reads());
        }
    }

    @Test
    void aFileThatNobodyMayReadIsUnreadableAndAllOfThemAreAnError() {
        String denied = "logs/" + eventFiles.get(3).key();
        gateway.withFaults(request ->
                request.key().equals(denied) ? Gateway.Fault.answer(403, "AccessDenied") : Gateway.Fault.NONE);
        try (EngineFixture engine = engine(null)) {
            engine.query("SELECT count(*) FROM deliveries");
            assertEquals(1, engine.lastStats().scan().filesUnreadable());
            String reasons =
                    engine.query("SELECT reason FROM sys.unreadable_files").toString();
            assertTrue(reasons.contains("s3:GetObject"), reasons);
        }
        gateway.withFaults(request -> request.action().equals("s3:GetObject")
                ? Gateway.Fault.answer(403, "AccessDenied")
                : Gateway.Fault.NONE);
        try (EngineFixture engine = engine(null)) {
            EngineException error =
                    assertThrows(EngineException.class, () -> engine.query("SELECT count(*) FROM deliveries"));
            assertEquals(ErrorCode.ACCESS_DENIED, error.code());
            for (String part : List.of("trail-bucket", "access key test-identity", "s3:GetObject")) {
                assertTrue(error.getMessage().contains(part), error.getMessage());
            }
        }
    }

    @Test
    void archivedAndVanishedObjectsAreListedAsSuchAndNotTriedAgain() {
        server.archive("logs/" + eventFiles.get(2).key());
        String gone = "logs/" + eventFiles.get(5).key();
        gateway.withFaults(
                request -> request.key().equals(gone) ? Gateway.Fault.answer(404, "NoSuchKey") : Gateway.Fault.NONE);
        try (EngineFixture engine = engine(null)) {
            engine.query("SELECT count(*) FROM deliveries");
            assertEquals(2, engine.lastStats().scan().filesUnreadable());
            assertEquals(0, engine.lastStats().traffic().retries());
            assertEquals(
                    engine.lastStats().scan().filesRead(),
                    engine.lastStats().traffic().reads());
            String reasons =
                    engine.query("SELECT reason FROM sys.unreadable_files").toString();
            assertTrue(reasons.contains("archived (Glacier)"), reasons);
            assertTrue(reasons.contains("was listed and is gone"), reasons);
        }
    }

    @Test
    void aLakeInS3NeedsALedgerThatAllShare() {
        LakeLocation alone = new LakeLocation(StoreLocation.parse("s3://trail-bucket/lake"), Optional.empty());
        EngineException error = assertThrows(EngineException.class, () -> engine(alone));
        assertEquals(ErrorCode.INVALID_CONFIGURATION, error.code());
        assertTrue(
                error.hint().orElseThrow().contains("--ledger jdbc:postgresql://"),
                error.hint().toString());
    }
}
