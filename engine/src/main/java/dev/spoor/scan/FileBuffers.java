/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.vector.Memory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Arrays that fetched files are read into, used again and again during a scan, because making them is a good part of the
 * work of reading small files. Counted against the query until closed. Thread-safe.
 */
final class FileBuffers implements AutoCloseable {
    private static final int BYTES_MIN = 1 << 12;

    private final Memory memory;
    private final Deque<byte[]> free = new ArrayDeque<>();
    private boolean closed;

    FileBuffers(Memory memory) {
        this.memory = memory;
    }

    /** An array of at least so many bytes, with anything in it; null when there is no room. */
    byte[] takeOrNull(int bytes) {
        synchronized (this) {
            for (Iterator<byte[]> each = free.iterator(); each.hasNext(); ) {
                byte[] buffer = each.next();
                if (buffer.length >= bytes) {
                    each.remove();
                    return buffer;
                }
            }
        }
        int length = Math.max(BYTES_MIN, Integer.highestOneBit(Math.max(1, bytes - 1)) << 1);
        return memory.tryReserve(length) ? new byte[length] : null;
    }

    /** Takes an array back. */
    synchronized void giveBack(byte[] buffer) {
        if (closed) {
            memory.release(buffer.length);
        } else {
            free.push(buffer);
        }
    }

    /** Gives all memory back; arrays that are still out are given back when they return. */
    @Override
    public synchronized void close() {
        closed = true;
        free.forEach(buffer -> memory.release(buffer.length));
        free.clear();
    }
}
