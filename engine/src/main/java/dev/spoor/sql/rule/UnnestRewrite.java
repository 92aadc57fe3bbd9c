/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.rule;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** Finds the correlated joins that stand for UNNEST and puts {@link Unnest} in their place. */
final class UnnestRewrite extends RelHomogeneousShuttle {
    /** The same tree without correlated joins over Uncollect, where they have a known shape. */
    static RelNode in(RelNode rel) {
        return rel.accept(new UnnestRewrite());
    }

    @Override
    public RelNode visit(LogicalCorrelate correlate) {
        RelNode visited = super.visit(correlate);
        return visited instanceof Correlate c ? rewriteOrSame(c) : visited;
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode visited = super.visit(other);
        return visited instanceof Uncollect uncollect ? standaloneOrSame(uncollect) : visited;
    }

    /** UNNEST of constants: no other table beside it. */
    private static RelNode standaloneOrSame(Uncollect uncollect) {
        RelNode input = uncollect.getInput();
        boolean correlated = !RelOptUtil.getVariablesUsed(input).isEmpty();
        if (correlated) {
            return uncollect;
        }
        RexBuilder builder = input.getCluster().getRexBuilder();
        List<RexNode> collections = new ArrayList<>();
        for (RelDataTypeField field : input.getRowType().getFieldList()) {
            collections.add(builder.makeInputRef(field.getType(), field.getIndex()));
        }
        RelDataType both = concat(input.getRowType(), uncollect.getRowType(), builder.getTypeFactory(), false);
        Unnest unnest = new Unnest(
                input.getCluster(),
                input.getTraitSet(),
                input,
                collections,
                uncollect.withOrdinality,
                false,
                uncollect.getItemAliases().isEmpty(),
                both);
        List<RexNode> elements = new ArrayList<>();
        int left = input.getRowType().getFieldCount();
        for (RelDataTypeField field : uncollect.getRowType().getFieldList()) {
            elements.add(builder.makeInputRef(
                    both.getFieldList().get(left + field.getIndex()).getType(), left + field.getIndex()));
        }
        return LogicalProject.create(unnest, List.of(), elements, uncollect.getRowType(), Set.of());
    }

    private static RelNode rewriteOrSame(Correlate correlate) {
        if (correlate.getJoinType() != JoinRelType.INNER && correlate.getJoinType() != JoinRelType.LEFT) {
            return correlate;
        }
        boolean outer = correlate.getJoinType() == JoinRelType.LEFT;
        RelNode result = unnestedOrNull(correlate.getLeft(), correlate.getCorrelationId(), correlate.getRight(), outer);
        if (result == null) {
            return PerRowRewrite.of(correlate).orElse(correlate);
        }
        if (!result.getRowType().equals(correlate.getRowType())) {
            RexBuilder builder = correlate.getCluster().getRexBuilder();
            result = LogicalProject.create(
                    result,
                    List.of(),
                    builder.identityProjects(result.getRowType()),
                    correlate.getRowType().getFieldNames(),
                    Set.of());
        }
        return result;
    }

    /**
     * The rows of a table with the elements of their own arrays: the table's columns, then those of the right side.
     *
     * @param right what to do for each row: filters and projections over an Uncollect
     * @param outer whether rows without elements are kept
     * @return null if the right side has another shape
     */
    static RelNode unnestedOrNull(RelNode left, CorrelationId id, RelNode right, boolean outer) {
        List<RelNode> chain = new ArrayList<>();
        RelNode bottom = right;
        while (bottom instanceof Project || bottom instanceof Filter) {
            chain.add(0, bottom);
            bottom = bottom.getInput(0);
        }
        if (!(bottom instanceof Uncollect uncollect)
                || !(uncollect.getInput() instanceof Project source)
                || !(source.getInput() instanceof Values)) {
            return null;
        }
        RexBuilder builder = left.getCluster().getRexBuilder();
        ToLeft toLeft = new ToLeft(id, builder, left.getRowType());
        RelNode result = new Unnest(
                left.getCluster(),
                left.getTraitSet(),
                left,
                toLeft.apply(source.getProjects()),
                uncollect.withOrdinality,
                outer,
                uncollect.getItemAliases().isEmpty(),
                concat(left.getRowType(), uncollect.getRowType(), builder.getTypeFactory(), outer));
        for (RelNode step : chain) {
            result = above(result, step, left.getRowType(), outer, toLeft, builder);
        }
        return result;
    }

    /** Repeats one step of the right side above the unnested rows. */
    static RelNode above(
            RelNode input, RelNode step, RelDataType left, boolean outer, ToLeft toLeft, RexBuilder builder) {
        int shift = left.getFieldCount();
        RexShuttle shifted = new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                int index = ref.getIndex() + shift;
                return builder.makeInputRef(
                        input.getRowType().getFieldList().get(index).getType(), index);
            }
        };
        if (step instanceof Filter filter) {
            if (outer) {
                throw new EngineException(
                                ErrorCode.NOT_SUPPORTED, "LEFT JOIN UNNEST takes no condition other than ON TRUE")
                        .advise("put the condition into the WHERE clause or a sub-query");
            }
            return LogicalFilter.create(input, toLeft.apply(shifted.apply(filter.getCondition())));
        }
        List<RexNode> columns = new ArrayList<>();
        List<String> names = new ArrayList<>(left.getFieldNames());
        for (int i = 0; i < shift; i++) {
            columns.add(builder.makeInputRef(input, i));
        }
        for (RexNode column : ((Project) step).getProjects()) {
            if (outer && !(column instanceof RexInputRef)) {
                throw new EngineException(
                        ErrorCode.NOT_SUPPORTED, "LEFT JOIN UNNEST cannot compute columns beside its elements");
            }
            columns.add(toLeft.apply(shifted.apply(column)));
        }
        names.addAll(step.getRowType().getFieldNames());
        return LogicalProject.create(input, List.of(), columns, names, Set.of());
    }

    private static RelDataType concat(
            RelDataType left, RelDataType right, RelDataTypeFactory types, boolean nullableRight) {
        RelDataTypeFactory.Builder builder = types.builder();
        builder.addAll(left.getFieldList());
        for (RelDataTypeField field : right.getFieldList()) {
            builder.add(
                    field.getName(),
                    nullableRight ? types.createTypeWithNullability(field.getType(), true) : field.getType());
        }
        return builder.build();
    }

    /** Turns a reference to the correlated row into one to the left input. */
    static final class ToLeft extends RexShuttle {
        private final CorrelationId id;
        private final RexBuilder builder;
        private final RelDataType left;

        ToLeft(CorrelationId id, RexBuilder builder, RelDataType left) {
            this.id = id;
            this.builder = builder;
            this.left = left;
        }

        @Override
        public RexNode visitFieldAccess(RexFieldAccess access) {
            if (access.getReferenceExpr() instanceof RexCorrelVariable variable && variable.id.equals(id)) {
                int index = access.getField().getIndex();
                return builder.makeInputRef(left.getFieldList().get(index).getType(), index);
            }
            return super.visitFieldAccess(access);
        }
    }
}
