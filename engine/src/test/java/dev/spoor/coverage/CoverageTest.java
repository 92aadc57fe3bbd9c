/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.coverage;

import dev.spoor.coverage.PlantedMonth.Hour;
import dev.spoor.testing.DigestTrail.ChainPlace;
import dev.spoor.testing.EngineFixture;
import dev.spoor.testing.Table;
import dev.spoor.testing.TestLake;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What was planted in a month is told, and nothing else, whether the month was read by a query, is in a lake, or half of it.
 * One seed in a build; more with {@code -Dtests.iters=20}, another first one with {@code -Dtests.seed}.
 */
@Tag("any-jdk")
class CoverageTest {
    private static final int MONTHS = Integer.getInteger("tests.iters", 1);
    private static final long SEED = Long.getLong("tests.seed", 1);
    private static final int SHOWN_MAX = 10;
    private static final String COLUMNS = "account, region, hour, state, digest, files, files_missing, files_read,"
            + " files_unreadable, files_deferred, files_late, events, duplicates, off_seconds";
    private static final String EVERYTHING = "SELECT " + COLUMNS + " FROM sys.coverage ORDER BY account, region, hour";

    @TempDir
    Path folder;

    @Test
    void tellsWhatWasPlantedAndNothingElse() {
        for (long seed = SEED; seed < SEED + MONTHS; seed++) {
            PlantedMonth month = new PlantedMonth(seed);
            Path logs = folder.resolve("logs" + seed);
            month.writeTo(logs);
            List<String> expected = expected(month);
            try (EngineFixture engine = EngineFixture.over(logs, remembering(logs))) {
                engine.query("SELECT count(*) FROM events");
                assertSame(expected, engine.query(EVERYTHING), "logs that were read, seed " + seed);
            }
            Path lake = folder.resolve("lake" + seed);
            TestLake.compact(logs, lake);
            try (EngineFixture engine = EngineFixture.over(List.of(logs), lake, Map.of(), Map.of())) {
                assertSame(expected, engine.query(EVERYTHING), "a lake and its logs, seed " + seed);
            }
        }
    }

    private Map<String, String> remembering(Path logs) {
        return Map.of(
                "cache",
                "on",
                "cache.path",
                logs.resolveSibling(logs.getFileName() + ".cache").toString());
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

    private static List<String> expected(PlantedMonth month) {
        List<String> lines = new ArrayList<>();
        month.hours().forEach((place, hours) -> {
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
            Instant broken = firstBroken(month, place.account());
            hours.subList(first, last + 1).forEach(hour -> lines.add(line(place, hour, hour.begin.isBefore(broken))));
        });
        return lines;
    }

    /** From then on it is not known whether a trail was stopped. */
    private static Instant firstBroken(PlantedMonth month, String account) {
        return month.hours().entrySet().stream()
                .filter(place -> place.getKey().account().equals(account))
                .flatMap(place -> place.getValue().stream())
                .filter(hour -> hour.unreadable > 0)
                .map(hour -> hour.begin)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    private static String line(ChainPlace place, Hour hour, boolean isEverythingRead) {
        List<Object> row = new ArrayList<>();
        row.add(place.account());
        row.add(place.region());
        row.add(LocalDateTime.ofInstant(hour.begin, ZoneOffset.UTC));
        row.add(hour.state());
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
}
