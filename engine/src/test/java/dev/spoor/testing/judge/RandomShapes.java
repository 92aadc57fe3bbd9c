/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing.judge;

import dev.spoor.testing.judge.Term.Kind;
import java.util.ArrayList;
import java.util.List;

/** Whole queries of the shapes that analysts write beyond one SELECT: WITH, UNNEST, grouping sets, ordered aggregates. */
final class RandomShapes {
    private static final String NO_SPACE = "";

    private final RandomTerms terms;
    private final RandomQueries queries;

    RandomShapes(RandomTerms terms, RandomQueries queries) {
        this.terms = terms;
        this.queries = queries;
    }

    RandomQuery next() {
        return switch (terms.below(9)) {
            case 0 -> with();
            case 1 -> unnest();
            case 2 -> unnestMap();
            case 3 -> groupingSets();
            case 4 -> orderedAggregates();
            case 5 -> statistics();
            case 6 -> windows();
            case 7 -> correlated();
            default -> ordered();
        };
    }

    /** WITH a AS (...), b AS (... FROM a) SELECT ... FROM a JOIN b. */
    private RandomQuery with() {
        List<Term> outputs = new ArrayList<>();
        Term inner = queries.groupSql(queries.table("e"), outputs);
        int column = terms.below(outputs.size());
        Term name = Term.both("c" + column, outputs.get(column).kind());
        boolean joined = terms.chance(0.5);
        String tail = joined
                ? "SELECT a.*, b.n FROM a LEFT JOIN b ON a.{1} = b.k"
                : "SELECT k, n FROM b UNION ALL SELECT {1}, 0 FROM a";
        return new RandomQuery(
                Term.of(
                        Kind.TEXT,
                        "WITH a AS ({0}), b (k, n) AS (SELECT {1}, count(*) FROM a GROUP BY {1}) " + tail,
                        inner,
                        name),
                false);
    }

    private RandomQuery unnest() {
        Source from = queries.table("e");
        Term array = terms.expression(from.columns(), Kind.TEXTS, 1);
        Term kept = terms.column(from.columns(), terms.anyKind());
        String ours = terms.chance(0.4) ? "LEFT JOIN UNNEST({2}) AS u (x) ON TRUE" : "CROSS JOIN UNNEST({2}) AS u (x)";
        String theirs = ours.startsWith("LEFT")
                ? "LEFT JOIN LATERAL (SELECT unnest({2}) AS x) AS u ON TRUE"
                : "CROSS JOIN LATERAL (SELECT unnest({2}) AS x) AS u";
        String what = terms.oneOf(List.of("{0}, u.x", "u.x, count(*), min({0})", "upper(u.x), length(u.x), {0}"));
        String group = what.contains("count") ? " GROUP BY u.x" : "";
        String condition = terms.chance(0.3) ? "{3}" + (terms.chance(0.5) ? " AND" : " OR") + " u.x > 'b'" : "{3}";
        return new RandomQuery(
                Term.of(
                        Kind.TEXT,
                        "SELECT " + what + " FROM {1} " + ours + " WHERE " + condition + group,
                        "SELECT " + what + " FROM {1} " + theirs + " WHERE " + condition + group,
                        kept,
                        from.sql(),
                        array,
                        terms.condition(from.columns(), 1)),
                false);
    }

    private RandomQuery unnestMap() {
        Source from = queries.table("e");
        String map = terms.oneOf(List.of("requestParameters", "responseElements", "additionalEventData"));
        Term condition = terms.condition(from.columns(), 1);
        boolean counted = terms.chance(0.5);
        // JSON inside of a value keeps the record's escapes, which DuckDB writes anew
        String plain = "CASE WHEN substr(%1$s, 1, 1) IN ('[', '{') THEN 'JSON' ELSE %1$s END";
        String ours = (counted ? "m.k, count(DISTINCT %s), count(*)" : "m.k, %s, {0}")
                .replace("%s", plain.replace("%1$s", "m.v"));
        String theirs = (counted ? "m.s.key, count(DISTINCT %s), count(*)" : "m.s.key, %s, {0}")
                .replace("%s", plain.replace("%1$s", "m.s.value"));
        return new RandomQuery(
                Term.of(
                        Kind.TEXT,
                        "SELECT " + ours + " FROM {1} CROSS JOIN UNNEST(e." + map + ") AS m (k, v) WHERE {2}"
                                + (counted ? " GROUP BY m.k" : NO_SPACE),
                        "SELECT " + theirs + " FROM {1} CROSS JOIN LATERAL (SELECT unnest(map_entries(e." + map
                                + ")) AS s) AS m WHERE {2}" + (counted ? " GROUP BY m.s.key" : NO_SPACE),
                        terms.column(from.columns(), Kind.TEXT),
                        from.sql(),
                        condition),
                false);
    }

