/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.jsonlog;

import java.util.Arrays;

/** How often each number came, and which came at all. Not thread-safe. */
final class Tally {
    private int[] counts = new int[64];
    private int[] met = new int[64];
    private int size;

    void add(int number) {
        if (number >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(number + 1, 2 * counts.length));
        }
        if (counts[number]++ == 0) {
            if (size == met.length) {
                met = Arrays.copyOf(met, 2 * size);
            }
            met[size++] = number;
        }
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            counts[met[i]] = 0;
        }
        size = 0;
    }

    /** How many different numbers came. */
    int size() {
        return size;
    }

    /** The i-th number that came. */
    int number(int i) {
        return met[i];
    }

    /** How often the i-th number came. */
    int count(int i) {
        return counts[met[i]];
    }
}
