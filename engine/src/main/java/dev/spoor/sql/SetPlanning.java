/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.exec.AggregateNode;
import dev.spoor.exec.GatherNode;
import dev.spoor.exec.PlanNode;
import dev.spoor.exec.SetOperationNode;
import dev.spoor.exec.UnionNode;
import dev.spoor.exec.UnnestNode;
import dev.spoor.exec.ValuesNode;
import dev.spoor.expr.ColumnRef;
import dev.spoor.expr.CommonType;
import dev.spoor.expr.VectorExpr;
import dev.spoor.sql.rule.Unnest;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** Plans what puts rows beside or under each other without a condition: set operations, VALUES, UNNEST. */
final class SetPlanning {
    private final PhysicalPlanner planner;

    SetPlanning(PhysicalPlanner planner) {
        this.planner = planner;
    }

    Planned setOp(SetOp setOp, Set<ColumnPath> needs) {
        boolean plainUnion = setOp.kind == SqlKind.UNION && setOp.all;
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < setOp.getRowType().getFieldCount(); i++) {
            int column = i;
            if (!plainUnion || needs.stream().anyMatch(n -> n.column() == column)) {
                columns.add(i);
            }
        }
        List<PlanNode> inputs = new ArrayList<>();
        for (RelNode input : setOp.getInputs()) {
            inputs.add(aligned(input, columns, setOp.getRowType()));
        }
        PlanNode node =
                switch (setOp.kind) {
                    case UNION -> union(inputs, setOp.all);
                    case INTERSECT -> folded(SetOperationNode.Kind.INTERSECT, setOp.all, inputs);
                    default -> folded(SetOperationNode.Kind.EXCEPT, setOp.all, inputs);
                };
        return new Planned(node, Layout.ofColumns(columns, node.schema()));
    }

    private static PlanNode union(List<PlanNode> inputs, boolean all) {
        boolean allPartitioned = inputs.stream().allMatch(PlanNode::isPartitioned);
        List<PlanNode> even = allPartitioned
                ? inputs
                : inputs.stream()
                        .map(i -> i.isPartitioned() ? new GatherNode(i) : i)
                        .toList();
        PlanNode union = even.size() == 1 ? even.get(0) : new UnionNode(even);
        return all ? union : distinct(union);
    }

    private static PlanNode distinct(PlanNode node) {
        List<Integer> keys = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Field field : node.schema().getFields()) {
            keys.add(keys.size());
            names.add(field.getName());
        }
        return AggregateNode.of(node, keys, List.of(), names);
    }

    private static PlanNode folded(SetOperationNode.Kind kind, boolean all, List<PlanNode> inputs) {
        PlanNode left = inputs.get(0);
        for (PlanNode right : inputs.subList(1, inputs.size())) {
            left = new SetOperationNode(kind, all, left, right);
        }
        return left;
    }

    /** An input with exactly the given columns, in the types of the set operation. */
    private PlanNode aligned(RelNode input, List<Integer> columns, RelDataType rowType) {
        Set<ColumnPath> needs = new LinkedHashSet<>();
        columns.forEach(c -> needs.add(ColumnPath.whole(c)));
        Planned planned = planner.plan(input, needs);
        List<ColumnPath> order = new ArrayList<>(needs);
        List<VectorExpr> exprs = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Field> present = planned.node().schema().getFields();
        boolean same = present.size() == order.size();
        for (int i = 0; i < order.size(); i++) {
            RelDataTypeField field = rowType.getFieldList().get(order.get(i).column());
            Field wanted = TypeMap.toField(field.getName(), field.getType());
            VectorExpr expr = CommonType.cast(planned.layout().expr(order.get(i)), wanted);
            exprs.add(expr);
            names.add(field.getName());
            same = same && expr instanceof ColumnRef ref && ref.index() == i;
        }
        return same
                ? planned.node()
                : PhysicalPlanner.computed(planned.node(), order, exprs, names).node();
    }

    Planned values(Values values, Set<ColumnPath> needs) {
        List<Integer> columns = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (RelDataTypeField field : values.getRowType().getFieldList()) {
            if (needs.stream().anyMatch(n -> n.column() == field.getIndex())) {
                columns.add(field.getIndex());
                fields.add(TypeMap.toField(field.getName(), field.getType()));
            }
        }
        List<List<Object>> rows = new ArrayList<>();
        for (List<RexLiteral> tuple : values.getTuples()) {
            List<Object> row = new ArrayList<>();
            for (int column : columns) {
                row.add(valueAs(
                        tuple.get(column),
                        values.getRowType().getFieldList().get(column).getType()));
            }
            rows.add(row);
        }
        Schema schema = new Schema(fields);
        return new Planned(new ValuesNode(schema, rows), Layout.ofColumns(columns, schema));
    }

    /** A literal's value in the type of its column, which may be wider than its own. */
    private static Object valueAs(RexLiteral literal, RelDataType type) {
        return literal.isNull() ? null : LiteralValues.of(literal.getValueAs(Comparable.class), type);
    }

    /** No rows of a type. */
    Planned nothing(RelDataType rowType) {
        List<Field> fields = new ArrayList<>();
        List<Integer> columns = new ArrayList<>();
        for (RelDataTypeField field : rowType.getFieldList()) {
            fields.add(TypeMap.toField(field.getName(), field.getType()));
            columns.add(field.getIndex());
        }
        Schema schema = new Schema(fields);
        return new Planned(new ValuesNode(schema, List.of()), Layout.ofColumns(columns, schema));
    }

    Planned unnest(Unnest unnest, Set<ColumnPath> needs) {
        int leftCount = unnest.getInput().getRowType().getFieldCount();
        Set<ColumnPath> inputNeeds = new LinkedHashSet<>();
        needs.stream().filter(n -> n.column() < leftCount).forEach(inputNeeds::add);
        Set<ColumnPath> kept = Set.copyOf(inputNeeds);
        int firstColumn = leftCount;
        for (RexNode collection : unnest.collections()) {
            ColumnPath place = RexPaths.pathOrNull(collection);
            RelDataType elementType = collection.getType().getComponentType();
            if (place == null || elementType == null) {
                RexPaths.collect(collection, inputNeeds);
            } else {
                inputNeeds.addAll(ElementFields.needsOf(place, elementType, firstColumn, unnest.expandRows(), needs));
            }
            firstColumn += width(collection.getType(), unnest.expandRows());
        }
        Planned input = planner.plan(unnest.getInput(), inputNeeds);
        Set<ColumnPath> given = new LinkedHashSet<>();
        for (ColumnPath path : kept) {
            given.add(input.layout().exprOrNull(path) == null ? path.parent() : path);
        }
        List<ColumnPath> paths = new ArrayList<>(RexPaths.outermost(given));
        List<VectorExpr> exprs = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (ColumnPath path : paths) {
            exprs.add(input.layout().expr(path));
            names.add(exprs.get(exprs.size() - 1).field().getName());
        }
        List<Integer> collections = new ArrayList<>();
        ExpressionCompiler compiler = planner.compiler(input.layout());
        for (RexNode collection : unnest.collections()) {
            collections.add(exprs.size());
            exprs.add(compiler.compile(collection));
            names.add("collection" + collections.size());
            paths.add(ColumnPath.whole(-collections.size()));
        }
        Planned source = PhysicalPlanner.computed(input.node(), paths, exprs, names);
        return unnested(unnest, source, collections, leftCount);
    }

    /** How many columns an UNNEST makes of a collection. */
    private static int width(RelDataType collection, boolean expandsRows) {
        if (collection.getKeyType() != null) {
            return 2;
        }
        RelDataType element = collection.getComponentType();
        return expandsRows && element.isStruct() ? element.getFieldCount() : 1;
    }

    /** A column's field; with fewer fields inside where fewer are given. */
    private static Field typed(RelDataTypeField column, Field given) {
        Field whole = TypeMap.toField(column.getName(), column.getType());
        return SqlTypes.sameType(whole, given) ? whole : SqlTypes.renamed(given, column.getName());
    }

    private static Planned unnested(Unnest unnest, Planned source, List<Integer> collections, int leftCount) {
        List<Field> given = source.node().schema().getFields();
        List<Field> fields = new ArrayList<>(given.subList(0, collections.get(0)));
        Map<ColumnPath, Integer> places = new HashMap<>(source.layout().places());
        places.values().removeIf(index -> index >= collections.get(0));
        List<RelDataTypeField> all = unnest.getRowType().getFieldList();
        int column = leftCount;
        for (int i = 0; i < collections.size(); i++) {
            RelDataType type = unnest.collections().get(i).getType();
            Field element = given.get(collections.get(i)).getChildren().get(0);
            boolean isMap = type.getKeyType() != null;
            if (isMap || !(unnest.expandRows() && element.getType() instanceof ArrowType.Struct)) {
                for (Field field : isMap ? element.getChildren() : List.of(element)) {
                    places.put(ColumnPath.whole(column), fields.size());
                    fields.add(typed(all.get(column++), field));
                }
                continue;
            }
            // perhaps fewer fields are read than there are
            for (int child = 0; child < element.getChildren().size(); child++) {
                int at = column + ElementFields.indexOf(element, child, type.getComponentType());
                places.put(ColumnPath.whole(at), fields.size());
                fields.add(typed(all.get(at), element.getChildren().get(child)));
            }
            column += width(type, unnest.expandRows());
        }
        if (unnest.withOrdinality()) {
            places.put(ColumnPath.whole(column), fields.size());
            fields.add(SqlTypes.field(all.get(column).getName(), SqlTypes.BIGINT));
        }
        Schema schema = new Schema(fields);
        PlanNode node = new UnnestNode(
                source.node(), collections, unnest.expandRows(), unnest.withOrdinality(), unnest.outer(), true, schema);
        return new Planned(node, new Layout(places, schema));
    }
}
