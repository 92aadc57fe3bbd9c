/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The positions of all unescaped quotes of a JSON text, found 64 bytes at a time with plain 64-bit arithmetic, one
 * window ahead of the reader.
 *
 * <p>While it looks for quotes, the index also checks what the inside of strings may hold: no control character, only
 * the escapes of RFC 8259, well-formed UTF-8. It does not report such a fault, it only remembers the first place where
 * one was seen ({@link #suspectAt()}); text before that place is sound inside its strings. Outside of strings nothing is
 * checked here: that is {@link JsonWalker}'s part.
 *
 * <p>Eight bytes at a time: for bytes below 0x80, {@code x ^ pattern} is zero exactly in the wanted bytes, and adding
 * 0x7f to each byte carries into bit 7 in all others. The eight marks of a word are gathered by a multiplication.
 * Blocks that hold a backslash, a control character or a byte above 0x7f (fewer than one in a hundred in CloudTrail
 * logs) take a slower, exact path. Not thread-safe.
 */
final class QuoteIndex {
    /** A position that no text reaches. */
    static final int NOWHERE = Integer.MAX_VALUE;
    /** Readers may take this many quotes after {@link #ensure()} without asking again. */
    static final int QUOTES_AHEAD = 4;

    private static final int WINDOW_BYTES = 32 * 1024;
    private static final int BLOCK_BYTES = 64;

    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x80 * ONES;
    private static final long LOW_SEVEN = 0x7f * ONES;
    private static final long QUOTE = '"' * ONES;
    private static final long BACKSLASH = '\\' * ONES;
    private static final long SPACE = ' ' * ONES;
    /** Gathers bits 7, 15, ... 63 of a word into its top byte when multiplied. */
    private static final long GATHER = 0x0002040810204081L;

    /** Quote positions, ascending; entries from {@link #next} to {@link #count} are not consumed yet. */
    int[] quotes = new int[WINDOW_BYTES + 2 * BLOCK_BYTES];
    /** Index of the next unconsumed entry of {@link #quotes}. The reader advances it. */
    int next;
    /** When {@link #next} is beyond this, {@link #ensure()} must be called before taking quotes. */
    int fence;

    private byte[] data;
    private int limit;
    private int scanned;
    private int count;
    private int parity;
    private boolean escapeCarries;
    private int utf8Checked;
    private int suspect;
    private int malformedUtf8;
    private int escapeFrom;
    private int escapeTo;

    /**
     * Starts at a place outside of any string. The array must be readable for {@link JsonWalker#PADDING} bytes beyond
     * the limit; the first of them must be zero.
     */
    void reset(byte[] text, int from, int textLimit) {
        data = text;
        limit = textLimit;
        scanned = from;
        next = 0;
        count = 0;
        parity = 0;
        escapeCarries = false;
        utf8Checked = from;
        suspect = NOWHERE;
        malformedUtf8 = NOWHERE;
        escapeFrom = NOWHERE;
        escapeTo = 0;
        fence = -1;
    }

    /** The first place where the inside of a string is unsound, or {@link #NOWHERE}; grows more exact while indexing. */
    int suspectAt() {
        return suspect;
    }

    /** The first byte seen that is not UTF-8, or {@link #NOWHERE}. */
    int malformedUtf8At() {
        return malformedUtf8;
    }

    /** Whether the text between the two places may hold a backslash. */
    boolean mayHoldEscape(int from, int to) {
        return to > escapeFrom && from < escapeTo;
    }

    /** Drops the quotes before a place that the reader reached by other means; the place is outside of strings. */
    void advanceTo(int position) {
        while (true) {
            while (next < count && quotes[next] < position) {
                next++;
            }
            if (next < count || scanned >= limit) {
                return;
            }
            ensure();
        }
    }

    /**
     * Makes at least {@link #QUOTES_AHEAD} quotes available from {@link #next} on. At the end of the text the missing
     * ones are the limit itself.
     */
    void ensure() {
        int kept = count - next;
        if (kept > 0) {
            System.arraycopy(quotes, next, quotes, 0, kept);
        } else {
            kept = 0;
        }
        parity ^= (count - kept) & 1;
        count = kept;
        next = 0;
        if (escapeFrom != NOWHERE && (kept == 0 ? scanned : quotes[0]) >= escapeTo) {
            escapeFrom = NOWHERE;
        }
        while (scanned < limit && count < QUOTES_AHEAD) {
            indexBlocks((int) Math.min(limit, (long) scanned + WINDOW_BYTES));
        }
        if (scanned >= limit) {
            Arrays.fill(quotes, count, count + 2 * QUOTES_AHEAD, limit);
            fence = NOWHERE;
        } else {
            fence = count - QUOTES_AHEAD;
        }
    }

    private void indexBlocks(int to) {
        byte[] text = data;
        int[] out = quotes;
        int n = count;
        int p = scanned;
        for (; p < to; p += BLOCK_BYTES) {
            long x0 = (long) LONGS.get(text, p);
            long x1 = (long) LONGS.get(text, p + 8);
            long x2 = (long) LONGS.get(text, p + 16);
            long x3 = (long) LONGS.get(text, p + 24);
            long x4 = (long) LONGS.get(text, p + 32);
            long x5 = (long) LONGS.get(text, p + 40);
            long x6 = (long) LONGS.get(text, p + 48);
            long x7 = (long) LONGS.get(text, p + 56);
            long odd = odd(x0) | odd(x1) | odd(x2) | odd(x3) | odd(x4) | odd(x5) | odd(x6) | odd(x7);
            long found;
            if ((odd & HIGH_BITS) == 0) {
                found = asciiQuotes(x0) >>> 56
                        | asciiQuotes(x1) >>> 56 << 8
                        | asciiQuotes(x2) >>> 56 << 16
                        | asciiQuotes(x3) >>> 56 << 24
                        | asciiQuotes(x4) >>> 56 << 32
                        | asciiQuotes(x5) >>> 56 << 40
                        | asciiQuotes(x6) >>> 56 << 48
                        | asciiQuotes(x7) >>> 56 << 56;
                if (escapeCarries) {
                    escapeCarries = false;
                    found &= ~1L;
                }
            } else {
                found = oddBlock(p, n);
            }
            n = flatten(out, n, p, found);
        }
        count = n;
        scanned = Math.min(p, limit);
    }

    /** High bits are set in some byte if the word holds a backslash, a control character or a byte above 0x7f. */
    private static long odd(long x) {
        return x | (x - SPACE) | ((x ^ BACKSLASH) - ONES);
    }

    /** The marks of the quotes in the top byte; exact for words of ASCII only. */
    private static long asciiQuotes(long x) {
        return (~((x ^ QUOTE) + LOW_SEVEN) & HIGH_BITS) * GATHER;
    }

    /** Appends the positions of the set bits; writes four or eight more than needed rather than to branch on each. */
    private static int flatten(int[] out, int n, int base, long bits) {
        int found = Long.bitCount(bits);
        long w = flattenFour(out, n, base, bits);
        w = flattenFour(out, n + 4, base, w);
        if (found > 8) {
            w = flattenFour(out, n + 8, base, w);
            for (int k = n + 12; w != 0; k++) {
                out[k] = base + Long.numberOfTrailingZeros(w);
                w &= w - 1;
            }
        }
        return n + found;
    }

    private static long flattenFour(int[] out, int n, int base, long bits) {
        long w = bits;
        out[n] = base + Long.numberOfTrailingZeros(w);
        w &= w - 1;
        out[n + 1] = base + Long.numberOfTrailingZeros(w);
        w &= w - 1;
        out[n + 2] = base + Long.numberOfTrailingZeros(w);
        w &= w - 1;
        out[n + 3] = base + Long.numberOfTrailingZeros(w);
        return w & (w - 1);
    }

    /** The exact path: masks of all odd kinds, escapes resolved, the inside of strings checked. */
    private long oddBlock(int p, int quotesBefore) {
        long found = 0;
        long backslashes = 0;
        long controls = 0;
        long nonAscii = 0;
        for (int k = 0; k < 8; k++) {
            long x = (long) LONGS.get(data, p + 8 * k);
            found |= gather(equalBytes(x, QUOTE)) << 8 * k;
            backslashes |= gather(equalBytes(x, BACKSLASH)) << 8 * k;
            controls |= gather(~(((x & LOW_SEVEN) + 0x60 * ONES) | x) & HIGH_BITS) << 8 * k;
            nonAscii |= gather(x & HIGH_BITS) << 8 * k;
        }
        if (limit - p < BLOCK_BYTES) {
            long inside = -1L >>> (BLOCK_BYTES - (limit - p));
            found &= inside;
            backslashes &= inside;
            controls &= inside;
            nonAscii &= inside;
        }
        if (backslashes != 0 || escapeCarries) {
            found &= ~escapedBytes(p, backslashes);
        }
        if (controls != 0) {
            boolean startsInString = ((quotesBefore ^ parity) & 1) != 0;
            long bad = controls & (prefixXor(found) ^ (startsInString ? -1L : 0L));
            if (bad != 0) {
                suspect(p + Long.numberOfTrailingZeros(bad));
            }
        }
        if (nonAscii != 0) {
            checkUtf8(p);
        }
        return found;
    }

    private long escapedBytes(int p, long backslashes) {
        long escaped = escapeCarries ? 1L : 0L;
        escapeCarries = false;
        if (backslashes != 0) {
            escapeFrom = Math.min(escapeFrom, p);
            escapeTo = p + BLOCK_BYTES;
        }
        long starts = backslashes & ~escaped;
        while (starts != 0) {
            int i = Long.numberOfTrailingZeros(starts);
            if (!isEscape(p + i)) {
                suspect(p + i);
            }
            if (i == BLOCK_BYTES - 1) {
                escapeCarries = true;
            } else {
                escaped |= 2L << i;
            }
            starts &= ~(3L << i);
        }
        return escaped;
    }

    private boolean isEscape(int backslash) {
        if (backslash + 1 >= limit) {
            return false;
        }
        switch (data[backslash + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return true;
            }
            case 'u' -> {
                return backslash + 6 <= limit && JsonText.hexQuad(data, backslash + 2) >= 0;
            }
            default -> {
                return false;
            }
        }
    }

    private void checkUtf8(int block) {
        int from = Math.max(block, utf8Checked);
        int to = Math.min(limit, block + BLOCK_BYTES);
        if (from < to) {
            int checked = Utf8.checkedTo(data, from, to, limit);
            if (checked < 0) {
                int bad = -1 - checked;
                malformedUtf8 = Math.min(malformedUtf8, bad);
                suspect(bad);
                checked = bad + 1;
            }
            utf8Checked = Math.max(utf8Checked, checked);
        }
    }

    private void suspect(int position) {
        suspect = Math.min(suspect, position);
    }

    private static long equalBytes(long x, long pattern) {
        long y = x ^ pattern;
        return ~(((y & LOW_SEVEN) + LOW_SEVEN) | y) & HIGH_BITS;
    }

    private static long gather(long highBits) {
        return (highBits * GATHER) >>> 56;
    }

    /** Bit i of the result is the parity of the bits 0 to i. */
    private static long prefixXor(long bits) {
        long x = bits;
        x ^= x << 1;
        x ^= x << 2;
        x ^= x << 4;
        x ^= x << 8;
        x ^= x << 16;
        x ^= x << 32;
        return x;
    }
}
