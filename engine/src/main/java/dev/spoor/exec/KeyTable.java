/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Memory;
import java.util.Arrays;

/**
 * Numbers distinct keys from 0 in the order of their coming. Open addressing over 64-bit hashes; key bytes lie in an
 * arena. One thread adds; any number may look up afterwards. Counts its heap until closed.
 */
final class KeyTable implements AutoCloseable {
    static final int NONE = -1;

    private static final int FIRST_KEYS = 64;

    /** Per key: hash, handle, length and at least two slots. */
    private static final int KEY_BYTES = 8 + 8 + 4 + 2 * 4;

    private final Memory memory;
    private final KeyArena arena;
    private long[] hashes = new long[0];
    private long[] handles = new long[0];
    private int[] lengths = new int[0];
    private int[] slots = new int[0];
    private int size;
    private long reservedBytes;

    KeyTable(Memory memory) {
        this.memory = memory;
        this.arena = new KeyArena(memory);
    }

    int size() {
        return size;
    }

    long memoryBytes() {
        return reservedBytes + arena.memoryBytes();
    }

    /** The number of a key, or {@link #NONE}. */
    int find(byte[] bytes, int from, int length, long hash) {
        if (size == 0) {
            return NONE;
        }
        int mask = slots.length - 1;
        for (int slot = (int) hash & mask; ; slot = (slot + 1) & mask) {
            int key = slots[slot];
            if (key == NONE || isKey(key, bytes, from, length, hash)) {
                return key;
            }
        }
    }

    /** The number of a key, which is {@link #size()} before the call if it is new. */
    int findOrAdd(byte[] bytes, int from, int length, long hash) {
        if (size == hashes.length) {
            grow();
        }
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != NONE) {
            if (isKey(slots[slot], bytes, from, length, hash)) {
                return slots[slot];
            }
            slot = (slot + 1) & mask;
        }
        hashes[size] = hash;
        handles[size] = arena.add(bytes, from, length);
        lengths[size] = length;
        slots[slot] = size;
        return size++;
    }

    @Override
    public void close() {
        arena.close();
        memory.release(reservedBytes);
        reservedBytes = 0;
        size = 0;
        hashes = new long[0];
        handles = new long[0];
        lengths = new int[0];
        slots = new int[0];
    }

    private boolean isKey(int key, byte[] bytes, int from, int length, long hash) {
        if (hashes[key] != hash || lengths[key] != length) {
            return false;
        }
        int offset = KeyArena.offset(handles[key]);
        return Arrays.equals(arena.chunk(handles[key]), offset, offset + length, bytes, from, from + length);
    }

    private void grow() {
        int keys = Math.max(FIRST_KEYS, size * 2);
        long bytes = (long) (keys - hashes.length) * KEY_BYTES;
        memory.reserve(bytes);
        reservedBytes += bytes;
        hashes = Arrays.copyOf(hashes, keys);
        handles = Arrays.copyOf(handles, keys);
        lengths = Arrays.copyOf(lengths, keys);
        slots = new int[keys * 2];
        Arrays.fill(slots, NONE);
        int mask = slots.length - 1;
        for (int key = 0; key < size; key++) {
            int slot = (int) hashes[key] & mask;
            while (slots[slot] != NONE) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = key;
        }
    }
}
