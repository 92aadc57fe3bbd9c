/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

/**
 * Runs of equal values mixed with bit-packed ones: Parquet's RLE encoding, used for levels, dictionary indexes and
 * booleans. Source: Encodings.md of parquet-format, "Run Length Encoding / Bit-Packing Hybrid".
 */
final class HybridDecoder {
    /** Bits that are there of eight bytes loaded at any bit of the first. */
    private static final int LOADED_BITS = Long.SIZE - 7;

    private final byte[] buffer;
    private final int end;
    private final int width;
    private int at;

    /** @param buffer has {@link Bytes#PADDING} bytes of room behind {@code end} */
    HybridDecoder(byte[] buffer, int start, int end, int width) throws MalformedPageException {
        if (width < 0 || width > Integer.SIZE) {
            throw new MalformedPageException("values of " + width + " bits");
        }
        this.buffer = buffer;
        this.at = start;
        this.end = end;
        this.width = width;
    }

    /** Decodes exactly so many values; those of the last bit-packed run that are more are padding. */
    void readAll(int[] out, int count) throws MalformedPageException {
        int done = 0;
        while (done < count) {
            int header = varint();
            if ((header & 1) == 0) {
                int run = Math.min(header >>> 1, count - done);
                requireSome(run);
                int value = runValue();
                java.util.Arrays.fill(out, done, done + run, value);
                done += run;
            } else {
                done += packed(header >>> 1, out, done, count);
            }
        }
    }

    /** As {@link #readAll}, for levels, which fit bytes. */
    void readAll(byte[] out, int count) throws MalformedPageException {
        int done = 0;
        while (done < count) {
            int header = varint();
            if ((header & 1) == 0) {
                int run = Math.min(header >>> 1, count - done);
                requireSome(run);
                java.util.Arrays.fill(out, done, done + run, (byte) runValue());
                done += run;
            } else {
                int start = at;
                int values = pass(header >>> 1, count - done);
                long mask = (1L << width) - 1;
                long bit = (long) start << 3;
                for (int i = done; i < done + values; i++) {
                    out[i] = (byte) ((long) Bytes.LONGS.get(buffer, (int) (bit >>> 3)) >>> (bit & 7) & mask);
                    bit += width;
                }
                done += values;
            }
        }
    }

    /**
     * Decodes exactly so many levels into the answer to one question: is it the highest? Entry i is bit {@code i & 63} of
     * word {@code i >> 6}; bits behind the last entry are 0, in one more word, too.
     *
     * @param max the highest level; a higher one is damage
     * @param out has room for {@link #words} of them
     */
    void readHighest(int max, long[] out, int count) throws MalformedPageException {
        java.util.Arrays.fill(out, 0, words(count), 0);
        int done = 0;
        while (done < count) {
            int header = varint();
            if ((header & 1) == 0) {
                int run = Math.min(header >>> 1, count - done);
                requireSome(run);
                int value = runValue();
                requireLevel(value, max);
                if (value == max) {
                    setBits(out, done, run);
                }
                done += run;
            } else {
                int start = at;
                int values = pass(header >>> 1, count - done);
                packedHighest(start, values, max, out, done);
                done += values;
            }
        }
    }

    /** Words that {@link #readHighest} needs for so many entries. */
    static int words(int count) {
        return (count >>> 6) + 2;
    }

    private void packedHighest(int start, int values, int max, long[] out, int from) throws MalformedPageException {
        long bit = (long) start << 3;
        int i = 0;
        while (i < values) {
            // entries of one word of the answer, as many as one load holds
            int some = Math.min(Math.min(values - i, LOADED_BITS / width), Long.SIZE - (from + i & 63));
            long loaded = (long) Bytes.LONGS.get(buffer, (int) (bit >>> 3)) >>> (bit & 7);
            long found = width == 1 ? loaded & (1L << some) - 1 : highestOf(loaded, some, max);
            out[from + i >>> 6] |= found << (from + i);
            i += some;
            bit += (long) some * width;
        }
    }

