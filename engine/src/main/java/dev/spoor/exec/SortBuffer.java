/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.scan.Cancellation;
import dev.spoor.vector.Batch;
import dev.spoor.vector.KeyBuffer;
import dev.spoor.vector.KeyEncoder;
import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows that wait to be sorted: batches as they came, and for each row its encoded key and the key's first eight bytes.
 * One thread.
 */
final class SortBuffer implements AutoCloseable {
    /** Per row: prefix, key handle, key length, address, index; and prefix and index again while sorting. */
    private static final int ROW_BYTES = 8 + 8 + 4 + 8 + 4 + 8 + 4;

    /** Runs of this many rows are sorted by insertion before merging begins. */
    private static final int INSERTION_ROWS = 16;

    private final Memory memory;
    private final KeyEncoder encoder;
    private final List<Integer> keyColumns;
    private final KeyBuffer scratch = new KeyBuffer();
    private final List<Batch> batches = new ArrayList<>();
    private final KeyArena arena;
    private long batchBytes;
    private long reservedBytes;
    private int size;
    private long[] prefixes = new long[0];
    private long[] handles = new long[0];
    private int[] lengths = new int[0];
    private long[] addresses = new long[0];
    private int[] order = new int[0];

    SortBuffer(SortOrder sortOrder, Memory memory) {
        this.memory = memory;
        this.encoder = sortOrder.newEncoder();
        this.keyColumns = sortOrder.columns();
        this.arena = new KeyArena(memory);
    }

    int size() {
        return size;
    }

    long memoryBytes() {
        return batchBytes + reservedBytes + arena.memoryBytes();
    }

    /** Rows that fit at most: a list index is an int. */
    boolean isFull() {
        return size > Integer.MAX_VALUE / 2;
    }

    /** Takes ownership of the batch, also when it fails. */
    void add(Batch batch) {
        batches.add(batch);
        batchBytes += batch.memoryBytes();
        int rows = batch.rowCount();
        ensure(size + rows);
        encoder.bind(batch, keyColumns);
        long batchNumber = (long) (batches.size() - 1) << 32;
        for (int row = 0; row < rows; row++) {
            scratch.setLength(0);
            encoder.encode(row, scratch);
            int length = scratch.length();
            prefixes[size] = KeyBuffer.prefix(scratch.bytes(), 0, length);
            handles[size] = arena.add(scratch.bytes(), 0, length);
            lengths[size] = length;
            addresses[size] = batchNumber | row;
            order[size] = size;
            size++;
        }
    }

    /** Sorts; nothing may be added afterwards. Stable. */
    void sort(Cancellation cancellation) {
        for (int from = 0; from < size; from += INSERTION_ROWS) {
            insertionSort(from, Math.min(size, from + INSERTION_ROWS));
        }
        long[] fromPrefixes = prefixes;
        int[] fromOrder = order;
        long[] toPrefixes = new long[size];
        int[] toOrder = new int[size];
        for (long width = INSERTION_ROWS; width < size; width *= 2) {
            for (long low = 0; low < size; low += 2 * width) {
                int middle = (int) Math.min(size, low + width);
                int high = (int) Math.min(size, low + 2 * width);
                merge(fromPrefixes, fromOrder, toPrefixes, toOrder, (int) low, middle, high);
                cancellation.check();
            }
            long[] swapPrefixes = fromPrefixes;
            fromPrefixes = toPrefixes;
            toPrefixes = swapPrefixes;
            int[] swapOrder = fromOrder;
            fromOrder = toOrder;
            toOrder = swapOrder;
        }
        prefixes = fromPrefixes;
        order = fromOrder;
    }

    /** After {@link #sort}: prefix of the key at a place of the order. */
    long prefix(int place) {
        return prefixes[place];
    }

    byte[] keyBytes(int place) {
        return arena.chunk(handles[order[place]]);
    }

    int keyOffset(int place) {
        return KeyArena.offset(handles[order[place]]);
    }

    int keyLength(int place) {
        return lengths[order[place]];
    }

    /** The batch of the row at a place of the order, borrowed. */
    Batch batch(int place) {
        return batches.get(batchNumber(place));
    }

    int batchNumber(int place) {
        return (int) (addresses[order[place]] >>> 32);
    }

    /** Its row in that batch. */
    int row(int place) {
        return (int) addresses[order[place]];
    }

    /** Rows place .. place+count of the order as a new batch, owned by the caller. */
    Batch gather(int place, int count) {
        BatchAssembler assembler = new BatchAssembler(count);
        for (int i = place; i < place + count; i++) {
            assembler.add(batch(i), row(i));
        }
        return assembler.build(memory);
    }

    /** Frees everything; the buffer can be filled again. */
    void clear() {
        batches.forEach(Batch::close);
        batches.clear();
        batchBytes = 0;
        arena.close();
        memory.release(reservedBytes);
        reservedBytes = 0;
        size = 0;
        prefixes = new long[0];
        handles = new long[0];
        lengths = new int[0];
        addresses = new long[0];
        order = new int[0];
    }

    @Override
    public void close() {
        clear();
    }

    private void ensure(int needed) {
        if (needed <= handles.length) {
            return;
        }
        int length = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, handles.length * 2L));
        long bytes = (long) (length - handles.length) * ROW_BYTES;
        memory.reserve(bytes);
        reservedBytes += bytes;
        prefixes = Arrays.copyOf(prefixes, length);
        handles = Arrays.copyOf(handles, length);
        lengths = Arrays.copyOf(lengths, length);
        addresses = Arrays.copyOf(addresses, length);
        order = Arrays.copyOf(order, length);
    }

    private int compare(long leftPrefix, int left, long rightPrefix, int right) {
        int first = Long.compareUnsigned(leftPrefix, rightPrefix);
        if (first != 0 || (lengths[left] <= Long.BYTES && lengths[right] <= Long.BYTES)) {
            return first;
        }
        return arena.compare(handles[left], lengths[left], handles[right], lengths[right]);
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long prefix = prefixes[i];
            int row = order[i];
            int at = i;
            while (at > from && compare(prefixes[at - 1], order[at - 1], prefix, row) > 0) {
                prefixes[at] = prefixes[at - 1];
                order[at] = order[at - 1];
                at--;
            }
            prefixes[at] = prefix;
            order[at] = row;
        }
    }

    private void merge(long[] from, int[] fromOrder, long[] to, int[] toOrder, int low, int middle, int high) {
        boolean ordered = middle >= high
                || compare(from[middle - 1], fromOrder[middle - 1], from[middle], fromOrder[middle]) <= 0;
        if (ordered) {
            System.arraycopy(from, low, to, low, high - low);
            System.arraycopy(fromOrder, low, toOrder, low, high - low);
            return;
        }
        int left = low;
        int right = middle;
        for (int i = low; i < high; i++) {
            boolean takeLeft = right >= high
                    || (left < middle && compare(from[left], fromOrder[left], from[right], fromOrder[right]) <= 0);
            int taken = takeLeft ? left++ : right++;
            to[i] = from[taken];
            toOrder[i] = fromOrder[taken];
        }
    }
}
