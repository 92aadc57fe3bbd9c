/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * A result in memory, for comparing. Values are null, Boolean, Long, Double, BigDecimal, String, LocalDate, LocalTime,
 * LocalDateTime (timestamps, UTC), Duration, Period, Bytes, List (arrays and rows) or Map.
 */
public record Table(List<String> columns, List<List<Object>> rows) {
    private static final double RELATIVE_ERROR_MAX = 1e-9;
    private static final MathContext SORTING = new MathContext(7, RoundingMode.HALF_EVEN);
    private static final MathContext SHOWING = new MathContext(12, RoundingMode.HALF_EVEN);

    /** The one value of a result of one row and one column. */
    public Object single() {
        if (rows.size() != 1 || rows.get(0).size() != 1) {
            throw new AssertionError("expected one value, got " + this);
        }
        return rows.get(0).get(0);
    }

    /** Empty when both hold the same rows, else what differs first. Order counts only if {@code ordered}. */
    public String difference(Table other, boolean ordered) {
        if (rows.size() != other.rows.size()) {
            return rows.size() + " rows against " + other.rows.size() + firstMissing(other);
        }
        List<List<Object>> mine = ordered ? rows : sorted(rows);
        List<List<Object>> theirs = ordered ? other.rows : sorted(other.rows);
        for (int i = 0; i < mine.size(); i++) {
            if (!same(mine.get(i), theirs.get(i))) {
                return "row " + i + (ordered ? "" : " (sorted)") + ": " + render(mine.get(i)) + " against "
                        + render(theirs.get(i));
            }
        }
        return "";
    }

    private String firstMissing(Table other) {
        List<String> mine = new ArrayList<>(rows.stream().map(Table::render).toList());
        List<String> theirs =
                new ArrayList<>(other.rows.stream().map(Table::render).toList());
        List<String> longer = mine.size() > theirs.size() ? mine : theirs;
        List<String> shorter = longer == mine ? theirs : mine;
        shorter.forEach(longer::remove);
        return ", for example " + longer.get(0);
    }

    private static List<List<Object>> sorted(List<List<Object>> rows) {
        record Keyed(String key, List<Object> row) {}
        return rows.stream()
                .map(row -> new Keyed(render(row, SORTING), row))
                .sorted(Comparator.comparing(Keyed::key))
                .map(Keyed::row)
                .toList();
    }

    private static boolean same(Object a, Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return sameNumber(x, y);
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            boolean same = x.size() == y.size();
            for (int i = 0; same && i < x.size(); i++) {
                same = same(x.get(i), y.get(i));
            }
            return same;
        }
        return Objects.equals(a, b);
    }

    private static boolean sameNumber(Number a, Number b) {
        if (a instanceof Double || b instanceof Double) {
            double x = a.doubleValue();
            double y = b.doubleValue();
            double scale = Math.max(Math.abs(x), Math.abs(y));
            return Double.compare(x, y) == 0 || x == y || Math.abs(x - y) <= RELATIVE_ERROR_MAX * scale;
        }
        return decimal(a).compareTo(decimal(b)) == 0;
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number.longValue());
    }

    /** A row as one line: values between {@code " | "}. */
    public static String render(List<Object> row) {
        return render(row, SHOWING);
    }

    private static String render(List<Object> row, MathContext precision) {
        StringJoiner line = new StringJoiner(" | ");
        for (Object value : row) {
            line.add(render(value, precision, true));
        }
        return line.toString();
    }

    private static String render(Object value, MathContext precision, boolean top) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof String text) {
            return top ? quoteIfNeeded(text) : "'" + escape(text) + "'";
        }
        if (value instanceof Double number) {
            return number.isNaN() || number.isInfinite() ? number.toString() : plain(new BigDecimal(number), precision);
        }
        if (value instanceof BigDecimal number) {
            return plain(number, precision);
        }
        if (value instanceof List<?> list) {
            StringJoiner items = new StringJoiner(", ", "[", "]");
            list.forEach(item -> items.add(render(item, precision, false)));
            return items.toString();
        }
        if (value instanceof Map<?, ?> map) {
            StringJoiner items = new StringJoiner(", ", "{", "}");
            map.forEach((k, v) -> items.add(render(k, precision, false) + ": " + render(v, precision, false)));
            return items.toString();
        }
        return value.toString();
    }

    private static String plain(BigDecimal number, MathContext precision) {
        BigDecimal rounded = number.round(precision);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static String quoteIfNeeded(String text) {
        boolean plain = !text.isEmpty()
                && !text.equals("NULL")
                && text.strip().length() == text.length()
                && text.charAt(0) != '\'';
        return plain ? escape(text) : "'" + escape(text) + "'";
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\p")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
    }

    /** Rows as lines, for scripts and messages. */
    public List<String> lines() {
        return rows.stream().map(Table::render).toList();
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner("\n");
        text.add(String.join(" | ", columns));
        lines().forEach(text::add);
        return text.toString();
    }

    /** Binary values: compared by content, shown in hex. */
    public record Bytes(String hex) {
        static Bytes of(byte[] bytes) {
            return new Bytes(java.util.HexFormat.of().formatHex(bytes));
        }
    }
}
