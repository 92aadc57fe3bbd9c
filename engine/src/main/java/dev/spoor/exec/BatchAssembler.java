/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Collects rows of several batches, then builds one batch of them. Reusable; one thread. Borrows the batches. */
final class BatchAssembler {
    private final Map<Batch, Integer> numbers = new IdentityHashMap<>();
    private final List<Batch> sources = new ArrayList<>();
    private final int[] which;
    private final int[] rows;
    private int count;
    private Batch last;
    private int lastNumber;

    /** @param capacity rows that can be collected */
    BatchAssembler(int capacity) {
        which = new int[capacity];
        rows = new int[capacity];
    }

    int count() {
        return count;
    }

    boolean isFull() {
        return count == rows.length;
    }

    /** The batch must stay open until {@link #build}. */
    void add(Batch source, int row) {
        if (source != last) {
            last = source;
            lastNumber = numbers.computeIfAbsent(source, key -> {
                sources.add(key);
                return sources.size() - 1;
            });
        }
        which[count] = lastNumber;
        rows[count++] = row;
    }

    /** The rows added since the last build as a batch owned by the caller. At least one was added. */
    Batch build(Memory memory) {
        try {
            return Batch.gather(sources.toArray(new Batch[0]), Arrays.copyOf(which, count), rows, count, memory);
        } finally {
            numbers.clear();
            sources.clear();
            last = null;
            count = 0;
        }
    }
}
