/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bounds of texts and binaries cut short so that they stay bounds. */
final class Bound {
    /** Longer bounds are cut. */
    static final int BYTES_MAX = 64;

    private Bound() {}

    /** A prefix, itself valid text if the value is. */
    static byte[] lower(byte[] value, boolean isText) {
        if (value.length <= BYTES_MAX) {
            return value;
        }
        return Arrays.copyOf(value, isText ? boundary(value) : BYTES_MAX);
    }

    /** The least short value above all values with the same prefix; null if there is none. */
    static byte[] upperOrNull(byte[] value, boolean isText) {
        if (value.length <= BYTES_MAX) {
            return value;
        }
        if (!isText) {
            return nextBinaryOrNull(Arrays.copyOf(value, BYTES_MAX));
        }
        String prefix = textOrNull(Arrays.copyOf(value, boundary(value)));
        return prefix == null ? null : nextTextOrNull(prefix);
    }

    /** The text of valid UTF-8; null for any other bytes. */
    static String textOrNull(byte[] bytes) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return text.toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** The longest valid text that the bytes begin with: a lower bound even when they end inside of a character. */
    static String validPrefix(byte[] bytes) {
        for (int length = bytes.length; length >= 0; length--) {
            String text = textOrNull(Arrays.copyOf(bytes, length));
            if (text != null) {
                return text;
            }
        }
        return "";
    }

    private static int boundary(byte[] value) {
        int end = BYTES_MAX;
        while (end > 0 && (value[end] & 0xC0) == 0x80) {
            end--;
        }
        return end;
    }

    private static byte[] nextBinaryOrNull(byte[] prefix) {
        for (int i = prefix.length - 1; i >= 0; i--) {
            if (prefix[i] != -1) {
                byte[] next = Arrays.copyOf(prefix, i + 1);
                next[i]++;
                return next;
            }
        }
        return null;
    }

    private static byte[] nextTextOrNull(String prefix) {
        int end = prefix.length();
        while (end > 0) {
            int last = prefix.codePointBefore(end);
            int start = end - Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
                return (prefix.substring(0, start) + Character.toString(next)).getBytes(StandardCharsets.UTF_8);
            }
            end = start;
        }
        return null;
    }
}
