/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.exec.AggregateCall;
import dev.spoor.exec.AggregateNode;
import dev.spoor.exec.PlanNode;
import dev.spoor.exec.SortNode;
import dev.spoor.expr.Arithmetic;
import dev.spoor.expr.Cast;
import dev.spoor.expr.Coalesce;
import dev.spoor.expr.ColumnRef;
import dev.spoor.expr.Literal;
import dev.spoor.expr.VectorExpr;
import dev.spoor.function.AggregateFunction;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.sql.parser.SqlErrors;
import dev.spoor.vector.SqlTypes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/** Plans aggregations: which function and signature each call means, grouping sets, and the few calls that are rewritten. */
final class AggregatePlanning {
    private final PhysicalPlanner planner;
    private final FunctionLibrary functions;

    AggregatePlanning(PhysicalPlanner planner, FunctionLibrary functions) {
        this.planner = planner;
        this.functions = functions;
    }

    Planned plan(Aggregate aggregate, Set<ColumnPath> needs) {
        Set<ColumnPath> inputNeeds = new LinkedHashSet<>();
        List<Integer> keys = aggregate.getGroupSet().asList();
        keys.forEach(key -> inputNeeds.add(ColumnPath.whole(key)));
        List<Integer> wanted = wantedCalls(aggregate, needs);
        for (int call : wanted) {
            addInputs(aggregate.getAggCallList().get(call), inputNeeds);
        }
        Planned input = planner.plan(aggregate.getInput(), inputNeeds);
        input = ordered(aggregate, wanted, input);
        input = withCastArguments(aggregate, wanted, input);
        return aggregated(aggregate, wanted, input);
    }

    /** Sorts the input as the first call wants it that wants an order; the others sort their own rows. */
    private static Planned ordered(Aggregate aggregate, List<Integer> wanted, Planned input) {
        List<RelFieldCollation> order = firstOrder(aggregate, wanted);
        return order.isEmpty()
                ? input
                : new Planned(
                        new SortNode(input.node(), PhysicalPlanner.sortKeys(order, input.layout())), input.layout());
    }

    private static List<RelFieldCollation> firstOrder(Aggregate aggregate, List<Integer> wanted) {
        return wanted.stream()
                .map(position ->
                        aggregate.getAggCallList().get(position).collation.getFieldCollations())
                .filter(keys -> !keys.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Positions of the calls that someone above uses. */
    private static List<Integer> wantedCalls(Aggregate aggregate, Set<ColumnPath> needs) {
        List<Integer> wanted = new ArrayList<>();
        int keys = aggregate.getGroupCount();
        for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
            int column = keys + i;
            if (needs.stream().anyMatch(n -> n.column() == column)) {
                wanted.add(i);
            }
        }
        return wanted;
    }

    static void addInputs(org.apache.calcite.rel.core.AggregateCall call, Set<ColumnPath> needs) {
        call.collation.getFieldCollations().forEach(key -> needs.add(ColumnPath.whole(key.getFieldIndex())));
        if (isComputedAbove(call)) {
            return;
        }
        call.getArgList().forEach(argument -> needs.add(ColumnPath.whole(argument)));
        if (call.hasFilter()) {
            needs.add(ColumnPath.whole(call.filterArg));
        }
    }

    /** GROUPING comes from the node itself, a literal from nowhere. */
    private static boolean isComputedAbove(org.apache.calcite.rel.core.AggregateCall call) {
        SqlKind kind = call.getAggregation().getKind();
        return kind == SqlKind.GROUPING || kind == SqlKind.LITERAL_AGG;
    }

    private static String name(org.apache.calcite.rel.core.AggregateCall call) {
        return call.getAggregation().getName().toLowerCase(Locale.ROOT);
    }

    private AggregateFunction function(org.apache.calcite.rel.core.AggregateCall call) {
        if (call.getAggregation() instanceof LibraryOperators.Aggregate operator) {
            return operator.function();
        }
        String name =
                switch (call.getAggregation().getKind()) {
                    case SUM0 -> "sum";
                    case SINGLE_VALUE -> "single_value";
                    default -> name(call);
                };
        return functions.aggregate(name).orElseThrow(() -> SqlErrors.notSupported(name + "() is not supported"));
    }

    private SignatureMatcher.Match match(org.apache.calcite.rel.core.AggregateCall call, List<Field> arguments) {
        AggregateFunction function = function(call);
        List<SignatureMatcher.Argument> typed = arguments.stream()
                .map(f -> new SignatureMatcher.Argument(f, false, false))
                .toList();
        return SignatureMatcher.match(function.signatures(), typed)
                .orElseThrow(() -> SqlErrors.notSupported(name(call) + "("
                        + String.join(
                                ", ", arguments.stream().map(TypeMap::display).toList())
                        + ") is not supported"));
    }

    /** Puts a projection below if an argument has to be cast to what its signature wants. */
    private Planned withCastArguments(Aggregate aggregate, List<Integer> wanted, Planned input) {
        List<VectorExpr> exprs = new ArrayList<>();
        List<ColumnPath> paths = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int call : wanted) {
            org.apache.calcite.rel.core.AggregateCall aggCall =
                    aggregate.getAggCallList().get(call);
            if (isComputedAbove(aggCall) || aggCall.getArgList().isEmpty()) {
                continue;
            }
            List<Field> fields = aggCall.getArgList().stream()
                    .map(a -> input.layout().field(input.layout().index(a)))
                    .toList();
            List<Field> cast = match(aggCall, fields).arguments();
            for (int i = 0; i < fields.size(); i++) {
                if (!SqlTypes.sameType(fields.get(i), cast.get(i))) {
                    exprs.add(Cast.of(
                            input.layout()
                                    .expr(ColumnPath.whole(aggCall.getArgList().get(i))),
                            cast.get(i),
                            Cast.Mode.CAST));
                    paths.add(castPlace(call, i));
                    names.add("argument");
                }
            }
        }
        if (exprs.isEmpty()) {
            return input;
        }
        input.layout().places().forEach((path, index) -> {
            exprs.add(new ColumnRef(index, input.layout().field(index)));
            paths.add(path);
            names.add(input.layout().field(index).getName());
        });
        return PhysicalPlanner.computed(input.node(), paths, exprs, names);
    }

