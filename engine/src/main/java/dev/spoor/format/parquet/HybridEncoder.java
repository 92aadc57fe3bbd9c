/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

/** Writes what {@link HybridDecoder} reads: a run where a value repeats at least eight times, else groups of eight. */
final class HybridEncoder {
    private static final int GROUP = 8;

    /** Bit-packed values are written in runs of at most so many groups. */
    private static final int GROUPS_MAX = 63;

    private final long[] packed = new long[GROUPS_MAX * GROUP];

    void encode(int[] values, int count, int width, ByteSink out) {
        int at = 0;
        int pending = 0;
        while (at < count) {
            int run = 1;
            while (at + run < count && values[at + run] == values[at]) {
                run++;
            }
            int fill = pending % GROUP == 0 ? 0 : GROUP - pending % GROUP;
            if (run - fill >= GROUP || (pending == 0 && run == count - at)) {
                for (int i = 0; i < fill; i++) {
                    packed[pending++] = values[at++];
                }
                pending = flush(pending, width, out);
                run -= fill;
                out.writeVarint((long) run << 1);
                for (int i = 0; i < width; i += 8) {
                    out.write(values[at] >>> i);
                }
                at += run;
            } else {
                for (int i = 0; i < run; i++) {
                    packed[pending++] = values[at++];
                    if (pending == packed.length) {
                        pending = flush(pending, width, out);
                    }
                }
            }
        }
        flush(pending, width, out);
    }

    private int flush(int pending, int width, ByteSink out) {
        if (pending > 0) {
            int groups = (pending + GROUP - 1) / GROUP;
            java.util.Arrays.fill(packed, pending, groups * GROUP, 0L);
            out.writeVarint((long) groups << 1 | 1);
            out.writePacked(packed, 0, groups * GROUP, width);
        }
        return 0;
    }
}
