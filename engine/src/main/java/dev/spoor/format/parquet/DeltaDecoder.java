/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

/** Whole numbers as packed differences. Source: Encodings.md of parquet-format, DELTA_BINARY_PACKED. */
final class DeltaDecoder {
    private static final int BLOCK_VALUES_MAX = 1 << 20;

    private final byte[] buffer;
    private final int end;
    private int at;

    /** @param buffer has {@link Bytes#PADDING} bytes of room behind {@code end} */
    DeltaDecoder(byte[] buffer, int start, int end) {
        this.buffer = buffer;
        this.at = start;
        this.end = end;
    }

    /** Where the values end, after {@link #readAll}. */
    int position() {
        return at;
    }

    /** Fills {@code out[0 .. count)}; there must be exactly so many values. */
    void readAll(long[] out, int count) throws MalformedPageException {
        long blockValues = varint();
        long miniblocks = varint();
        long total = varint();
        long value = zigzag(varint());
        boolean sane = total == count
                && blockValues > 0
                && blockValues <= BLOCK_VALUES_MAX
                && miniblocks > 0
                && blockValues % miniblocks == 0
                && blockValues / miniblocks % 32 == 0;
        if (!sane) {
            throw new MalformedPageException("delta-encoded: header of " + total + " values in blocks of " + blockValues
                    + ", " + count + " wanted");
        }
        int perMiniblock = (int) (blockValues / miniblocks);
        if (count > 0) {
            out[0] = value;
        }
        int done = 1;
        while (done < count) {
            long least = zigzag(varint());
            int widths = at;
            if (miniblocks > end - at) {
                throw new MalformedPageException("delta-encoded: values end early");
            }
            at += (int) miniblocks;
            for (int i = 0; i < miniblocks && done < count; i++) {
                int width = buffer[widths + i] & 0xFF;
                done = miniblock(out, done, Math.min(count, done + perMiniblock), width, least, perMiniblock);
            }
        }
    }

    private int miniblock(long[] out, int from, int to, int width, long least, int perMiniblock)
            throws MalformedPageException {
        long bytes = (long) perMiniblock * width >>> 3;
        if (width > Long.SIZE || ((long) (to - from) * width + 7) >>> 3 > end - at) {
            throw new MalformedPageException("delta-encoded: values end early");
        }
        long value = out[from - 1];
        if (width == 0) {
            for (int i = from; i < to; i++) {
                value += least;
                out[i] = value;
            }
        } else {
            long mask = width == Long.SIZE ? -1L : (1L << width) - 1;
            long bit = (long) at << 3;
            for (int i = from; i < to; i++) {
                int shift = (int) (bit & 7);
                int place = (int) (bit >>> 3);
                long word = (long) Bytes.LONGS.get(buffer, place) >>> shift;
                if (shift + width > Long.SIZE) {
                    word |= (long) (buffer[place + 8] & 0xFF) << (Long.SIZE - shift);
                }
                value += least + (word & mask);
                out[i] = value;
                bit += width;
            }
        }
        at = (int) Math.min(at + bytes, end);
        return to;
    }

    private long varint() throws MalformedPageException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (at >= end) {
                throw new MalformedPageException("delta-encoded: values end early");
            }
            byte next = buffer[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedPageException("delta-encoded: a number has too many bytes");
    }

    private static long zigzag(long value) {
        return value >>> 1 ^ -(value & 1);
    }
}
