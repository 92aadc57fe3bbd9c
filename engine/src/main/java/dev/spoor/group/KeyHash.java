/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.group;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The 64-bit hashes of values, the same in every table of a process. All bits are good. */
final class KeyHash {
    static final long NULL = 0x5BD1E9955BD1E995L;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private KeyHash() {}

    /** The finaliser of splitmix64. */
    static long ofLong(long value) {
        long h = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
        return h ^ (h >>> 31);
    }

    /** Eight bytes at a time, the tail byte by byte. */
    static long ofBytes(byte[] bytes, int from, int length) {
        long h = length * 0x9E3779B97F4A7C15L;
        int at = from;
        int end = from + length;
        for (; at + 8 <= end; at += 8) {
            h = (h ^ (long) LONGS.get(bytes, at)) * 0xBF58476D1CE4E5B9L;
            h ^= h >>> 32;
        }
        long tail = 0;
        for (; at < end; at++) {
            tail = tail << 8 | (bytes[at] & 0xFF);
        }
        return ofLong(h ^ tail);
    }

    /** Hash of a tuple from that of its first values and that of the next value. */
    static long combine(long tuple, long next) {
        return ofLong(Long.rotateLeft(tuple, 23) ^ next);
    }
}
