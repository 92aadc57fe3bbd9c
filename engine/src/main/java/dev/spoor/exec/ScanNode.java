/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.scan.BatchReader;
import dev.spoor.scan.ScanContext;
import dev.spoor.scan.ScanRequest;
import dev.spoor.scan.ScanRun;
import dev.spoor.scan.ScanSource;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Schema;
import java.util.List;

/**
 * Reads a table. Partitioned: the workers that open it share one {@link ScanRun}, planned and started by the first.
 *
 * @param source what to read
 * @param request which columns, and what the rows wanted satisfy
 * @param description for EXPLAIN: table, columns and constraint
 */
public record ScanNode(ScanSource source, ScanRequest request, String description) implements PlanNode {
    @Override
    public Schema schema() {
        return request.projection().schema();
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of();
    }

    @Override
    public boolean isPartitioned() {
        return true;
    }

    @Override
    public Operator open(QueryContext context) {
        ScanRun run = context.shared(this, () -> start(context));
        return new ScanOperator(run.openWorker(), context);
    }

    @Override
    public String describe() {
        return "Scan " + description;
    }

    private ScanRun start(QueryContext context) {
        ScanRun run = source.plan(request)
                .start(new ScanContext(
                        context.memory(),
                        context.batchRows(),
                        context.workers(),
                        context.io(),
                        context.cancellation(),
                        context.settings().randomSeed()));
        context.counters(this).watch(run);
        return run;
    }

    private static final class ScanOperator implements Operator {
        private final BatchReader reader;
        private final QueryContext context;

        ScanOperator(BatchReader reader, QueryContext context) {
            this.reader = reader;
            this.context = context;
        }

        @Override
        public Batch next() {
            context.cancellation().check();
            Batch batch = reader.next();
            if (batch != null) {
                context.countScanned(batch.rowCount());
            }
            return batch;
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
