/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.coverage;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.IntegrityCheck;
import dev.spoor.ResultStream;
import dev.spoor.Session;
import dev.spoor.Settings;
import dev.spoor.coverage.PlantedDays.Hour;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.Literal;
import dev.spoor.integrity.VerificationListener;
import dev.spoor.integrity.VerificationScope;
import dev.spoor.report.EvidenceSink;
import dev.spoor.report.PackLibrary;
import dev.spoor.report.Period;
import dev.spoor.report.Report;
import dev.spoor.report.Report.Section;
import dev.spoor.report.ReportPage;
import dev.spoor.report.ReportRequest;
import dev.spoor.report.ReportRunner;
import dev.spoor.scan.TimeCoverage;
import dev.spoor.store.StoreLocation;
import dev.spoor.testing.DigestTrail;
import dev.spoor.testing.DigestTrail.ChainPlace;
import dev.spoor.testing.EngineFixture;
import dev.spoor.testing.StreamTable;
import dev.spoor.testing.Table;
import dev.spoor.testing.TestLake;
import dev.spoor.vector.SqlTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What was planted is told, and nothing else, whether the logs were read by a query, are in a lake, or half of them, and when they
 * were verified; and a report over them names each. A build plants some days once; {@code -Dtests.days=30 -Dtests.iters=10} plants ten months, and {@code
 * -Dtests.seed} begins with another one.
 */
@Tag("any-jdk")
class CoverageTest {
    private static final int TRAILS = Integer.getInteger("tests.iters", 1);
    private static final long SEED = Long.getLong("tests.seed", 1);
    private static final int SHOWN_MAX = 10;
    private static final String COLUMNS = "account, region, hour, state, digest, files, files_missing, files_read,"
            + " files_unreadable, files_deferred, files_late, events, duplicates, off_seconds";
    private static final String EVERYTHING = "SELECT " + COLUMNS + " FROM sys.coverage ORDER BY account, region, hour";

    @TempDir
    Path folder;

    @Test
    void tellsWhatWasPlantedAndNothingElse() throws IOException {
        for (long seed = SEED; seed < SEED + TRAILS; seed++) {
            PlantedDays days = new PlantedDays(seed);
            Path logs = folder.resolve("logs" + seed);
            Path half = folder.resolve("half" + seed);
            Path lake = folder.resolve("lake" + seed);
            days.writeTo(logs, PlantedDays.HOURS / 2);
            TestLake.compact(logs, half);
            days.writeTo(logs, PlantedDays.HOURS);
            TestLake.compact(logs, lake);
            Map<String, String> cache = Map.of(
                    "cache", "on", "cache.path", folder.resolve("cache" + seed).toString());
            List<String> expected = expected(days, false);
            try (EngineFixture engine = EngineFixture.over(logs, cache)) {
                engine.query("SELECT count(*) FROM events");
                assertSame(expected, engine.query(EVERYTHING), "logs that were read, seed " + seed);
            }
            try (EngineFixture engine = EngineFixture.over(List.of(logs), lake, Map.of(), Map.of())) {
                assertSame(expected, engine.query(EVERYTHING), "a lake and its logs, seed " + seed);
            }
            try (EngineFixture engine = EngineFixture.over(List.of(logs), half, cache, Map.of())) {
                assertSame(expected, engine.query(EVERYTHING), "half a lake and the logs, seed " + seed);
            }
            verify(logs, cache);
            try (EngineFixture engine = EngineFixture.over(logs, cache)) {
                assertSame(expected(days, true), engine.query(EVERYTHING), "verified logs, seed " + seed);
            }
            assertNames(days, report(logs, cache), "the report, seed " + seed);
        }
    }

    private void verify(Path logs, Map<String, String> cache) throws IOException {
        Path keys = Files.writeString(folder.resolve("keys.json"), PlantedDays.keys());
        Settings settings = Settings.initial();
        for (Map.Entry<String, String> each : cache.entrySet()) {
            settings = settings.with(each.getKey(), each.getValue());
        }
        IntegrityCheck.Subject subject = new IntegrityCheck.Subject(
                StoreLocation.listOf(logs), Map.of(), List.of(keys), false, Optional.empty());
        try (IntegrityCheck check = IntegrityCheck.open(subject, settings, Clock.systemUTC(), warning -> {})) {
            check.run(VerificationScope.ALL, new VerificationListener() {});
        }
    }