    private long highestOf(long loaded, int count, int max) throws MalformedPageException {
        int mask = (1 << width) - 1;
        long left = loaded;
        long found = 0;
        int greatest = 0;
        for (int i = 0; i < count; i++) {
            int level = (int) left & mask;
            greatest = Math.max(greatest, level);
            found |= (level == max ? 1L : 0L) << i;
            left >>>= width;
        }
        requireLevel(greatest, max);
        return found;
    }

    private static void requireLevel(int level, int max) throws MalformedPageException {
        if (level > max) {
            throw new MalformedPageException("a level of " + level + ", where " + max + " is the highest");
        }
    }

    private static void setBits(long[] out, int from, int count) {
        int end = from + count;
        int first = from >>> 6;
        int last = end - 1 >>> 6;
        long head = -1L << from;
        long tail = -1L >>> -end;
        if (first == last) {
            out[first] |= head & tail;
            return;
        }
        out[first] |= head;
        java.util.Arrays.fill(out, first + 1, last, -1L);
        out[last] |= tail;
    }

    /** The value of all {@code count} values if they are one run, which is then passed; else -1, and nothing is passed. */
    int singleRunOrNone(int count) throws MalformedPageException {
        int before = at;
        int header = varint();
        if ((header & 1) == 0 && header >>> 1 == count) {
            return runValue();
        }
        at = before;
        return -1;
    }

    /** Where the next run begins. */
    int position() {
        return at;
    }

    private int packed(int groups, int[] out, int from, int to) throws MalformedPageException {
        int start = at;
        int values = pass(groups, to - from);
        unpack(buffer, (long) start << 3, width, values, out, from);
        return values;
    }

    /** Passes a bit-packed run of groups of eight values; how many of them are wanted. */
    int pass(int groups, int wanted) throws MalformedPageException {
        if (groups <= 0) {
            requireSome(0);
        }
        int values = (int) Math.min(groups * 8L, wanted);
        long neededBytes = ((long) values * width + 7) >>> 3;
        if (neededBytes > end - at) {
            throw new MalformedPageException("a bit-packed run ends outside of its page");
        }
        at = (int) Math.min(at + (long) groups * width, end);
        return values;
    }

    /**
     * Unpacks values of one width that lie side by side, lowest bit first.
     *
     * @param buffer has {@link Bytes#PADDING} bytes of room behind them
     * @param bit where the first begins
     */
    static void unpack(byte[] buffer, long bit, int width, int count, int[] out, int from) {
        if (width == 0) {
            java.util.Arrays.fill(out, from, from + count, 0);
            return;
        }
        long mask = (1L << width) - 1;
        int perLoad = LOADED_BITS / width;
        long at = bit;
        int i = from;
        int end = from + count;
        for (int whole = end - perLoad; i <= whole; at += (long) perLoad * width) {
            long loaded = (long) Bytes.LONGS.get(buffer, (int) (at >>> 3)) >>> (at & 7);
            for (int k = 0; k < perLoad; k++) {
                out[i++] = (int) (loaded & mask);
                loaded >>>= width;
            }
        }
        for (; i < end; i++) {
            out[i] = (int) ((long) Bytes.LONGS.get(buffer, (int) (at >>> 3)) >>> (at & 7) & mask);
            at += width;
        }
    }

    int runValue() throws MalformedPageException {
        int bytes = (width + 7) >>> 3;
        if (bytes > end - at) {
            throw new MalformedPageException("a run ends outside of its page");
        }
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (buffer[at++] & 0xFF) << (8 * i);
        }
        if (width < Integer.SIZE && value >>> width != 0) {
            throw new MalformedPageException("a run of " + value + " among values of " + width + " bits");
        }
        return value;
    }

    /** The header of the next run: its length and, in the lowest bit, whether it is bit-packed. */
    int varint() throws MalformedPageException {
        int value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            if (at >= end) {
                throw new MalformedPageException("values end early");
            }
            byte next = buffer[at++];
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedPageException("the length of a run has too many bytes");
    }

    static void requireSome(int run) throws MalformedPageException {
        if (run <= 0) {
            throw new MalformedPageException("an empty run");
        }
    }
}
