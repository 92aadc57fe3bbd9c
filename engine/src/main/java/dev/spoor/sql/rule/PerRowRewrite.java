/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Sub-queries over a row's own arrays: {@code (SELECT count(*) FROM UNNEST(resources) AS r(x) WHERE ...)} and EXISTS or IN of
 * the like. What has become a correlated join over an aggregation over Uncollect becomes a {@link PerRowAggregate}, which
 * needs neither a join nor memory for more than a batch of rows.
 */
final class PerRowRewrite {
    private final Correlate correlate;
    private final RexBuilder builder;
    private final RelNode left;

    private PerRowRewrite(Correlate correlate) {
        this.correlate = correlate;
        this.builder = correlate.getCluster().getRexBuilder();
        this.left = correlate.getLeft();
    }

    /** Empty for a join of another shape. */
    static Optional<RelNode> of(Correlate correlate) {
        boolean isJoin = correlate.getJoinType() == JoinRelType.INNER || correlate.getJoinType() == JoinRelType.LEFT;
        return isJoin ? new PerRowRewrite(correlate).rewritten() : Optional.empty();
    }

    private Optional<RelNode> rewritten() {
        List<Project> above = new ArrayList<>();
        RelNode right = correlate.getRight();
        while (right instanceof Project project) {
            above.add(0, project);
            right = project.getInput();
        }
        if (right instanceof Aggregate aggregate
                && aggregate.getGroupType() == Aggregate.Group.SIMPLE
                && aggregate.getGroupSet().isEmpty()) {
            return total(aggregate, above);
        }
        return above.isEmpty() ? existsOrIn(right) : Optional.empty();
    }

    /** EXISTS, which has a row if there are elements, and the forms that IN takes. */
    private Optional<RelNode> existsOrIn(RelNode right) {
        if (right instanceof Aggregate aggregate && !constants(aggregate).isEmpty()) {
            return present(aggregate.getInput(), constants(aggregate), List.of());
        }
        if (right instanceof Aggregate aggregate) {
            boolean isOneColumn = aggregate.getAggCallList().isEmpty()
                    && aggregate.getGroupType() == Aggregate.Group.SIMPLE
                    && aggregate.getGroupSet().cardinality() == 1;
            return isOneColumn ? distinct(aggregate) : Optional.empty();
        }
        if (right instanceof Sort sort && sort.getInput() instanceof Aggregate aggregate) {
            return constants(aggregate).isEmpty()
                    ? greatest(sort, aggregate)
                    : present(aggregate.getInput(), constants(aggregate), List.of());
        }
        return right instanceof Filter filter && filter.getInput() instanceof Aggregate aggregate
                ? equal(filter, aggregate)
                : Optional.empty();
    }

    /** The values of a row that is there if there are elements; empty if that is not what an aggregation says. */
    private static List<RexNode> constants(Aggregate aggregate) {
        List<RexNode> constants = new ArrayList<>();
        if (!aggregate.getAggCallList().isEmpty() || !(aggregate.getInput() instanceof Project project)) {
            return constants;
        }
        for (int column : aggregate.getGroupSet()) {
            if (!(project.getProjects().get(column) instanceof RexLiteral)) {
                return List.of();
            }
            constants.add(project.getProjects().get(column));
        }
        return constants;
    }

    /** Each of the distinct values: collected, and unnested again. */
    private Optional<RelNode> distinct(Aggregate aggregate) {
        PerRowInput leaf = leaf();
        RelNode elements = elements(leaf, aggregate.getInput());
        if (elements == null) {
            return Optional.empty();
        }
        RelDataTypeFactory types = builder.getTypeFactory();
        RelDataType type = aggregate.getRowType().getFieldList().get(0).getType();
        RelDataType array = types.createTypeWithNullability(types.createArrayType(type, -1), true);
        int column = leaf.getRowType().getFieldCount() + aggregate.getGroupSet().nth(0);
        AggregateCall values = call(SqlLibraryOperators.ARRAY_AGG, true, List.of(column), array, "values");
        RelNode collected = perRow(leaf, elements, List.of(values));
        int columns = left.getRowType().getFieldCount();
        RelDataType row = types.builder()
                .addAll(collected.getRowType().getFieldList())
                .add("value", types.createTypeWithNullability(type, true))
                .build();
        RelNode unnested = new Unnest(
                correlate.getCluster(),
                correlate.getTraitSet(),
                collected,
                List.of(builder.makeInputRef(collected, columns)),
                false,
                correlate.getJoinType() == JoinRelType.LEFT,
                false,
                row);
        List<RexNode> results = new ArrayList<>();
        for (int i = 0; i < columns + 2; i++) {
            if (i != columns) {
                results.add(builder.makeInputRef(unnested, i));
            }
        }
        return Optional.of(LogicalProject.create(
                unnested, List.of(), results, correlate.getRowType().getFieldNames(), Set.of()));
    }

