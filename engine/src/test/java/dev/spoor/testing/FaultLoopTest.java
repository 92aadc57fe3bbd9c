/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.sample.SampleFile;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * An I/O error at the k-th store call, for every k until a run is clean. Every time: an error, or a right answer over
 * all other files with the failed one listed. Never a leak (the fixture checks memory, the store its streams), never a
 * wrong row.
 */
@Tag("any-jdk")
class FaultLoopTest {
    private static final int CALLS_MAX = 5_000;

    private final SampleTrail trail = new SampleTrail(SampleSpec.testing(120, 3)
            .withSize(2, 2, java.time.LocalDate.of(2026, 3, 1), 2)
            .withShares(0.1, 0, 0));

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aScanReturnsWhatItReadAndListsTheRest(int workers) {
        String sql = "SELECT \"$path\", eventID FROM deliveries";
        runForEveryCall(workers, sql, (table, unreadable, warned) -> {
            List<String> expected = new ArrayList<>();
            for (SampleFile file : trail.files()) {
                if (file.kind() == SampleFile.Kind.EVENTS && !unreadable.contains(file.key())) {
                    file.events().forEach(e -> expected.add(file.key() + " | " + e.eventId()));
                }
            }
            List<String> complete = new ArrayList<>(table.lines());
            complete.removeIf(line -> unreadable.contains(line.substring(0, line.indexOf(" | "))));
            assertEquals(
                    expected.stream().sorted().toList(),
                    complete.stream().sorted().toList());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT eventSource, eventName, count(*) AS c FROM events GROUP BY eventSource, eventName ORDER BY c DESC, 1, 2",
                "SELECT a.eventID FROM events AS a JOIN deliveries AS b ON a.eventID = b.eventID ORDER BY 1 LIMIT 20",
                "SELECT DISTINCT awsRegion FROM events WHERE eventTime >= '2026-03-02' UNION SELECT eventType FROM events",
                "SELECT eventID, row_number() OVER (PARTITION BY awsRegion ORDER BY eventTime, eventID) FROM events"
            })
    void aQueryIsRightOrSaysThatItIsNot(String sql) {
        Table clean;
        try (EngineFixture engine = EngineFixture.over(store(), Map.of("workers", "2"))) {
            clean = engine.query(sql);
        }
        runForEveryCall(2, sql, (table, unreadable, warned) -> {
            if (!warned) {
                assertEquals("", table.difference(clean, sql.contains("ORDER BY c")));
            }
        });
    }

    private interface Check {
        void rows(Table table, List<String> unreadable, boolean warned);
    }

    private void runForEveryCall(int workers, String sql, Check check) {
        MemoryObjectStore store = store();
        Map<String, Integer> outcomes = new HashMap<>();
        for (int k = 1; ; k++) {
            assertTrue(k < CALLS_MAX, "still calling after " + k + " calls");
            store.failAtCall(k);
            boolean reached;
            try (EngineFixture engine = EngineFixture.over(store, Map.of("workers", Integer.toString(workers)))) {
                Table table = engine.query(sql);
                reached = store.callCount() >= k;
                boolean incomplete = engine.lastStats().isIncomplete();
                List<String> unreadable = new ArrayList<>();
                store.failAtCall(0);
                engine.query("SELECT key FROM sys.unreadable_files")
                        .rows()
                        .forEach(row -> unreadable.add((String) row.get(0)));
                check.rows(table, unreadable, incomplete || !unreadable.isEmpty());
                outcomes.merge(unreadable.isEmpty() ? "clean" : "listed", 1, Integer::sum);
            } catch (EngineException e) {
                reached = true;
                assertEquals(ErrorCode.STORE_FAILURE, e.code(), e.describe());
                outcomes.merge("error", 1, Integer::sum);
            }
            assertEquals(0, store.openStreamCount(), "streams left open by fault " + k);
            if (!reached) {
                break;
            }
        }
        assertTrue(outcomes.getOrDefault("listed", 0) > 10, "outcomes " + outcomes);
        assertTrue(outcomes.getOrDefault("clean", 0) > 0, "outcomes " + outcomes);
    }

    private MemoryObjectStore store() {
        MemoryObjectStore store = new MemoryObjectStore("mem://faults");
        int number = 0;
        for (SampleFile file : trail.files()) {
            store.put(file.key(), file.gzip(), ++number);
        }
        return store;
    }
}
