/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Batches of one day that wait to be written. Owns them, and counts the objects that they consist of, which for small
 * batches are more than their rows. One thread.
 */
final class DayRows implements AutoCloseable {
    /** What the objects of a vector and of its buffers take on the heap, about. */
    private static final long VECTOR_HEAP_BYTES = 1024;

    private final Memory memory;
    private final List<Batch> batches = new ArrayList<>();
    private long heapBytes;
    private int rows;
    private long bytes;

    DayRows(Memory memory) {
        this.memory = memory;
    }

    /** Adds rows; the batch stays the caller's. */
    void add(Batch batch) {
        long heap = heapBytes(batch);
        memory.reserve(heap);
        heapBytes += heap;
        batches.add(batch.share());
        rows += batch.rowCount();
        bytes += batch.memoryBytes() + heap;
    }

    private static long heapBytes(Batch batch) {
        long vectors = 0;
        for (int i = 0; i < batch.columnCount(); i++) {
            vectors += vectors(batch.column(i).field());
        }
        return vectors * VECTOR_HEAP_BYTES;
    }

    private static long vectors(Field field) {
        long vectors = 1;
        for (Field child : field.getChildren()) {
            vectors += vectors(child);
        }
        return vectors;
    }

    int rowCount() {
        return rows;
    }

    /** Of buffers and of the objects around them, roughly. */
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
        memory.release(heapBytes);
        heapBytes = 0;
        rows = 0;
        bytes = 0;
    }
}
