/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.edit;

import java.util.List;
import java.util.Locale;
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

    private static final Set<String> SET = Set.copyOf(ALL);

    private Keywords() {}

    /** In any letter case. */
    static boolean isKeyword(String word) {
        return SET.contains(word.toUpperCase(Locale.ROOT));
    }
}
