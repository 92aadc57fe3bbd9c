/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.expr.Predicate;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Joins two inputs. With keys, the right side is hashed (and spilled in partitions when it is too large for memory) and
 * the left side looks up; without keys, each left row meets each right row.
 *
 * <p>Two rows match when all keys are equal and the residual is TRUE. A NULL key matches nothing, unless its key is
 * null-safe: then NULL equals NULL. SEMI gives each left row that has a match once, ANTI each left row that has none.
 *
 * @param left probe side; may be partitioned among workers unless the kind is RIGHT or FULL
 * @param right build side; may be partitioned
 * @param leftKeys columns of the left side
 * @param rightKeys columns of the right side, of the same types
 * @param nullSafe for each key whether it compares with IS NOT DISTINCT FROM
 * @param residual over left columns then right columns; null for none
 * @param schema of the output: left columns then right columns, or left columns alone for SEMI and ANTI
 */
public record JoinNode(
        PlanNode left,
        PlanNode right,
        Kind kind,
        List<Integer> leftKeys,
        List<Integer> rightKeys,
        List<Boolean> nullSafe,
        Predicate residual,
        Schema schema)
        implements PlanNode {
    /** Which rows come out. */
    public enum Kind {
        INNER,
        LEFT,
        RIGHT,
        FULL,
        SEMI,
        ANTI;

        /** Whether left rows without a match come out padded with NULL. */
        boolean keepsLeft() {
            return this == LEFT || this == FULL;
        }

        /** Whether right rows without a match come out padded with NULL. */
        boolean keepsRight() {
            return this == RIGHT || this == FULL;
        }

        /** Whether only left columns come out, each left row once at most. */
        boolean testsOnly() {
            return this == SEMI || this == ANTI;
        }
    }

    public JoinNode {
        Objects.requireNonNull(kind, "kind is null");
        leftKeys = List.copyOf(leftKeys);
        rightKeys = List.copyOf(rightKeys);
        nullSafe = List.copyOf(nullSafe);
        if (leftKeys.size() != rightKeys.size() || leftKeys.size() != nullSafe.size()) {
            throw new IllegalArgumentException("keys of a join go in pairs");
        }
        for (int i = 0; i < leftKeys.size(); i++) {
            Field a = left.schema().getFields().get(leftKeys.get(i));
            Field b = right.schema().getFields().get(rightKeys.get(i));
            if (!SqlTypes.sameType(a, b)) {
                throw new IllegalArgumentException("keys of a join have the same type: " + a + ", " + b);
            }
        }
        int columns = left.schema().getFields().size()
                + (kind.testsOnly() ? 0 : right.schema().getFields().size());
        if (schema.getFields().size() != columns) {
            throw new IllegalArgumentException("a join's schema has " + columns + " columns, not " + schema);
        }
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(left, right);
    }

    @Override
    public boolean isPartitioned() {
        return left.isPartitioned() && !kind.keepsRight();
    }

    @Override
    public Operator open(QueryContext context) {
        return JoinOperator.open(this, context);
    }

    @Override
    public String describe() {
        StringBuilder text = new StringBuilder(leftKeys.isEmpty() ? "NestedLoopJoin " : "HashJoin ").append(kind);
        for (int i = 0; i < leftKeys.size(); i++) {
            text.append(i == 0 ? " on " : " and ")
                    .append(SortNode.names(left, List.of(leftKeys.get(i))))
                    .append(nullSafe.get(i) ? " IS NOT DISTINCT FROM " : " = ")
                    .append(SortNode.names(right, List.of(rightKeys.get(i))));
        }
        return text.append(residual == null ? "" : " with a residual condition").toString();
    }
}
