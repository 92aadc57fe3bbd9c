/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.group;

import dev.spoor.vector.Reservation;
import java.util.Arrays;

/**
 * Numbers distinct byte strings from 1 on and keeps them, in chunks. Its heap is counted in its user's reservation.
 */
final class ByteTable {
    private static final int CHUNK_BYTES_MIN = 1 << 12;
    private static final int CHUNK_BYTES_MAX = 1 << 18;

    private final Reservation reservation;
    private byte[][] chunks = new byte[4][];
    private int chunkCount;
    private int chunkEnd;
    private int[] chunkOf;
    private int[] startOf;
    private int[] lengthOf;
    private long[] hashOf;
    private int[] slots;
    private int size = 1;

    ByteTable(Reservation reservation) {
        this.reservation = reservation;
        chunkOf = reservation.grow(new int[0], 16);
        startOf = reservation.grow(new int[0], 16);
        lengthOf = reservation.grow(new int[0], 16);
        hashOf = reservation.grow(new long[0], 16);
        slots = reservation.grow(new int[0], ValueCoder.slotsFor(8));
    }

    /** Numbers are below this and above 0. */
    int size() {
        return size;
    }

    /** The array that holds a value; not to be changed. */
    byte[] chunk(int code) {
        return chunks[chunkOf[code]];
    }

    int start(int code) {
        return startOf[code];
    }

    int length(int code) {
        return lengthOf[code];
    }

    long hash(int code) {
        return hashOf[code];
    }

    /** The number of these bytes; for new ones a new number, or UNKNOWN if they are not to be added. */
    int code(byte[] bytes, int from, int length, long hash, boolean add) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (true) {
            int code = slots[slot];
            if (code == 0) {
                return add ? add(bytes, from, length, hash, slot) : ValueCoder.UNKNOWN;
            }
            if (hashOf[code] == hash && lengthOf[code] == length) {
                int start = startOf[code];
                byte[] chunk = chunks[chunkOf[code]];
                if (Arrays.equals(chunk, start, start + length, bytes, from, from + length)) {
                    return code;
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    private int add(byte[] bytes, int from, int length, long hash, int slot) {
        int code = size;
        chunkOf = reservation.grow(chunkOf, code + 1);
        startOf = reservation.grow(startOf, code + 1);
        lengthOf = reservation.grow(lengthOf, code + 1);
        hashOf = reservation.grow(hashOf, code + 1);
        int at = room(length);
        System.arraycopy(bytes, from, chunks[chunkCount - 1], at, length);
        chunkEnd = at + length;
        chunkOf[code] = chunkCount - 1;
        startOf[code] = at;
        lengthOf[code] = length;
        hashOf[code] = hash;
        if (code * 2L > slots.length) {
            rehash();
            insert(hash, code);
        } else {
            slots[slot] = code;
        }
        size++;
        return code;
    }

    /** Where a value of this length goes in the last chunk, which may be a new one. */
    private int room(int length) {
        if (chunkCount > 0 && chunks[chunkCount - 1].length - chunkEnd >= length) {
            return chunkEnd;
        }
        int previous = chunkCount == 0 ? 0 : chunks[chunkCount - 1].length;
        int usual = Math.min(CHUNK_BYTES_MAX, Math.max(CHUNK_BYTES_MIN, previous * 2));
        int bytes = Math.max(usual, length);
        reservation.add(bytes);
        if (chunkCount == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunkCount * 2);
        }
        chunks[chunkCount++] = new byte[bytes];
        return 0;
    }

    private void rehash() {
        int[] old = slots;
        slots = reservation.grow(new int[0], old.length * 2);
        for (int code = 1; code < size; code++) {
            insert(hashOf[code], code);
        }
        reservation.remove(4L * old.length);
    }

    private void insert(long hash, int code) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = code;
    }
}
