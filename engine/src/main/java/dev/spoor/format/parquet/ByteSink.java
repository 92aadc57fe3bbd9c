/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.vector.Reservation;
import java.io.OutputStream;

/** A growing byte array whose heap is counted; reusable. */
final class ByteSink extends OutputStream {
    private final Reservation heap;
    private byte[] bytes;
    private int size;

    ByteSink(Reservation heap) {
        this.heap = heap;
        this.bytes = heap.grow(new byte[0], 64);
    }

    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    @Override
    public void write(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        room(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    void writeInt(int value) {
        room(4);
        Bytes.INTS.set(bytes, size, value);
        size += 4;
    }

    void writeLong(long value) {
        room(8);
        Bytes.LONGS.set(bytes, size, value);
        size += 8;
    }

    /** Unsigned LEB128. */
    void writeVarint(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            write((int) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        write((int) left);
    }

    void setInt(int position, int value) {
        Bytes.INTS.set(bytes, position, value);
    }

    /** Appends {@code count} values of {@code width} bits, lowest bit first, the last byte filled with zeros. */
    void writePacked(long[] values, int from, int count, int width) {
        int length = (int) (((long) count * width + 7) >>> 3);
        room(length + 1);
        long pending = 0;
        int bits = 0;
        int at = size;
        for (int i = from; i < from + count; i++) {
            long value = values[i];
            int left = width;
            while (left > 0) {
                int take = Math.min(left, 8 - bits);
                pending |= (value & ((1L << take) - 1)) << bits;
                value >>>= take;
                bits += take;
                left -= take;
                if (bits == 8) {
                    bytes[at++] = (byte) pending;
                    pending = 0;
                    bits = 0;
                }
            }
        }
        if (bits > 0) {
            bytes[at++] = (byte) pending;
        }
        size = at;
    }

    private void room(int length) {
        if (bytes.length - size < length) {
            bytes = heap.grow(bytes, Math.addExact(size, length));
        }
    }
}
