/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.exec.FilterNode;
import dev.spoor.exec.GatherNode;
import dev.spoor.exec.LimitNode;
import dev.spoor.exec.PlanNode;
import dev.spoor.exec.ProjectNode;
import dev.spoor.exec.SortKey;
import dev.spoor.exec.SortNode;
import dev.spoor.exec.TopNNode;
import dev.spoor.expr.ColumnRef;
import dev.spoor.expr.Predicates;
import dev.spoor.expr.VectorExpr;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.sql.parser.SqlErrors;
import dev.spoor.sql.rule.PerRowAggregate;
import dev.spoor.sql.rule.PerRowInput;
import dev.spoor.sql.rule.Unnest;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;

/**
 * The border: relational trees above, plan nodes below. Each relational node is asked for the columns, and places inside
 * columns, that the nodes above it use; so a scan is asked for no more than the query needs. One statement, one thread.
 */
final class PhysicalPlanner {
    private final FunctionLibrary functions;
    private final PlanOptions options;
    private final ScanPlanning scans;
    private final JoinPlanning joins;
    private final AggregatePlanning aggregates;
    private final PerRowPlanning perRows;
    private final SetPlanning sets;
    private final WindowPlanning windows;

    PhysicalPlanner(FunctionLibrary functions, PlanOptions options) {
        this.functions = functions;
        this.options = options;
        this.scans = new ScanPlanning(functions, options);
        this.joins = new JoinPlanning(this);
        this.aggregates = new AggregatePlanning(this, functions);
        this.perRows = new PerRowPlanning(this, aggregates);
        this.sets = new SetPlanning(this);
        this.windows = new WindowPlanning(this, functions);
    }

