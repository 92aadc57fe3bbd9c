/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Schema;
import java.util.List;

/**
 * All rows of each input, one input after another (UNION ALL). Columns are of the same types in all inputs and have the
 * names of the first. Partitioned when every input is.
 */
public record UnionNode(List<PlanNode> inputs) implements PlanNode {
    public UnionNode {
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("a union of nothing has no columns");
        }
        SetOperationNode.requireSameTypes(inputs);
    }

    @Override
    public Schema schema() {
        return inputs.get(0).schema();
    }

    @Override
    public boolean isPartitioned() {
        return inputs.stream().allMatch(PlanNode::isPartitioned);
    }

    @Override
    public Operator open(QueryContext context) {
        return new UnionOperator(inputs, context);
    }

    @Override
    public String describe() {
        return "Union all";
    }

    private static final class UnionOperator implements Operator {
        private final List<PlanNode> inputs;
        private final QueryContext context;
        private int opened;
        private Operator current;

        UnionOperator(List<PlanNode> inputs, QueryContext context) {
            this.inputs = inputs;
            this.context = context;
        }

        @Override
        public Batch next() {
            while (true) {
                if (current == null) {
                    if (opened == inputs.size()) {
                        return null;
                    }
                    current = context.open(inputs.get(opened++));
                }
                Batch batch = current.next();
                if (batch != null) {
                    return batch;
                }
                close();
            }
        }

        @Override
        public void close() {
            Operator open = current;
            current = null;
            if (open != null) {
                open.close();
            }
        }
    }
}
