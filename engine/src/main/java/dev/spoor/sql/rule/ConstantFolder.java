/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.rule;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Evaluates constant expressions, {@code now()} included, with the engine's kernels and simplifies conditions, so that
 * what remains can prune. An expression whose evaluation fails stays: it is an error only if a row reaches it.
 */
final class ConstantFolder extends RelHomogeneousShuttle {
    private final RexShuttle fold;
    private final RexSimplify simplify;

    private ConstantFolder(RexBuilder builder, RexExecutor executor) {
        this.fold = new Fold(builder, executor);
        this.simplify = new RexSimplify(builder, RelOptPredicateList.EMPTY, executor);
    }

    static RelNode in(RelNode rel) {
        RexExecutor executor = rel.getCluster().getPlanner().getExecutor();
        return rel.accept(new ConstantFolder(rel.getCluster().getRexBuilder(), executor));
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode visited = super.visit(other).accept(fold);
        if (visited instanceof Filter filter) {
            return simplified(filter);
        }
        if (visited instanceof Join join) {
            RexNode condition = simplify.simplifyUnknownAsFalse(join.getCondition());
            return condition.equals(join.getCondition())
                    ? join
                    : join.copy(
                            join.getTraitSet(),
                            condition,
                            join.getLeft(),
                            join.getRight(),
                            join.getJoinType() == null ? JoinRelType.INNER : join.getJoinType(),
                            join.isSemiJoinDone());
        }
        return visited;
    }

    private RelNode simplified(Filter filter) {
        RexNode condition = simplify.simplifyUnknownAsFalse(filter.getCondition());
        if (condition.isAlwaysTrue()) {
            return filter.getInput();
        }
        if (condition.isAlwaysFalse() || RexLiteral.isNullLiteral(condition)) {
            return LogicalValues.createEmpty(filter.getCluster(), filter.getRowType());
        }
        return condition.equals(filter.getCondition())
                ? filter
                : filter.copy(filter.getTraitSet(), filter.getInput(), condition);
    }

    /** Evaluates the largest constant sub-expressions. */
    private static final class Fold extends RexShuttle {
        private final RexBuilder builder;
        private final RexExecutor executor;

        Fold(RexBuilder builder, RexExecutor executor) {
            this.builder = builder;
            this.executor = executor;
        }

        @Override
        public RexNode visitCall(RexCall call) {
            if (call.getKind() != SqlKind.SEARCH && isFoldable(call)) {
                List<RexNode> reduced = new ArrayList<>(1);
                executor.reduce(builder, List.of(call), reduced);
                if (reduced.get(0) != call) {
                    return reduced.get(0);
                }
            }
            return super.visitCall(call);
        }

        @Override
        public RexNode visitOver(RexOver over) {
            return over;
        }

        private static boolean isFoldable(RexCall call) {
            return RexUtil.isConstant(call) && RexUtil.isDeterministic(call) && !RexOver.containsOver(call);
        }
    }
}
