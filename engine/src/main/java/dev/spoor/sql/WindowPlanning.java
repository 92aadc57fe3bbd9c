/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.exec.AggregateCall;
import dev.spoor.exec.PlanNode;
import dev.spoor.exec.SortKey;
import dev.spoor.exec.WindowCall;
import dev.spoor.exec.WindowFrame;
import dev.spoor.exec.WindowNode;
import dev.spoor.expr.ColumnRef;
import dev.spoor.expr.CommonType;
import dev.spoor.expr.VectorExpr;
import dev.spoor.function.AggregateFunction;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.function.Signature;
import dev.spoor.function.WindowFunction;
import dev.spoor.sql.parser.SqlErrors;
import dev.spoor.vector.SqlTypes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowExclusion;

/** Plans window functions: one step for each window, then the projection that uses their results. */
final class WindowPlanning {
    private final PhysicalPlanner planner;
    private final FunctionLibrary functions;

    WindowPlanning(PhysicalPlanner planner, FunctionLibrary functions) {
        this.planner = planner;
        this.functions = functions;
    }

    /** The windows of a projection: calls with the same partitions and order run in one step. */
    private record WindowKey(List<RexNode> partitionKeys, List<RexFieldCollation> orderKeys) {}

    Planned plan(Project project, Set<ColumnPath> needs) {
        List<RexOver> calls = new ArrayList<>();
        Set<ColumnPath> inputNeeds = new LinkedHashSet<>();
        for (ColumnPath need : needs) {
            RexNode expr = project.getProjects().get(need.column());
            RexPaths.collect(expr, inputNeeds);
            calls.addAll(callsIn(expr));
        }
        for (RexOver call : calls) {
            for (RexNode input : inputsOf(call)) {
                RexPaths.collect(input, inputNeeds);
            }
        }
        Inputs inputs = new Inputs(planner.plan(project.getInput(), inputNeeds));
        Map<WindowKey, List<RexOver>> windows = new LinkedHashMap<>();
        for (RexOver call : calls) {
            RexWindow window = call.getWindow();
            windows.computeIfAbsent(new WindowKey(window.partitionKeys, window.orderKeys), k -> new ArrayList<>())
                    .add(call);
        }
        windows.values().forEach(group -> group.forEach(call -> inputsOf(call).forEach(inputs::column)));
        windows.values().forEach(group -> group.forEach(call -> argumentsOf(call, inputs)));
        Planned step = inputs.planned();
        Map<RexNode, Integer> results = new LinkedHashMap<>();
        for (Map.Entry<WindowKey, List<RexOver>> window : windows.entrySet()) {
            step = window(window.getKey(), window.getValue(), inputs, step, results);
        }
        ExpressionCompiler compiler = planner.compiler(step.layout());
        results.forEach(compiler::isComputed);
        return planner.projected(project, needs, step, compiler);
    }

    private Planned window(
            WindowKey window, List<RexOver> calls, Inputs inputs, Planned step, Map<RexNode, Integer> results) {
        List<Integer> partitionKeys =
                window.partitionKeys().stream().map(inputs::column).toList();
        List<SortKey> orderKeys = new ArrayList<>();
        for (RexFieldCollation key : window.orderKeys()) {
            orderKeys.add(new SortKey(
                    inputs.column(key.left),
                    key.getDirection() != RelFieldCollation.Direction.DESCENDING,
                    key.getNullDirection() == RelFieldCollation.NullDirection.FIRST));
        }
        List<WindowCall> windowCalls = new ArrayList<>();
        int next = step.node().schema().getFields().size();
        for (RexOver call : calls) {
            if (results.putIfAbsent(call, next) == null) {
                windowCalls.add(call(call, inputs));
                next++;
            }
        }
        PlanNode node = new WindowNode(step.node(), partitionKeys, orderKeys, windowCalls);
        return new Planned(node, new Layout(step.layout().places(), node.schema()));
    }

