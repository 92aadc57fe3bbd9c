/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.prune;

import dev.spoor.schema.FieldPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class ScanConstraintTest {
    private static final long SEED = 7L;
    private static final int ROUNDS = 5_000;
    private static final List<FieldPath> PATHS =
            List.of(FieldPath.of("eventName"), FieldPath.of("awsRegion"), FieldPath.of("eventTime"));

    @Test
    void trivialConstraintsAreUnique() {
        ScanConstraint name = ScanConstraint.of(FieldPath.of("eventName"), ValueSet.of(ValueKind.TEXT, "A"));
        assertSame(
                ScanConstraint.all(),
                ScanConstraint.of(FieldPath.of("eventName"), ValueSet.everything(ValueKind.TEXT)));
        assertSame(ScanConstraint.none(), ScanConstraint.of(FieldPath.of("eventName"), ValueSet.empty(ValueKind.TEXT)));
        assertSame(ScanConstraint.none(), name.and(FieldPath.of("eventName"), ValueSet.of(ValueKind.TEXT, "B")));
        assertSame(ScanConstraint.none(), name.intersect(ScanConstraint.none()));
        assertEquals(name, name.intersect(ScanConstraint.all()));
        assertEquals(name, name.unionOrMore(ScanConstraint.none()));
        assertTrue(name.unionOrMore(ScanConstraint.all()).isAll());
        assertEquals(Verdict.NONE, ScanConstraint.none().judge(List.of()));
        assertEquals(Verdict.ALL, ScanConstraint.all().judge(List.of()));
        assertEquals("FALSE", ScanConstraint.none().toString());
        assertEquals("eventname = 'A'", name.toString());
    }

    @Test
    void keysWithDotsAreNotPaths() {
        ValueSet a = ValueSet.of(ValueKind.TEXT, "a");
        ValueSet b = ValueSet.of(ValueKind.TEXT, "b");
        ScanConstraint dotted = ScanConstraint.of(FieldPath.of("requestParameters", "x.y"), a);
        assertFalse(dotted.and(FieldPath.of("requestParameters", "x", "y"), b).isNone());
        assertFalse(dotted.and(FieldPath.of("requestParameters", "x"), b).isNone());
        assertTrue(dotted.and(FieldPath.of("REQUESTPARAMETERS", "x.y"), b).isNone());
    }

    @Test
    void statisticsOfAnotherKindProveNothing() {
        ScanConstraint wanted = ScanConstraint.of(FieldPath.of("eventTime"), ValueSet.of(ValueKind.TIMESTAMP, 5L));
        ColumnStats text = new ColumnStats(FieldPath.of("eventTime"), ValueSet.of(ValueKind.TEXT, "2024"));
        assertEquals(Verdict.SOME, wanted.judge(List.of(text)));
    }

    @Test
    void everyOneOfSeveralStatisticsMayExclude() {
        ScanConstraint wanted =
                ScanConstraint.of(FieldPath.of("eventTime"), ValueSet.atLeast(ValueKind.TIMESTAMP, 100L));
        ColumnStats loose = new ColumnStats(FieldPath.of("eventTime"), ValueSet.everything(ValueKind.TIMESTAMP));
        ColumnStats tight = new ColumnStats(FieldPath.of("eventTime"), ValueSet.below(ValueKind.TIMESTAMP, 50L));
        assertEquals(Verdict.NONE, wanted.judge(List.of(loose, tight)));
        assertEquals(Verdict.NONE, wanted.judge(List.of(tight, loose)));
    }

    /** For random rows, random statistics over them and random constraints: NONE and ALL are never wrong. */
    @Test
    void verdictsAgreeWithTheRows() {
        Random random = new Random(SEED);
        int decided = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<Map<FieldPath, Object>> rows = randomRows(random);
            ScanConstraint a = randomConstraint(random);
            ScanConstraint b = randomConstraint(random);
            ScanConstraint both = a.intersect(b);
            ScanConstraint either = a.unionOrMore(b);
            long matches = 0;
            for (Map<FieldPath, Object> row : rows) {
                assertEquals(matches(a, row) && matches(b, row), matches(both, row));
                assertTrue(matches(either, row) || !matches(a, row) && !matches(b, row), "union lost a row");
                matches += matches(both, row) ? 1 : 0;
            }
            List<ColumnStats> stats = statsOf(rows, random);
            Verdict verdict = both.judge(stats);
            assertEquals(verdict == Verdict.NONE, both.excludes(stats));
            String seen = "seed " + SEED + " round " + round + ": " + both + " over " + rows;
            if (verdict == Verdict.NONE) {
                assertEquals(0, matches, seen);
            } else if (verdict == Verdict.ALL) {
                assertEquals(rows.size(), matches, seen);
            }
            decided += verdict == Verdict.SOME ? 0 : 1;
        }
        assertTrue(decided > ROUNDS / 10, "the generator must produce decidable cases: " + decided);
    }

    private static boolean matches(ScanConstraint constraint, Map<FieldPath, Object> row) {
        if (constraint.isNone()) {
            return false;
        }
        for (FieldPath path : constraint.paths()) {
            if (!constraint.on(path).orElseThrow().contains(row.get(path))) {
                return false;
            }
        }
        return true;
    }

    private static ValueKind kindOf(FieldPath path) {
        return path.column().equals("eventtime") ? ValueKind.TIMESTAMP : ValueKind.TEXT;
    }

    private static Object randomValue(Random random, FieldPath path) {
        if (path.column().equals("eventtime")) {
            return (long) random.nextInt(20);
        }
        return String.valueOf((char) ('a' + random.nextInt(6)));
    }

    private static List<Map<FieldPath, Object>> randomRows(Random random) {
        List<Map<FieldPath, Object>> rows = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            Map<FieldPath, Object> row = new HashMap<>();
            for (FieldPath path : PATHS) {
                row.put(path, random.nextInt(5) == 0 ? null : randomValue(random, path));
            }
            rows.add(row);
        }
        return rows;
    }

    private static ScanConstraint randomConstraint(Random random) {
        ScanConstraint constraint = ScanConstraint.all();
        for (FieldPath path : PATHS) {
            ValueKind kind = kindOf(path);
            Object x = randomValue(random, path);
            Object y = randomValue(random, path);
            ValueSet set =
                    switch (random.nextInt(7)) {
                        case 0 -> ValueSet.of(kind, x);
                        case 1 -> ValueSet.ofAll(kind, List.of(x, y));
                        case 2 -> ValueSet.atLeast(kind, x);
                        case 3 -> ValueSet.below(kind, x).orNull();
                        case 4 -> ValueSet.of(kind, x).complementOfValues();
                        default -> ValueSet.everything(kind);
                    };
            constraint = constraint.and(path, set);
        }
        return constraint;
    }

    /** Sound statistics of varying precision: exact sets, ranges, sets with strangers in them, or none. */
    private static List<ColumnStats> statsOf(List<Map<FieldPath, Object>> rows, Random random) {
        List<ColumnStats> stats = new ArrayList<>();
        for (FieldPath path : PATHS) {
            ValueKind kind = kindOf(path);
            Set<Object> values = new HashSet<>();
            boolean sawNull = false;
            for (Map<FieldPath, Object> row : rows) {
                Object value = row.get(path);
                sawNull |= value == null;
                if (value != null) {
                    values.add(value);
                }
            }
            int precision = random.nextInt(4);
            if (precision == 0) {
                continue;
            }
            if (precision == 1) {
                values.add(randomValue(random, path));
            }
            ValueSet set = ValueSet.ofAll(kind, values);
            if (precision == 2 && !values.isEmpty()) {
                set = ValueSet.between(
                        kind, Collections.min(values, kind.order()), Collections.max(values, kind.order()));
            }
            stats.add(new ColumnStats(path, sawNull ? set.orNull() : set));
        }
        return stats;
    }
}
