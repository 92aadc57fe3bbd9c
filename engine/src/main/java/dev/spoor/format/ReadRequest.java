/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format;

import dev.spoor.schema.Projection;
import dev.spoor.source.KeyParts;
import dev.spoor.source.KeyPattern;
import dev.spoor.vector.Memory;
import java.util.function.Function;

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
 * @param partsOfPath what the address of a file names, by the key that {@link LogReader#start} gets; asked for files
 *     only when the projection has columns of {@link KeyPattern#COLUMN}
 */
public record ReadRequest(
        Projection projection,
        Memory memory,
        int batchRows,
        RecordGate gate,
        long hashSeed,
        TimeWindow window,
        boolean collectStatistics,
        Function<String, KeyParts> partsOfPath) {
    /** Of files whose addresses name nothing. */
    public ReadRequest(
            Projection projection,
            Memory memory,
            int batchRows,
            RecordGate gate,
            long hashSeed,
            TimeWindow window,
            boolean collectStatistics) {
        this(projection, memory, batchRows, gate, hashSeed, window, collectStatistics, path -> KeyParts.NONE);
    }
}
