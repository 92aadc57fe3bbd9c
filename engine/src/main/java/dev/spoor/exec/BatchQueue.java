/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Batch;
import dev.spoor.vector.BatchFileReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** Batches that wait, first in first out: in memory, and on disk from when memory gets short. Filled, then emptied. */
final class BatchQueue implements AutoCloseable {
    private final QueryContext context;
    private final List<Field> fields;
    private final NodeCounters counters;
    private final Deque<Batch> inMemory = new ArrayDeque<>();
    private long heldBytes;
    private SpillFile file;
    private BatchFileReader reader;

    BatchQueue(List<Field> fields, QueryContext context, NodeCounters counters) {
        this.fields = fields;
        this.context = context;
        this.counters = counters;
    }

    /** Takes ownership of the batch, also when it fails. */
    void add(Batch batch) {
        if (file != null) {
            try (batch) {
                file.write(batch);
            }
            return;
        }
        inMemory.add(batch);
        heldBytes += batch.memoryBytes();
        if (SpillPolicy.shouldSpill(context.memory(), heldBytes)) {
            file = new SpillFile(context, "queue", fields);
            while (!inMemory.isEmpty()) {
                try (Batch kept = inMemory.poll()) {
                    file.write(kept);
                }
            }
        }
    }

    /** The next batch, owned by the caller; null at the end. Nothing may be added any more. */
    Batch poll() {
        if (file == null) {
            return inMemory.poll();
        }
        if (reader == null) {
            file.finish();
            counters.countSpill(file.writtenBytes());
            reader = file.read();
        }
        return reader.next();
    }

    @Override
    public void close() {
        while (!inMemory.isEmpty()) {
            inMemory.poll().close();
        }
        if (reader != null) {
            reader.close();
        }
        if (file != null) {
            file.close();
        }
    }
}
