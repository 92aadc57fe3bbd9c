/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.List;

/** Batches of one day that wait to be written. Owns them. One thread. */
final class DayRows implements AutoCloseable {
    private final List<Batch> batches = new ArrayList<>();
    private int rows;
    private long bytes;

    /** Adds rows; the batch stays the caller's. */
    void add(Batch batch) {
        batches.add(batch.share());
        rows += batch.rowCount();
        bytes += batch.memoryBytes();
    }

    int rowCount() {
        return rows;
    }

    /** Of buffers, roughly. */
    long memoryBytes() {
        return bytes;
    }

    /** In the order in which they were added; borrowed. */
    List<Batch> batches() {
        return batches;
    }

    /** Whether the rows are enough for a row group, or take more than a share of the memory. */
    boolean isRowGroup(Memory memory, int parts) {
        return rows >= RowGroupOrder.ROWS_MAX - Batch.DEFAULT_ROWS || bytes > memory.limitBytes() / parts;
    }

    @Override
    public void close() {
        batches.forEach(Batch::close);
        batches.clear();
        rows = 0;
        bytes = 0;
    }
}
