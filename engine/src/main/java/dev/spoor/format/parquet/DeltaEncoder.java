/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

/** Writes what {@link DeltaDecoder} reads, in blocks of 128 values, four miniblocks each. */
final class DeltaEncoder {
    private static final int BLOCK = 128;
    private static final int MINIBLOCKS = 4;
    private static final int PER_MINIBLOCK = BLOCK / MINIBLOCKS;

    private final long[] deltas = new long[BLOCK];

    void encode(long[] values, int count, ByteSink out) {
        out.writeVarint(BLOCK);
        out.writeVarint(MINIBLOCKS);
        out.writeVarint(count);
        out.writeVarint(zigzag(count == 0 ? 0 : values[0]));
        for (int from = 1; from < count; from += BLOCK) {
            block(values, from, Math.min(BLOCK, count - from), out);
        }
    }

    private void block(long[] values, int from, int count, ByteSink out) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            deltas[i] = values[from + i] - values[from + i - 1];
            least = Math.min(least, deltas[i]);
        }
        for (int i = 0; i < BLOCK; i++) {
            deltas[i] = i < count ? deltas[i] - least : 0;
        }
        out.writeVarint(zigzag(least));
        int[] widths = new int[MINIBLOCKS];
        for (int i = 0; i < MINIBLOCKS; i++) {
            long all = 0;
            for (int k = i * PER_MINIBLOCK; k < (i + 1) * PER_MINIBLOCK; k++) {
                all |= deltas[k];
            }
            widths[i] = Long.SIZE - Long.numberOfLeadingZeros(all);
            out.write(widths[i]);
        }
        for (int i = 0; i < MINIBLOCKS && i * PER_MINIBLOCK < count; i++) {
            out.writePacked(deltas, i * PER_MINIBLOCK, PER_MINIBLOCK, widths[i]);
        }
    }

    private static long zigzag(long value) {
        return value << 1 ^ value >> 63;
    }
}
