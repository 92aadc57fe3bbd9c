/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing.judge;

import dev.spoor.error.EngineException;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.testing.DuckDb;
import dev.spoor.testing.EngineFixture;
import dev.spoor.testing.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Random queries, answered by the engine from log files and by DuckDB from the values behind them, must agree. The
 * number of queries is {@code -Dtests.iters}; {@code -Dtests.seed} repeats a run. Settings change from query to query.
 */
class DuckDbComparisonTest {
    private static final int QUERIES = Integer.getInteger("tests.iters", 600);
    private static final long SEED = Long.getLong("tests.seed", 20_260_301);
    private static final int DIFFERENCES_SHOWN = Integer.getInteger("tests.shown", 20);
    private static final List<Map<String, String>> SETTINGS = List.of(
            Map.of("batch.rows", "4096", "workers", "2", "pruning", "on"),
            Map.of("batch.rows", "3", "workers", "4", "pruning", "on"),
            Map.of("batch.rows", "4096", "workers", "1", "pruning", "off"),
            Map.of("batch.rows", "64", "workers", "3", "pruning", "on"));

    @Test
    void randomQueriesGiveTheSameRows(@TempDir Path folder) {
        SampleTrail trail = new SampleTrail(SampleSpec.testing(1_200, SEED));
        EngineFixture.write(trail.files(), folder);
        RandomQueries queries = new RandomQueries(SEED, trail.events());
        List<String> differences = new ArrayList<>();
        int different = 0;
        try (DuckDb duck = DuckDb.of(trail.events(), trail.deliveries());
                EngineFixture engine = EngineFixture.over(folder, Map.of())) {
            for (int i = 0; i < QUERIES; i++) {
                SETTINGS.get(i % SETTINGS.size()).forEach(engine::set);
                RandomQuery query = queries.next();
                String difference = compare(engine, duck, query);
                if (!difference.isEmpty()) {
                    different++;
                    if (differences.size() < DIFFERENCES_SHOWN) {
                        differences.add("query " + i + ": " + query.spoor() + "\n    " + difference);
                    }
                }
            }
        }
        assertEquals(
                "",
                String.join("\n", differences),
                different + " of " + QUERIES + " queries differ with -Dtests.seed=" + SEED);
    }

    private static String compare(EngineFixture engine, DuckDb duck, RandomQuery query) {
        Table expected;
        try {
            expected = duck.query(query.duck());
        } catch (IllegalStateException e) {
            return "the judge refuses: " + e.getMessage();
        }
        try {
            return engine.query(query.spoor()).difference(expected, query.ordered());
        } catch (EngineException e) {
            return "failed: " + e.code() + " " + e.describe();
        } catch (RuntimeException | AssertionError e) {
            return "broke: " + e;
        }
    }
}
