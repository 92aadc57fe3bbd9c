/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Many short byte strings in few large arrays. A string is named by a handle: chunk and place. Counts its heap until
 * closed. One thread writes; any may read afterwards.
 */
final class KeyArena implements AutoCloseable {
    private static final int CHUNK_BYTES = 256 * 1024;

    private final Memory memory;
    private final List<byte[]> chunks = new ArrayList<>();
    private byte[] last = new byte[0];
    private int used;
    private long reservedBytes;

    KeyArena(Memory memory) {
        this.memory = memory;
    }

    /** Copies bytes; returns their handle. */
    long add(byte[] source, int from, int length) {
        if (chunks.isEmpty() || last.length - used < length) {
            int size = Math.max(CHUNK_BYTES, length);
            memory.reserve(size);
            reservedBytes += size;
            last = new byte[size];
            chunks.add(last);
            used = 0;
        }
        System.arraycopy(source, from, last, used, length);
        long handle = (long) (chunks.size() - 1) << 32 | used;
        used += length;
        return handle;
    }

    /** The array that holds the string of a handle. */
    byte[] chunk(long handle) {
        return chunks.get((int) (handle >>> 32));
    }

    /** Where in {@link #chunk} it begins. */
    static int offset(long handle) {
        return (int) handle;
    }

    int compare(long left, int leftLength, long right, int rightLength) {
        return Arrays.compareUnsigned(
                chunk(left),
                offset(left),
                offset(left) + leftLength,
                chunk(right),
                offset(right),
                offset(right) + rightLength);
    }

    long memoryBytes() {
        return reservedBytes;
    }

    @Override
    public void close() {
        memory.release(reservedBytes);
        reservedBytes = 0;
        chunks.clear();
        last = new byte[0];
        used = 0;
    }
}
