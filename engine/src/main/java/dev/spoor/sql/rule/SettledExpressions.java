/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.rule;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Puts other expressions in the place of all expressions of a tree. Where one can be NULL that could not be before, what refers
 * to its column from above learns of it, or a test for NULL would be taken to be false.
 */
final class SettledExpressions extends RelHomogeneousShuttle {
    private final RexShuttle expressions;

    private SettledExpressions(RexShuttle expressions) {
        this.expressions = expressions;
    }

    static RelNode in(RelNode tree, RexShuttle expressions) {
        return tree.accept(new SettledExpressions(expressions));
    }

    /** For questions before the tree is settled: no column is taken for one that is never NULL. */
    static RexShuttle columnsThatMayBeNull(RelDataTypeFactory types) {
        return new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef column) {
                return new RexInputRef(column.getIndex(), types.createTypeWithNullability(column.getType(), true));
            }

            /** What is NULL whenever an operand is may be NULL now. */
            @Override
            public RexNode visitCall(RexCall call) {
                RexNode visited = super.visitCall(call);
                boolean mayBeNull = visited != call
                        && visited instanceof RexCall changed
                        && Strong.policy(changed) == Strong.Policy.ANY
                        && changed.getOperands().stream()
                                .anyMatch(operand -> operand.getType().isNullable());
                return mayBeNull
                        ? ((RexCall) visited)
                                .clone(
                                        types.createTypeWithNullability(visited.getType(), true),
                                        ((RexCall) visited).getOperands())
                        : visited;
            }
        };
    }

    @Override
    public RelNode visit(RelNode other) {
        List<RelNode> inputs = new ArrayList<>();
        other.getInputs().forEach(input -> inputs.add(input.accept(this)));
        // the references first: a node must not refer to a column as never NULL that its input says may be NULL
        RelNode referring = other.accept(new Columns(other, inputs));
        RelNode visited =
                inputs.equals(referring.getInputs()) ? referring : referring.copy(referring.getTraitSet(), inputs);
        return visited.accept(expressions);
    }

    /** References to the columns of a node's inputs, which can be NULL where those can. */
    private static final class Columns extends RexShuttle {
        private final RelDataTypeFactory types;
        private final List<RelDataTypeField> fields = new ArrayList<>();

        Columns(RelNode node, List<RelNode> inputs) {
            types = node.getCluster().getTypeFactory();
            inputs.forEach(input -> fields.addAll(input.getRowType().getFieldList()));
        }

        @Override
        public RexNode visitInputRef(RexInputRef column) {
            RelDataType known = column.getType();
            boolean isNew = column.getIndex() < fields.size()
                    && !known.isNullable()
                    && fields.get(column.getIndex()).getType().isNullable();
            return isNew ? new RexInputRef(column.getIndex(), types.createTypeWithNullability(known, true)) : column;
        }
    }
}
