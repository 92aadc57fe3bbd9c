/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import java.util.Arrays;

/** Heap bytes that one structure holds in a {@link Memory}; all are given back on close. One thread. */
public final class Reservation implements AutoCloseable {
    private static final int FIRST_LENGTH = 16;

    private final Memory memory;
    private long held;

    public Reservation(Memory memory) {
        this.memory = memory;
    }

    public Memory memory() {
        return memory;
    }

    /** Counts bytes; throws MEMORY_LIMIT when the budget does not allow. */
    public void add(long bytes) {
        memory.reserve(bytes);
        held += bytes;
    }

    /** Counts bytes if the budget allows. */
    public boolean tryAdd(long bytes) {
        boolean isAllowed = memory.tryReserve(bytes);
        held += isAllowed ? bytes : 0;
        return isAllowed;
    }

    /** Gives some of the bytes back. */
    public void remove(long bytes) {
        memory.release(bytes);
        held -= bytes;
    }

    /** Bytes held now. */
    public long bytes() {
        return held;
    }

    /** The array itself if it is long enough, else a copy that is, at least twice as long; new elements are 0. */
    public int[] grow(int[] array, int length) {
        if (array.length >= length) {
            return array;
        }
        int newLength = newLength(array.length, length);
        add(4L * newLength);
        int[] copy = Arrays.copyOf(array, newLength);
        remove(4L * array.length);
        return copy;
    }

    /** The array itself if it is long enough, else a copy that is, at least twice as long; new elements are 0. */
    public long[] grow(long[] array, int length) {
        if (array.length >= length) {
            return array;
        }
        int newLength = newLength(array.length, length);
        add(8L * newLength);
        long[] copy = Arrays.copyOf(array, newLength);
        remove(8L * array.length);
        return copy;
    }

    /** The array itself if it is long enough, else a copy that is, at least twice as long; new elements are 0. */
    public double[] grow(double[] array, int length) {
        if (array.length >= length) {
            return array;
        }
        int newLength = newLength(array.length, length);
        add(8L * newLength);
        double[] copy = Arrays.copyOf(array, newLength);
        remove(8L * array.length);
        return copy;
    }

    /** The array itself if it is long enough, else a copy that is, at least twice as long; new elements are 0. */
    public byte[] grow(byte[] array, int length) {
        if (array.length >= length) {
            return array;
        }
        int newLength = newLength(array.length, length);
        add(newLength);
        byte[] copy = Arrays.copyOf(array, newLength);
        remove(array.length);
        return copy;
    }

    /**
     * The array itself if it is long enough, else a copy that is, at least twice as long; new elements are null. Counts
     * the references, not what they point to.
     */
    public <T> T[] grow(T[] array, int length) {
        if (array.length >= length) {
            return array;
        }
        int newLength = newLength(array.length, length);
        add(8L * newLength);
        T[] copy = Arrays.copyOf(array, newLength);
        remove(8L * array.length);
        return copy;
    }

    @Override
    public void close() {
        memory.release(held);
        held = 0;
    }

    private static int newLength(int old, int wanted) {
        long doubled = Math.max(FIRST_LENGTH, 2L * old);
        return (int) Math.max(wanted, Math.min(doubled, Integer.MAX_VALUE - 8));
    }
}
