/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source;

import dev.spoor.json.KeyNode;
import dev.spoor.json.ValueSlots;
import dev.spoor.vector.Batch;

/**
 * Turns records of one kind of log into the rows of batches. The reader finds a record, has a walker note where the
 * wanted values lie, and hands over the places; the decoder never sees text that is not well-formed. One thread; holds
 * memory until closed.
 *
 * <p>Whatever a record holds, appending it never fails for its content: a value that a column's type cannot hold is NULL
 * there and stays reachable in the columns that keep the rest or the whole of a record.
 */
public interface RecordDecoder extends AutoCloseable {
    /** The keys to look for in each record. */
    KeyNode keys();

    /** How many slots {@link #keys()} fills. */
    int slotCount();

    /** The slot of a fact that was asked for; the value in it is untyped JSON. */
    int slotOf(RecordFact fact);

    /** The records that follow are from this file. */
    void startFile(String path);

    /**
     * Adds a row.
     *
     * @param text holds the record; may be changed afterwards
     * @param start the opening brace
     * @param end one past the closing brace
     * @param slots as the walk over the record filled them
     * @param ordinal position of the record in its file, from 0
     */
    void append(byte[] text, int start, int end, ValueSlots slots, long ordinal);

    /** Rows since the last batch. */
    int rowCount();

    /** About how many bytes these rows take. */
    long batchBytes();

    /** The rows since the last batch, owned by the caller; null if there are none. */
    Batch take();

    @Override
    void close();
}