    private WindowCall call(RexOver over, Inputs inputs) {
        String name = over.getAggOperator().getName().toLowerCase(Locale.ROOT);
        WindowFrame frame = frame(over, inputs);
        List<Integer> arguments = argumentsOf(over, inputs);
        Field result = TypeMap.toField(name, over.getType());
        Optional<WindowFunction> function = functions.window(name);
        if (function.isPresent()) {
            if (over.ignoreNulls() && !function.get().canIgnoreNulls()) {
                throw SqlErrors.notSupported(name + "() takes no IGNORE NULLS");
            }
            SignatureMatcher.Match match = match(name, function.get().signatures(), inputs.fields(arguments));
            return new WindowCall.OfFunction(
                    function.get(), arguments, over.ignoreNulls(), frame, SqlTypes.renamed(match.result(), name));
        }
        if (over.isDistinct()) {
            throw SqlErrors.notSupported("DISTINCT in a window function is not supported");
        }
        AggregateFunction aggregate = aggregate(over, name);
        SignatureMatcher.Match match = match(name, aggregate.signatures(), inputs.fields(arguments));
        AggregateCall call = new AggregateCall(
                aggregate,
                match.signature(),
                arguments,
                AggregateCall.NO_FILTER,
                false,
                SqlTypes.sameType(match.result(), result) ? result : SqlTypes.renamed(match.result(), name));
        return new WindowCall.OfAggregate(call, frame);
    }

    private AggregateFunction aggregate(RexOver over, String name) {
        if (over.getAggOperator() instanceof LibraryOperators.Aggregate operator) {
            return operator.function();
        }
        return functions.aggregate(name).orElseThrow(() -> SqlErrors.notSupported(name + "() OVER is not supported"));
    }

    private static SignatureMatcher.Match match(String name, List<Signature> signatures, List<Field> fields) {
        List<SignatureMatcher.Argument> typed = fields.stream()
                .map(f -> new SignatureMatcher.Argument(f, false, false))
                .toList();
        return SignatureMatcher.match(signatures, typed)
                .orElseThrow(() -> new EngineException(
                        ErrorCode.TYPE_MISMATCH,
                        name + "("
                                + String.join(
                                        ", ",
                                        fields.stream().map(TypeMap::display).toList())
                                + ") does not exist as a window function"));
    }

