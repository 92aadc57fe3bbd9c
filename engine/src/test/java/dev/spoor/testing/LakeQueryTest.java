/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.sample.SampleFile;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Queries over a lake and the logs beside it answer as queries over the logs alone do. */
class LakeQueryTest {
    private static final List<SampleFile> FILES = new SampleTrail(SampleSpec.testing(800, 11)).files();
    private static final String EACH = "SELECT eventTime, eventName, userIdentity, requestParameters, eventJson FROM ";

    @TempDir
    static Path folder;

    private static Path logs;
    private static Path whole;
    private static Path half;

    @BeforeAll
    static void compact() {
        logs = folder.resolve("logs");
        whole = folder.resolve("whole");
        half = folder.resolve("half");
        EngineFixture.write(FILES.subList(0, FILES.size() / 2), logs);
        TestLake.compact(logs, half);
        EngineFixture.write(FILES.subList(FILES.size() / 2, FILES.size()), logs);
        TestLake.compact(logs, whole);
    }

    private static EngineFixture over(Path lake, Path... logs) {
        return EngineFixture.over(List.of(logs), lake, Map.of(), Map.of());
    }

    private static List<String> lines(EngineFixture engine, String sql) {
        return engine.query(sql).lines().stream().sorted().toList();
    }

    @Test
    void rawHalfAndWholeLakesHoldTheSameEvents() {
        for (String table : List.of("events", "deliveries")) {
            List<String> expected;
            try (EngineFixture raw = EngineFixture.over(logs, Map.of())) {
                expected = lines(raw, EACH + table);
                assertTrue(expected.size() > 700, "only " + expected.size());
            }
            try (EngineFixture mixed = over(half, logs)) {
                assertEquals(expected, lines(mixed, EACH + table));
            }
            try (EngineFixture held = over(whole, logs)) {
                assertEquals(expected, lines(held, EACH + table));
            }
            try (EngineFixture alone = over(whole)) {
                assertEquals(expected, lines(alone, EACH + table));
            }
        }
    }
}
