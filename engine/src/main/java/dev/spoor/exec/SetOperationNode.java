/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * INTERSECT or EXCEPT. Rows are equal when each column is, NULL being equal to NULL. Columns are of the same types in
 * both inputs and have the names of the left one. Either input may be partitioned.
 *
 * @param all whether rows count: INTERSECT ALL gives a row as often as it is in both, EXCEPT ALL as often as it is more
 *     often in the left; otherwise each row comes once
 */
public record SetOperationNode(Kind kind, boolean all, PlanNode left, PlanNode right) implements PlanNode {
    /** Which operation. */
    public enum Kind {
        INTERSECT,
        EXCEPT
    }

    public SetOperationNode {
        requireSameTypes(List.of(left, right));
    }

    @Override
    public Schema schema() {
        return left.schema();
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(left, right);
    }

    @Override
    public boolean isPartitioned() {
        return false;
    }

    @Override
    public Operator open(QueryContext context) {
        return SetOperationOperator.open(this, context);
    }

    @Override
    public String describe() {
        return (kind == Kind.INTERSECT ? "Intersect" : "Except") + (all ? " all" : " distinct");
    }

    static void requireSameTypes(List<PlanNode> inputs) {
        List<Field> first = inputs.get(0).schema().getFields();
        for (PlanNode input : inputs) {
            List<Field> fields = input.schema().getFields();
            List<Integer> differing = new ArrayList<>();
            for (int i = 0; i < Math.min(first.size(), fields.size()); i++) {
                if (!SqlTypes.sameType(first.get(i), fields.get(i))) {
                    differing.add(i);
                }
            }
            if (first.size() != fields.size() || !differing.isEmpty()) {
                throw new IllegalArgumentException(
                        "inputs differ in columns " + differing + ": " + first + " and " + fields);
            }
        }
    }
}
