/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.json;

/** Checks and repairs UTF-8 as RFC 3629 defines it: shortest forms only, no surrogates, nothing above U+10FFFF. */
public final class Utf8 {
    /** What stands in for a byte that is not UTF-8 after {@link #repair}. */
    public static final byte REPLACEMENT = '?';

    private Utf8() {}

    /**
     * Checks all characters that start between the two places; the last one may reach beyond, up to the limit.
     *
     * @return the end of the last character, or {@code -1 - p} where p is the place of the first malformed one
     */
    static int checkedTo(byte[] text, int from, int to, int limit) {
        int p = from;
        while (p < to) {
            if (text[p] >= 0) {
                p++;
                continue;
            }
            int length = sequenceLength(text, p, limit);
            if (length == 0) {
                return -1 - p;
            }
            p += length;
        }
        return p;
    }

    /**
     * Replaces every byte that is part of no well-formed character by {@link #REPLACEMENT}, in place, so that no byte
     * moves.
     *
     * @return the number of bytes replaced
     */
    public static int repair(byte[] text, int from, int limit) {
        int replaced = 0;
        int p = from;
        while (p < limit) {
            if (text[p] >= 0) {
                p++;
                continue;
            }
            int length = sequenceLength(text, p, limit);
            if (length == 0) {
                text[p++] = REPLACEMENT;
                replaced++;
            } else {
                p += length;
            }
        }
        return replaced;
    }

    /** The length of the well-formed multi-byte character at a place, or 0. */
    private static int sequenceLength(byte[] text, int p, int limit) {
        int lead = text[p] & 0xff;
        if (lead < 0xc2 || lead > 0xf4) {
            return 0;
        }
        int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (limit - p < length) {
            return 0;
        }
        int second = text[p + 1] & 0xff;
        int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (second < least || second > most) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((text[p + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
