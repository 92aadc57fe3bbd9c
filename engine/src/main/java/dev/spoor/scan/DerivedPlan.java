/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * A plan whose batches are made of those of another one; what its runs tell of themselves is what the other's tell.
 *
 * @param told what is told of pruning, asked for each time
 * @param readers makes a worker's reader of the other's, which it owns and closes
 */
record DerivedPlan(ScanPlan plan, Supplier<PruneReport> told, BiFunction<BatchReader, ScanContext, BatchReader> readers)
        implements ScanPlan {
    @Override
    public PruneReport report() {
        return told.get();
    }

    @Override
    public ScanRun start(ScanContext context) {
        return new Run(plan.start(context), context, readers);
    }

    private record Run(ScanRun run, ScanContext context, BiFunction<BatchReader, ScanContext, BatchReader> readers)
            implements ScanRun {
        @Override
        public BatchReader openWorker() {
            return readers.apply(run.openWorker(), context);
        }

        @Override
        public ScanStatistics statistics() {
            return run.statistics();
        }

        @Override
        public Optional<TimeCoverage> coverage(long nowMicros) {
            return run.coverage(nowMicros);
        }

        @Override
        public List<ScanStage> stages() {
            return run.stages();
        }

        @Override
        public void close() {
            run.close();
        }
    }
}
