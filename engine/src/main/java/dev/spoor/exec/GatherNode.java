/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Schema;
import java.util.List;

/**
 * Runs a partitioned input on all workers of the query and gives their batches one after another, in no order. With one
 * worker, or over an input that is not partitioned, it runs the input itself, without threads.
 */
public record GatherNode(PlanNode input) implements PlanNode {
    @Override
    public Schema schema() {
        return input.schema();
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }

    @Override
    public boolean isPartitioned() {
        return false;
    }

    @Override
    public Operator open(QueryContext context) {
        if (context.workers() == 1 || !input.isPartitioned()) {
            return context.open(input);
        }
        return new GatherOperator(input, context);
    }

    @Override
    public String describe() {
        return "Gather";
    }
}
