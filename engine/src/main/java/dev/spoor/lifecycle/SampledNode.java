/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.exec.Operator;
import dev.spoor.exec.PlanNode;
import dev.spoor.exec.QueryContext;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Schema;
import java.util.List;

/** Passes rows on and looks at some of them. */
record SampledNode(PlanNode input, PathSample sample) implements PlanNode {
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
        return input.isPartitioned();
    }

    @Override
    public Operator open(QueryContext context) {
        return new SamplingOperator(context.open(input), context);
    }

    @Override
    public String describe() {
        return "Sample of keys";
    }

    private final class SamplingOperator implements Operator {
        private final Operator source;
        private final QueryContext context;
        private final PathSample.Worker worker = sample.newWorker();
        private boolean isFinished;

        SamplingOperator(Operator source, QueryContext context) {
            this.source = source;
            this.context = context;
        }

        @Override
        public Batch next() {
            Batch batch = source.next();
            if (batch != null) {
                look(batch);
            } else if (!isFinished) {
                isFinished = true;
                worker.addUp();
            }
            return batch;
        }

        private void look(Batch batch) {
            try {
                worker.look(batch, context.memory());
            } catch (RuntimeException e) {
                batch.close();
                throw e;
            }
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
