/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source;

import dev.spoor.schema.Projection;
import dev.spoor.vector.Memory;
import java.util.Set;
import java.util.function.Function;

/**
 * What a decoder is to make of records.
 *
 * @param projection the columns to build, in order
 * @param memory where they are allocated
 * @param batchRows rows to expect in a batch
 * @param facts what the reader itself wants to know of each record; the decoder gives each a slot
 * @param partsOfPath what the address of a file names, by the path that {@link RecordDecoder#startFile} gets
 */
public record DecodeRequest(
        Projection projection,
        Memory memory,
        int batchRows,
        Set<RecordFact> facts,
        Function<String, KeyParts> partsOfPath) {
    public DecodeRequest {
        facts = Set.copyOf(facts);
    }
}