    /** Where the cast argument of a call stands: columns before all real ones. */
    private static ColumnPath castPlace(int call, int argument) {
        return ColumnPath.whole(Integer.MIN_VALUE + call * Short.MAX_VALUE + argument);
    }

    /**
     * Calls and what they are over.
     *
     * @param input gives the arguments in the types that the calls want
     */
    record Calls(Planned input, List<AggregateCall> calls) {}

    /** Some calls of an aggregation over a planned input. */
    Calls calls(Aggregate aggregate, List<Integer> wanted, Planned planned) {
        Planned input = withCastArguments(aggregate, wanted, planned);
        List<AggregateCall> calls = new ArrayList<>();
        for (int position : wanted) {
            org.apache.calcite.rel.core.AggregateCall call =
                    aggregate.getAggCallList().get(position);
            if (isComputedAbove(call)) {
                throw SqlErrors.notSupported("this correlated sub-query is not supported");
            }
            calls.add(call(call, position, List.of(), input.layout(), "value" + position));
        }
        return new Calls(input, calls);
    }

    /** The result of a call, as a column of its node, in the type that the tree gives it. */
    static VectorExpr result(org.apache.calcite.rel.core.AggregateCall call, VectorExpr column) {
        VectorExpr expr = column;
        if (call.getAggregation().getKind() == SqlKind.SUM0) {
            expr = Coalesce.of(
                    List.of(expr, Literal.of(expr.field(), AboveAggregate.zero(expr.field()))), expr.field());
        }
        Field type = TypeMap.toField("", call.getType());
        return SqlTypes.sameType(expr.field(), type) ? expr : Cast.of(expr, type, Cast.Mode.CAST);
    }

    private Planned aggregated(Aggregate aggregate, List<Integer> wanted, Planned input) {
        List<Integer> keys = aggregate.getGroupSet().asList();
        List<Integer> keyColumns = keys.stream().map(input.layout()::index).toList();
        List<List<Integer>> sets = new ArrayList<>();
        for (ImmutableBitSet set : aggregate.getGroupSets()) {
            sets.add(set.asList().stream().map(keys::indexOf).toList());
        }
        List<AggregateCall> calls = new ArrayList<>();
        List<String> names =
                new ArrayList<>(aggregate.getRowType().getFieldNames().subList(0, keys.size()));
        List<RelFieldCollation> order = firstOrder(aggregate, wanted);
        boolean grouping = false;
        boolean rewritten = false;
        for (int position : wanted) {
            org.apache.calcite.rel.core.AggregateCall call =
                    aggregate.getAggCallList().get(position);
            if (isComputedAbove(call)) {
                grouping |= call.getAggregation().getKind() != SqlKind.LITERAL_AGG;
                rewritten = true;
                continue;
            }
            rewritten |= call.getAggregation().getKind() == SqlKind.SUM0;
            String name = aggregate.getRowType().getFieldNames().get(keys.size() + position);
            calls.add(call(call, position, order, input.layout(), name));
            names.add(name);
        }
        if (grouping) {
            names.add("grouping_id");
        }
        PlanNode node = new AggregateNode(input.node(), keyColumns, sets, calls, names, grouping);
        if (keys.isEmpty() && sets.size() == 1 && !grouping) {
            node = new MetadataPlanning(aggregate, wanted, input).fromMetadata(node);
        } else if (keys.size() == 1 && sets.size() == 1 && !grouping) {
            node = new MetadataPlanning(aggregate, wanted, input).groupsFromMetadata(node, planner::compiler);
        }
        return new AboveAggregate(aggregate, wanted, node, calls.size(), rewritten).planned();
    }

