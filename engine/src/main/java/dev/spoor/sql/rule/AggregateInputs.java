/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/** Changes the projection below an aggregate where a later phase would otherwise take it for something else. */
final class AggregateInputs extends RelHomogeneousShuttle {
    private static final SqlFunction HIDDEN = new SqlFunction(
            "KEY", SqlKind.OTHER_FUNCTION, ReturnTypes.ARG0, null, OperandTypes.ANY, SqlFunctionCategory.SYSTEM);

    private final UnaryOperator<RelNode> change;

    private AggregateInputs(UnaryOperator<RelNode> change) {
        this.change = change;
    }

    /**
     * Hides from the decorrelator which keys are constants. It leaves them out, and with the last of them the grouping:
     * no rows would become one row.
     */
    static RelNode withoutConstantKeys(RelNode tree) {
        return tree.accept(new AggregateInputs(node -> hidden((Aggregate) node)));
    }

    /** Undoes {@link #withoutConstantKeys}. */
    static RelNode withConstantKeys(RelNode tree) {
        return tree.accept(new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode other) {
                return super.visit(other).accept(new Reveal());
            }
        });
    }

    /** Keeps FILTER conditions from being unknown, which they may be once that shuttle has changed them. */
    static RelNode withKnownFilters(RelNode tree, RexShuttle settled) {
        return tree.accept(new AggregateInputs(node -> known((Aggregate) node, settled)));
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode visited = super.visit(other);
        return visited instanceof Aggregate aggregate && aggregate.getInput() instanceof Project
                ? change.apply(visited)
                : visited;
    }

    private static RelNode hidden(Aggregate aggregate) {
        Project project = (Project) aggregate.getInput();
        RexBuilder builder = aggregate.getCluster().getRexBuilder();
        List<RexNode> items = new ArrayList<>(project.getProjects());
        for (int key : aggregate.getGroupSet()) {
            if (isConstant(items.get(key), project)) {
                items.set(key, builder.makeCall(HIDDEN, items.get(key)));
            }
        }
        return items.equals(project.getProjects())
                ? aggregate
                : aggregate.copy(
                        aggregate.getTraitSet(),
                        List.of(project.copy(project.getTraitSet(), project.getInput(), items, project.getRowType())));
    }

    /** Whether the decorrelator would find a constant, after all that it simplifies and merges. */
    private static boolean isConstant(RexNode key, Project project) {
        RexNode resolved = key;
        RelNode below = project.getInput();
        while (below instanceof Project inner) {
            resolved = RelOptUtil.pushPastProject(resolved, inner);
            below = inner.getInput();
        }
        RexSimplify simplify =
                new RexSimplify(project.getCluster().getRexBuilder(), RelOptPredicateList.EMPTY, RexUtil.EXECUTOR);
        return RexUtil.isConstant(resolved) || simplify.simplify(resolved) instanceof RexLiteral;
    }

    /** Shows the constants again. */
    private static final class Reveal extends RexShuttle {
        @Override
        public RexNode visitCall(RexCall call) {
            return call.getOperator() == HIDDEN ? call.getOperands().get(0) : super.visitCall(call);
        }
    }

    private static RelNode known(Aggregate aggregate, RexShuttle settled) {
        Project project = (Project) aggregate.getInput();
        List<RexNode> items = new ArrayList<>(project.getProjects());
        List<String> names = new ArrayList<>(project.getRowType().getFieldNames());
        Map<Integer, Integer> moved = new HashMap<>();
        List<AggregateCall> calls = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            if (call.filterArg >= 0
                    && items.get(call.filterArg).accept(settled).getType().isNullable()) {
                int place = moved.computeIfAbsent(call.filterArg, filter -> {
                    RexNode condition = items.get(filter);
                    items.add(aggregate.getCluster().getRexBuilder().makeCall(SqlStdOperatorTable.IS_TRUE, condition));
                    names.add("filter " + filter);
                    return items.size() - 1;
                });
                calls.add(call.withFilter(place));
            } else {
                calls.add(call);
            }
        }
        if (moved.isEmpty()) {
            return aggregate;
        }
        RelNode input =
                LogicalProject.create(project.getInput(), project.getHints(), items, names, project.getVariablesSet());
        return aggregate.copy(aggregate.getTraitSet(), input, aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
    }
}
