/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import java.util.List;
import java.util.Optional;

/** A scan in progress, shared by the workers of one query. Thread-safe. */
public interface ScanRun extends AutoCloseable {
    /** A worker's share of the rows. Each worker opens one and closes it; together they give each row once. */
    BatchReader openWorker();

    /** What was read until now; safe while running. */
    ScanStatistics statistics();

    /**
     * How much of the time asked for has files, from what was listed for the scan; empty where that is not known. Reads and
     * lists nothing; may be asked after the run was closed.
     *
     * @param nowMicros when the query was asked
     */
    default Optional<TimeCoverage> coverage(long nowMicros) {
        return Optional.empty();
    }

    /**
     * How much of what the files consist of was read until now, to follow the {@linkplain PruneReport#stages stages} of the plan; from
     * any thread, also after the run was closed. Empty where that is not counted.
     */
    default List<ScanStage> stages() {
        return List.of();
    }

    /** Stops reading ahead and records what was learnt. All workers must be closed before. */
    @Override
    void close();
}
