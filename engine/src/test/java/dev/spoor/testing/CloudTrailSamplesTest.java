/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Every reference count over a folder of real published logs, from {@code deliveries} and from {@code events}. The
 * folder is named by the system property {@code spoor.samples}, or lies beside the repository; it is no part of it, and
 * without it the tests are skipped.
 */
class CloudTrailSamplesTest {
    private static final Map<String, String> COLUMNS = Map.of("day", "CAST(CAST(eventTime AS DATE) AS VARCHAR)");

    @TestFactory
    List<DynamicTest> everyReferenceCount() throws IOException {
        Path folder = folder();
        assumeTrue(Files.exists(folder.resolve("REFERENCE.json")), "no sample logs in " + folder.toAbsolutePath());
        JsonNode reference =
                new ObjectMapper().readTree(folder.resolve("REFERENCE.json").toFile());
        List<DynamicTest> tests = new ArrayList<>();
        for (Iterator<String> names = reference.fieldNames(); names.hasNext(); ) {
            String source = names.next();
            tests.add(DynamicTest.dynamicTest(source, () -> check(folder.resolve(source), reference.get(source))));
        }
        assertTrue(tests.size() > 10, "sources: " + tests.size());
        return tests;
    }

    private static Path folder() {
        String named = System.getProperty("spoor.samples");
        if (named != null) {
            return Path.of(named);
        }
        Path beside = Path.of("..", "..", "shared", "data", "cloudtrail-samples");
        return Files.isDirectory(beside) ? beside : Path.of("..").resolve(beside);
    }

    private static void check(Path source, JsonNode expected) {
        try (EngineFixture engine = EngineFixture.over(source, Map.of())) {
            long records = expected.get("records").asLong();
            assertEquals(
                    records, engine.query("SELECT count(*) FROM deliveries").single());
            assertEquals(
                    expected.get("files").asLong(),
                    engine.query("SELECT count(DISTINCT \"$path\") FROM deliveries")
                            .single());
            assertEquals(
                    expected.get("distinct_eventID").asLong(),
                    engine.query("SELECT count(*) FROM (SELECT DISTINCT eventID FROM events) AS ids")
                            .single());
            assertEquals(
                    0L,
                    engine.query("SELECT count(*) FROM sys.unreadable_files").single());
            for (String table : List.of("deliveries", "events")) {
                expected.get("counts")
                        .properties()
                        .forEach(column -> assertEquals(
                                counts(column.getValue()),
                                counts(engine, table, column.getKey()),
                                table + "." + column.getKey()));
            }
        }
    }

    private static Map<String, Long> counts(JsonNode node) {
        Map<String, Long> counts = new TreeMap<>();
        node.properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
        return counts;
    }

    private static Map<String, Long> counts(EngineFixture engine, String table, String column) {
        String value = COLUMNS.getOrDefault(column, column);
        Map<String, Long> counts = new TreeMap<>();
        for (List<Object> row : engine.query("SELECT " + value + ", count(*) FROM " + table + " GROUP BY 1")
                .rows()) {
            counts.put(row.get(0) == null ? "NULL" : row.get(0).toString(), (Long) row.get(1));
        }
        return counts;
    }
}