    private Report report(Path logs, Map<String, String> cache) throws IOException {
        Settings settings = Settings.initial();
        for (Map.Entry<String, String> each : cache.entrySet()) {
            settings = settings.with(each.getKey(), each.getValue());
        }
        Period period = new Period(PlantedDays.START, PlantedDays.START.plus(PlantedDays.HOURS, ChronoUnit.HOURS));
        ReportRequest request = new ReportRequest(period, Optional.empty(), Map.of(), 5, period.until(), "test");
        try (Engine engine = Engine.open(EngineConfig.of(logs).with(settings))) {
            return new ReportRunner(engine, what -> {}).run(PackLibrary.find("pci"), request, EvidenceSink.NONE);
        }
    }

    /** Each hour with a trouble, each file and digest that was lost or tampered with, the pause, and nothing else. */
    private static void assertNames(PlantedDays days, Report report, String message) {
        List<String> troubled = new ArrayList<>();
        List<String> tampered = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        days.hours().forEach((place, hours) -> {
            boolean hasDigests = PlantedDays.hasDigests(place);
            for (Hour hour : hours) {
                String state = hour.state(hasDigests);
                boolean isBad =
                        List.of("missing", "changed", "unreadable", "off").contains(state);
                if (isBad || hour.late > 0 || hour.repeats > 0 || hasDigests && !hour.digest.equals("yes")) {
                    String late = hour.unreadable > 0 ? "null" : Integer.toString(hour.late);
                    String begin = TIME.format(hour.begin);
                    troubled.add(String.join(
                            " ", place.account(), place.region(), begin, state, late, Integer.toString(hour.repeats)));
                }
                tampered.addAll(hasDigests ? hour.tampered : List.of());
                hour.tampered.stream()
                        .filter(each -> each.startsWith("log-malformed "))
                        .forEach(each -> broken.add(each.substring(each.indexOf(' ') + 1)));
            }
        });
        assertEquals(
                sorted(troubled),
                told(
                        report,
                        "coverage-hours",
                        row -> String.join(
                                " ",
                                row.get(0),
                                row.get(1),
                                row.get(2),
                                row.get(3),
                                String.valueOf(row.get(8)),
                                row.get(9))),
                message);
        Section findings = section(report, "integrity-findings");
        assertEquals(findings.rowCount(), findings.rows().size(), message);
        List<String> problems = new ArrayList<>();
        List<String> pauses = new ArrayList<>();
        for (List<String> row : findings.rows()) {
            if (row.get(0).equals("problem")) {
                problems.add(row.get(1) + " " + row.get(7).substring(row.get(7).indexOf("AWSLogs/")));
            } else if (row.get(1).equals("logging-gap")) {
                pauses.add(row.get(4) + " " + row.get(5));
            }
        }
        assertFalse(tampered.isEmpty() || troubled.isEmpty() || broken.isEmpty(), message);
        assertEquals(sorted(tampered), sorted(problems), message);
        String pause = TIME.format(days.stopped()) + " " + TIME.format(days.started());
        assertEquals(List.of(pause, pause), pauses, message);
        assertEquals(List.of(pause), told(report, "logging-off", row -> row.get(4) + " " + row.get(5)), message);
        assertEquals(sorted(broken), told(report, "unreadable", row -> row.get(0)), message);
        String page = ReportPage.of(report);
        tampered.forEach(each -> assertTrue(page.contains(each.substring(each.indexOf(' ') + 1)), each));
    }

    /** As reports write times. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static Section section(Report report, String id) {
        return report.sections().stream()
                .filter(section -> section.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> told(Report report, String id, Function<List<String>, String> text) {
        return sorted(section(report, id).rows().stream().map(text).toList());
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    /** Shows the rows that differ, of hundreds. */
    private static void assertSame(List<String> expected, Table told, String message) {
        List<String> wrong = new ArrayList<>(told.lines());
        wrong.removeAll(expected);
        List<String> untold = new ArrayList<>(expected);
        untold.removeAll(told.lines());
        assertEquals(some(untold), some(wrong), message);
        assertEquals(expected.size(), told.rows().size(), message);
        assertTrue(expected.equals(told.lines()), message + ": the order of rows");
    }

    private static String some(List<String> lines) {
        return String.join("\n", lines.subList(0, Math.min(lines.size(), SHOWN_MAX)));
    }

