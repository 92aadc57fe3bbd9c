/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import java.util.Set;
import org.apache.calcite.sql.SqlNode;

/**
 * One statement after parsing.
 *
 * @param isExplained whether the plan is asked for, not the rows
 * @param isAnalyzed whether the plan is asked for with what running it cost
 * @param query the query as Calcite's validator takes it; new for each parse
 * @param parameterCount number of {@code ?} in the text
 * @param rowCounts parameters without a value, from 0, that stand for numbers of rows and are not in the query
 */
public record ParsedStatement(
        boolean isExplained, boolean isAnalyzed, SqlNode query, int parameterCount, Set<Integer> rowCounts) {
    public ParsedStatement {
        rowCounts = Set.copyOf(rowCounts);
    }

    /** A query without parameters. */
    public ParsedStatement(SqlNode query) {
        this(false, false, query, 0, Set.of());
    }
}
