/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.exec.GatherNode;
import dev.spoor.exec.JoinNode;
import dev.spoor.exec.PlanNode;
import dev.spoor.expr.ColumnRef;
import dev.spoor.expr.CommonType;
import dev.spoor.expr.Predicate;
import dev.spoor.expr.Predicates;
import dev.spoor.expr.VectorExpr;
import dev.spoor.sql.parser.SqlErrors;
import dev.spoor.vector.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/** Plans joins: equalities between the sides become hash keys, whatever else the condition says stays as a residual. */
final class JoinPlanning {
    private final PhysicalPlanner planner;

    JoinPlanning(PhysicalPlanner planner) {
        this.planner = planner;
    }

    /** One equality: an expression over each side. The right one counts its columns from the left side's end. */
    private record Key(RexNode left, RexNode right, boolean nullSafe) {}

    Planned plan(Join join, Set<ColumnPath> needs) {
        int leftCount = join.getLeft().getRowType().getFieldCount();
        List<Key> keys = new ArrayList<>();
        List<RexNode> rest = new ArrayList<>();
        split(join, leftCount, keys, rest);
        Set<ColumnPath> all = new LinkedHashSet<>(needs);
        rest.forEach(term -> RexPaths.collect(term, all));
        keys.forEach(key -> {
            RexPaths.collect(key.left(), all);
            RexPaths.collect(key.right(), all);
        });
        Set<ColumnPath> leftNeeds = new LinkedHashSet<>();
        Set<ColumnPath> rightNeeds = new LinkedHashSet<>();
        for (ColumnPath need : all) {
            if (need.column() < leftCount) {
                leftNeeds.add(need);
            } else {
                rightNeeds.add(need.shifted(-leftCount));
            }
        }
        Planned left = planner.plan(join.getLeft(), leftNeeds);
        Planned right = shifted(planner.plan(join.getRight(), rightNeeds), leftCount);
        List<Field> types = commonTypes(keys, left, right);
        List<Integer> leftKeys = new ArrayList<>();
        List<Integer> rightKeys = new ArrayList<>();
        left = withKeys(left, keys.stream().map(Key::left).toList(), types, leftKeys);
        right = withKeys(right, keys.stream().map(Key::right).toList(), types, rightKeys);
        return joined(join, left, right, leftKeys, rightKeys, keys, rest);
    }

    private Planned joined(
            Join join,
            Planned left,
            Planned right,
            List<Integer> leftKeys,
            List<Integer> rightKeys,
            List<Key> keys,
            List<RexNode> rest) {
        int offset = left.node().schema().getFields().size();
        Map<ColumnPath, Integer> places = new HashMap<>(left.layout().places());
        List<Field> fields = new ArrayList<>(left.node().schema().getFields());
        right.layout().places().forEach((path, index) -> places.put(path, index + offset));
        fields.addAll(right.node().schema().getFields());
        Layout both = new Layout(places, new Schema(fields));
        Predicate residual = null;
        if (!rest.isEmpty()) {
            RexBuilder builder = join.getCluster().getRexBuilder();
            residual = Predicates.of(planner.compiler(both).compile(RexUtil.composeConjunction(builder, rest)));
        }
        JoinNode.Kind kind = kind(join.getJoinType());
        boolean leftOnly = kind == JoinNode.Kind.SEMI || kind == JoinNode.Kind.ANTI;
        Schema schema = leftOnly ? left.node().schema() : both.schema();
        boolean gather = (kind == JoinNode.Kind.RIGHT || kind == JoinNode.Kind.FULL)
                && left.node().isPartitioned();
        PlanNode probe = gather ? new GatherNode(left.node()) : left.node();
        PlanNode node = new JoinNode(
                probe,
                right.node(),
                kind,
                leftKeys,
                rightKeys,
                keys.stream().map(Key::nullSafe).toList(),
                residual,
                schema);
        return new Planned(node, leftOnly ? left.layout() : both);
    }

