/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Records that share id and time but not their content are different events, and copies are one, wherever they meet: in one
 * log file, in a lake, and between a lake and log files beside it.
 */
final class RepeatedRecordsTest {
    private static final String TIME = "2026-03-01T10:00:00Z";

    @TempDir
    private Path folder;

    private static String record(String idJson, String agent) {
        return "{\"eventVersion\":\"1.08\",\"eventTime\":\"" + TIME + "\",\"eventName\":\"Get\",\"eventSource\":"
                + "\"s3.amazonaws.com\",\"eventID\":" + idJson + ",\"userAgent\":\"" + agent + "\"}";
    }

    private void write(String name, String... records) {
        EngineFixture.write(
                folder.resolve("logs").resolve(name),
                ("{\"Records\":[" + String.join(",", records) + "]}").getBytes(StandardCharsets.UTF_8));
    }

    private List<String> agents(String table, boolean readsLogs) {
        List<Path> logs = readsLogs ? List.of(folder.resolve("logs")) : List.of();
        try (EngineFixture engine = EngineFixture.over(logs, folder.resolve("lake"), Map.of(), Map.of())) {
            return engine.query("SELECT userAgent FROM " + table).lines().stream()
                    .sorted()
                    .toList();
        }
    }

    private void compact() {
        TestLake.compact(folder.resolve("logs"), folder.resolve("lake"));
    }

    @Test
    void theSameIdIsNotYetTheSameRecord() {
        write("a.json", record("\"1\"", "first"), record("\"1\"", "second"), record("\"1\"", "first"));
        compact();
        assertEquals(List.of("first", "second"), agents("events", false));
        write("b.json", record("\"1\"", "second"), record("\"1\"", "third"), record("\"2\"", "second"));
        List<String> events = List.of("first", "second", "second", "third");
        List<String> deliveries = List.of("first", "first", "second", "second", "second", "third");
        assertEquals(events, agents("events", true));
        assertEquals(deliveries, agents("deliveries", true));
        compact();
        assertEquals(events, agents("events", false));
        assertEquals(deliveries, agents("deliveries", false));
    }

    @Test
    void idsOfUnusualSpellingAreRecognised() {
        List<String> ids = List.of("17", "\"a\\u0041b\"", "\"q\\\"q\"", "\"\"", "true", "{\"x\": [1, 2]}");
        String[] records = ids.stream().map(id -> record(id, "odd")).toArray(String[]::new);
        write("a.json", records);
        compact();
        write("b.json", records);
        List<String> once = ids.stream().map(id -> "odd").toList();
        assertEquals(once, agents("events", true));
        compact();
        assertEquals(once, agents("events", false));
        assertEquals(2 * ids.size(), agents("deliveries", false).size());
    }

    @Test
    void withoutAnIdEveryDeliveryIsAnEvent() {
        write("a.json", record("null", "none"), record("null", "none"));
        compact();
        write("b.json", record("null", "none"));
        assertEquals(List.of("none", "none", "none"), agents("events", true));
        compact();
        assertEquals(List.of("none", "none", "none"), agents("events", false));
    }

    @Test
    void recordsWithoutATimeAreComparedToo() {
        String one = "{\"eventID\":\"1\",\"eventName\":\"Get\",\"userAgent\":\"no time\"}";
        write("a.json", one, one);
        compact();
        write("b.json", one, one.replace("no time", "no time either"));
        List<String> events = List.of("no time", "no time either");
        assertEquals(events, agents("events", true));
        compact();
        assertEquals(events, agents("events", false));
    }
}
