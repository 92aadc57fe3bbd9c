/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.source.EventTime;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlKind;

/**
 * Which times and truth values have a text that compares in a certain way with another: how conditions on the text
 * columns of a view become conditions on what is stored. The text of a time sorts as the time does up to the second, so the
 * sets of times are whole seconds; they may hold a fraction of a second too much, never too little.
 */
final class TextOfTyped {
    /** Characters of the text of a time before its fraction. */
    private static final int SECOND_CHARS = 19;

    private static final long SECOND_MICROS = 1_000_000L;
    private static final long FIRST_SECOND = -62_167_219_200L;
    private static final long LAST_SECOND = 253_402_300_799L;

    private TextOfTyped() {}

    /** The values whose text compares so with the given one; null is not among them. */
    static ValueSet set(ValueKind kind, SqlKind comparison, String text) {
        if (kind == ValueKind.BOOLEAN) {
            return truths(word -> holds(comparison, word.compareTo(text)));
        }
        if (kind != ValueKind.TIMESTAMP) {
            return ValueSet.everything(kind);
        }
        String seconds = text.substring(0, Math.min(text.length(), SECOND_CHARS));
        return switch (comparison) {
            case EQUALS -> between(firstSecond(s -> s.compareTo(seconds) >= 0), after(seconds));
            case LESS_THAN, LESS_THAN_OR_EQUAL -> between(FIRST_SECOND, after(seconds));
            case GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                between(firstSecond(s -> s.compareTo(seconds) >= 0), LAST_SECOND + 1);
            default -> ValueSet.notNull(kind);
        };
    }

    /** The values whose text begins so. */
    static ValueSet startingWith(ValueKind kind, String prefix) {
        if (kind == ValueKind.BOOLEAN) {
            return truths(word -> word.startsWith(prefix));
        }
        if (kind != ValueKind.TIMESTAMP) {
            return ValueSet.everything(kind);
        }
        String seconds = prefix.substring(0, Math.min(prefix.length(), SECOND_CHARS));
        return between(
                firstSecond(s -> s.compareTo(seconds) >= 0),
                firstSecond(s -> s.compareTo(seconds) >= 0 && !s.startsWith(seconds)));
    }

    /** The first second whose text sorts behind a text. */
    private static long after(String text) {
        return firstSecond(s -> s.compareTo(text) > 0);
    }

    private static ValueSet between(long firstSecond, long secondAfter) {
        if (firstSecond >= secondAfter) {
            return ValueSet.empty(ValueKind.TIMESTAMP);
        }
        return ValueSet.between(ValueKind.TIMESTAMP, firstSecond * SECOND_MICROS, secondAfter * SECOND_MICROS - 1);
    }

    /** By halves: once a text of a second passes, those of all later seconds do. The second after the last if none. */
    private static long firstSecond(Predicate<String> passes) {
        long low = FIRST_SECOND;
        long high = LAST_SECOND + 1;
        while (low < high) {
            long middle = Math.floorDiv(low + high, 2);
            if (passes.test(textOf(middle))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static String textOf(long second) {
        byte[] text = new byte[EventTime.TEXT_BYTES_MAX];
        EventTime.text(second * SECOND_MICROS, text);
        return new String(text, 0, SECOND_CHARS, StandardCharsets.US_ASCII);
    }

    private static ValueSet truths(Predicate<String> passes) {
        ValueSet set = ValueSet.empty(ValueKind.BOOLEAN);
        for (boolean truth : new boolean[] {false, true}) {
            if (passes.test(Boolean.toString(truth))) {
                set = set.union(ValueSet.of(ValueKind.BOOLEAN, truth));
            }
        }
        return set;
    }

    private static boolean holds(SqlKind comparison, int order) {
        return switch (comparison) {
            case EQUALS -> order == 0;
            case NOT_EQUALS -> order != 0;
            case LESS_THAN -> order < 0;
            case LESS_THAN_OR_EQUAL -> order <= 0;
            case GREATER_THAN -> order > 0;
            case GREATER_THAN_OR_EQUAL -> order >= 0;
            default -> true;
        };
    }
}
