/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.json;

import java.util.Arrays;

/**
 * Where the wanted values of one object lie: for each slot of a {@link KeyNode} tree the first and the last-plus-one
 * byte of the value's JSON text. The first of several equal keys wins; the later ones count as other keys. Filled by
 * {@link JsonWalker}, reused from record to record. Not thread-safe.
 */
public final class ValueSlots {
    private static final int INTS_PER_OTHER = 4;

    private final int[] starts;
    private final int[] ends;
    private int[] others = new int[INTS_PER_OTHER * 8];
    private int otherCount;

    public ValueSlots(int slotCount) {
        starts = new int[slotCount];
        ends = new int[slotCount];
        clear();
    }

    public void clear() {
        Arrays.fill(starts, -1);
        otherCount = 0;
    }

    public boolean isPresent(int slot) {
        return starts[slot] >= 0;
    }

    /** The first byte of the value; for text that is the opening quote. Negative if the key is absent. */
    public int start(int slot) {
        return starts[slot];
    }

    /** One past the last byte of the value; meaningful only if the key is present. */
    public int end(int slot) {
        return ends[slot];
    }

    /** How many keys without a slot the object has whose other keys were asked for. */
    public int otherCount() {
        return otherCount;
    }

    /** The opening quote of the i-th other key. */
    public int otherKeyStart(int i) {
        return others[INTS_PER_OTHER * i];
    }

    /** One past the closing quote of the i-th other key. */
    public int otherKeyEnd(int i) {
        return others[INTS_PER_OTHER * i + 1];
    }

    public int otherStart(int i) {
        return others[INTS_PER_OTHER * i + 2];
    }

    public int otherEnd(int i) {
        return others[INTS_PER_OTHER * i + 3];
    }

    void set(int slot, int start, int end) {
        starts[slot] = start;
        ends[slot] = end;
    }

    void addOther(int keyStart, int keyEnd, int start, int end) {
        int at = INTS_PER_OTHER * otherCount++;
        if (at == others.length) {
            others = Arrays.copyOf(others, 2 * others.length);
        }
        others[at] = keyStart;
        others[at + 1] = keyEnd;
        others[at + 2] = start;
        others[at + 3] = end;
    }
}
