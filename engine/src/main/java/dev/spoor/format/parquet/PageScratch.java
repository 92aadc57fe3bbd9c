/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.vector.Memory;

/**
 * The arrays with which one leaf at a time is read and decoded, page after page. A method gives an array that is at least
 * as long as asked, with anything in it; asking for a longer one loses what the shorter one held. Counted in a budget
 * until {@link #free}. One thread at a time.
 */
final class PageScratch {
    private static final int FIRST_LENGTH = 64;

    private final Memory memory;
    private long held;
    private byte[] fetched = {};
    private byte[] page = {};
    private byte[] texts = {};
    private byte[] defs = {};
    private byte[] reps = {};
    private int[] codes = {};
    private int[] starts = {};
    private int[] lengths = {};
    private int[] slots = {};
    private int[] picked = {};
    private long[] numbers = {};
    private long[] deltas = {};
    private long[] bits = {};

    PageScratch(Memory memory) {
        this.memory = memory;
    }

    /** Bytes counted now. */
    long heldBytes() {
        return held;
    }

    /** Stored bytes. */
    byte[] fetched(int length) {
        fetched = bytes(fetched, length);
        return fetched;
    }

    /** An inflated page, with {@link Bytes#PADDING} behind it. */
    byte[] page(int length) {
        page = bytes(page, length + Bytes.PADDING);
        return page;
    }

    /** Values that do not lie in the page as they are, with {@link Bytes#PADDING} behind them. */
    byte[] texts(int length) {
        texts = bytes(texts, length + Bytes.PADDING);
        return texts;
    }

    byte[] defs(int length) {
        defs = bytes(defs, length);
        return defs;
    }

    byte[] reps(int length) {
        reps = bytes(reps, length);
        return reps;
    }

    int[] codes(int length) {
        codes = ints(codes, length);
        return codes;
    }

    int[] starts(int length) {
        starts = ints(starts, length);
        return starts;
    }

    int[] lengths(int length) {
        lengths = ints(lengths, length);
        return lengths;
    }

    /** Where values belong. */
    int[] slots(int length) {
        slots = ints(slots, length);
        return slots;
    }

    /** Which values are wanted. */
    int[] picked(int length) {
        picked = ints(picked, length);
        return picked;
    }

    long[] numbers(int length) {
        numbers = longs(numbers, length);
        return numbers;
    }

    /** Lengths as they are stored. */
    long[] deltas(int length) {
        deltas = longs(deltas, length);
        return deltas;
    }

    /** Which entries have a value. */
    long[] bits(int length) {
        bits = longs(bits, length);
        return bits;
    }

    private byte[] bytes(byte[] array, int length) {
        return array.length >= length ? array : new byte[grown(array.length, length, Byte.BYTES)];
    }

    private int[] ints(int[] array, int length) {
        return array.length >= length ? array : new int[grown(array.length, length, Integer.BYTES)];
    }

    private long[] longs(long[] array, int length) {
        return array.length >= length ? array : new long[grown(array.length, length, Long.BYTES)];
    }

    /** Counts an array in the place of another; its length. */
    private int grown(int before, int wanted, int width) {
        int length = (int) Math.max(wanted, Math.min(Math.max(FIRST_LENGTH, 2L * before), Integer.MAX_VALUE - 8));
        long more = (long) width * (length - before);
        memory.reserve(more);
        held += more;
        return length;
    }

    /** Forgets all arrays and gives their bytes back. */
    void free() {
        memory.release(held);
        held = 0;
        fetched = new byte[0];
        page = new byte[0];
        texts = new byte[0];
        defs = new byte[0];
        reps = new byte[0];
        codes = new int[0];
        starts = new int[0];
        lengths = new int[0];
        slots = new int[0];
        picked = new int[0];
        numbers = new long[0];
        deltas = new long[0];
        bits = new long[0];
    }
}
