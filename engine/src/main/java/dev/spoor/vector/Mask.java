/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import java.util.Arrays;

/**
 * One bit per row: set means TRUE, clear means FALSE or NULL. Reusable scratch space of one thread; bits at and after
 * the row count are always clear.
 */
public final class Mask {
    private long[] words = new long[64];
    private int rowCount;

    /** Makes the mask stand for rowCount rows, all clear. */
    public void reset(int rows) {
        int needed = (rows + 63) >>> 6;
        if (words.length < needed) {
            words = new long[Math.max(needed, words.length * 2)];
        } else {
            Arrays.fill(words, 0, Math.max(needed, (rowCount + 63) >>> 6), 0L);
        }
        rowCount = rows;
    }

    /** Makes the mask stand for rowCount rows, all set. */
    public void resetAllSet(int rows) {
        reset(rows);
        int full = rows >>> 6;
        Arrays.fill(words, 0, full, -1L);
        if ((rows & 63) != 0) {
            words[full] = (1L << (rows & 63)) - 1;
        }
    }

    public int rowCount() {
        return rowCount;
    }

    /** 64 rows each, lowest bit first. Writers keep bits past the row count clear. */
    public long[] words() {
        return words;
    }

    public boolean get(int row) {
        return (words[row >>> 6] >>> row & 1) != 0;
    }

    public void set(int row) {
        words[row >>> 6] |= 1L << row;
    }

    public void clear(int row) {
        words[row >>> 6] &= ~(1L << row);
    }

    public void and(Mask other) {
        for (int i = wordCount() - 1; i >= 0; i--) {
            words[i] &= other.words[i];
        }
    }

    public void or(Mask other) {
        for (int i = wordCount() - 1; i >= 0; i--) {
            words[i] |= other.words[i];
        }
    }

    public void andNot(Mask other) {
        for (int i = wordCount() - 1; i >= 0; i--) {
            words[i] &= ~other.words[i];
        }
    }

    /** Number of set rows. */
    public int cardinality() {
        int count = 0;
        for (int i = wordCount() - 1; i >= 0; i--) {
            count += Long.bitCount(words[i]);
        }
        return count;
    }

    /** Row numbers of the set bits, ascending, written to {@code rows}; returns how many. */
    public int rows(int[] rows) {
        int count = 0;
        int wordCount = wordCount();
        for (int i = 0; i < wordCount; i++) {
            long word = words[i];
            while (word != 0) {
                rows[count++] = (i << 6) + Long.numberOfTrailingZeros(word);
                word &= word - 1;
            }
        }
        return count;
    }

    private int wordCount() {
        return (rowCount + 63) >>> 6;
    }
}
