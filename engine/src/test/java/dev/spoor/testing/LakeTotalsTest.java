/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Groups that metadata knows are not read, and are what reading gives. */
class LakeTotalsTest {
    private static final String BY_DAY = "SELECT date_trunc('day', eventTime), count(*), count(errorCode),"
            + " min(eventTime), max(eventTime), min(eventName), max(eventName) FROM ";
    private static final String GROUPS = " GROUP BY 1";

    @TempDir
    Path here;

    private Path logs() {
        return here.resolve("logs");
    }

    private static String record(int number, String timeOrNull) {
        String error = number % 3 == 0 ? ",\"errorCode\":\"AccessDenied\"" : "";
        String time = timeOrNull == null ? "" : "\"eventTime\":\"" + timeOrNull + "\",";
        return "{\"eventVersion\":\"1.08\"," + time + "\"eventName\":\"Get" + (char) ('A' + number % 5)
                + "\",\"eventSource\":\"s3.amazonaws.com\",\"eventID\":\"id-" + number + "\"" + error + "}";
    }

    private void write(String name, List<String> records) {
        EngineFixture.write(
                logs().resolve(name),
                ("{\"Records\":[" + String.join(",", records) + "]}").getBytes(StandardCharsets.UTF_8));
    }

    /** Three days, both sides of two midnights, in files of half a trail each; one event comes twice. */
    private Path lake(boolean withoutTime) {
        List<String> records = new ArrayList<>();
        for (int day = 1; day <= 3; day++) {
            for (int hour = 0; hour < 24; hour++) {
                records.add(record(100 * day + hour, "2026-03-0" + day + (hour < 10 ? "T0" : "T") + hour + ":59:59Z"));
            }
        }
        if (withoutTime) {
            records.add(record(7, null));
        }
        write("a.json", records.subList(0, records.size() / 2));
        write("b.json", records.subList(records.size() / 2, records.size()));
        write("c.json", records.subList(5, 6));
        Path lake = here.resolve("lake");
        TestLake.compact(logs(), lake);
        return lake;
    }

    private static EngineFixture over(Path lake, Path... logs) {
        return EngineFixture.over(List.of(logs), lake, Map.of(), Map.of());
    }

    private static List<String> lines(EngineFixture engine, String sql) {
        return engine.query(sql).lines().stream().sorted().toList();
    }

    /** The same question, with a condition that is always true and that metadata cannot see through. */
    private static void assertLikeReading(EngineFixture engine, String select, String table, String groups) {
        List<String> known = lines(engine, select + table + groups);
        assertEquals(0, engine.lastStats().scan().filesRead(), select + table + groups);
        List<String> read = lines(engine, select + table + " WHERE coalesce(eventName, '') || '' <> '~'" + groups);
        assertTrue(engine.lastStats().scan().filesRead() > 0);
        assertEquals(read, known);
        assertFalse(known.isEmpty());
    }

    @Test
    void groupsByDayComeFromMetadata() {
        try (EngineFixture engine = over(lake(false))) {
            for (String table : List.of("events", "deliveries")) {
                assertLikeReading(engine, BY_DAY, table, GROUPS);
                assertLikeReading(engine, "SELECT CAST(eventTime AS date), count(*) FROM ", table, GROUPS);
                assertLikeReading(engine, "SELECT date_trunc('month', eventTime), max(eventTime) FROM ", table, GROUPS);
                assertLikeReading(
                        engine,
                        "SELECT CAST(to_unixtime(date_trunc('day', eventTime)) AS bigint), count(*) FROM ",
                        table,
                        GROUPS);
            }
            assertEquals(3, lines(engine, BY_DAY + "events" + GROUPS).size());
            assertEquals(List.of("72"), lines(engine, "SELECT count(*) FROM events"));
            assertEquals(List.of("73"), lines(engine, "SELECT count(*) FROM deliveries"));
        }
    }

    @Test
    void eventsWithoutATimeAreAGroup() {
        try (EngineFixture engine = over(lake(true))) {
            assertLikeReading(engine, BY_DAY, "events", GROUPS);
            assertEquals(4, lines(engine, BY_DAY + "events" + GROUPS).size());
        }
    }

    @Test
    void whatDiffersInsideOfADataFileIsRead() {
        try (EngineFixture engine = over(lake(false))) {
            for (String key : List.of(
                    "date_trunc('hour', eventTime)",
                    "CAST(eventTime AS varchar)",
                    "day_of_week(eventTime)",
                    "date_trunc('day', eventTime AT TIME ZONE 'Asia/Tokyo')",
                    "eventName")) {
                String sql = "SELECT " + key + ", count(*) FROM events GROUP BY 1";
                List<String> given = lines(engine, sql);
                assertTrue(engine.lastStats().scan().filesRead() > 0, sql);
                String read = "SELECT k, sum(n) FROM (SELECT " + key
                        + " AS k, 1 AS n FROM events WHERE eventID || '' <> '')" + " AS x GROUP BY 1";
                assertEquals(lines(engine, read), given, sql);
            }
            lines(engine, "SELECT date_trunc('day', eventTime), count(DISTINCT eventName) FROM events GROUP BY 1");
            assertTrue(engine.lastStats().scan().filesRead() > 0);
            lines(
                    engine,
                    "SELECT date_trunc('day', eventTime), count(*) FILTER (WHERE errorCode IS NULL) FROM events"
                            + " GROUP BY 1");
            assertTrue(engine.lastStats().scan().filesRead() > 0);
        }
    }

    @Test
    void anEmptyLakeHasNoGroups() {
        write("a.json", List.of());
        Path lake = here.resolve("lake");
        TestLake.compact(logs(), lake);
        try (EngineFixture engine = over(lake)) {
            assertEquals(List.of(), lines(engine, BY_DAY + "events" + GROUPS));
            assertEquals(List.of("0"), lines(engine, "SELECT count(*) FROM events"));
        }
    }

    @Test
    void newerLogFilesCountToo() {
        Path lake = lake(false);
        write("d.json", List.of(record(1, "2026-03-02T12:00:00Z"), record(2, "2026-03-05T12:00:00Z")));
        try (EngineFixture engine = over(lake, logs())) {
            List<String> lines = lines(engine, "SELECT CAST(eventTime AS date), count(*) FROM events GROUP BY 1");
            assertEquals(List.of("2026-03-01 | 24", "2026-03-02 | 25", "2026-03-03 | 24", "2026-03-05 | 1"), lines);
        }
    }
}
