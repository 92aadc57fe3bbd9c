/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Batch;
import dev.spoor.vector.KeyBuffer;
import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The build side of a join, or a piece of it: batches as they came, and for each distinct key the chain of its rows in
 * the order of their coming. Rows are numbered from 0. One thread adds; any number may read afterwards.
 */
final class JoinTable implements AutoCloseable {
    static final int END = -1;

    /** Per row: address and next row. Per key: first and last row. */
    private static final int ROW_BYTES = 8 + 4;

    private static final int KEY_BYTES = 4 + 4;

    private final JoinKeys keys;
    private final Memory memory;
    private final KeyTable table;
    private final List<Batch> batches = new ArrayList<>();
    private long[] addresses = new long[0];
    private int[] next = new int[0];
    private int[] first = new int[0];
    private int[] last = new int[0];
    private int size;
    private long batchBytes;
    private long reservedBytes;

    JoinTable(JoinKeys keys, Memory memory) {
        this.keys = keys;
        this.memory = memory;
        this.table = new KeyTable(memory);
    }

    /** Rows, also those that can match nothing. */
    int size() {
        return size;
    }

    long memoryBytes() {
        return batchBytes + reservedBytes + table.memoryBytes();
    }

    /** Takes ownership of the batch, also when it fails. */
    void add(Batch batch) {
        batches.add(batch);
        batchBytes += batch.memoryBytes();
        int rows = batch.rowCount();
        ensureRows(Math.addExact(size, rows));
        keys.bind(batch);
        long batchNumber = (long) (batches.size() - 1) << 32;
        for (int row = 0; row < rows; row++) {
            addresses[size] = batchNumber | row;
            next[size] = END;
            if (keys.encode(row)) {
                append(size);
            }
            size++;
        }
    }

    /** Number of a key, or {@link KeyTable#NONE}. */
    int find(KeyBuffer key) {
        return table.find(key.bytes(), 0, key.length(), key.hash(0));
    }

    /** First row of a key. */
    int first(int keyNumber) {
        return first[keyNumber];
    }

    /** The next row of the same key, or {@link #END}. */
    int next(int row) {
        return next[row];
    }

    /** The batch of a row, borrowed. */
    Batch batch(int row) {
        return batches.get((int) (addresses[row] >>> 32));
    }

    int rowInBatch(int row) {
        return (int) addresses[row];
    }

    /** The batches, borrowed. */
    List<Batch> batches() {
        return batches;
    }

    @Override
    public void close() {
        batches.forEach(Batch::close);
        batches.clear();
        table.close();
        memory.release(reservedBytes);
        reservedBytes = 0;
        batchBytes = 0;
        size = 0;
    }

    private void append(int row) {
        KeyBuffer key = keys.key();
        int known = table.size();
        int number = table.findOrAdd(key.bytes(), 0, key.length(), key.hash(0));
        if (number == known) {
            ensureKeys(number + 1);
            first[number] = row;
        } else {
            next[last[number]] = row;
        }
        last[number] = row;
    }

    private void ensureRows(int needed) {
        if (needed > addresses.length) {
            int length = Math.max(needed, addresses.length * 2);
            reserve((long) (length - addresses.length) * ROW_BYTES);
            addresses = Arrays.copyOf(addresses, length);
            next = Arrays.copyOf(next, length);
        }
    }

    private void ensureKeys(int needed) {
        if (needed > first.length) {
            int length = Math.max(needed, first.length * 2);
            reserve((long) (length - first.length) * KEY_BYTES);
            first = Arrays.copyOf(first, length);
            last = Arrays.copyOf(last, length);
        }
    }

    private void reserve(long bytes) {
        memory.reserve(bytes);
        reservedBytes += bytes;
    }
}
