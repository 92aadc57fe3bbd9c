/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A growing set of distinct texts. One thread. Snapshots cost nothing and stay valid while the builder grows. Counts
 * its heap in the given memory until closed.
 */
public final class StringDictionaryBuilder implements AutoCloseable {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_SLOTS = 256;
    private static final int VALUE_OVERHEAD_BYTES = 16 + 8 + 8 + 8;

    private final StringDictionary.Identity identity = new StringDictionary.Identity();
    private final Memory memory;
    private byte[][] values = new byte[64][];
    private int size;
    private int[] slots = new int[FIRST_SLOTS];
    private int[] hashes = new int[64];
    private long reservedBytes;
    private StringDictionary snapshot;

    /** @param memory counts the heap; null for a small dictionary whose maker bounds it by {@link #memoryBytes} */
    public StringDictionaryBuilder(Memory memory) {
        this.memory = memory;
        Arrays.fill(slots, -1);
    }

    public int size() {
        return size;
    }

    /** Heap bytes of all values. */
    public long memoryBytes() {
        return reservedBytes;
    }

    /** The code of the bytes buffer[offset .. offset+length), added if new. */
    public int code(byte[] buffer, int offset, int length) {
        int hash = hash(buffer, offset, length);
        int slot = hash & (slots.length - 1);
        while (true) {
            int code = slots[slot];
            if (code < 0) {
                return add(buffer, offset, length, hash, slot);
            }
            byte[] value = values[code];
            if (hashes[code] == hash
                    && value.length == length
                    && Arrays.equals(value, 0, length, buffer, offset, offset + length)) {
                return code;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
    }

    public int code(byte[] text) {
        return code(text, 0, text.length);
    }

    /** The bytes of a code; not to be changed. */
    public byte[] value(int code) {
        return values[code];
    }

    /** All values so far. The same object as long as nothing was added. */
    public StringDictionary snapshot() {
        if (snapshot == null || snapshot.size() != size) {
            snapshot = new StringDictionary(identity, values, size);
        }
        return snapshot;
    }

    @Override
    public void close() {
        if (memory != null) {
            memory.release(reservedBytes);
        }
        reservedBytes = 0;
    }

    private int add(byte[] buffer, int offset, int length, int hash, int slot) {
        long bytes = length + VALUE_OVERHEAD_BYTES;
        if (memory != null) {
            memory.reserve(bytes);
        }
        reservedBytes += bytes;
        int code = size;
        if (code == values.length) {
            values = Arrays.copyOf(values, code * 2);
            hashes = Arrays.copyOf(hashes, code * 2);
        }
        values[code] = Arrays.copyOfRange(buffer, offset, offset + length);
        hashes[code] = hash;
        slots[slot] = code;
        size++;
        if (size * 2 > slots.length) {
            grow();
        }
        return code;
    }

    private void grow() {
        int[] larger = new int[slots.length * 2];
        Arrays.fill(larger, -1);
        for (int code = 0; code < size; code++) {
            int slot = hashes[code] & (larger.length - 1);
            while (larger[slot] >= 0) {
                slot = (slot + 1) & (larger.length - 1);
            }
            larger[slot] = code;
        }
        slots = larger;
    }

    /** Eight bytes at a time, the tail byte by byte: texts here are short. */
    private static int hash(byte[] buffer, int offset, int length) {
        long h = length * 0x9E3779B97F4A7C15L;
        int at = offset;
        int end = offset + length;
        for (; at + 8 <= end; at += 8) {
            h = (h ^ (long) LONGS.get(buffer, at)) * 0xBF58476D1CE4E5B9L;
            h ^= h >>> 32;
        }
        long tail = 0;
        for (; at < end; at++) {
            tail = tail << 8 | (buffer[at] & 0xFF);
        }
        h = (h ^ tail) * 0x94D049BB133111EBL;
        return (int) (h ^ h >>> 29);
    }
}