    private RandomQuery groupingSets() {
        Source from = queries.table("e");
        Term a = terms.column(from.columns(), terms.oneOf(List.of(Kind.TEXT, Kind.BOOLEAN)));
        Term b = terms.column(from.columns(), Kind.TEXT);
        boolean areNames = (a.spoor() + b.spoor()).indexOf('[') < 0;
        if (a.spoor().equals(b.spoor()) || !areNames) {
            return unnest(); // grouping() takes names only
        }
        String sets = terms.oneOf(List.of(
                "GROUPING SETS (({0}, {1}), ({0}), ())",
                "GROUPING SETS (({0}), ({1}))", "CUBE ({0}, {1})", "ROLLUP ({1}, {0})"));
        return new RandomQuery(
                Term.of(
                        Kind.TEXT,
                        "SELECT {0} AS c0, {1} AS c1, grouping({0}, {1}) AS c2, {2} AS c3 FROM {3}{4} GROUP BY " + sets,
                        a,
                        b,
                        queries.aggregate(from),
                        from.sql(),
                        queries.where(from)),
                false);
    }

    /** Lists and texts of values in an order without ties. */
    private RandomQuery orderedAggregates() {
        Source from = eventsOnly("e");
        Term key = terms.column(from.columns(), terms.oneOf(List.of(Kind.TEXT, Kind.BOOLEAN, Kind.DATE)));
        Term value = terms.expression(from.columns(), Kind.TEXT, 1);
        String order = terms.oneOf(List.of("e.eventTime, e.eventID", "e.eventID DESC", "e.eventTime DESC, e.eventID"));
        String call = terms.oneOf(List.of(
                "array_agg({1} ORDER BY " + order + ")",
                "array_agg({1} ORDER BY " + order + ") FILTER (WHERE {2})",
                "max_by({1}, e.eventID)",
                "min_by({1}, e.eventID)",
                "array_agg(DISTINCT {1} ORDER BY {1})",
                "listagg({1}, '+') WITHIN GROUP (ORDER BY " + order + ")"));
        String theirs = call.startsWith("listagg")
                ? "string_agg({1}, '+' ORDER BY " + order + ")"
                : call.startsWith("array_agg(DISTINCT") ? "list(DISTINCT {1} ORDER BY {1} NULLS LAST)" : byId(call);
        String frame = "SELECT {0}, %s FROM {3}{4} GROUP BY {0}";
        return new RandomQuery(
                Term.of(
                        Kind.TEXT,
                        frame.replace("%s", call),
                        frame.replace("%s", theirs),
                        key,
                        value,
                        terms.condition(from.columns(), 1),
                        from.sql(),
                        queries.where(from)),
                false);
    }

    /** DuckDB's max_by passes over rows where the value is NULL, Trino's does not: asked with the first of a list. */
    private static String byId(String call) {
        return switch (call.substring(0, 6)) {
            case "max_by" -> "list({1} ORDER BY e.eventID DESC)[1]";
            case "min_by" -> "list({1} ORDER BY e.eventID)[1]";
            default -> call;
        };
    }

    private RandomQuery statistics() {
        Source from = queries.table("e");
        Term key = terms.column(from.columns(), terms.oneOf(List.of(Kind.TEXT, Kind.BOOLEAN, Kind.DATE)));
        Term x = terms.column(from.columns(), Kind.NUMBER);
        String call = terms.oneOf(List.of(
                "stddev_pop({1})",
                "var_pop({1})",
                "stddev({1})",
                "variance({1})",
                "sum(DISTINCT {1})",
                "count_if({2})",
                "geometric_mean({1} + 1)",
                "covar_pop({1}, {3})",
                "cardinality(array_agg({1}))",
                "cardinality(histogram({1}))",
                "sum({1}) * 1.0E0 / count({1})",
                "approx_distinct({2})"));
        String theirs = call.startsWith("cardinality(array")
                ? "len(list({1}))"
                : call.startsWith("cardinality")
                        ? "nullif(count(DISTINCT {1}), 0)"
                        : call.startsWith("approx")
                                ? "count(DISTINCT {2})"
                                : call.startsWith("geometric")
                                        ? "exp(avg(ln({1} + 1)))"
                                        : call.startsWith("count_if") ? "count(*) FILTER (WHERE {2})" : call;
        String frame = "SELECT {0}, %s FROM {4}{5} GROUP BY {0} HAVING count({1}) > " + terms.below(3);
        return new RandomQuery(
                Term.of(
                        Kind.TEXT,
                        frame.replace("%s", call),
                        frame.replace("%s", theirs),
                        key,
                        x,
                        terms.condition(from.columns(), 1),
                        terms.column(from.columns(), Kind.NUMBER),
                        from.sql(),
                        queries.where(from)),
                false);
    }

