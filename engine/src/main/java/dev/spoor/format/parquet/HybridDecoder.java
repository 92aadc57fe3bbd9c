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
        int[] unpacked = null;
        int done = 0;
        while (done < count) {
            int header = varint();
            if ((header & 1) == 0) {
                int run = Math.min(header >>> 1, count - done);
                requireSome(run);
                java.util.Arrays.fill(out, done, done + run, (byte) runValue());
                done += run;
            } else {
                if (unpacked == null) {
                    unpacked = new int[count];
                }
                int values = packed(header >>> 1, unpacked, 0, count - done);
                for (int i = 0; i < values; i++) {
                    out[done + i] = (byte) unpacked[i];
                }
                done += values;
            }
        }
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
        long bytes = (long) groups * width;
        if (groups <= 0) {
            requireSome(0);
        }
        int values = (int) Math.min(groups * 8L, to - from);
        long neededBytes = ((long) values * width + 7) >>> 3;
        if (neededBytes > end - at) {
            throw new MalformedPageException("a bit-packed run ends outside of its page");
        }
        if (width == 0) {
            java.util.Arrays.fill(out, from, from + values, 0);
            return values;
        }
        long mask = (1L << width) - 1;
        long bit = (long) at << 3;
        for (int i = from; i < from + values; i++) {
            out[i] = (int) ((long) Bytes.LONGS.get(buffer, (int) (bit >>> 3)) >>> (bit & 7) & mask);
            bit += width;
        }
        at = (int) Math.min(at + bytes, end);
        return values;
    }

    private int runValue() throws MalformedPageException {
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

    private int varint() throws MalformedPageException {
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

    private static void requireSome(int run) throws MalformedPageException {
        if (run <= 0) {
            throw new MalformedPageException("an empty run");
        }
    }
}
