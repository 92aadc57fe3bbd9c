/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import java.util.function.Function;

/** What a scan would read, decided. May be started once. */
public interface ScanPlan {
    /** The funnel so far: listed, pruned by each level, to be read. */
    PruneReport report();

    /** Of a table that is not made of files, so that there is nothing to prune. */
    static ScanPlan withoutFiles(Function<ScanContext, ScanRun> starting) {
        return new ScanPlan() {
            @Override
            public PruneReport report() {
                return PruneReport.none();
            }

            @Override
            public ScanRun start(ScanContext context) {
                return starting.apply(context);
            }
        };
    }

    /** Begins reading. The caller closes the run, also when a worker failed. */
    ScanRun start(ScanContext context);
}