    private static JoinNode.Kind kind(JoinRelType type) {
        return switch (type) {
            case INNER -> JoinNode.Kind.INNER;
            case LEFT -> JoinNode.Kind.LEFT;
            case RIGHT -> JoinNode.Kind.RIGHT;
            case FULL -> JoinNode.Kind.FULL;
            case SEMI -> JoinNode.Kind.SEMI;
            case ANTI -> JoinNode.Kind.ANTI;
            default -> throw SqlErrors.notSupported("a join of kind " + type + " is not supported");
        };
    }

    private static void split(Join join, int leftCount, List<Key> keys, List<RexNode> rest) {
        int count = leftCount + join.getRight().getRowType().getFieldCount();
        ImmutableBitSet left = ImmutableBitSet.range(leftCount);
        ImmutableBitSet right = ImmutableBitSet.range(leftCount, count);
        for (RexNode term : RelOptUtil.conjunctions(join.getCondition())) {
            SqlKind kind = UnsimplifiedComparison.kindOf(term);
            boolean equality = kind == SqlKind.EQUALS || kind == SqlKind.IS_NOT_DISTINCT_FROM;
            if (!equality) {
                rest.add(term);
                continue;
            }
            RexNode a = ((RexCall) term).getOperands().get(0);
            RexNode b = ((RexCall) term).getOperands().get(1);
            ImmutableBitSet inA = RelOptUtil.InputFinder.bits(a);
            ImmutableBitSet inB = RelOptUtil.InputFinder.bits(b);
            boolean nullSafe = kind == SqlKind.IS_NOT_DISTINCT_FROM;
            if (!inA.isEmpty() && !inB.isEmpty() && left.contains(inA) && right.contains(inB)) {
                keys.add(new Key(a, b, nullSafe));
            } else if (!inA.isEmpty() && !inB.isEmpty() && left.contains(inB) && right.contains(inA)) {
                keys.add(new Key(b, a, nullSafe));
            } else {
                rest.add(term);
                continue;
            }
            boolean isKeyEnough = UnsimplifiedComparison.isEqualToItself(a.getType())
                    && UnsimplifiedComparison.isEqualToItself(b.getType());
            if (!nullSafe && !isKeyEnough) {
                rest.add(term); // keys are the same where values are not distinct, which NaN is not from itself
            }
        }
    }

    /** The right side under the column numbers that the join gives it. */
    private static Planned shifted(Planned planned, int offset) {
        Map<ColumnPath, Integer> places = new HashMap<>();
        planned.layout().places().forEach((path, index) -> places.put(path.shifted(offset), index));
        return new Planned(planned.node(), new Layout(places, planned.layout().schema()));
    }

    private List<Field> commonTypes(List<Key> keys, Planned left, Planned right) {
        List<Field> types = new ArrayList<>();
        for (Key key : keys) {
            Field a = planner.compiler(left.layout()).compile(key.left()).field();
            Field b = planner.compiler(right.layout()).compile(key.right()).field();
            types.add(CommonTypes.of(a, b));
        }
        return types;
    }

    /** Adds the keys that are not columns yet as columns; says where each key is. */
    private Planned withKeys(Planned side, List<RexNode> keys, List<Field> types, List<Integer> indexes) {
        ExpressionCompiler compiler = planner.compiler(side.layout());
        List<VectorExpr> exprs = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Field> fields = side.node().schema().getFields();
        for (int i = 0; i < fields.size(); i++) {
            exprs.add(new ColumnRef(i, fields.get(i)));
            names.add(fields.get(i).getName());
        }
        for (int i = 0; i < keys.size(); i++) {
            VectorExpr key = CommonType.cast(compiler.compile(keys.get(i)), types.get(i));
            if (key instanceof ColumnRef ref) {
                indexes.add(ref.index());
            } else {
                indexes.add(exprs.size());
                exprs.add(key);
                names.add("key" + i);
            }
        }
        if (exprs.size() == fields.size()) {
            return side;
        }
        Planned computed = PhysicalPlanner.computed(side.node(), nowhere(exprs.size()), exprs, names);
        return new Planned(
                computed.node(),
                new Layout(side.layout().places(), computed.node().schema()));
    }

    private static List<ColumnPath> nowhere(int count) {
        List<ColumnPath> paths = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            paths.add(ColumnPath.whole(i));
        }
        return paths;
    }
}
