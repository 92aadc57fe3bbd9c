/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.jsonlog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** The distinct texts of one field of a file, up to a number. Not thread-safe. */
final class DistinctTexts {
    private final int valuesMax;
    private byte[][] values = new byte[16][];
    private int size;
    private int last;
    private boolean overflown;

    DistinctTexts(int valuesMax) {
        this.valuesMax = valuesMax;
    }

    void clear() {
        size = 0;
        last = 0;
        overflown = false;
    }

    void add(byte[] text, int from, int to) {
        if (overflown || size > 0 && is(last, text, from, to)) {
            return;
        }
        for (int i = 0; i < size; i++) {
            if (is(i, text, from, to)) {
                last = i;
                return;
            }
        }
        if (size == valuesMax) {
            overflown = true;
            return;
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size] = Arrays.copyOfRange(text, from, to);
        last = size++;
    }

    /** The texts; null if there were too many. */
    Set<String> toSetOrNull() {
        if (overflown) {
            return null;
        }
        Set<String> set = new TreeSet<>();
        for (int i = 0; i < size; i++) {
            set.add(new String(values[i], StandardCharsets.UTF_8));
        }
        return set;
    }

    private boolean is(int i, byte[] text, int from, int to) {
        return Arrays.equals(values[i], 0, values[i].length, text, from, to);
    }
}
