/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BitVectorHelper;

/** Stretches of bits, of which bit {@code i & 63} of word {@code i >> 6} is the i-th. */
final class BitRuns {
    private BitRuns() {}

    /** Set bits among {@code from .. to}. */
    static int count(long[] words, int from, int to) {
        if (from >= to) {
            return 0;
        }
        int first = from >>> 6;
        int last = to - 1 >>> 6;
        long head = -1L << from;
        long tail = -1L >>> -to;
        if (first == last) {
            return Long.bitCount(words[first] & head & tail);
        }
        int count = Long.bitCount(words[first] & head) + Long.bitCount(words[last] & tail);
        for (int i = first + 1; i < last; i++) {
            count += Long.bitCount(words[i]);
        }
        return count;
    }

    /**
     * 64 bits from a place on.
     *
     * @param words with one more than those that have bits
     */
    static long at(long[] words, int from) {
        long low = words[from >>> 6] >>> from;
        return (from & 63) == 0 ? low : low | words[(from >>> 6) + 1] << -from;
    }

    /** Copies bits {@code from .. from + count} to a buffer that is clear from {@code to} on. */
    static void copy(long[] words, int from, int count, ArrowBuf buffer, int to) {
        int done = 0;
        while (done < count && (to + done & 7) != 0) {
            copyOne(words, from + done, buffer, to + done);
            done++;
        }
        for (; count - done >= Long.SIZE; done += Long.SIZE) {
            buffer.setLong(to + done >>> 3, at(words, from + done));
        }
        for (; done < count; done++) {
            copyOne(words, from + done, buffer, to + done);
        }
    }

    private static void copyOne(long[] words, int from, ArrowBuf buffer, int to) {
        if ((words[from >>> 6] >>> from & 1) != 0) {
            BitVectorHelper.setBit(buffer, to);
        }
    }
}
