/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.prune;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Writes a value set as SQL-like text for EXPLAIN; a long list is cut and says so. */
final class ValueSetDescription {
    private static final int TERM_COUNT_MAX = 8;
    private static final int TEXT_CHARS_MAX = 60;

    private ValueSetDescription() {}

    static String of(String column, ValueSet set) {
        if (set.isEmpty()) {
            return "FALSE";
        }
        if (set.isEverything()) {
            return "TRUE";
        }
        if (set.equals(ValueSet.notNull(set.kind()))) {
            return column + " IS NOT NULL";
        }
        if (set.equals(ValueSet.onlyNull(set.kind()))) {
            return column + " IS NULL";
        }
        String values = values(column, set.withoutNull());
        return set.isNullAllowed() ? "(" + values + " OR " + column + " IS NULL)" : values;
    }

    private static String values(String column, ValueSet set) {
        List<Object> points = new ArrayList<>();
        List<String> ranges = new ArrayList<>();
        List<Object> bounds = set.boundaries();
        for (int i = 0; i < bounds.size(); i += 2) {
            Object start = bounds.get(i);
            Object end = i + 1 < bounds.size() ? bounds.get(i + 1) : null;
            if (sameOrBothNull(set.kind().nextOrNull(start), end)) {
                points.add(start);
            } else {
                ranges.add(range(column, set.kind(), start, end));
            }
        }
        List<String> terms = new ArrayList<>();
        if (points.size() == 1) {
            terms.add(column + " = " + literal(set.kind(), points.get(0)));
        } else if (!points.isEmpty()) {
            terms.add(column + " IN (" + list(set.kind(), points) + ")");
        }
        int shown = Math.min(ranges.size(), TERM_COUNT_MAX);
        terms.addAll(ranges.subList(0, shown));
        if (shown < ranges.size()) {
            terms.add("... " + (ranges.size() - shown) + " more ranges");
        }
        return terms.size() == 1 ? terms.get(0) : "(" + String.join(" OR ", terms) + ")";
    }

    private static String range(String column, ValueKind kind, Object start, Object endOrNull) {
        if (kind == ValueKind.TEXT
                && endOrNull != null
                && endOrNull.equals(ValueSet.endOfPrefixOrNull((String) start))) {
            return column + " LIKE " + literal(kind, start + "%");
        }
        String from = start.equals(kind.least()) ? "" : column + lower(kind, start);
        String to = endOrNull == null ? "" : column + upper(kind, endOrNull);
        return from.isEmpty() || to.isEmpty() ? from + to : from + " AND " + to;
    }

    private static String lower(ValueKind kind, Object start) {
        return kind == ValueKind.TEXT && ((String) start).endsWith("\0")
                ? " > " + literal(kind, withoutLast((String) start))
                : " >= " + literal(kind, start);
    }

    private static String upper(ValueKind kind, Object end) {
        return kind == ValueKind.TEXT && ((String) end).endsWith("\0")
                ? " <= " + literal(kind, withoutLast((String) end))
                : " < " + literal(kind, end);
    }

    private static String withoutLast(String text) {
        return text.substring(0, text.length() - 1);
    }

    private static String list(ValueKind kind, List<Object> points) {
        int shown = Math.min(points.size(), TERM_COUNT_MAX);
        List<String> literals = new ArrayList<>();
        for (Object point : points.subList(0, shown)) {
            literals.add(literal(kind, point));
        }
        if (shown < points.size()) {
            literals.add("... " + (points.size() - shown) + " more");
        }
        return String.join(", ", literals);
    }

    private static String literal(ValueKind kind, Object value) {
        if (kind == ValueKind.TEXT) {
            String text = (String) value;
            String shown = text.length() <= TEXT_CHARS_MAX ? text : text.substring(0, TEXT_CHARS_MAX) + "...";
            return "'" + shown.replace("'", "''") + "'";
        }
        if (kind == ValueKind.TIMESTAMP) {
            return Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS).toString();
        }
        return value.toString();
    }

    private static boolean sameOrBothNull(Object left, Object right) {
        return left == null ? right == null : left.equals(right);
    }
}
