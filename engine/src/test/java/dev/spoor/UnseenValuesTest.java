/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.catalog.AccessPolicy;
import dev.spoor.format.TimeWindow;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.store.StoreLocation;
import dev.spoor.testing.StreamTable;
import dev.spoor.testing.TestLake;
import dev.spoor.vector.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Why a query found nothing, as far as statistics prove it. */
@Tag("any-jdk")
class UnseenValuesTest {
    private static final String MISTYPED = "SELECT count(*) FROM events WHERE eventName = 'GetCallerIdentty'";

    @TempDir
    static Path trail;

    @TempDir
    Path folder;

    @BeforeAll
    static void write() {
        new SampleTrail(SampleSpec.bench(500)).writeTo(trail, 1, done -> {});
    }

    @Test
    void aNameThatNoFileHasIsToldWithTheNearest() {
        try (Engine engine = open(trail, "on");
                Session session = engine.newSession()) {
            // already by the run that reads the files for the first time
            List<String> notes = notes(session, MISTYPED);
            assertEquals(1, notes.size(), notes::toString);
            assertEquals(nearest("in these logs", "has", session), notes.get(0));
            assertEquals(
                    List.of(
                            "there is no event source 'nonexistent.example.com' in these logs",
                            "there is no region 'mars-1' in these logs",
                            "there is no account '999999999990' in these logs"),
                    notes(
                            session,
                            "SELECT eventID FROM deliveries WHERE eventSource = 'nonexistent.example.com' AND awsRegion IN"
                                    + " ('mars-1') AND recipientAccountId = '999999999990'"));
        }
    }

    @Test
    void nothingIsSaidOfWhatMayBeThere() {
        try (Engine engine = open(trail, "on");
                Session session = engine.newSession()) {
            for (String condition : List.of(
                    "eventName = 'GetCallerIdentity' AND errorCode = 'none'",
                    "eventName LIKE 'Nix%'",
                    "eventName = 'Nix' OR eventID = 'x'",
                    "lower(eventName) = 'nix'")) {
                assertEquals(List.of(), notes(session, "SELECT eventID FROM events WHERE " + condition), condition);
            }
            assertEquals(
                    List.of(),
                    notes(
                            session,
                            "SELECT eventID FROM events WHERE eventName = 'Nix' OR eventName = 'GetCallerIdentity'"));
        }
    }

    @Test
    void nothingIsSaidWhereAFileIsNotKnownWhole() throws IOException {
        Path damaged = folder.resolve("damaged");
        new SampleTrail(SampleSpec.bench(100)).writeTo(damaged, 1, done -> {});
        Path torn = damaged.resolve("torn.json.gz");
        Files.write(torn, new byte[] {1, 2, 3});
        try (Engine engine = open(damaged, "on");
                Session session = engine.newSession()) {
            assertEquals(List.of(), notes(session, MISTYPED));
            assertEquals(List.of(), notes(session, MISTYPED));
        }
        try (Engine engine = open(trail, "off");
                Session session = engine.newSession()) {
            assertEquals(List.of(), notes(session, MISTYPED));
        }
    }

    @Test
    void whoMayNotSeeEverythingIsNotTold() {
        try (Engine engine = open(trail, "on");
                Session session = engine.newSession(
                        engine.newSession().settings(),
                        new AccessPolicy(Optional.of(Set.of("111122223333")), Set.of()),
                        List.of())) {
            assertEquals(List.of(), notes(session, MISTYPED));
        }
    }

    @Test
    void theStatisticsOfALakeProveIt() {
        Path logs = folder.resolve("logs");
        Path lake = folder.resolve("lake");
        new SampleTrail(SampleSpec.bench(200)).writeTo(logs, 1, done -> {});
        TestLake.compact(logs, lake);
        EngineConfig config = new EngineConfig(
                StoreLocation.listOf(logs),
                Map.of(),
                Settings.initial().with("cache.path", folder.resolve("cache").toString()),
                TimeWindow.ALL,
                Optional.of(new LakeLocation(StoreLocation.parse(lake.toString()), Optional.empty())));
        try (Engine engine = Engine.open(config, Clock.systemUTC(), warning -> {});
                Session session = engine.newSession()) {
            assertEquals(List.of(nearest("in these logs", "has", session)), notes(session, MISTYPED));
            assertEquals(
                    List.of(),
                    notes(
                            session,
                            "SELECT eventID FROM events WHERE eventName = 'GetCallerIdentity' AND eventID = ''"));
            // beside the lake there are log files of which one was read
            new SampleTrail(SampleSpec.bench(201)).writeTo(logs.resolve("more"), 1, done -> {});
            String key = column(session, "SELECT key FROM sys.log_files WHERE state = 'unread' ORDER BY key LIMIT 1")
                    .get(0);
            notes(session, "SELECT count(*) FROM deliveries WHERE \"$path\" = '" + key + "'");
            String note =
                    notes(session, MISTYPED + " AND \"$path\" = '" + key + "'").get(0);
            assertTrue(note.contains("in the log files that were read so far; GetCallerIdentity has "), note);
        }
    }

    @Test
    void ofFilesThatWereReadIsToldWhatTheyLack() {
        try (Engine engine = open(trail, "on");
                Session session = engine.newSession()) {
            String key = column(session, "SELECT key FROM sys.log_files ORDER BY key LIMIT 1")
                    .get(0);
            List<String> notes = notes(session, MISTYPED + " AND \"$path\" = '" + key + "'");
            assertTrue(
                    notes.get(0)
                            .startsWith(
                                    "there is no event named 'GetCallerIdentty' in the log files that were read so far"),
                    notes::toString);
        }
    }

    /** The note, with as many records as a query counts. */
    private static String nearest(String where, String verb, Session session) {
        String count = column(session, "SELECT count(*) FROM deliveries WHERE eventName = 'GetCallerIdentity'")
                .get(0);
        return "there is no event named 'GetCallerIdentty' " + where + "; GetCallerIdentity " + verb + " " + count
                + " records";
    }

    private static List<String> column(Session session, String sql) {
        try (ResultStream stream = session.query(sql)) {
            return StreamTable.read(stream).rows().stream()
                    .map(row -> String.valueOf(row.get(0)))
                    .toList();
        }
    }

    private static List<String> notes(Session session, String sql) {
        try (ResultStream stream = session.query(sql)) {
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                batch.close();
            }
            return stream.notes();
        }
    }

    private Engine open(Path logs, String cache) {
        Settings settings = Settings.initial()
                .with("cache", cache)
                .with("cache.path", folder.resolve("cache").toString());
        return Engine.open(EngineConfig.of(logs).with(settings));
    }
}
