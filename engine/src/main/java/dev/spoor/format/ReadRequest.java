/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format;

import dev.spoor.schema.Projection;
import dev.spoor.vector.Memory;

/**
 * What a scan wants of each file.
 *
 * @param projection columns to decode; {@code $path} and {@code $ordinal} among them if named
 * @param memory where batches are allocated
 * @param batchRows rows to aim for in a batch
 * @param gate asked for each record that has an eventID before it is kept; null to keep all
 * @param hashSeed random per query; the same for all workers of a scan
 * @param window records outside are counted, not kept; {@link TimeWindow#ALL} keeps all
 * @param collectStatistics whether outcomes carry {@link FileStatistics}
 */
public record ReadRequest(
        Projection projection,
        Memory memory,
        int batchRows,
        RecordGate gate,
        long hashSeed,
        TimeWindow window,
        boolean collectStatistics) {}