    /** The first of the distinct values in descending order, where none is NULL. */
    private Optional<RelNode> greatest(Sort sort, Aggregate aggregate) {
        List<RelFieldCollation> keys = sort.getCollation().getFieldCollations();
        RelDataType type = aggregate.getRowType().getFieldList().get(0).getType();
        boolean isGreatest = aggregate.getRowType().getFieldCount() == 1
                && aggregate.getAggCallList().isEmpty()
                && sort.offset == null
                && sort.fetch instanceof RexLiteral fetch
                && RexLiteral.intValue(fetch) == 1
                && keys.size() == 1
                && keys.get(0).getDirection().isDescending()
                && aggregate.getInput() instanceof Project project
                && project.getProjects().get(aggregate.getGroupSet().nth(0)).isA(SqlKind.IS_NOT_NULL);
        return isGreatest
                ? present(
                        aggregate.getInput(),
                        List.of(),
                        List.of(call(
                                SqlStdOperatorTable.MAX, aggregate.getGroupSet().nth(0), type)))
                : Optional.empty();
    }

    /** Of the distinct values the one that equals something of the row. */
    private Optional<RelNode> equal(Filter filter, Aggregate aggregate) {
        List<RexNode> constants = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            if (call.getAggregation().getKind() != SqlKind.LITERAL_AGG) {
                return Optional.empty();
            }
            constants.add(call.rexList.get(0));
        }
        Set<Integer> pinned = new HashSet<>();
        for (RexNode term : RelOptUtil.conjunctions(filter.getCondition())) {
            if (term instanceof RexCall call && call.getKind() == SqlKind.EQUALS) {
                pin(call.getOperands().get(0), call.getOperands().get(1), pinned);
                pin(call.getOperands().get(1), call.getOperands().get(0), pinned);
            }
        }
        ImmutableBitSet groups = aggregate.getGroupSet();
        if (pinned.size() < groups.cardinality()
                || pinned.stream().anyMatch(column -> column >= groups.cardinality())) {
            return Optional.empty();
        }
        RexNode below = filter.getCondition().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return builder.makeInputRef(aggregate.getInput(), groups.nth(ref.getIndex()));
            }
        });
        List<AggregateCall> values = new ArrayList<>();
        for (int i = 0; i < groups.cardinality(); i++) {
            RelDataType type = aggregate.getRowType().getFieldList().get(i).getType();
            values.add(call(SqlStdOperatorTable.ANY_VALUE, groups.nth(i), type));
        }
        return present(LogicalFilter.create(aggregate.getInput(), below), constants, values);
    }

    private static void pin(RexNode column, RexNode value, Set<Integer> pinned) {
        if (column instanceof RexInputRef ref
                && RelOptUtil.InputFinder.bits(value).isEmpty()) {
            pinned.add(ref.getIndex());
        }
    }

    private AggregateCall call(SqlAggFunction function, int argument, RelDataType type) {
        RelDataType nullable = builder.getTypeFactory().createTypeWithNullability(type, true);
        return call(function, false, List.of(argument), nullable, "value");
    }

    private static AggregateCall call(
            SqlAggFunction function, boolean distinct, List<Integer> arguments, RelDataType type, String name) {
        return AggregateCall.create(
                function, distinct, false, false, List.of(), arguments, -1, null, RelCollations.EMPTY, type, name);
    }

    private Optional<RelNode> total(Aggregate aggregate, List<Project> above) {
        PerRowInput leaf = leaf();
        RelNode elements = elements(leaf, aggregate.getInput());
        if (elements == null) {
            return Optional.empty();
        }
        List<AggregateCall> calls = aggregate.getAggCallList().stream()
                .filter(call -> call.getAggregation().getKind() != SqlKind.LITERAL_AGG)
                .toList();
        RelNode result = perRow(leaf, elements, shifted(calls, leaf.getRowType().getFieldCount()));
        if (calls.size() < aggregate.getAggCallList().size()) {
            result = withLiterals(result, aggregate);
        }
        UnnestRewrite.ToLeft toLeft =
                new UnnestRewrite.ToLeft(correlate.getCorrelationId(), builder, left.getRowType());
        for (Project step : above) {
            result = UnnestRewrite.above(result, step, left.getRowType(), false, toLeft, builder);
        }
        return Optional.of(named(result));
    }

    /** Puts the literals, which are the same for every row, between the values. */
    private RelNode withLiterals(RelNode perRow, Aggregate aggregate) {
        int next = left.getRowType().getFieldCount();
        List<RexNode> columns = new ArrayList<>();
        for (int i = 0; i < next; i++) {
            columns.add(builder.makeInputRef(perRow, i));
        }
        for (AggregateCall call : aggregate.getAggCallList()) {
            boolean isLiteral = call.getAggregation().getKind() == SqlKind.LITERAL_AGG;
            columns.add(isLiteral ? call.rexList.get(0) : builder.makeInputRef(perRow, next++));
        }
        List<String> names = new ArrayList<>(left.getRowType().getFieldNames());
        names.addAll(aggregate.getRowType().getFieldNames());
        return LogicalProject.create(perRow, List.of(), columns, names, Set.of());
    }

    /**
     * A row for each row that has elements, or with a left join for each row.
     *
     * @param right gives the elements
     * @param constants what the right side has behind the values
     * @param values the first columns of the right side
     */
    private Optional<RelNode> present(RelNode right, List<RexNode> constants, List<AggregateCall> values) {
        PerRowInput leaf = leaf();
        RelNode elements = elements(leaf, right);
        if (elements == null) {
            return Optional.empty();
        }
        RelDataType bigint = builder.getTypeFactory().createSqlType(SqlTypeName.BIGINT);
        List<AggregateCall> calls =
                new ArrayList<>(shifted(values, leaf.getRowType().getFieldCount()));
        calls.add(call(SqlStdOperatorTable.COUNT, false, List.of(), bigint, "n"));
        RelNode counted = perRow(leaf, elements, calls);
        int columns = left.getRowType().getFieldCount() + values.size();
        RexNode any = builder.makeCall(
                SqlStdOperatorTable.GREATER_THAN,
                builder.makeInputRef(counted, columns),
                builder.makeLiteral(0L, bigint, false));
        boolean isInner = correlate.getJoinType() == JoinRelType.INNER;
        RelNode rows = isInner ? LogicalFilter.create(counted, any) : counted;
        List<RexNode> results = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            results.add(builder.makeInputRef(rows, i));
        }
        for (RexNode constant : constants) {
            RexNode orNull = builder.makeCall(
                    SqlStdOperatorTable.CASE, any, constant, builder.makeNullLiteral(constant.getType()));
            results.add(isInner ? constant : orNull);
        }
        return Optional.of(LogicalProject.create(
                rows, List.of(), results, correlate.getRowType().getFieldNames(), Set.of()));
    }

    /** The same calls over columns that stand further right. */
    private static List<AggregateCall> shifted(List<AggregateCall> calls, int shift) {
        List<AggregateCall> shifted = new ArrayList<>();
        for (AggregateCall call : calls) {
            AggregateCall moved = call.withArgList(
                    call.getArgList().stream().map(argument -> argument + shift).toList());
            moved = call.hasFilter() ? moved.withFilter(call.filterArg + shift) : moved;
            shifted.add(moved.withCollation(RelCollations.shift(call.getCollation(), shift)));
        }
        return shifted;
    }

    private PerRowInput leaf() {
        RelDataType row = builder.getTypeFactory()
                .builder()
                .addAll(left.getRowType().getFieldList())
                .add("row number", SqlTypeName.BIGINT)
                .build();
        return new PerRowInput(correlate.getCluster(), correlate.getTraitSet(), row);
    }

    /** What is aggregated, over the rows that the leaf stands for; null for a shape that is not known. */
    private RelNode elements(PerRowInput leaf, RelNode right) {
        RelNode elements = UnnestRewrite.unnestedOrNull(leaf, correlate.getCorrelationId(), right, false);
        return elements == null || !RelOptUtil.getVariablesUsed(elements).isEmpty() ? null : elements;
    }

    private RelNode perRow(PerRowInput leaf, RelNode elements, List<AggregateCall> calls) {
        return new PerRowAggregate(correlate.getCluster(), correlate.getTraitSet(), left, leaf, elements, calls);
    }

    private RelNode named(RelNode result) {
        return result.getRowType().equals(correlate.getRowType())
                ? result
                : LogicalProject.create(
                        result,
                        List.of(),
                        builder.identityProjects(result.getRowType()),
                        correlate.getRowType().getFieldNames(),
                        Set.of());
    }
}
