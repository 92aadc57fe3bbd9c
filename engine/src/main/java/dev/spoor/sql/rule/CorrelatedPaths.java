/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Makes the places inside columns of an outer query that a correlated sub-query speaks about columns of their own, because
 * decorrelation knows columns only: {@code a.userIdentity.arn}, {@code a.requestParameters['k']}. A sub-query that after
 * folding speaks about the outer query no more, because it has no rows, is joined: the decorrelator would give up.
 */
final class CorrelatedPaths extends RelHomogeneousShuttle {
    static RelNode in(RelNode rel) {
        return rel.accept(new CorrelatedPaths());
    }

    @Override
    public RelNode visit(LogicalCorrelate correlate) {
        RelNode visited = super.visit(correlate);
        return visited instanceof Correlate c ? widened(c) : visited;
    }

    private static RelNode widened(Correlate correlate) {
        RelNode left = correlate.getLeft();
        RexBuilder builder = correlate.getCluster().getRexBuilder();
        if (!RelOptUtil.getVariablesUsed(correlate.getRight()).contains(correlate.getCorrelationId())) {
            return LogicalJoin.create(
                    left,
                    correlate.getRight(),
                    List.of(),
                    builder.makeLiteral(true),
                    Set.of(),
                    correlate.getJoinType());
        }
        Paths paths = new Paths(correlate.getCorrelationId(), builder, left);
        correlate.getRight().accept(everywhere(paths));
        if (paths.columns.isEmpty()) {
            return correlate;
        }
        int count = left.getRowType().getFieldCount();
        List<RexNode> columns = new ArrayList<>(builder.identityProjects(left.getRowType()));
        List<String> names = new ArrayList<>(left.getRowType().getFieldNames());
        paths.columns.forEach((text, path) -> {
            columns.add(path);
            names.add("path" + columns.size());
        });
        RelNode wide = LogicalProject.create(left, List.of(), columns, names, Set.of());
        paths.wideRow = wide.getRowType();
        RelNode right = correlate.getRight().accept(everywhere(paths));
        RelNode joined = LogicalCorrelate.create(
                wide,
                right,
                List.of(),
                correlate.getCorrelationId(),
                ImmutableBitSet.of(paths.used),
                correlate.getJoinType());
        List<RexNode> kept = new ArrayList<>();
        for (int i = 0; i < joined.getRowType().getFieldCount(); i++) {
            if (i < count || i >= columns.size()) {
                kept.add(builder.makeInputRef(joined, i));
            }
        }
        return LogicalProject.create(
                joined, List.of(), kept, correlate.getRowType().getFieldNames(), Set.of());
    }

    private static RelHomogeneousShuttle everywhere(RexShuttle expressions) {
        return new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode other) {
                return super.visit(other).accept(expressions);
            }
        };
    }

    /** First collects the paths, then, when the wide row is known, replaces them. */
    private static final class Paths extends RexShuttle {
        private final CorrelationId id;
        private final RexBuilder builder;
        private final RelNode left;
        private final Map<String, RexNode> columns = new LinkedHashMap<>();
        private final Set<Integer> used = new TreeSet<>();
        private RelDataType wideRow;

        Paths(CorrelationId id, RexBuilder builder, RelNode left) {
            this.id = id;
            this.builder = builder;
            this.left = left;
        }

        @Override
        public RexNode visitFieldAccess(RexFieldAccess access) {
            RexNode path = onLeftOrNull(access);
            if (path == null) {
                return super.visitFieldAccess(access);
            }
            boolean column = access.getReferenceExpr() instanceof RexCorrelVariable;
            return column ? retyped(access) : replaced(access, path);
        }

        @Override
        public RexNode visitCall(RexCall call) {
            RexNode path = onLeftOrNull(call);
            return path == null ? super.visitCall(call) : replaced(call, path);
        }

        private RexNode retyped(RexFieldAccess access) {
            return wideRow == null ? access : column(access.getField().getIndex());
        }

        private RexNode replaced(RexNode node, RexNode path) {
            columns.putIfAbsent(path.toString(), path);
            if (wideRow == null) {
                return node;
            }
            int index = left.getRowType().getFieldCount() + new ArrayList<>(columns.keySet()).indexOf(path.toString());
            return column(index);
        }

        private RexNode column(int index) {
            used.add(index);
            return builder.makeFieldAccess(builder.makeCorrel(wideRow, id), index);
        }

        /** The place as an expression over the left input, or null if it is none. */
        private RexNode onLeftOrNull(RexNode node) {
            if (node instanceof RexFieldAccess access) {
                RexNode around = access.getReferenceExpr();
                int field = access.getField().getIndex();
                if (around instanceof RexCorrelVariable variable) {
                    return variable.id.equals(id) ? builder.makeInputRef(left, field) : null;
                }
                RexNode outer = onLeftOrNull(around);
                return outer == null ? null : builder.makeFieldAccess(outer, field);
            }
            if (node instanceof RexCall call
                    && call.getKind() == SqlKind.ITEM
                    && call.getOperands().get(1) instanceof RexLiteral) {
                RexNode outer = onLeftOrNull(call.getOperands().get(0));
                return outer == null
                        ? null
                        : builder.makeCall(
                                call.getType(),
                                call.getOperator(),
                                List.of(outer, call.getOperands().get(1)));
            }
            return null;
        }
    }
}
