/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.prune;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Compares value sets with a twin that is a Java predicate, over a domain small enough to ask about every value. */
final class ValueSetTest {
    private static final long SEED = 20261121L;
    private static final int ROUNDS = 4_000;

    private static final List<Object> TEXTS = List.of(
            "", "\0", "a", "a\0", "aa", "ab", "b", "z", "\uD7FF", "\uE000", "\uFFFD", "\uD83D\uDE00", "\uDBFF\uDFFF");
    private static final List<Object> LONGS =
            List.of(Long.MIN_VALUE, Long.MIN_VALUE + 1, -2L, -1L, 0L, 1L, 2L, 3L, Long.MAX_VALUE - 1, Long.MAX_VALUE);
    private static final List<Object> BOOLEANS = List.of(false, true);

    /** A set, and what it should contain. */
    private record Twin(ValueSet set, Predicate<Object> expected) {}

    private static List<Object> domain(ValueKind kind) {
        return switch (kind) {
            case TEXT -> TEXTS;
            case INTEGER, TIMESTAMP -> LONGS;
            case BOOLEAN -> BOOLEANS;
        };
    }

    @Test
    void everySetContainsExactlyWhatItsConstructionSays() {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            ValueKind kind = ValueKind.values()[round % ValueKind.values().length];
            Twin twin = randomTwin(random, kind, 4);
            for (Object value : domain(kind)) {
                assertEquals(
                        twin.expected.test(value),
                        twin.set.contains(value),
                        () -> "seed " + SEED + ": " + twin.set + " and " + value);
            }
            assertEquals(twin.expected.test(null), twin.set.contains(null), () -> twin.set + " and null");
            assertEquals(twin.set.boundaries().isEmpty() && !twin.set.isNullAllowed(), twin.set.isEmpty());
        }
    }

    @Test
    void setsWithTheSameValuesAreEqualHoweverTheyWereMade() {
        Random random = new Random(SEED + 1);
        for (int round = 0; round < ROUNDS; round++) {
            ValueKind kind = ValueKind.values()[round % ValueKind.values().length];
            ValueSet a = randomTwin(random, kind, 3).set;
            ValueSet b = randomTwin(random, kind, 3).set;
            assertEquals(a, a.complement().complement());
            assertEquals(a.intersect(b), a.complement().union(b.complement()).complement());
            assertEquals(a.union(b), b.union(a));
            assertEquals(a, a.intersect(b).union(a.intersect(b.complement())));
            assertEquals(a.intersect(b).isEmpty(), a.isDisjoint(b), () -> a + " and " + b);
            assertEquals(a.intersect(b).equals(a), a.isSubsetOf(b), () -> a + " in " + b);
            assertEquals(ValueSet.everything(kind), a.union(a.complement()));
            assertTrue(a.union(a.complement()).isEverything());
            assertTrue(a.intersect(a.complement()).isEmpty());
            assertEquals(a.hashCode(), a.complement().complement().hashCode());
            List<Object> bounds = a.boundaries();
            for (int i = 1; i < bounds.size(); i++) {
                assertTrue(kind.compare(bounds.get(i - 1), bounds.get(i)) < 0, () -> "not increasing: " + bounds);
            }
        }
    }

    private static Twin randomTwin(Random random, ValueKind kind, int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return randomLeaf(random, kind);
        }
        Twin a = randomTwin(random, kind, depth - 1);
        Twin b = randomTwin(random, kind, depth - 1);
        return switch (random.nextInt(5)) {
            case 0 -> new Twin(a.set.union(b.set), a.expected.or(b.expected));
            case 1 -> new Twin(a.set.intersect(b.set), a.expected.and(b.expected));
            case 2 -> new Twin(a.set.complement(), a.expected.negate());
            case 3 -> new Twin(a.set.complementOfValues(), v -> v != null && !a.expected.test(v));
            default -> new Twin(a.set.orNull(), v -> v == null || a.expected.test(v));
        };
    }

    private static Twin randomLeaf(Random random, ValueKind kind) {
        List<Object> domain = domain(kind);
        Object x = domain.get(random.nextInt(domain.size()));
        Object y = domain.get(random.nextInt(domain.size()));
        List<Object> some = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            some.add(domain.get(random.nextInt(domain.size())));
        }
        return switch (random.nextInt(9)) {
            case 0 -> new Twin(ValueSet.of(kind, x), x::equals);
            case 1 -> new Twin(ValueSet.ofAll(kind, some), some::contains);
            case 2 -> new Twin(ValueSet.atLeast(kind, x), v -> v != null && compare(v, x) >= 0);
            case 3 -> new Twin(ValueSet.above(kind, x), v -> v != null && compare(v, x) > 0);
            case 4 -> new Twin(ValueSet.below(kind, x), v -> v != null && compare(v, x) < 0);
            case 5 -> new Twin(ValueSet.atMost(kind, x), v -> v != null && compare(v, x) <= 0);
            case 6 ->
                new Twin(ValueSet.between(kind, x, y), v -> v != null && compare(v, x) >= 0 && compare(v, y) <= 0);
            case 7 -> new Twin(ValueSet.onlyNull(kind), v -> v == null);
            default ->
                kind == ValueKind.TEXT
                        ? new Twin(
                                ValueSet.startingWith((String) x),
                                v -> v != null && ((String) v).startsWith((String) x))
                        : new Twin(ValueSet.everything(kind), v -> true);
        };
    }

    /** The order that the sets promise, computed another way: UTF-8 bytes. */
    private static int compare(Object left, Object right) {
        if (left instanceof Long a) {
            return Long.compare(a, (Long) right);
        }
        if (left instanceof Boolean a) {
            return Boolean.compare(a, (Boolean) right);
        }
        return Arrays.compareUnsigned(
                ((String) left).getBytes(StandardCharsets.UTF_8), ((String) right).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void prefixOfTheHighestCodePointHasNoEnd() {
        String highest = Character.toString(Character.MAX_CODE_POINT);
        assertNull(ValueSet.endOfPrefixOrNull(highest));
        assertNull(ValueSet.endOfPrefixOrNull(""));
        assertEquals("b", ValueSet.endOfPrefixOrNull("a" + highest));
        assertEquals("\uE000", ValueSet.endOfPrefixOrNull("\uD7FF"));
        assertTrue(ValueSet.startingWith(highest).contains(highest + highest));
        assertTrue(ValueSet.startingWith("").contains(""));
    }

    @Test
    void pointsAreListedOnlyWhenThereAreFew() {
        ValueSet few = ValueSet.ofAll(ValueKind.INTEGER, List.of(3L, 1L, 2L, 9L));
        assertEquals(List.of(1L, 2L, 3L, 9L), few.pointsOrNull(4));
        assertNull(few.pointsOrNull(3));
        assertNull(ValueSet.startingWith("a").pointsOrNull(100));
        assertEquals(
                List.of(Long.MAX_VALUE),
                ValueSet.of(ValueKind.INTEGER, Long.MAX_VALUE).pointsOrNull(5));
        assertEquals(List.of(false, true), ValueSet.notNull(ValueKind.BOOLEAN).pointsOrNull(2));
    }

    @Test
    void setsOfDifferentKindsDoNotMix() {
        ValueSet text = ValueSet.of(ValueKind.TEXT, "a");
        ValueSet number = ValueSet.of(ValueKind.INTEGER, 1L);
        assertThrows(IllegalArgumentException.class, () -> text.union(number));
        assertThrows(IllegalArgumentException.class, () -> text.isDisjoint(number));
        assertThrows(IllegalArgumentException.class, () -> ValueSet.of(ValueKind.TEXT, 1L));
        assertThrows(IllegalArgumentException.class, () -> text.contains(1L));
        assertNotEquals(ValueSet.empty(ValueKind.INTEGER), ValueSet.empty(ValueKind.TIMESTAMP));
    }

    @Test
    void descriptionsReadLikeSql() {
        assertEquals("x = 'it''s'", ValueSet.of(ValueKind.TEXT, "it's").toString());
        assertEquals(
                "x IN ('a', 'b')",
                ValueSet.ofAll(ValueKind.TEXT, List.of("b", "a")).toString());
        assertEquals("x LIKE 'Delete%'", ValueSet.startingWith("Delete").toString());
        assertEquals(
                "(x = 1 OR x IS NULL)",
                ValueSet.of(ValueKind.INTEGER, 1L).orNull().toString());
        assertEquals("x IS NOT NULL", ValueSet.notNull(ValueKind.BOOLEAN).toString());
        assertEquals("x IS NULL", ValueSet.onlyNull(ValueKind.BOOLEAN).toString());
        assertEquals(
                "x >= 1970-01-01T00:00:00Z AND x < 1970-01-01T00:00:01Z",
                ValueSet.between(ValueKind.TIMESTAMP, 0L, 999_999L).toString());
        assertEquals(
                "x > 'a' AND x <= 'b'",
                ValueSet.above(ValueKind.TEXT, "a")
                        .intersect(ValueSet.atMost(ValueKind.TEXT, "b"))
                        .toString());
        assertFalse(ValueSet.empty(ValueKind.TEXT).isNullAllowed());
    }
}
