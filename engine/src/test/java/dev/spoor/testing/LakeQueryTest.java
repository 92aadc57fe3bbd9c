/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.format.TimeWindow;
import dev.spoor.sample.SampleFile;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.scan.ValueCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
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

    @Test
    void columnsThatTheFilterDoesNotReadAreMadeOnlyWhereItHolds() {
        String sql = "SELECT requestParameters, eventTime, userIdentity FROM events WHERE reverse(eventName) = 'x'";
        try (EngineFixture engine = over(whole)) {
            assertEquals(List.of(), lines(engine, sql));
            long inflated = engine.lastStats().scan().bytesInflated();
            engine.set("pruning", "off");
            assertEquals(List.of(), lines(engine, sql));
            long all = engine.lastStats().scan().bytesInflated();
            assertTrue(inflated > 0 && inflated * 5 < all, inflated + " of " + all + " bytes");
        }
    }

    @Test
    void ofADisjunctionTheScanTestsWhatEachBranchHasOfCheapTerms() {
        String first = "SELECT eventID, requestParameters FROM events WHERE ";
        String none = "(eventName LIKE '%zzz' AND requestParameters['bucketName'] IS NOT NULL)"
                + " OR (eventSource LIKE '%zzz' AND regexp_like(eventName, 'x'))";
        String some = "(eventName LIKE 'Get%' AND requestParameters['bucketName'] IS NOT NULL)"
                + " OR (eventSource LIKE '%iam%' AND (regexp_like(eventName, '^List') OR errorCode IS NOT NULL))";
        try (EngineFixture engine = over(whole)) {
            assertEquals(List.of(), lines(engine, first + none));
            long inflated = engine.lastStats().scan().bytesInflated();
            List<String> found = lines(engine, first + some);
            engine.set("pruning", "off");
            assertEquals(found, lines(engine, first + some));
            assertTrue(found.size() > 10, found.size() + " rows");
            assertEquals(List.of(), lines(engine, first + none));
            long all = engine.lastStats().scan().bytesInflated();
            assertTrue(inflated > 0 && inflated * 5 < all, inflated + " of " + all + " bytes");
        }
    }

    @Test
    void aFilterThatFailsForRowsOfTheAnswerFailsAndNotForOthers(@TempDir Path here) {
        String zero = ",\"requestParameters\":{\"n\":\"0\"}";
        String two = ",\"requestParameters\":{\"n\":\"2\"}";
        write(
                here.resolve("logs/a.json"),
                record("1", "2026-03-01T00:00:00Z", zero),
                record("2", "2026-03-01T00:00:01Z", two));
        TestLake.compact(here.resolve("logs"), here.resolve("lake"));
        String number = "cast(requestParameters['n'] AS bigint)";
        try (EngineFixture engine = over(here.resolve("lake"))) {
            assertEquals(
                    List.of("2"),
                    lines(engine, "SELECT eventID FROM events WHERE " + number + " <> 0 AND 4 / " + number + " = 2"));
            assertEquals(
                    List.of("2"),
                    lines(
                                    engine,
                                    "SELECT eventID, userAgent FROM events WHERE eventID = '2' AND 4 / " + number
                                            + " = 2")
                            .stream()
                            .map(line -> line.substring(0, 1))
                            .toList());
            EngineException error = assertThrows(
                    EngineException.class,
                    () -> engine.query("SELECT eventID FROM events WHERE 4 / " + number + " = 2"));
            assertEquals(ErrorCode.DIVISION_BY_ZERO, error.code());
        }
    }

    @Test
    void recordsOutsideOfTheWindowDoNotExist() {
        long middle = LocalDate.parse("2026-02-27").toEpochDay() * 86_400_000_000L + 43_200_000_000L;
        TimeWindow window = new TimeWindow(middle, middle + 86_400_000_000L);
        for (String sql : List.of(
                EACH + "events",
                EACH + "deliveries",
                EACH + "events WHERE eventName LIKE 'G%'",
                "SELECT eventName, date_diff('second', eventTime, timestamp '2026-02-28 12:00:00') FROM events"
                        + " WHERE 100 / date_diff('second', eventTime, timestamp '2026-02-27 11:59:59') < 0")) {
            List<String> expected;
            try (EngineFixture raw = EngineFixture.over(logs, null, window)) {
                expected = lines(raw, sql);
                assertFalse(expected.isEmpty(), sql);
            }
            for (Path lake : List.of(half, whole)) {
                try (EngineFixture engine = EngineFixture.over(logs, lake, window)) {
                    assertEquals(expected, lines(engine, sql));
                }
            }
        }
    }

    private static String record(String id, String time, String more) {
        return "{\"eventVersion\":\"1.08\",\"eventTime\":\"" + time + "\",\"eventName\":\"Get\",\"eventSource\":"
                + "\"s3.amazonaws.com\",\"eventID\":\"" + id + "\"" + more + "}";
    }

    private static void write(Path file, String... records) {
        EngineFixture.write(
                file, ("{\"Records\":[" + String.join(",", records) + "]}").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keysOfMapsInsideOfRowsAreRead(@TempDir Path here) {
        String maps =
                ",\"userIdentity\":{\"sessionContext\":{\"webIdFederationData\":{\"attributes\":{\"repo\":\"x\"}}}},"
                        + "\"eventContext\":{\"requestContext\":{\"aws:Via\":\"y\"}}";
        write(
                here.resolve("logs/a.json"),
                record("1", "2026-03-01T00:00:00Z", maps),
                record("2", "2026-03-01T00:00:00Z", ""));
        TestLake.compact(here.resolve("logs"), here.resolve("lake"));
        String sql = "SELECT eventID, userIdentity.sessionContext.webIdFederationData.attributes['repo'],"
                + " eventContext.requestContext['aws:Via'] FROM lake_view ORDER BY 1";
        try (EngineFixture engine =
                EngineFixture.over(List.of(), here.resolve("lake"), Map.of(), Map.of("lake_view", "lake"))) {
            assertEquals(
                    List.of("1 | x | y", "2 | NULL | NULL"), engine.query(sql).lines());
        }
    }

    @Test
    void aRepeatThatComesLateAsALogFileIsOneEventAndTwoDeliveries(@TempDir Path here) {
        Path trail = here.resolve("logs");
        Path lake = here.resolve("lake");
        String one = record("1", "2026-03-01T00:00:00Z", "");
        String noId = "{\"eventVersion\":\"1.08\",\"eventTime\":\"2026-03-01T00:00:00Z\",\"eventName\":\"NoId\"}";
        write(trail.resolve("a.json"), one, record("2", "2026-03-02T00:00:00Z", ""), noId);
        TestLake.compact(trail, lake);
        write(trail.resolve("b.json"), one, record("3", "2026-03-01T00:00:05Z", ""), noId);
        try (EngineFixture engine = over(lake, trail)) {
            String ids = "SELECT coalesce(eventID, eventName) FROM ";
            assertEquals(List.of("1", "2", "3", "NoId", "NoId"), lines(engine, ids + "events"));
            assertEquals(List.of("1", "1", "2", "3", "NoId", "NoId"), lines(engine, ids + "deliveries"));
            assertEquals(List.of("1"), lines(engine, ids + "events WHERE eventID = '1'"));
            assertEquals(List.of("2"), lines(engine, ids + "events WHERE eventTime > timestamp '2026-03-01 12:00:00'"));
            assertEquals(List.of("1 | 5"), lines(engine, "SELECT count_if(eventID = '1'), count(*) FROM events"));
        }
    }

    @Test
    void aFolderInsideOfWhatWasCompactedIsHeldToo() {
        String count = "SELECT count(*) FROM deliveries";
        try (EngineFixture outer = over(whole, logs);
                EngineFixture inner = over(whole, logs.resolve("AWSLogs"))) {
            assertEquals(lines(outer, count), lines(inner, count));
        }
    }

    @Test
    void aLimitStopsReading() {
        try (EngineFixture engine = over(half, logs)) {
            assertEquals(
                    3,
                    engine.query("SELECT eventName FROM events LIMIT 3").rows().size());
            assertTrue(
                    engine.lastStats().scan().eventsScanned() < 400,
                    engine.lastStats().toString());
        }
    }

    @Test
    void aVanishedDataFileIsAnErrorThatNamesIt(@TempDir Path here) throws IOException {
        write(here.resolve("logs/a.json"), record("1", "2026-03-01T00:00:00Z", ""));
        TestLake.compact(here.resolve("logs"), here.resolve("lake"));
        try (EngineFixture engine = over(here.resolve("lake"))) {
            assertEquals(List.of("1"), lines(engine, "SELECT eventID FROM events"));
        }
        try (Stream<Path> files = Files.walk(here.resolve("lake/events/data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        try (EngineFixture engine = over(here.resolve("lake"))) {
            EngineException error =
                    assertThrows(EngineException.class, () -> engine.query("SELECT eventID FROM events"));
            assertEquals(ErrorCode.OBJECT_VANISHED, error.code());
            assertTrue(error.describe().contains("events/data/"), error.describe());
        }
    }

    @Test
    void whatCouldNotBeReadIsStillTold(@TempDir Path here) {
        write(here.resolve("logs/a.json"), record("1", "2026-03-01T00:00:00Z", ""));
        EngineFixture.write(here.resolve("logs/b.json"), "no log at all".getBytes(StandardCharsets.UTF_8));
        TestLake.compact(here.resolve("logs"), here.resolve("lake"));
        try (EngineFixture engine = over(here.resolve("lake"), here.resolve("logs"))) {
            assertEquals(List.of("1"), lines(engine, "SELECT eventID FROM events"));
            assertEquals(1, engine.lastStats().scan().filesUnreadable());
            assertTrue(engine.lastStats().isIncomplete());
            assertEquals(List.of("b.json"), lines(engine, "SELECT key FROM sys.unreadable_files"));
        }
        try (EngineFixture engine = over(here.resolve("lake"))) {
            assertEquals(List.of("1"), lines(engine, "SELECT eventID FROM events"));
            assertEquals(1, engine.lastStats().scan().filesUnreadable());
            assertEquals(List.of("1"), lines(engine, "SELECT count(*) FROM events"));
            assertTrue(engine.lastStats().isIncomplete());
            String key = lines(engine, "SELECT key FROM sys.unreadable_files").get(0);
            assertTrue(key.endsWith("/logs/b.json"), key);
        }
    }

    @Test
    void aFolderWithoutALakeIsAnErrorWithAdvice(@TempDir Path here) {
        EngineException error = assertThrows(EngineException.class, () -> over(here, logs));
        assertEquals(ErrorCode.LOCATION_NOT_FOUND, error.code());
        assertTrue(error.hint().orElseThrow().contains("compact"), error.hint().orElseThrow());
    }

    @Test
    void daysAndStatisticsLeaveDataFilesOut() {
        try (EngineFixture engine = over(whole)) {
            long all = Long.parseLong(lines(engine, "SELECT count(lower(eventSource)) FROM events")
                    .get(0));
            long files = engine.lastStats().scan().filesRead();
            assertTrue(files > 3, files + " files");
            lines(engine, "SELECT eventName FROM events WHERE eventTime < timestamp '2000-01-01 00:00:00'");
            assertEquals(0, engine.lastStats().scan().filesRead());
            lines(engine, "SELECT eventName FROM events WHERE eventSource = '~'");
            assertEquals(0, engine.lastStats().scan().filesRead());
            assertEquals(
                    all,
                    engine.query("SELECT eventName FROM events WHERE eventSource < '~'")
                            .rows()
                            .size());
        }
    }

    @Test
    void aNewBatchIsSeenByTheNextStatement(@TempDir Path here) {
        Path trail = here.resolve("logs");
        Path lake = here.resolve("lake");
        write(trail.resolve("a.json"), record("1", "2026-03-01T00:00:00Z", ""));
        TestLake.compact(trail, lake);
        try (EngineFixture engine = over(lake)) {
            assertEquals(List.of("1"), lines(engine, "SELECT eventID FROM events"));
            write(trail.resolve("b.json"), record("2", "2026-03-01T00:00:00Z", ""));
            TestLake.compact(trail, lake);
            assertEquals(List.of("1", "2"), lines(engine, "SELECT eventID FROM events"));
        }
    }

    @Test
    void systemTablesTellWhatALakeConsistsOf(@TempDir Path here) {
        Path trail = here.resolve("logs");
        Path lake = here.resolve("lake");
        write(
                trail.resolve("a.json"),
                record("1", "2026-03-01T00:00:00Z", ""),
                record("2", "2026-03-02T05:00:00Z", ""));
        TestLake.compact(trail, lake);
        write(
                trail.resolve("b.json"),
                record("1", "2026-03-01T00:00:00Z", ""),
                record("3", "2026-03-01T01:00:00Z", ""));
        TestLake.compact(trail, lake);
        write(trail.resolve("c.json"), record("4", "2026-03-01T00:00:00Z", ""));
        try (EngineFixture engine = over(lake, trail)) {
            assertEquals(
                    List.of("events | 1 | 2", "events | 2 | 1", "repeats | 2 | 1"),
                    lines(
                            engine,
                            "SELECT table_name, batch, added_rows FROM sys.snapshots WHERE operation = 'append'"));
            assertEquals(
                    List.of("events | 1", "repeats | 1"),
                    lines(engine, "SELECT table_name, count_if(is_current) FROM sys.snapshots GROUP BY 1"));
            assertEquals(
                    List.of(
                            "events | 2026-03-01 | 2 | 2026-03-01T00:00 | 2026-03-01T01:00",
                            "events | 2026-03-02 | 1 | 2026-03-02T05:00 | 2026-03-02T05:00",
                            "repeats | 2026-03-01 | 1 | 2026-03-01T00:00 | 2026-03-01T00:00"),
                    lines(
                            engine,
                            "SELECT table_name, day, sum(row_count), min(min_event_time), max(max_event_time)"
                                    + " FROM sys.data_files GROUP BY 1, 2"));
            assertEquals(
                    List.of(
                            "a.json | compacted | 2 | 0 | listing | true",
                            "b.json | compacted | 2 | 1 | listing | true",
                            "c.json | unread | NULL | NULL | NULL | NULL"),
                    lines(
                            engine,
                            "SELECT key, state, records, duplicates, heard_by, first_seen > TIMESTAMP '2020-01-01 00:00:00'"
                                    + " FROM sys.log_files"));
            assertEquals(
                    List.of("1 | 1 | 0 | 0 | 0", "2 | 1 | 0 | 0 | 0"),
                    lines(engine, "SELECT listed, added, changed, vanished, unannounced FROM sys.listings"));
            assertEquals(List.of("0"), lines(engine, "SELECT count(*) FROM sys.digest_files"));
        }
        try (EngineFixture engine = over(lake)) {
            assertEquals(
                    List.of("compacted | 2"), lines(engine, "SELECT state, count(*) FROM sys.log_files GROUP BY 1"));
        }
    }

    @Test
    void statisticsOfCompactedFilesAreThoseThatReadingThemShows(@TempDir Path here) {
        String statistics = "SELECT regexp_extract(key, '[^/]*$'), records, min_event_time, max_event_time, regions,"
                + " accounts, event_sources, event_names FROM sys.log_files WHERE records IS NOT NULL";
        List<String> read;
        ValueCatalog ofLogs;
        Map<String, String> remembering = Map.of("cache", "on", "cache.path", here.toString());
        try (EngineFixture raw = EngineFixture.over(logs, remembering)) {
            assertEquals(ValueCatalog.EMPTY, raw.values());
            raw.query("SELECT count(eventName) FROM deliveries");
            read = lines(raw, statistics);
            ofLogs = raw.values();
            for (String column : List.of(
                    "eventName",
                    "eventSource",
                    "awsRegion",
                    "userIdentity.arn",
                    "userIdentity.userName",
                    "userIdentity.sessionContext.sessionIssuer.arn")) {
                String of = column.equals("userIdentity.arn") || !column.startsWith("userIdentity")
                        ? ""
                        : " AND userIdentity.arn IS NOT NULL";
                assertEquals(
                        lines(
                                raw,
                                "SELECT " + column + " AS v, count(*) FROM deliveries WHERE " + column + " IS NOT NULL"
                                        + of + " GROUP BY 1 ORDER BY 1"),
                        lines(
                                raw,
                                "SELECT value, sum(records) FROM sys.known_values WHERE column_name = '" + column
                                        + "' GROUP BY 1 ORDER BY 1"),
                        column);
            }
            assertEquals(
                    lines(
                            raw,
                            "SELECT eventSource, eventName, count(*) FROM deliveries WHERE eventName IS NOT NULL"
                                    + " GROUP BY 1, 2 ORDER BY 1, 2"),
                    lines(
                            raw,
                            "SELECT event_source, value, records FROM sys.known_values WHERE column_name = 'eventName'"
                                    + " ORDER BY 1, 2"));
            assertTrue(read.stream().noneMatch(line -> line.endsWith("NULL")), "no statistics");
        }
        try (EngineFixture held = over(whole, logs);
                EngineFixture alone = over(whole)) {
            assertEquals(read, lines(held, statistics));
            assertEquals(read, lines(alone, statistics));
            assertEquals(ofLogs, held.values());
            assertEquals(ofLogs, alone.values());
            assertSame(alone.values(), alone.values());
        }
    }

    @Test
    void versionsOfThePastAreReadWithoutLogFiles(@TempDir Path here) {
        Path trail = here.resolve("logs");
        Path lake = here.resolve("lake");
        write(trail.resolve("a.json"), record("1", "2026-03-01T00:00:00Z", ""));
        TestLake.compact(trail, lake);
        write(
                trail.resolve("b.json"),
                record("1", "2026-03-01T00:00:00Z", ""),
                record("2", "2026-03-01T00:00:00Z", ""));
        TestLake.compact(trail, lake);
        write(trail.resolve("c.json"), record("3", "2026-03-01T00:00:00Z", ""));
        try (EngineFixture engine = over(lake, trail)) {
            List<List<Object>> versions = engine.query(
                            "SELECT snapshot_id, committed FROM sys.snapshots WHERE table_name = 'events' ORDER BY 2")
                    .rows();
            Object first = versions.get(0).get(0);
            Object second = versions.get(1).get(0);
            assertEquals(List.of("1", "2", "3"), lines(engine, "SELECT eventID FROM events"));
            assertEquals(List.of("1"), lines(engine, "SELECT events.eventID FROM events FOR VERSION AS OF " + first));
            assertEquals(
                    List.of("1", "2"),
                    lines(engine, "SELECT e.eventID FROM events FOR VERSION AS OF " + second + " AS e"));
            assertEquals(
                    List.of("1", "1", "2"),
                    lines(engine, "SELECT eventID FROM deliveries FOR SYSTEM_VERSION AS OF " + second));
            assertEquals(
                    List.of("2"),
                    lines(
                            engine,
                            "SELECT n.eventID FROM events FOR VERSION AS OF " + second + " AS n LEFT JOIN events FOR"
                                    + " VERSION AS OF " + first
                                    + " AS o ON n.eventID = o.eventID WHERE o.eventID IS NULL"));
            assertEquals(
                    List.of("1", "2"),
                    lines(engine, "SELECT eventID FROM events FOR TIMESTAMP AS OF now() + interval '1' day"));
            assertEquals(
                    List.of("1", "2"),
                    lines(engine, "SELECT eventID FROM events FOR SYSTEM_TIME AS OF timestamp '2999-01-01 00:00:00'"));
            assertPastFails(engine, ErrorCode.INVALID_ARGUMENT, "sys.snapshots", "events FOR VERSION AS OF 17");
            assertPastFails(
                    engine,
                    ErrorCode.INVALID_ARGUMENT,
                    "first version",
                    "events FOR TIMESTAMP AS OF date '1999-01-01'");
            assertPastFails(engine, ErrorCode.TYPE_MISMATCH, "number", "events FOR VERSION AS OF 'x'");
            assertPastFails(engine, ErrorCode.NOT_SUPPORTED, "sys", "sys.columns FOR VERSION AS OF 1");
        }
        try (EngineFixture raw = EngineFixture.over(trail, Map.of())) {
            assertPastFails(raw, ErrorCode.NOT_SUPPORTED, "--lake", "events FOR VERSION AS OF 1");
        }
    }

    private static void assertPastFails(EngineFixture engine, ErrorCode code, String words, String table) {
        EngineException error =
                assertThrows(EngineException.class, () -> engine.query("SELECT count(*)\nFROM " + table));
        assertEquals(code, error.code(), error.describe());
        assertTrue((error.describe() + error.hint().orElse("")).contains(words), error.describe());
        assertEquals(2, error.position().orElseThrow().line(), error.describe());
    }

    @Test
    void totalsOfAWholeLakeNeedNoRow() {
        String totals = "SELECT count(*), count(eventTime), min(eventTime), max(eventTime), max(eventSource),"
                + " count(errorCode), min(userIdentity.type) FROM ";
        for (String table : List.of("events", "deliveries")) {
            List<String> expected;
            try (EngineFixture raw = EngineFixture.over(logs, Map.of())) {
                expected = lines(raw, totals + table);
            }
            try (EngineFixture engine = over(whole, logs)) {
                assertEquals(expected, lines(engine, totals + table));
                assertEquals(
                        0,
                        engine.lastStats().scan().filesRead(),
                        engine.lastStats().toString());
                assertEquals(
                        expected, lines(engine, totals + table + " WHERE length(eventName) > -1 OR eventName IS NULL"));
                assertTrue(engine.lastStats().scan().filesRead() > 0);
            }
            try (EngineFixture engine = over(half, logs)) {
                assertEquals(expected, lines(engine, totals + table));
                assertTrue(engine.lastStats().scan().filesRead() > 0);
            }
        }
    }

    @Test
    void anEmptyLakeHasNoGreatestValue(@TempDir Path here) {
        TestLake.open(here).close();
        try (EngineFixture engine = over(here)) {
            assertEquals(List.of("0 | NULL"), lines(engine, "SELECT count(*), max(eventTime) FROM events"));
        }
    }

    /** The second statement of each pair needs whole elements, the first only some of their fields. */
    @Test
    void fieldsOfElementsAreThoseOfWholeElements() {
        String whole = " WHERE (cardinality(resources) >= 0 OR resources IS NULL)";
        List<List<String>> pairs = new ArrayList<>();
        for (String sql : List.of(
                "SELECT eventID, r.type FROM events CROSS JOIN UNNEST(resources) AS t(r)",
                "SELECT eventID, r.arn, r.type FROM events LEFT JOIN UNNEST(resources) AS t(r) ON TRUE",
                "SELECT eventID, t FROM events CROSS JOIN UNNEST(resources) WITH ORDINALITY AS u(a, b, t, d, n)",
                "SELECT eventID, n FROM events CROSS JOIN UNNEST(resources) WITH ORDINALITY AS u(a, b, c, d, n)",
                "SELECT eventName, count(*) FROM events CROSS JOIN UNNEST(resources) AS t(r)",
                "SELECT eventID, r.type, s.arn FROM events CROSS JOIN UNNEST(resources, resources) AS t(r, s)",
                "SELECT a.eventID, b.type FROM (SELECT eventID, r.type FROM events CROSS JOIN UNNEST(resources) AS t(r)) b"
                        + " JOIN events a ON a.eventID = b.eventID")) {
            String group = sql.contains("count(*)") ? " GROUP BY 1" : "";
            String wide = sql.contains(" a ON ") ? sql + whole.replace("resources", "a.resources") : sql + whole;
            pairs.add(List.of(sql + group, wide + group));
        }
        for (Path lake : List.of(half, LakeQueryTest.whole)) {
            try (EngineFixture engine = over(lake, logs)) {
                for (List<String> pair : pairs) {
                    List<String> expected = lines(engine, pair.get(1));
                    assertTrue(expected.size() > 5, pair.get(1));
                    assertEquals(expected, lines(engine, pair.get(0)), pair.get(0));
                }
            }
        }
    }

    @Test
    void textOfNestedValuesHasNoNeedlessEscapes(@TempDir Path here) {
        String record =
                "{\"eventVersion\":\"1.08\",\"eventTime\":\"2026-03-01T10:00:00Z\",\"eventName\":\"PutBucketPolicy\","
                        + "\"eventID\":\"e1\",\"requestParameters\":{\"filter\":{\"tag\":\"a\\u003db\\/c \\u00fc \\u0022\"}}}";
        Path trail = here.resolve("trail");
        EngineFixture.write(
                trail.resolve("a.json"), ("{\"Records\":[" + record + "]}").getBytes(StandardCharsets.UTF_8));
        Path lake = here.resolve("lake");
        TestLake.compact(trail, lake);
        String nested = "{\"tag\":\"a=b/c ü \\\"\"}";
        for (boolean isRaw : List.of(true, false)) {
            try (EngineFixture engine = isRaw ? EngineFixture.over(trail, Map.of()) : over(lake)) {
                assertEquals(
                        List.of(List.of(nested, record)),
                        engine.query("SELECT requestParameters['filter'], eventJson FROM events"
                                        + " WHERE requestParameters['filter'] LIKE '%a=b%'")
                                .rows());
            }
        }
    }
}
