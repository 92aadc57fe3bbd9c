/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Queries that do not fit into their memory: they write to disk, finish, and answer the same. */
class SpillingTest {
    private static final Map<String, String> LITTLE =
            Map.of("memory.query", "40MB", "workers", "2", "scan.prefetch", "1MB", "batch.rows", "256");

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeTrail() {
        new SampleTrail(SampleSpec.testing(24_000, 4).withShares(0.02, 0, 0)).writeTo(folder, 2, n -> {});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT eventTime, eventID, userAgent, errorMessage, eventJson FROM events ORDER BY eventTime, eventID",
                "SELECT requestID, eventID, userAgent, count(*), min(eventJson) FROM deliveries GROUP BY requestID, eventID, userAgent",
                "SELECT a.eventID, b.eventJson FROM events AS a JOIN events AS b ON a.eventID = b.eventID",
                "SELECT DISTINCT eventJson FROM deliveries",
                "SELECT eventID, lag(eventJson) OVER (PARTITION BY userIdentity.arn ORDER BY eventTime, eventID) FROM events",
                "SELECT eventJson FROM deliveries EXCEPT SELECT eventJson FROM events WHERE readOnly"
            })
    void theAnswerIsTheSameWithLittleMemory(String sql) {
        Table expected;
        try (EngineFixture engine = EngineFixture.over(folder, Map.of())) {
            expected = engine.query(sql);
            assertEquals(0, engine.lastStats().spilledBytes(), "spilled with plenty of memory");
        }
        try (EngineFixture engine = EngineFixture.over(folder, LITTLE)) {
            Table rows = engine.query(sql);
            assertEquals(
                    "",
                    rows.difference(expected, sql.contains("ORDER BY eventTime, eventID") && !sql.contains("OVER")));
            assertTrue(engine.lastStats().spilledBytes() > 0, "nothing was spilled");
            assertTrue(
                    engine.lastStats().memoryPeakBytes() <= 40L << 20,
                    "peak " + engine.lastStats().memoryPeakBytes());
        }
    }
}
