/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Schema;
import java.util.List;

/**
 * A row for each element of the arrays or maps of a row. Output: the input's columns, without the unnested ones if these are
 * dropped, then for each unnested column its elements, then the ordinality.
 *
 * @param input may be partitioned
 * @param columns ARRAY or MAP columns, unnested side by side; shorter ones are padded with NULL. A MAP gives two
 *     columns, key and value
 * @param expandRows whether an ARRAY of ROW gives one column for each field of the ROW instead of one ROW column
 * @param ordinality whether the last column is a BIGINT that counts the elements of a row from 1
 * @param outer whether a row whose arrays are all NULL or empty gives one row padded with NULL (ordinality too) instead
 *     of none
 * @param drops whether the unnested columns, which must then be the last of the input, are left out of the output: each
 *     would be copied for each of its elements
 * @param schema of the output
 */
public record UnnestNode(
        PlanNode input,
        List<Integer> columns,
        boolean expandRows,
        boolean ordinality,
        boolean outer,
        boolean drops,
        Schema schema)
        implements PlanNode {
    public UnnestNode {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("nothing to unnest");
        }
    }

    /** Keeps the unnested columns. */
    public UnnestNode(
            PlanNode input,
            List<Integer> columns,
            boolean expandRows,
            boolean ordinality,
            boolean outer,
            Schema schema) {
        this(input, columns, expandRows, ordinality, outer, false, schema);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }

    @Override
    public boolean isPartitioned() {
        return input.isPartitioned();
    }

    @Override
    public Operator open(QueryContext context) {
        return new UnnestOperator(this, context);
    }

    @Override
    public String describe() {
        return "Unnest " + SortNode.names(input, columns) + (ordinality ? " with ordinality" : "")
                + (outer ? " keeping rows without elements" : "");
    }
}