    private static List<String> expected(PlantedDays days, boolean isVerified) {
        List<String> lines = new ArrayList<>();
        days.hours().forEach((place, hours) -> {
            int first = 0;
            int last = hours.size() - 1;
            boolean hasDigests = !hours.get(0).digest.equals("unknown")
                    || !hours.get(1).digest.equals("unknown");
            while (!hasDigests && hours.get(first).files == 0) {
                first++;
            }
            while (!hasDigests && hours.get(last).files == 0) {
                last--;
            }
            Instant broken = firstBroken(days, place.account());
            hours.subList(first, last + 1)
                    .forEach(hour -> lines.add(line(place, hour, hour.begin.isBefore(broken), isVerified)));
        });
        return lines;
    }

    /** From then on it is not known whether a trail was stopped. */
    private static Instant firstBroken(PlantedDays days, String account) {
        return days.hours().entrySet().stream()
                .filter(place -> place.getKey().account().equals(account))
                .flatMap(place -> place.getValue().stream())
                .filter(hour -> hour.unreadable > 0)
                .map(hour -> hour.begin)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    private static String line(ChainPlace place, Hour hour, boolean isEverythingRead, boolean isVerified) {
        List<Object> row = new ArrayList<>();
        row.add(place.account());
        row.add(place.region());
        row.add(LocalDateTime.ofInstant(hour.begin, ZoneOffset.UTC));
        row.add(hour.state(isVerified && !place.trail().equals("none")));
        row.add(hour.digest);
        row.add((long) hour.files);
        boolean isPromiseKnown = hour.digest.equals("yes") || hour.digest.equals("part") && !hour.delivered.isEmpty();
        row.add(isPromiseKnown ? (Object) (long) hour.missing : null);
        row.add((long) hour.files);
        row.add((long) hour.unreadable);
        row.add(0L);
        row.add(hour.unreadable > 0 ? null : (Object) (long) hour.late);
        row.add((long) hour.records - hour.repeats);
        row.add((long) hour.repeats);
        row.add(hour.offSeconds > 0 || isEverythingRead ? (Object) (long) hour.offSeconds : null);
        return Table.render(row);
    }

    @Test
    void aPeriodHasEveryHourOfEveryPlace() {
        DigestTrail trail = new DigestTrail();
        for (String region : List.of("eu-west-1", "us-east-1")) {
            ChainPlace place = new ChainPlace("b", null, "111111111111", region, "t", region, false);
            trail.log(place, Instant.parse("2024-03-01T10:30:00Z"));
            trail.log(place, Instant.parse("2024-03-03T10:30:00Z"));
        }
        Path logs = folder.resolve("logs");
        trail.writeTo(logs);
        String count = "SELECT count(*), sum(files), count(DISTINCT region), min(hour), max(hour) FROM ";
        try (EngineFixture engine = EngineFixture.over(logs, Map.of())) {
            String both = "TABLE(COVERAGE(TIMESTAMP '2024-03-01 10:30:00', DATE '2024-03-02'))";
            assertEquals(
                    List.of("28 | 2 | 2 | 2024-03-01T10:00 | 2024-03-01T23:00"),
                    engine.query(count + both).lines());
            assertEquals(
                    List.of("1 | 1 | 1 | 2024-03-01T10:00 | 2024-03-01T10:00"),
                    engine.query(count + both + " AS c WHERE c.region = 'us-east-1' AND files > 0")
                            .lines());
            assertEquals(
                    List.of("4 | 0 | 2 | 2030-01-01T00:00 | 2030-01-01T01:00"),
                    engine.query(count + "TABLE(coverage(TIMESTAMP '2030-01-01 00:00:00',"
                                    + " TIMESTAMP '2030-01-01 00:00:00' + interval '2' hour))")
                            .lines());
            assertEquals(
                    List.of("98 | 4 | 2 | 2024-03-01T10:00 | 2024-03-03T10:00"),
                    engine.query(count + "sys.coverage").lines());
            assertEquals(
                    List.of("48 | 0 | 2 | 2024-03-02T00:00 | 2024-03-02T23:00"),
                    engine.query(count
                                    + "sys.coverage WHERE hour >= TIMESTAMP '2024-03-02 00:00:00'"
                                    + " AND hour < TIMESTAMP '2024-03-03 00:00:00'")
                            .lines());
        }
    }

    @Test
    void argumentsMayBeParametersAndMustMakeSense() {
        Path logs = folder.resolve("logs");
        new PlantedDays(SEED).writeTo(logs);
        String sql = "SELECT count(DISTINCT hour) FROM TABLE(COVERAGE(?, ?))";
        try (Engine engine = Engine.open(EngineConfig.of(logs));
                Session session = engine.newSession()) {
            long begin = TimeUnit.SECONDS.toMicros(PlantedDays.START.getEpochSecond());
            List<Literal> day = List.of(instant(begin), instant(begin + TimeUnit.DAYS.toMicros(1)));
            try (ResultStream stream = session.query(sql, day)) {
                assertEquals(24L, StreamTable.read(stream).single());
            }
            assertEquals(
                    List.of(SqlTypes.TIMESTAMP, SqlTypes.TIMESTAMP),
                    session.describe(sql).parameters().stream()
                            .map(parameter -> parameter.getType())
                            .toList());
            for (String wrong : List.of(
                    "COVERAGE(1, 2)",
                    "COVERAGE(DATE '2024-01-01')",
                    "COVERAGE(DATE '2024-01-02', DATE '2024-01-01')",
                    "COVERAGE(DATE '2024-01-02', NULL)",
                    "NOSUCH(DATE '2024-01-02')")) {
                EngineException refused = assertThrows(
                        EngineException.class, () -> session.query("SELECT * FROM TABLE(" + wrong + ")"), wrong);
                assertEquals(ErrorCode.Type.USER, refused.code().type(), wrong);
                assertTrue(refused.position().isPresent(), wrong);
            }
        }
    }

    /** Eight hours of two regions, the second of which is quiet, without the sixth hour; and of an account that is whole. */
    private Path logsWithGap() {
        DigestTrail trail = new DigestTrail();
        for (int hour = 0; hour < 8; hour++) {
            for (String account : List.of("111111111111", "222222222222")) {
                for (String region : List.of("eu-west-1", "us-east-1")) {
                    boolean isGap = account.startsWith("1") && (hour == 5 || region.startsWith("us") && hour != 2);
                    if (!isGap) {
                        trail.log(
                                new ChainPlace("b", null, account, region, "t", region, false),
                                Instant.parse("2024-03-01T0" + hour + ":17:00Z"));
                    }
                }
            }
        }
        Path logs = folder.resolve("gap");
        trail.writeTo(logs);
        return logs;
    }

    private static String coverage(EngineFixture engine, String sql) {
        try (ResultStream stream = engine.start(sql)) {
            StreamTable.read(stream);
            return stream.coverage().map(TimeCoverage::text).orElse("nothing");
        }
    }

    @Test
    void answersTellTheHoursOfTheirTimeThatHaveFiles() {
        Path logs = logsWithGap();
        String count = "SELECT count(*) FROM events WHERE ";
        String early = "eventTime < TIMESTAMP '2024-03-01 04:00:00'";
        String late = "eventTime >= TIMESTAMP '2024-03-01 04:00:00' AND eventTime < TIMESTAMP '2024-03-01 08:00:00'";
        String gap = "no files in 1 of 8 hours in 111111111111: see sys.coverage";
        Path lake = folder.resolve("lake");
        TestLake.compact(logs, lake);
        for (Path lakeOrNull : Arrays.asList(null, lake)) {
            try (EngineFixture engine = lakeOrNull == null
                    ? EngineFixture.over(logs, Map.of())
                    : EngineFixture.over(List.of(logs), lakeOrNull, Map.of(), Map.of())) {
                assertEquals(gap, coverage(engine, count + "eventName = 'GetObject'"));
                assertEquals(gap, coverage(engine, count + "eventName = 'NoSuch'"));
                assertEquals("files in all 4 hours", coverage(engine, count + early));
                assertEquals(gap.replace("8", "4"), coverage(engine, count + late));
                assertEquals(
                        "files in all 4 hours",
                        coverage(engine, count + late + " AND recipientAccountId = '222222222222'"));
                assertEquals(
                        "no files in 4 of 4 hours in 111111111111: see sys.coverage",
                        coverage(engine, count + late + " AND awsRegion = 'us-east-1'"));
                assertEquals(
                        "no files in 24 of 24 hours in 111111111111 and 1 more: see sys.coverage",
                        coverage(engine, count + "date(eventTime) = DATE '2024-05-01'"));
                assertEquals("nothing", coverage(engine, "SELECT 1"));
                engine.set("coverage", "off");
                assertEquals("nothing", coverage(engine, count + early));
            }
        }
        try (EngineFixture engine = EngineFixture.over(List.of(), lake, Map.of(), Map.of())) {
            assertEquals("files in the day asked for", coverage(engine, count + early));
            assertEquals(
                    "no files in 1 of 2 days in the lake: see sys.coverage",
                    coverage(engine, count + "eventTime BETWEEN DATE '2024-02-29' AND DATE '2024-03-01'"));
        }
    }

    private static Literal instant(long micros) {
        return Literal.of(SqlTypes.field("", SqlTypes.TIMESTAMP), micros);
    }
}
