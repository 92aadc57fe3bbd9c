/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.vector.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.vector.VarCharVector;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SessionTest {
    private static final int EVENTS = 500;

    @TempDir
    static Path trail;

    @TempDir
    Path cache;

    @BeforeAll
    static void writeTrail() {
        new SampleTrail(SampleSpec.bench(EVENTS)).writeTo(trail, 1, done -> {});
    }

    @Test
    void explainAnalyzeRunsTheQueryAndSaysWhatEachStepDid() {
        try (Engine engine = open();
                Session session = engine.newSession();
                ResultStream stream =
                        session.query("EXPLAIN ANALYZE SELECT eventName, count(*) FROM events GROUP BY eventName")) {
            assertEquals(List.of("plan"), stream.columnNames());
            List<String> lines = new ArrayList<>();
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                VarCharVector text = (VarCharVector) batch.column(0).flat(null);
                for (int row = 0; row < batch.rowCount(); row++) {
                    lines.add(text.getObject(row).toString());
                }
                batch.close();
            }
            String plan = String.join("\n", lines);
            assertTrue(plan.contains("Aggregate"), plan);
            assertTrue(plan.contains("Scan"), plan);
            assertTrue(plan.contains("500"), plan);
            assertEquals(EVENTS, stream.stats().eventsMatched());
        }
    }

    @Test
    void aFileLeftInTheMiddleByALimitCountsAsRead() {
        try (Engine engine = open();
                Session session = engine.newSession()) {
            session.set("workers", "1");
            session.set("batch.rows", "1");
            ResultStream stream = session.query("SELECT eventID FROM deliveries LIMIT 1");
            stream.next().close();
            stream.close();
            QueryStats stats = stream.stats();
            assertEquals(1, stats.rows());
            assertTrue(stats.scan().filesRead() >= 1, stats.toString());
            assertTrue(stats.scan().eventsScanned() >= 1, stats.toString());
        }
    }

    @Test
    void aTroubleThatCostsNoAnswerIsAWarningOnce() throws IOException {
        Path noFolder = Files.writeString(cache.resolve("no-folder"), "a file");
        EngineConfig config = EngineConfig.of(trail)
                .with(Settings.initial().with("cache", "on").with("cache.path", noFolder.toString()));
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        Engine engine = Engine.open(config, Clock.systemUTC(), heard::add);
        try (engine;
                Session session = engine.newSession()) {
            for (int run = 0; run < 2; run++) {
                drain(session.query("SELECT eventID FROM events"));
            }
        }
        assertEquals(1, heard.size(), heard::toString);
        assertTrue(heard.get(0).contains("answers are right"), heard::toString);
        assertEquals(heard, engine.warnings());
    }

    private static long drain(ResultStream stream) {
        try (stream) {
            long rows = 0;
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                rows += batch.rowCount();
                batch.close();
            }
            return rows;
        }
    }

    private static Engine open() {
        return Engine.open(EngineConfig.of(trail).with(Settings.initial().with("cache", "off")));
    }
}
