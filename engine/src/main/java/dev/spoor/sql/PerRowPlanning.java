/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.exec.FeedNode;
import dev.spoor.exec.PerRowNode;
import dev.spoor.expr.ColumnRef;
import dev.spoor.expr.VectorExpr;
import dev.spoor.sql.rule.PerRowAggregate;
import dev.spoor.sql.rule.PerRowInput;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Plans aggregates over the elements of each row. What happens to the elements is planned twice: first to learn which
 * columns of the rows it needs, then over the rows as they are.
 */
final class PerRowPlanning {
    private final PhysicalPlanner planner;
    private final AggregatePlanning aggregates;

    /** What the rows are that a leaf stands for; absent in the first round. */
    private final Map<PerRowInput, Planned> rows = new IdentityHashMap<>();

    private final Map<PerRowInput, Set<Integer>> columnsNeeded = new IdentityHashMap<>();

    PerRowPlanning(PhysicalPlanner planner, AggregatePlanning aggregates) {
        this.planner = planner;
        this.aggregates = aggregates;
    }

    Planned plan(PerRowAggregate rel, Set<ColumnPath> needs) {
        int leftCount = rel.getInput().getRowType().getFieldCount();
        Set<ColumnPath> leftNeeds = new LinkedHashSet<>();
        needs.stream().filter(need -> need.column() < leftCount).forEach(leftNeeds::add);
        List<Integer> wanted = new ArrayList<>();
        for (int call = 0; call < rel.calls().size(); call++) {
            int column = leftCount + call;
            if (needs.stream().anyMatch(need -> need.column() == column)) {
                wanted.add(call);
            }
        }
        if (wanted.isEmpty()) {
            return planner.plan(rel.getInput(), leftNeeds);
        }
        Aggregate total = LogicalAggregate.create(rel.elements(), List.of(), ImmutableBitSet.of(), null, rel.calls());
        PerRowInput leaf = rel.leaf();
        Set<ColumnPath> elementNeeds = new LinkedHashSet<>();
        elementNeeds.add(ColumnPath.whole(leaf.rowColumn()));
        wanted.forEach(call -> AggregatePlanning.addInputs(rel.calls().get(call), elementNeeds));
        planner.plan(rel.elements(), elementNeeds);
        columnsNeeded.remove(leaf).forEach(column -> leftNeeds.add(ColumnPath.whole(column)));
        Planned left = planner.plan(rel.getInput(), leftNeeds);
        rows.put(leaf, left);
        AggregatePlanning.Calls calls = aggregates.calls(total, wanted, planner.plan(rel.elements(), elementNeeds));
        rows.remove(leaf);
        return perRow(rel, wanted, left, calls, leftCount);
    }

    /** The rows behind a leaf: those columns that are needed, and the row's number. */
    Planned rows(PerRowInput leaf, Set<ColumnPath> needs) {
        Planned left = rows.get(leaf);
        Map<ColumnPath, Integer> places = new HashMap<>();
        List<Field> fields = new ArrayList<>();
        if (left == null) {
            Set<Integer> columns = columnsNeeded.computeIfAbsent(leaf, key -> new LinkedHashSet<>());
            needs.stream()
                    .map(ColumnPath::column)
                    .filter(column -> column != leaf.rowColumn())
                    .forEach(columns::add);
            for (int column : columns) {
                places.put(ColumnPath.whole(column), fields.size());
                fields.add(TypeMap.toField(
                        leaf.getRowType().getFieldNames().get(column),
                        leaf.getRowType().getFieldList().get(column).getType()));
            }
        } else {
            places.putAll(left.layout().places());
            fields.addAll(left.node().schema().getFields());
        }
        places.put(ColumnPath.whole(leaf.rowColumn()), fields.size());
        fields.add(SqlTypes.field("row number", SqlTypes.BIGINT));
        Schema schema = new Schema(fields);
        return new Planned(FeedNode.of(schema), new Layout(places, schema));
    }

    private Planned perRow(
            PerRowAggregate rel, List<Integer> wanted, Planned left, AggregatePlanning.Calls calls, int leftCount) {
        List<Field> fields = new ArrayList<>(left.node().schema().getFields());
        Map<ColumnPath, Integer> places = new HashMap<>(left.layout().places());
        for (int i = 0; i < wanted.size(); i++) {
            places.put(ColumnPath.whole(leftCount + wanted.get(i)), fields.size());
            fields.add(calls.calls().get(i).result());
        }
        Schema schema = new Schema(fields);
        int rowColumn = calls.input().layout().index(rel.leaf().rowColumn());
        PerRowNode node = new PerRowNode(left.node(), calls.input().node(), rowColumn, calls.calls(), schema);
        return typed(rel, wanted, new Planned(node, new Layout(places, schema)), leftCount);
    }

    /** Results in the types that the tree gives them. */
    private Planned typed(PerRowAggregate rel, List<Integer> wanted, Planned planned, int leftCount) {
        List<ColumnPath> paths = new ArrayList<>();
        List<VectorExpr> exprs = new ArrayList<>();
        List<String> names = new ArrayList<>();
        boolean same = true;
        for (Map.Entry<ColumnPath, Integer> place : planned.layout().places().entrySet()) {
            int index = place.getValue();
            VectorExpr column = new ColumnRef(index, planned.layout().field(index));
            int call = place.getKey().column() - leftCount;
            VectorExpr expr =
                    call < 0 ? column : AggregatePlanning.result(rel.calls().get(call), column);
            same &= expr == column;
            paths.add(place.getKey());
            exprs.add(expr);
            names.add(planned.layout().field(index).getName());
        }
        return same ? planned : PhysicalPlanner.computed(planned.node(), paths, exprs, names);
    }
}
