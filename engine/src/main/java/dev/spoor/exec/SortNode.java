/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Schema;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All rows in order. Spills sorted runs to disk when memory is short. Rows that are equal by the keys come in any order.
 *
 * @param input may be partitioned: workers sort at the same time
 * @param keys at least one; most significant first
 */
public record SortNode(PlanNode input, List<SortKey> keys) implements PlanNode {
    public SortNode {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a sort needs a key");
        }
    }

    @Override
    public Schema schema() {
        return input.schema();
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }

    @Override
    public boolean isPartitioned() {
        return false;
    }

    @Override
    public Operator open(QueryContext context) {
        return new SortOperator(this, input, keys, SortOperator.RUN_BYTES_UNLIMITED, context);
    }

    @Override
    public String describe() {
        return "Sort by " + describe(input, keys);
    }

    /** Keys for EXPLAIN. */
    static String describe(PlanNode input, List<SortKey> keys) {
        return keys.stream()
                .map(key -> names(input, List.of(key.column()))
                        + (key.ascending() ? "" : " DESC")
                        + (key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST"))
                .collect(Collectors.joining(", "));
    }

    /** Column names for EXPLAIN. */
    static String names(PlanNode input, List<Integer> columns) {
        return columns.stream()
                .map(column -> input.schema().getFields().get(column).getName())
                .collect(Collectors.joining(", "));
    }
}
