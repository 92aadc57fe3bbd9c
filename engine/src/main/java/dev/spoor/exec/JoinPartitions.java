/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * One side of a join on disk, in partitions by the hash of the key: rows that match are in partitions of the same number
 * on both sides. One thread.
 */
final class JoinPartitions implements AutoCloseable {
    /** A join that spills has as many partitions; one that is too large for memory still is read in pieces. */
    static final int COUNT = 16;

    private static final int HASH_SHIFT = Long.SIZE - 4;

    private final JoinKeys keys;
    private final boolean keepsNullKeys;
    private final Memory memory;
    private final List<SpillFile> files = new ArrayList<>();
    private final int[][] rows = new int[COUNT][];
    private final int[] counts = new int[COUNT];

    /** @param keepsNullKeys whether rows that can match nothing are needed all the same */
    JoinPartitions(Schema schema, JoinKeys keys, boolean keepsNullKeys, QueryContext context) {
        this.keys = keys;
        this.keepsNullKeys = keepsNullKeys;
        this.memory = context.memory();
        try {
            for (int i = 0; i < COUNT; i++) {
                files.add(new SpillFile(context, "join", schema.getFields()));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Writes the rows of a batch, which stays the caller's. */
    void add(Batch batch) {
        int batchRows = batch.rowCount();
        for (int i = 0; i < COUNT; i++) {
            counts[i] = 0;
            if (rows[i] == null || rows[i].length < batchRows) {
                rows[i] = new int[batchRows];
            }
        }
        keys.bind(batch);
        for (int row = 0; row < batchRows; row++) {
            int partition = 0;
            if (keys.encode(row)) {
                partition = (int) (keys.key().hash(0) >>> HASH_SHIFT);
            } else if (!keepsNullKeys) {
                continue;
            }
            rows[partition][counts[partition]++] = row;
        }
        for (int i = 0; i < COUNT; i++) {
            if (counts[i] > 0) {
                try (Batch part = batch.take(rows[i], counts[i], memory)) {
                    files.get(i).write(part);
                }
            }
        }
    }

    /** Ends writing; returns the bytes written. */
    long finish() {
        long bytes = 0;
        for (SpillFile file : files) {
            file.finish();
            bytes += file.writtenBytes();
        }
        return bytes;
    }

    SpillFile file(int partition) {
        return files.get(partition);
    }

    @Override
    public void close() {
        files.forEach(SpillFile::close);
        files.clear();
    }
}
