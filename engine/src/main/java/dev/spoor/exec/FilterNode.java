/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.expr.EvalContext;
import dev.spoor.expr.Predicate;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Mask;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Keeps the rows for which a condition is TRUE. Partitioned as its input is.
 *
 * @param description for EXPLAIN: the condition
 */
public record FilterNode(PlanNode input, Predicate predicate, String description) implements PlanNode {
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
        return new FilterOperator(context.open(input), predicate, context, input instanceof ScanNode);
    }

    @Override
    public String describe() {
        return "Filter " + description;
    }

    private static final class FilterOperator implements Operator {
        private final Operator input;
        private final Predicate predicate;
        private final QueryContext context;
        private final EvalContext evalContext;
        private final boolean aboveScan;
        private final Mask keep = new Mask();

        FilterOperator(Operator input, Predicate predicate, QueryContext context, boolean aboveScan) {
            this.input = input;
            this.predicate = predicate;
            this.context = context;
            this.evalContext = context.evalContext();
            this.aboveScan = aboveScan;
        }

        @Override
        public Batch next() {
            while (true) {
                context.cancellation().check();
                try (Batch batch = input.next()) {
                    if (batch == null) {
                        return null;
                    }
                    predicate.test(batch, keep, evalContext);
                    int kept = keep.cardinality();
                    if (aboveScan) {
                        context.countFiltered(batch.rowCount() - kept);
                    }
                    if (kept > 0) {
                        return batch.compact(keep, context.memory());
                    }
                }
            }
        }

        @Override
        public void close() {
            input.close();
        }
    }
}