    /** The whole plan: the query's columns in order, not partitioned. */
    PlanNode plan(LogicalPlan logical) {
        int columns = logical.rel().getRowType().getFieldCount();
        Planned planned = plan(logical.rel(), wholeColumns(columns));
        List<ColumnPath> order = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            order.add(ColumnPath.whole(i));
        }
        PlanNode node = arranged(planned, order, logical.columnNames()).node();
        return node.isPartitioned() ? new GatherNode(node) : node;
    }

    static Set<ColumnPath> wholeColumns(int count) {
        Set<ColumnPath> needs = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            needs.add(ColumnPath.whole(i));
        }
        return needs;
    }

    ExpressionCompiler compiler(Layout layout) {
        return new ExpressionCompiler(layout, functions, options);
    }

    /** A step that gives at least the needed paths, or something around each of them. */
    Planned plan(RelNode rel, Set<ColumnPath> needs) {
        options.cancellation().check();
        if (rel instanceof TableScan scan) {
            return scans.plan(scan, null, needs);
        }
        if (rel instanceof Filter filter) {
            return filter(filter, needs);
        }
        if (rel instanceof Project project) {
            return RexOver.containsOver(project.getProjects(), null)
                    ? windows.plan(project, needs)
                    : project(project, needs);
        }
        if (rel instanceof Aggregate aggregate) {
            return aggregates.plan(aggregate, needs);
        }
        if (rel instanceof Sort sort) {
            return sort(sort, needs);
        }
        if (rel instanceof Join join) {
            return joins.plan(join, needs);
        }
        if (rel instanceof SetOp setOp) {
            return sets.setOp(setOp, needs);
        }
        if (rel instanceof Values values) {
            return sets.values(values, needs);
        }
        if (rel instanceof Unnest unnest) {
            return sets.unnest(unnest, needs);
        }
        if (rel instanceof PerRowAggregate perRow) {
            return perRows.plan(perRow, needs);
        }
        if (rel instanceof PerRowInput leaf) {
            return perRows.rows(leaf, needs);
        }
        if (rel instanceof Correlate) {
            throw SqlErrors.notSupported("this correlated sub-query is not supported")
                    .advise("write it as a join, or move the correlated condition to the outer WHERE of the sub-query");
        }
        throw SqlErrors.notSupported(rel.getRelTypeName() + " is not supported");
    }

    private Planned filter(Filter filter, Set<ColumnPath> needs) {
        if (filter.getCondition().isAlwaysFalse()) {
            return sets.nothing(filter.getRowType());
        }
        Set<ColumnPath> inputNeeds = new LinkedHashSet<>(needs);
        RexPaths.collect(filter.getCondition(), inputNeeds);
        Planned input = filter.getInput() instanceof TableScan scan
                ? scans.plan(scan, filter.getCondition(), inputNeeds)
                : plan(filter.getInput(), inputNeeds);
        VectorExpr condition = compiler(input.layout()).compile(filter.getCondition());
        PlanNode node = new FilterNode(
                input.node(),
                Predicates.of(condition),
                RexText.of(filter.getCondition(), filter.getInput().getRowType()));
        return new Planned(node, input.layout());
    }

    private Planned project(Project project, Set<ColumnPath> needs) {
        Set<ColumnPath> inputNeeds = new LinkedHashSet<>();
        for (ColumnPath need : needs) {
            RexNode expr = project.getProjects().get(need.column());
            ColumnPath source = RexPaths.pathOrNull(expr);
            if (source != null) {
                inputNeeds.add(source.isJson() ? source : source.then(need));
            } else {
                RexPaths.collect(expr, inputNeeds);
            }
        }
        Planned input = plan(project.getInput(), inputNeeds);
        return projected(project, needs, input, compiler(input.layout()));
    }

    /** The needed columns of a projection over a planned input: renamed where they are there, computed where not. */
    Planned projected(Project project, Set<ColumnPath> needs, Planned input, ExpressionCompiler compiler) {
        Map<ColumnPath, Integer> renamed = new HashMap<>();
        Map<ColumnPath, VectorExpr> exprs = new HashMap<>();
        List<ColumnPath> order = new ArrayList<>();
        for (ColumnPath need : RexPaths.outermost(needs)) {
            RexNode expr = project.getProjects().get(need.column());
            ColumnPath source = RexPaths.pathOrNull(expr);
            boolean isPlace = source != null && !source.isJson();
            ColumnPath output = isPlace ? need : ColumnPath.whole(need.column());
            if (isPlace && need.isJson() && input.layout().exprOrNull(source.then(need)) == null) {
                output = need.parent();
            }
            if (exprs.containsKey(output)) {
                continue;
            }
            VectorExpr compiled = isPlace ? input.layout().expr(source.then(output)) : compiler.compile(expr);
            exprs.put(output, compiled);
            order.add(output);
            if (compiled instanceof ColumnRef ref) {
                renamed.put(output, ref.index());
            }
        }
        if (renamed.size() == order.size()) {
            return new Planned(input.node(), new Layout(renamed, input.node().schema()));
        }
        return computed(input.node(), order, order.stream().map(exprs::get).toList(), namesOf(project, order));
    }

    private static List<String> namesOf(RelNode rel, List<ColumnPath> order) {
        List<String> names = new ArrayList<>();
        for (ColumnPath path : order) {
            String name = rel.getRowType().getFieldNames().get(path.column());
            names.add(name + path.suffix());
        }
        return names;
    }

    /** A projection that gives one column for each path. */
    static Planned computed(PlanNode input, List<ColumnPath> paths, List<VectorExpr> exprs, List<String> names) {
        List<Field> fields = new ArrayList<>();
        Map<ColumnPath, Integer> places = new HashMap<>();
        for (int i = 0; i < exprs.size(); i++) {
            fields.add(SqlTypes.renamed(exprs.get(i).field(), names.get(i)));
            places.put(paths.get(i), i);
        }
        Schema schema = new Schema(fields);
        PlanNode node = new ProjectNode(input, exprs, schema, String.join(", ", names));
        return new Planned(node, new Layout(places, schema));
    }

    /** Exactly the given paths, in this order and under these names. */
    Planned arranged(Planned planned, List<ColumnPath> order, List<String> names) {
        List<Field> present = planned.node().schema().getFields();
        boolean same = present.size() == order.size();
        List<VectorExpr> exprs = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            VectorExpr expr = planned.layout().expr(order.get(i));
            exprs.add(expr);
            same = same
                    && expr instanceof ColumnRef ref
                    && ref.index() == i
                    && present.get(i).getName().equals(names.get(i));
        }
        return same ? planned : computed(planned.node(), order, exprs, names);
    }

    private Planned sort(Sort sort, Set<ColumnPath> needs) {
        Set<ColumnPath> inputNeeds = new LinkedHashSet<>(needs);
        List<RelFieldCollation> collations = sort.getCollation().getFieldCollations();
        for (RelFieldCollation collation : collations) {
            inputNeeds.add(ColumnPath.whole(collation.getFieldIndex()));
        }
        long offset = sort.offset == null ? 0 : LiteralValues.number(sort.offset);
        long limit = sort.fetch == null ? LimitNode.ALL : LiteralValues.number(sort.fetch);
        if (collations.isEmpty()) {
            if (limit != LimitNode.ALL) {
                scans.limit(sort.getInput(), Math.addExact(offset, limit));
            }
            Planned input = plan(sort.getInput(), inputNeeds);
            return new Planned(new LimitNode(input.gathered(), offset, limit), input.layout());
        }
        Planned input = plan(sort.getInput(), inputNeeds);
        List<SortKey> keys = sortKeys(collations, input.layout());
        PlanNode node;
        if (limit == LimitNode.ALL) {
            node = new SortNode(input.node(), keys);
            node = offset == 0 ? node : new LimitNode(node, offset, LimitNode.ALL);
        } else {
            node = new TopNNode(input.node(), keys, offset, limit);
        }
        return new Planned(node, input.layout());
    }

    static List<SortKey> sortKeys(Collection<RelFieldCollation> collations, Layout layout) {
        List<SortKey> keys = new ArrayList<>();
        for (RelFieldCollation collation : collations) {
            keys.add(sortKey(collation, layout.index(collation.getFieldIndex())));
        }
        return keys;
    }

    static SortKey sortKey(RelFieldCollation collation, int column) {
        boolean ascending = !collation.getDirection().isDescending();
        return new SortKey(column, ascending, collation.nullDirection == RelFieldCollation.NullDirection.FIRST);
    }
}
