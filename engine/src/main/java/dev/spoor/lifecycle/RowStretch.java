/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.format.parquet.ParquetWriteOptions;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of one day on their way into the lake: batches in the order of time, until there are enough for a row group or too
 * much memory is taken. Owns its batches. One thread.
 */
final class RowStretch implements AutoCloseable {
    /** Rows of a row group at most: what is kept in memory while it is put in order. */
    static final int ROWS_MAX = ParquetWriteOptions.LAKE.rowGroupRows();

    /** It takes at most about one part of so many of the memory there is. */
    private static final long MEMORY_PARTS = 8;

    private final Memory memory;
    private final List<Batch> batches = new ArrayList<>();
    private int rows;
    private long bytes;

    RowStretch(Memory memory) {
        this.memory = memory;
    }

    /** Adds rows that are not older than those before; the batch stays the caller's. At most {@link #room} rows. */
    void add(Batch batch) {
        if (batch.rowCount() > room()) {
            throw new IllegalArgumentException("more rows than a row group has");
        }
        batches.add(batch.share());
        rows += batch.rowCount();
        bytes += batch.memoryBytes();
    }

    /** Rows that can still be added. */
    int room() {
        return ROWS_MAX - rows;
    }

    boolean isFull() {
        return rows == ROWS_MAX || bytes > memory.limitBytes() / MEMORY_PARTS;
    }

    boolean isEmpty() {
        return rows == 0;
    }

    int rowCount() {
        return rows;
    }

    /** In the order in which they were added; borrowed. */
    List<Batch> batches() {
        return batches;
    }

    /** Forgets all rows. */
    void clear() {
        batches.forEach(Batch::close);
        batches.clear();
        rows = 0;
        bytes = 0;
    }

    @Override
    public void close() {
        clear();
    }
}