    private RandomQuery windows() {
        Source from = eventsOnly("e");
        String over = "OVER (PARTITION BY {0} ORDER BY e.eventTime, e.eventID";
        String call = terms.oneOf(List.of(
                "percent_rank() " + over + ")",
                "cume_dist() " + over + ")",
                "last_value({1}) " + over + " ROWS BETWEEN CURRENT ROW AND 2 FOLLOWING)",
                "nth_value({1}, 2) " + over + " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)",
                "lag({1}, 1, 'none') " + over + ")",
                "count(*) OVER (PARTITION BY {0} ORDER BY e.eventTime RANGE BETWEEN INTERVAL '1' HOUR PRECEDING AND"
                        + " CURRENT ROW)",
                "max({1}) OVER (ORDER BY e.eventTime RANGE BETWEEN INTERVAL '30' MINUTE PRECEDING AND INTERVAL '10' MINUTE"
                        + " FOLLOWING)",
                "avg({2}) " + over + " ROWS 4 PRECEDING)",
                "min({2}) OVER (PARTITION BY {0})",
                "count(*) OVER (w ROWS CURRENT ROW)",
                "sum({2}) OVER (w ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING)"));
        String declared = call.contains("(w ") ? " WINDOW w AS (PARTITION BY {0} ORDER BY e.eventTime, e.eventID)" : "";
        String first = terms.chance(0.3) && declared.isEmpty()
                ? "SELECT * FROM (SELECT e.eventID AS i, %s AS w FROM {3}{4}) AS t" + " WHERE w IS NOT NULL"
                : "SELECT e.eventID, %s FROM {3}{4}" + declared;
        return new RandomQuery(
                Term.of(
                        Kind.TEXT,
                        first.replace("%s", call),
                        terms.column(from.columns(), terms.oneOf(List.of(Kind.TEXT, Kind.BOOLEAN, Kind.DATE))),
                        terms.expression(from.columns(), Kind.TEXT, 1),
                        terms.column(from.columns(), Kind.NUMBER),
                        from.sql(),
                        queries.where(from)),
                false);
    }

    private RandomQuery correlated() {
        Source outer = queries.table("a");
        Source inner = queries.table("b");
        String test = terms.oneOf(List.of(
                "EXISTS (SELECT 1 FROM {3} WHERE {1} = {2} AND b.eventTime > a.eventTime)",
                "NOT EXISTS (SELECT 1 FROM {3} WHERE {1} = {2} AND b.eventTime > a.eventTime AND {4})",
                "{1} IN (SELECT {2} FROM {3} WHERE b.recipientAccountId = a.recipientAccountId AND {4})",
                "(SELECT count(*) FROM {3} WHERE {1} = {2} AND {4}) > 2",
                "a.eventTime = (SELECT max(b.eventTime) FROM {3} WHERE {1} = {2})",
                "a.eventTime < ANY (SELECT b.eventTime FROM {3} WHERE {4})",
                "a.eventTime >= ALL (SELECT b.eventTime FROM {3} WHERE {1} = {2})"));
        return new RandomQuery(
                Term.of(
                        Kind.TEXT,
                        "SELECT {0}, {1} FROM {5} WHERE " + test,
                        terms.column(outer.columns(), Kind.TIME),
                        terms.column(outer.columns(), Kind.TEXT),
                        terms.column(inner.columns(), Kind.TEXT),
                        inner.sql(),
                        terms.condition(inner.columns(), 1),
                        outer.sql()),
                false);
    }

    /** ORDER BY of names and ordinals over sets and groups. */
    private RandomQuery ordered() {
        Source from = queries.table("e");
        Term key = terms.column(from.columns(), terms.oneOf(List.of(Kind.TEXT, Kind.DATE, Kind.TIME)));
        String query = terms.oneOf(List.of(
                "SELECT {0} AS k, count(*) AS n FROM {1}{2} GROUP BY 1 ORDER BY n DESC, k NULLS FIRST LIMIT 7",
                "SELECT DISTINCT {0} AS k FROM {1}{2} ORDER BY k DESC NULLS LAST OFFSET 2 LIMIT 9",
                "SELECT {0} AS k FROM {1}{2} UNION SELECT {0} FROM {1} ORDER BY 1 NULLS FIRST LIMIT 12",
                "(SELECT {0} AS k FROM {1}{2} INTERSECT SELECT {0} FROM {1}) EXCEPT SELECT {0} FROM {1}{2} ORDER BY k",
                "SELECT k, sum(n) OVER (ORDER BY k NULLS FIRST) FROM (SELECT {0} AS k, count(*) AS n FROM {1}{2} GROUP BY"
                        + " {0}) AS t ORDER BY k NULLS FIRST"));
        // DuckDB wants LIMIT first
        String theirs = query.replace("OFFSET 2 LIMIT 9", "LIMIT 9 OFFSET 2");
        return new RandomQuery(Term.of(Kind.TEXT, query, theirs, key, from.sql(), queries.where(from)), true);
    }

    /** A table whose rows have an order without ties. */
    private Source eventsOnly(String alias) {
        Source from = queries.table(alias);
        while (from.order().isEmpty()) {
            from = queries.table(alias);
        }
        return from;
    }
}
