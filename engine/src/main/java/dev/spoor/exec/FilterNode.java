/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.expr.EvalContext;
import dev.spoor.expr.Predicate;
import dev.spoor.scan.RowFilter;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Schema;
import java.util.List;

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
        return new FilterOperator(context.open(input), this, context);
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
        private final RowFilter ofScanOrNull;
        private final Mask keep = new Mask();

        FilterOperator(Operator input, FilterNode node, QueryContext context) {
            this.input = input;
            this.predicate = node.predicate;
            this.context = context;
            this.evalContext = context.evalContext();
            this.aboveScan = node.input instanceof ScanNode;
            this.ofScanOrNull =
                    node.input instanceof ScanNode scan ? scan.request().filterOrNull() : null;
        }

        @Override
        public Batch next() {
            while (true) {
                context.cancellation().check();
                try (Batch batch = input.next()) {
                    if (batch == null) {
                        return null;
                    }
                    if (ofScanOrNull != null && ofScanOrNull.isKnownOf(batch)) {
                        return batch.share(); // the scan has left out the others: it was asked for just these
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
