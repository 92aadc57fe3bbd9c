/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.Layout;
import dev.spoor.testing.LineLogReader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The property that an audit engine lives by: for random trails and random constraints, every record that satisfies the
 * constraint is in what remains after pruning, by keys alone and by remembered statistics.
 */
final class PruningSoundnessTest {
    private static final int ROUNDS = 60;
    private static final long SECOND = 1_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final long START = Instant.parse("2024-03-01T00:00:00Z").getEpochSecond() * SECOND;
    private static final List<String> REGIONS = List.of("eu-west-1", "eu-west-2", "us-east-1", "us-west-2");
    private static final List<String> NAMES = List.of("GetObject", "PutObject", "DeleteBucket", "ConsoleLogin");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private record Record(String id, Long micros, String region, String account, String service, String action) {
        Object valueOf(FieldPath path) {
            return switch (path.column()) {
                case "eventtime" -> micros;
                case "awsregion" -> nullIfEmpty(region);
                case "recipientaccountid" -> nullIfEmpty(account);
                case "eventsource" -> nullIfEmpty(service);
                default -> nullIfEmpty(action);
            };
        }

        private static String nullIfEmpty(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noMatchingRecordIsEverPruned(long seed) {
        Random random = new Random(seed);
        long pruned = 0;
        for (int round = 0; round < ROUNDS; round++) {
            boolean trustsLateness = random.nextBoolean();
            try (ScanFixture fixture = new ScanFixture()) {
                fixture.settings = new ScanSettings(
                        true, true, trustsLateness ? DAY : Layout.LATENESS_NOT_TRUSTED, 1 << 20, 1 << 20);
                List<Record> records = putTrail(fixture, random, trustsLateness ? DAY : 40 * DAY);
                for (int question = 0; question < 6; question++) {
                    ScanConstraint constraint = randomConstraint(random);
                    Set<String> given = new HashSet<>(fixture.ids(constraint));
                    for (Record record : records) {
                        if (matches(constraint, record)) {
                            assertTrue(
                                    given.contains(record.id),
                                    "seed " + seed + " round " + round + " question " + question + ": " + constraint
                                            + " lost " + record);
                        }
                    }
                    pruned += fixture.runner.statistics().filesPruned();
                }
                assertEquals(List.of(), fixture.files.unreadable().all());
            }
        }
        assertTrue(pruned > ROUNDS, "nothing is ever pruned, which proves nothing: " + pruned);
    }

    private static List<Record> putTrail(ScanFixture fixture, Random random, long delayMax) {
        List<Record> all = new ArrayList<>();
        for (int file = 1 + random.nextInt(12); file > 0; file--) {
            long delivered = START + random.nextInt(20) * DAY / 4;
            String region = REGIONS.get(random.nextInt(REGIONS.size()));
            List<String> lines = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                Record record = randomRecord(random, "f" + file + "r" + i, region, delivered, delayMax);
                all.add(record);
                lines.add(LineLogReader.line(
                        record.id, record.micros, record.region, record.account, record.service, record.action));
            }
            String key = random.nextInt(6) == 0
                    ? "loose/" + file + ".json"
                    : ScanFixture.key(region, STAMP.format(Instant.ofEpochSecond(delivered / SECOND)), "u" + file);
            fixture.put(key, lines.toArray(new String[0]));
        }
        return all;
    }

    private static Record randomRecord(Random random, String id, String keyRegion, long delivered, long delayMax) {
        long clockError = random.nextInt(600) * SECOND;
        long delay = (long) (Math.pow(random.nextDouble(), 4) * delayMax);
        Long micros = random.nextInt(12) == 0
                ? null
                : (Long) Math.min(delivered + clockError, delivered + 600 * SECOND - delay);
        String region = random.nextInt(5) == 0 ? "us-east-1" : random.nextInt(12) == 0 ? "" : keyRegion;
        String account = random.nextInt(12) == 0 ? "" : "11111111111" + random.nextInt(3);
        String service = random.nextInt(12) == 0 ? "" : "s" + random.nextInt(3) + ".amazonaws.com";
        String action = random.nextInt(12) == 0 ? "" : NAMES.get(random.nextInt(NAMES.size()));
        return new Record(id, micros, region, account, service, action);
    }

    private static ScanConstraint randomConstraint(Random random) {
        ScanConstraint constraint = ScanConstraint.all();
        if (random.nextBoolean()) {
            long from = START + random.nextInt(24) * DAY / 4 - DAY;
            ValueSet times =
                    switch (random.nextInt(4)) {
                        case 0 -> ValueSet.atLeast(ValueKind.TIMESTAMP, from);
                        case 1 -> ValueSet.below(ValueKind.TIMESTAMP, from);
                        case 2 -> ValueSet.between(ValueKind.TIMESTAMP, from, from + random.nextInt(3) * DAY);
                        default -> ValueSet.onlyNull(ValueKind.TIMESTAMP);
                    };
            constraint = constraint.and(ScanFixture.TIME, random.nextInt(5) == 0 ? times.complement() : times);
        }
        if (random.nextBoolean()) {
            ValueSet region = ValueSet.of(ValueKind.TEXT, REGIONS.get(random.nextInt(REGIONS.size())));
            constraint = constraint.and(ScanFixture.REGION, random.nextInt(4) == 0 ? region.complement() : region);
        }
        if (random.nextInt(3) == 0) {
            ValueSet account = ValueSet.of(ValueKind.TEXT, "11111111111" + random.nextInt(4));
            constraint = constraint.and(FieldPath.of("recipientAccountId"), account);
        }
        if (random.nextInt(3) == 0) {
            constraint = constraint.and(FieldPath.of("eventSource"), ValueSet.startingWith("s" + random.nextInt(4)));
        }
        if (random.nextBoolean()) {
            ValueSet name = random.nextBoolean()
                    ? ValueSet.startingWith(
                            NAMES.get(random.nextInt(NAMES.size())).substring(0, 2))
                    : ValueSet.onlyNull(ValueKind.TEXT);
            constraint = constraint.and(ScanFixture.NAME, name);
        }
        return constraint;
    }

    private static boolean matches(ScanConstraint constraint, Record record) {
        if (constraint.isNone()) {
            return false;
        }
        for (FieldPath path : constraint.paths()) {
            if (!constraint.on(path).orElseThrow().contains(record.valueOf(path))) {
                return false;
            }
        }
        return true;
    }
}
