/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;

/** Growing bytes that a {@link KeyEncoder} writes keys to. Scratch space of one thread. */
public final class KeyBuffer {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int FIRST_BYTES = 256;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    /** The bytes; those from {@link #length()} on mean nothing. Another array after each growth. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Forgets what comes at and after the given length. */
    public void setLength(int newLength) {
        length = newLength;
    }

    public byte[] copy(int from) {
        return Arrays.copyOfRange(bytes, from, length);
    }

    /** A 64-bit hash of bytes from .. length. */
    public long hash(int from) {
        return hash(bytes, from, length - from);
    }

    /** A 64-bit hash; all bits are good. */
    public static long hash(byte[] bytes, int from, int length) {
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
        h = (h ^ tail) * 0x94D049BB133111EBL;
        h ^= h >>> 29;
        h *= 0xBF58476D1CE4E5B9L;
        return h ^ h >>> 32;
    }

    /** The first eight of the bytes from .. from+length as a number; missing ones are 0. Compare unsigned. */
    public static long prefix(byte[] bytes, int from, int length) {
        if (length >= 8) {
            return (long) LONGS.get(bytes, from);
        }
        long prefix = 0;
        for (int i = 0; i < 8; i++) {
            prefix = prefix << 8 | (i < length ? bytes[from + i] & 0xFF : 0);
        }
        return prefix;
    }

    void putByte(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    void putInt(int value) {
        ensure(4);
        INTS.set(bytes, length, value);
        length += 4;
    }

    void putLong(long value) {
        ensure(8);
        LONGS.set(bytes, length, value);
        length += 8;
    }

    void putBytes(byte[] source, int from, int count) {
        ensure(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    /**
     * Bytes so that their order is kept and no key is the beginning of another: 0 becomes 0 255, and 0 0 ends them.
     */
    void putTerminated(ArrowBuf source, long from, int count) {
        ensure(count + 2);
        source.getBytes(from, bytes, length, count);
        terminate(count);
    }

    /** As above. */
    void putTerminated(byte[] source) {
        ensure(source.length + 2);
        System.arraycopy(source, 0, bytes, length, source.length);
        terminate(source.length);
    }

    /** Flips all bits of the bytes from .. length, which turns their order round. */
    void invert(int from) {
        for (int i = from; i < length; i++) {
            bytes[i] = (byte) ~bytes[i];
        }
    }

    private void terminate(int count) {
        int zeros = 0;
        for (int i = length; i < length + count; i++) {
            if (bytes[i] == 0) {
                zeros++;
            }
        }
        if (zeros > 0) {
            escape(count, zeros);
        }
        length += count + zeros;
        bytes[length++] = 0;
        bytes[length++] = 0;
    }

    /** Moves the bytes apart from the back. */
    private void escape(int count, int zeros) {
        ensure(count + zeros + 2);
        int to = length + count + zeros;
        for (int from = length + count - 1; from >= length; from--) {
            if (bytes[from] == 0) {
                bytes[--to] = (byte) 0xFF;
            }
            bytes[--to] = bytes[from];
        }
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }
}