    /** Columns of a call's arguments, cast to what its signature wants. */
    private List<Integer> argumentsOf(RexOver over, Inputs inputs) {
        List<Integer> columns = over.getOperands().stream().map(inputs::column).toList();
        String name = over.getAggOperator().getName().toLowerCase(Locale.ROOT);
        List<Signature> signatures = functions
                .window(name)
                .map(WindowFunction::signatures)
                .orElseGet(() -> aggregate(over, name).signatures());
        List<Field> wanted = match(name, signatures, inputs.fields(columns)).arguments();
        List<Integer> cast = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            cast.add(inputs.castColumn(over.getOperands().get(i), columns.get(i), wanted.get(i)));
        }
        return cast;
    }

    private static WindowFrame frame(RexOver over, Inputs inputs) {
        RexWindow window = over.getWindow();
        // the parser's word for GROUPS
        boolean isGroups = window.getExclude() == RexWindowExclusion.EXCLUDE_TIES;
        WindowFrame.Unit rowsOrRange = window.isRows() ? WindowFrame.Unit.ROWS : WindowFrame.Unit.RANGE;
        WindowFrame.Unit unit = isGroups ? WindowFrame.Unit.GROUPS : rowsOrRange;
        Field orderKey = window.orderKeys.isEmpty() ? null : inputs.field(inputs.column(window.orderKeys.get(0).left));
        return new WindowFrame(
                unit, bound(window.getLowerBound(), unit, orderKey), bound(window.getUpperBound(), unit, orderKey));
    }

    private static WindowFrame.Bound bound(RexWindowBound bound, WindowFrame.Unit unit, Field orderKey) {
        if (bound.isCurrentRow()) {
            return WindowFrame.Bound.CURRENT_ROW;
        }
        if (bound.isUnbounded()) {
            return bound.isPreceding() ? WindowFrame.Bound.UNBOUNDED_PRECEDING : WindowFrame.Bound.UNBOUNDED_FOLLOWING;
        }
        if (!(bound.getOffset() instanceof RexLiteral literal)) {
            throw SqlErrors.notSupported("the offset of a window frame must be a constant");
        }
        Object offset = offset(literal, unit, orderKey);
        return bound.isPreceding() ? WindowFrame.Bound.preceding(offset) : WindowFrame.Bound.following(offset);
    }

    private static Object offset(RexLiteral literal, WindowFrame.Unit unit, Field orderKey) {
        if (unit != WindowFrame.Unit.RANGE) {
            return literal.getValueAs(BigDecimal.class).longValueExact();
        }
        if (orderKey == null) {
            throw SqlErrors.notSupported("RANGE with an offset needs ORDER BY");
        }
        Object value = LiteralValues.of(literal);
        ArrowType type = orderKey.getType();
        if (type instanceof ArrowType.Int integer && value instanceof Number number) {
            return integer.getBitWidth() > 32 ? (Object) number.longValue() : (Object) number.intValue();
        }
        if (type instanceof ArrowType.FloatingPoint && value instanceof Number number) {
            return number.doubleValue();
        }
        if (type instanceof ArrowType.Decimal && value instanceof Number number) {
            return new BigDecimal(number.toString());
        }
        return value;
    }

    private static List<RexOver> callsIn(RexNode expr) {
        List<RexOver> calls = new ArrayList<>();
        expr.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitOver(RexOver over) {
                calls.add(over);
                return null;
            }
        });
        return calls;
    }

    private static List<RexNode> inputsOf(RexOver over) {
        List<RexNode> inputs = new ArrayList<>(over.getOperands());
        inputs.addAll(over.getWindow().partitionKeys);
        over.getWindow().orderKeys.forEach(key -> inputs.add(key.left));
        return inputs;
    }

    /** The input of the windows with a column for each argument and key. */
    private final class Inputs {
        private final Planned source;
        private final ExpressionCompiler compiler;
        private final List<VectorExpr> exprs = new ArrayList<>();
        private final Map<String, Integer> columns = new LinkedHashMap<>();

        Inputs(Planned source) {
            this.source = source;
            this.compiler = planner.compiler(source.layout());
            List<Field> fields = source.node().schema().getFields();
            for (int i = 0; i < fields.size(); i++) {
                exprs.add(new ColumnRef(i, fields.get(i)));
            }
        }

        int column(RexNode node) {
            return columns.computeIfAbsent(node.toString(), k -> add(compiler.compile(node)));
        }

        int castColumn(RexNode node, int column, Field wanted) {
            if (SqlTypes.sameType(field(column), wanted)) {
                return column;
            }
            String key = node + " AS " + TypeMap.display(wanted);
            return columns.computeIfAbsent(key, k -> add(CommonType.cast(compiler.compile(node), wanted)));
        }

        private int add(VectorExpr expr) {
            if (expr instanceof ColumnRef ref) {
                return ref.index();
            }
            exprs.add(expr);
            return exprs.size() - 1;
        }

        Field field(int column) {
            return exprs.get(column).field();
        }

        List<Field> fields(List<Integer> wanted) {
            return wanted.stream().map(this::field).toList();
        }

        Planned planned() {
            int present = source.node().schema().getFields().size();
            if (exprs.size() == present) {
                return source;
            }
            List<ColumnPath> paths = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (int i = 0; i < exprs.size(); i++) {
                paths.add(ColumnPath.whole(i));
                names.add(i < present ? source.layout().field(i).getName() : "window" + i);
            }
            Planned computed = PhysicalPlanner.computed(source.node(), paths, exprs, names);
            return new Planned(
                    computed.node(),
                    new Layout(source.layout().places(), computed.node().schema()));
        }
    }
}
