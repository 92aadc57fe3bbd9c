/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.rule;

import java.util.List;
import org.apache.calcite.plan.AbstractRelOptPlanner;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.rules.FilterAggregateTransposeRule;
import org.apache.calcite.rel.rules.FilterJoinRule;
import org.apache.calcite.rel.rules.FilterMergeRule;
import org.apache.calcite.rel.rules.FilterProjectTransposeRule;
import org.apache.calcite.rel.rules.FilterSetOpTransposeRule;
import org.apache.calcite.rel.rules.SubQueryRemoveRule;
import org.apache.calcite.rel.rules.UnionMergeRule;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The phases of the optimiser in their order: sub-queries become joins, correlation is removed, constants are folded,
 * filters go down, projections are merged. Which columns and paths are read is decided later, by the physical planner.
 */
public final class Phases {
    private Phases() {}

    /**
     * The same rows by a cheaper tree.
     *
     * @param settled what becomes of expressions as soon as sub-queries and correlation are gone
     */
    public static RelNode optimise(RelNode rel, RexShuttle settled) {
        RelNode tree = run(
                rel,
                SubQueryRemoveRule.Config.FILTER.toRule(),
                SubQueryRemoveRule.Config.PROJECT.toRule(),
                SubQueryRemoveRule.Config.JOIN.toRule());
        tree = UnnestRewrite.in(tree);
        tree = CorrelatedPaths.in(withoutFiltersOfNothing(tree, settled));
        RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(tree.getCluster(), null);
        tree = AggregateInputs.withConstantKeys(
                RelDecorrelator.decorrelateQuery(AggregateInputs.withoutConstantKeys(tree), builder));
        tree = SettledExpressions.in(AggregateInputs.withKnownFilters(tree, settled), settled);
        tree = ConstantFolder.in(tree);
        tree = filtersDown(tree);
        RelNode before;
        do {
            before = tree;
            tree = BelowUnnest.in(tree);
            tree = tree == before ? tree : filtersDown(tree);
        } while (tree != before);
        return ConstantFolder.in(MergedProjects.in(tree));
    }

    /** Leaves out what a filter can never let through; the filters stay as they are, settled or not. */
    private static RelNode withoutFiltersOfNothing(RelNode tree, RexShuttle settled) {
        RexSimplify simplify = new RexSimplify(
                tree.getCluster().getRexBuilder(),
                RelOptPredicateList.EMPTY,
                tree.getCluster().getPlanner().getExecutor());
        return tree.accept(new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode other) {
                RelNode visited = super.visit(other);
                if (visited != other && visited instanceof LogicalCorrelate correlate) {
                    return withoutUnused(correlate);
                }
                if (!(visited instanceof Filter filter)) {
                    return visited;
                }
                RexNode known = filter.getCondition()
                        .accept(settled)
                        .accept(SettledExpressions.columnsThatMayBeNull(
                                tree.getCluster().getTypeFactory()));
                RexNode condition = simplify.simplifyUnknownAsFalse(known);
                return condition.isAlwaysFalse() || RexLiteral.isNullLiteral(condition)
                        ? LogicalValues.createEmpty(filter.getCluster(), filter.getRowType())
                        : filter;
            }
        });
    }

    /** What was left out may have been the only one to ask for a column of the other side. */
    private static RelNode withoutUnused(LogicalCorrelate correlate) {
        ImmutableBitSet used = RelOptUtil.correlationColumns(correlate.getCorrelationId(), correlate.getRight());
        return used.isEmpty() || used.equals(correlate.getRequiredColumns())
                ? correlate
                : correlate.copy(
                        correlate.getTraitSet(),
                        correlate.getLeft(),
                        correlate.getRight(),
                        correlate.getCorrelationId(),
                        used,
                        correlate.getJoinType());
    }

    private static RelNode filtersDown(RelNode tree) {
        return run(
                tree,
                FilterJoinRule.FilterIntoJoinRule.FilterIntoJoinRuleConfig.DEFAULT.toRule(),
                FilterJoinRule.JoinConditionPushRule.JoinConditionPushRuleConfig.DEFAULT.toRule(),
                FilterProjectTransposeRule.Config.DEFAULT.toRule(),
                filterBelowAggregate(),
                FilterSetOpTransposeRule.Config.DEFAULT.toRule(),
                FilterMergeRule.Config.DEFAULT.toRule(),
                UnionMergeRule.Config.DEFAULT.toRule());
    }

    /**
     * Not for a condition without columns: below the aggregate of all rows it would leave one row where it should leave
     * none.
     */
    private static RelOptRule filterBelowAggregate() {
        return FilterAggregateTransposeRule.Config.DEFAULT
                .withOperandSupplier(filter -> filter.operand(Filter.class)
                        .predicate(Phases::speaksOfColumns)
                        .oneInput(
                                aggregate -> aggregate.operand(Aggregate.class).anyInputs()))
                .toRule();
    }

    private static boolean speaksOfColumns(Filter filter) {
        return RelOptUtil.conjunctions(filter.getCondition()).stream()
                .noneMatch(term -> RelOptUtil.InputFinder.bits(term).isEmpty());
    }

    private static RelNode run(RelNode tree, RelOptRule... rules) {
        HepProgramBuilder program = HepProgram.builder();
        program.addRuleCollection(List.of(rules));
        AbstractRelOptPlanner outer = (AbstractRelOptPlanner) tree.getCluster().getPlanner();
        outer.checkCancel();
        HepPlanner planner = new StoppablePlanner(program.build(), outer::checkCancel);
        planner.setExecutor(outer.getExecutor());
        planner.setRoot(tree);
        return planner.findBestExp();
    }

    /** Moves the conditions that speak only about the input of an UNNEST, or of an aggregation of elements, below it. */
    private static final class BelowUnnest extends RelHomogeneousShuttle {
        static RelNode in(RelNode rel) {
            return rel.accept(new BelowUnnest());
        }

        @Override
        public RelNode visit(RelNode other) {
            RelNode visited = super.visit(other);
            if (!(visited instanceof Filter filter) || !isOfElements(filter.getInput())) {
                return visited;
            }
            RelNode unnest = filter.getInput();
            ImmutableBitSet left =
                    ImmutableBitSet.range(unnest.getInput(0).getRowType().getFieldCount());
            List<RexNode> terms = RelOptUtil.conjunctions(filter.getCondition());
            List<RexNode> below = terms.stream()
                    .filter(t -> left.contains(RelOptUtil.InputFinder.bits(t)) && RexUtil.isDeterministic(t))
                    .toList();
            if (below.isEmpty()) {
                return visited;
            }
            List<RexNode> above = terms.stream().filter(t -> !below.contains(t)).toList();
            RelNode pushed = unnest.copy(
                    unnest.getTraitSet(),
                    List.of(LogicalFilter.create(
                            unnest.getInput(0),
                            RexUtil.composeConjunction(filter.getCluster().getRexBuilder(), below))));
            return above.isEmpty()
                    ? pushed
                    : LogicalFilter.create(
                            pushed,
                            RexUtil.composeConjunction(filter.getCluster().getRexBuilder(), above));
        }

        private static boolean isOfElements(RelNode rel) {
            return rel instanceof Unnest || rel instanceof PerRowAggregate;
        }
    }
}