    /** @param given the order that the input has */
    AggregateCall call(
            org.apache.calcite.rel.core.AggregateCall call,
            int position,
            List<RelFieldCollation> given,
            Layout layout,
            String resultName) {
        List<Integer> arguments = new ArrayList<>();
        for (int i = 0; i < call.getArgList().size(); i++) {
            Integer cast = layout.places().get(castPlace(position, i));
            arguments.add(cast != null ? cast : layout.index(call.getArgList().get(i)));
        }
        List<Field> fields = arguments.stream().map(layout::field).toList();
        SignatureMatcher.Match match = match(call, fields);
        int filter = call.hasFilter() ? layout.index(call.filterArg) : AggregateCall.NO_FILTER;
        List<RelFieldCollation> order = call.collation.getFieldCollations();
        return new AggregateCall(
                function(call),
                match.signature(),
                arguments,
                filter,
                call.isDistinct() && !arguments.isEmpty(),
                order.equals(given) ? List.of() : PhysicalPlanner.sortKeys(order, layout),
                SqlTypes.renamed(match.result(), resultName));
    }

    /** The columns of an aggregation in terms of what its node gives. */
    private record AboveAggregate(
            Aggregate aggregate, List<Integer> wanted, PlanNode node, int calls, boolean rewritten) {
        Planned planned() {
            int keys = aggregate.getGroupCount();
            List<ColumnPath> paths = new ArrayList<>();
            List<VectorExpr> exprs = new ArrayList<>();
            List<String> names = new ArrayList<>();
            boolean same = !rewritten;
            for (int i = 0; i < keys; i++) {
                add(ColumnPath.whole(i), column(i), paths, exprs, names);
            }
            int next = keys;
            for (int position : wanted) {
                org.apache.calcite.rel.core.AggregateCall call =
                        aggregate.getAggCallList().get(position);
                VectorExpr column = isComputedAbove(call) ? above(call) : column(next++);
                VectorExpr expr = result(call, column);
                same &= expr == column;
                add(ColumnPath.whole(keys + position), expr, paths, exprs, names);
            }
            if (same) {
                List<Integer> columns = paths.stream().map(ColumnPath::column).toList();
                return new Planned(node, Layout.ofColumns(columns, node.schema()));
            }
            return PhysicalPlanner.computed(node, paths, exprs, names);
        }

        private void add(
                ColumnPath path, VectorExpr expr, List<ColumnPath> paths, List<VectorExpr> exprs, List<String> names) {
            paths.add(path);
            exprs.add(expr);
            names.add(aggregate.getRowType().getFieldNames().get(path.column()));
        }

        private VectorExpr column(int index) {
            return new ColumnRef(index, node.schema().getFields().get(index));
        }

        private VectorExpr above(org.apache.calcite.rel.core.AggregateCall call) {
            if (call.getAggregation().getKind() == SqlKind.LITERAL_AGG) {
                RexLiteral literal = (RexLiteral) call.rexList.get(0);
                return Literal.of(TypeMap.toField("", literal.getType()), LiteralValues.of(literal));
            }
            return groupingOf(call.getArgList());
        }

        /** GROUPING(a, b): the bits of the arguments, in their order, out of the bits of all keys. */
        private VectorExpr groupingOf(List<Integer> arguments) {
            Field bigint = SqlTypes.field("", SqlTypes.BIGINT);
            VectorExpr mask = column(aggregate.getGroupCount() + calls);
            VectorExpr sum = Literal.of(bigint, 0L);
            List<Integer> keys = aggregate.getGroupSet().asList();
            for (int i = 0; i < arguments.size(); i++) {
                long bit = 1L << (keys.size() - 1 - keys.indexOf(arguments.get(i)));
                long weight = 1L << (arguments.size() - 1 - i);
                VectorExpr shifted = Arithmetic.of(Arithmetic.Op.DIVIDE, mask, Literal.of(bigint, bit), bigint);
                VectorExpr one = Arithmetic.of(Arithmetic.Op.MODULO, shifted, Literal.of(bigint, 2L), bigint);
                VectorExpr part = Arithmetic.of(Arithmetic.Op.MULTIPLY, one, Literal.of(bigint, weight), bigint);
                sum = Arithmetic.of(Arithmetic.Op.ADD, sum, part, bigint);
            }
            return sum;
        }

        private static Object zero(Field field) {
            return switch (field.getType().getTypeID()) {
                case FloatingPoint -> 0.0;
                case Decimal -> BigDecimal.ZERO;
                default -> 0L;
            };
        }
    }
}
