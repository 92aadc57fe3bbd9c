/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Schema;
import java.util.List;

/**
 * Rows offset .. offset+limit of the input in order, holding little more than those in memory while they are few, and
 * sorting with spill where they are many.
 *
 * @param input may be partitioned: workers each keep their best rows
 * @param keys at least one; most significant first
 * @param offset rows left out at the front, at least 0
 * @param limit rows given at most, at least 0
 */
public record TopNNode(PlanNode input, List<SortKey> keys, long offset, long limit) implements PlanNode {
    public TopNNode {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || offset < 0 || limit < 0) {
            throw new IllegalArgumentException("a top N needs a key, an offset and a limit: " + offset + ", " + limit);
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
        return TopNOperator.open(this, context);
    }

    @Override
    public String describe() {
        return "TopN " + limit + (offset > 0 ? " offset " + offset : "") + " by " + SortNode.describe(input, keys);
    }
}
