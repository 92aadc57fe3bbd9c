/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * UTF-8 bytes that grow at the end and are reused. {@link #bytes()} is always readable {@link JsonWalker#PADDING} bytes
 * beyond {@link #length()}. Not thread-safe.
 */
public final class TextBuffer {
    private static final int FIRST_BYTES = 512;
    /** A buffer that grew beyond this is dropped by {@link #clear()} instead of being kept for ever. */
    private static final int KEPT_BYTES_MAX = 4 << 20;

    private byte[] bytes = new byte[FIRST_BYTES + JsonWalker.PADDING];
    private int length;

    /** The array itself, valid until the next change. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public TextBuffer clear() {
        length = 0;
        if (bytes.length > KEPT_BYTES_MAX) {
            bytes = new byte[FIRST_BYTES + JsonWalker.PADDING];
        }
        return this;
    }

    public TextBuffer append(byte[] text, int from, int to) {
        int count = to - from;
        ensure(count);
        System.arraycopy(text, from, bytes, length, count);
        length += count;
        return this;
    }

    public TextBuffer append(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    public TextBuffer append(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return append(encoded, 0, encoded.length);
    }

    /** Appends a Unicode scalar value; U+FFFD in place of a surrogate. */
    public TextBuffer appendCodePoint(int codePoint) {
        int c = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE ? 0xfffd : codePoint;
        ensure(4);
        if (c < 0x80) {
            bytes[length++] = (byte) c;
        } else if (c < 0x800) {
            bytes[length++] = (byte) (0xc0 | c >> 6);
            bytes[length++] = (byte) (0x80 | c & 0x3f);
        } else if (c < 0x10000) {
            bytes[length++] = (byte) (0xe0 | c >> 12);
            bytes[length++] = (byte) (0x80 | c >> 6 & 0x3f);
            bytes[length++] = (byte) (0x80 | c & 0x3f);
        } else {
            bytes[length++] = (byte) (0xf0 | c >> 18);
            bytes[length++] = (byte) (0x80 | c >> 12 & 0x3f);
            bytes[length++] = (byte) (0x80 | c >> 6 & 0x3f);
            bytes[length++] = (byte) (0x80 | c & 0x3f);
        }
        return this;
    }

    /** Shortens the text to a length that it had before. */
    public void truncate(int shorter) {
        length = shorter;
    }

    /** Zeroes the padding, so that a walker may run over the text. */
    public void seal() {
        ensure(0);
        Arrays.fill(bytes, length, length + JsonWalker.PADDING, (byte) 0);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private void ensure(int more) {
        long needed = (long) length + more + JsonWalker.PADDING;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * bytes.length)));
        }
    }
}
