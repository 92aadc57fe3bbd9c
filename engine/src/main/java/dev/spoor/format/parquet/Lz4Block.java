/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

/** The LZ4 block format: tokens of a run of literals and a match. Source: lz4 block format description. */
final class Lz4Block {
    private static final int MATCH_MIN = 4;
    private static final int LENGTH_MORE = 15;

    private Lz4Block() {}

    /** Number of bytes written; at most {@code toLength}. */
    static int decompress(byte[] from, int start, int length, byte[] to, int toStart, int toLength)
            throws MalformedPageException {
        int at = start;
        int end = start + length;
        int out = toStart;
        int outEnd = toStart + toLength;
        while (at < end) {
            int token = from[at++] & 0xFF;
            int literals = token >>> 4;
            if (literals == LENGTH_MORE) {
                int more;
                do {
                    require(at < end && literals <= toLength);
                    more = from[at++] & 0xFF;
                    literals += more;
                } while (more == 0xFF);
            }
            require(literals <= end - at && literals <= outEnd - out);
            System.arraycopy(from, at, to, out, literals);
            at += literals;
            out += literals;
            if (at == end) {
                break;
            }
            require(end - at >= 2);
            int distance = from[at] & 0xFF | (from[at + 1] & 0xFF) << 8;
            at += 2;
            int match = token & LENGTH_MORE;
            if (match == LENGTH_MORE) {
                int more;
                do {
                    require(at < end && match <= toLength);
                    more = from[at++] & 0xFF;
                    match += more;
                } while (more == 0xFF);
            }
            match += MATCH_MIN;
            require(distance > 0 && distance <= out - toStart && match <= outEnd - out);
            for (int i = 0; i < match; i++, out++) {
                to[out] = to[out - distance];
            }
        }
        return out - toStart;
    }

    private static void require(boolean holds) throws MalformedPageException {
        if (!holds) {
            throw new MalformedPageException("lz4: not a valid block");
        }
    }
}
