/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.edit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The words of SQL that are typed often enough to be coloured and completed. */
final class Keywords {
    /** In the order in which completion offers them. */
    static final List<String> ALL = List.of(
            "SELECT",
            "FROM",
            "WHERE",
            "GROUP",
            "BY",
            "ORDER",
            "LIMIT",
            "AND",
            "OR",
            "NOT",
            "IN",
            "AS",
            "DISTINCT",
            "LIKE",
            "BETWEEN",
            "IS",
            "NULL",
            "HAVING",
            "WITH",
            "JOIN",
            "LEFT",
            "RIGHT",
            "FULL",
            "INNER",
            "CROSS",
            "ON",
            "USING",
            "UNION",
            "ALL",
            "INTERSECT",
            "EXCEPT",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "CAST",
            "TRY_CAST",
            "EXISTS",
            "UNNEST",
            "ORDINALITY",
            "OVER",
            "PARTITION",
            "ROWS",
            "RANGE",
            "PRECEDING",
            "FOLLOWING",
            "UNBOUNDED",
            "CURRENT",
            "ROW",
            "DESC",
            "ASC",
            "NULLS",
            "FIRST",
            "LAST",
            "OFFSET",
            "FETCH",
            "INTERVAL",
            "TIMESTAMP",
            "DATE",
            "TIME",
            "VALUES",
            "EXPLAIN",
            "ANALYZE",
            "ESCAPE",
            "TRUE",
            "FALSE",
            "FILTER",
            "GROUPING",
            "SETS",
            "ROLLUP",
            "CUBE",
            "ARRAY",
            "MAP",
            "EXTRACT",
            "AT",
            "ZONE",
            "FOR",
            "VERSION",
            "OF");

    /** By the clause that the cursor is in, what mostly comes next. */
    private static final Map<String, List<String>> NEXT = Map.ofEntries(
            Map.entry("", List.of("SELECT", "WITH", "EXPLAIN", "VALUES")),
            Map.entry("EXPLAIN", List.of("SELECT", "WITH", "ANALYZE")),
            Map.entry("WITH", List.of("AS", "SELECT")),
            Map.entry("SELECT", List.of("FROM", "AS", "DISTINCT", "CASE", "CAST", "OVER", "FILTER")),
            Map.entry(
                    "FROM",
                    List.of(
                            "WHERE", "GROUP", "ORDER", "LIMIT", "JOIN", "LEFT", "CROSS", "UNNEST", "AS", "FOR",
                            "UNION")),
            Map.entry("JOIN", List.of("ON", "USING", "WHERE", "UNNEST", "AS")),
            Map.entry("ON", List.of("AND", "OR", "WHERE", "GROUP", "ORDER", "LIMIT", "JOIN", "LEFT")),
            Map.entry(
                    "WHERE",
                    List.of(
                            "AND",
                            "OR",
                            "NOT",
                            "IN",
                            "LIKE",
                            "IS",
                            "BETWEEN",
                            "GROUP",
                            "ORDER",
                            "LIMIT",
                            "EXISTS",
                            "INTERVAL",
                            "TIMESTAMP")),
            Map.entry("GROUP", List.of("BY", "HAVING", "ORDER", "LIMIT", "ROLLUP", "CUBE", "GROUPING")),
            Map.entry("HAVING", List.of("AND", "OR", "ORDER", "LIMIT")),
            Map.entry("ORDER", List.of("BY", "DESC", "ASC", "NULLS", "LIMIT", "OFFSET")),
            Map.entry("NULLS", List.of("FIRST", "LAST")),
            Map.entry("LIMIT", List.of("OFFSET", "UNION")),
            Map.entry("CASE", List.of("WHEN", "THEN", "ELSE", "END")),
            Map.entry("OVER", List.of("PARTITION", "ORDER", "ROWS", "RANGE")));

    private static final Set<String> SET = Set.copyOf(ALL);

    private Keywords() {}

    /** Whether a word, in upper case, begins a clause that {@link #next} knows. */
    static boolean isClause(String word) {
        return NEXT.containsKey(word);
    }

    /** What mostly comes next in a clause, the likely first; {@code ""} is the beginning of a statement. */
    static List<String> next(String clause) {
        return NEXT.getOrDefault(clause, List.of());
    }

    /** In any letter case. */
    static boolean isKeyword(String word) {
        return SET.contains(word.toUpperCase(Locale.ROOT));
    }
}
