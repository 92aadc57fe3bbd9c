/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A run of UTF-8 bytes: a view that its owner moves from row to row. Valid until the next value is read into it.
 */
public final class Text {
    private byte[] bytes = new byte[0];
    private int start;
    private int length;

    /** A view of all bytes of the text. */
    public static Text of(String text) {
        Text view = new Text();
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        view.set(utf8, 0, utf8.length);
        return view;
    }

    /** Moves the view. */
    public void set(byte[] newBytes, int newStart, int newLength) {
        bytes = newBytes;
        start = newStart;
        length = newLength;
    }

    /** The array that holds the text from {@link #start()}; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    public int start() {
        return start;
    }

    public int end() {
        return start + length;
    }

    /** Bytes. */
    public int length() {
        return length;
    }

    /** Byte at an offset from the start. */
    public byte byteAt(int offset) {
        return bytes[start + offset];
    }

    public byte[] toBytes() {
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    public boolean isAscii() {
        for (int i = start; i < start + length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Number of code points. */
    public int codePoints() {
        int count = 0;
        for (int i = start; i < start + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                count++;
            }
        }
        return count;
    }

    /** Offset, from the start, of the code point with the given number (from 0); the length if there are fewer. */
    public int offsetOfCodePoint(int number) {
        int seen = -1;
        for (int i = 0; i < length; i++) {
            if ((bytes[start + i] & 0xC0) != 0x80 && ++seen == number) {
                return i;
            }
        }
        return length;
    }

    public boolean startsWith(Text prefix) {
        return length >= prefix.length
                && Arrays.equals(
                        bytes, start, start + prefix.length, prefix.bytes, prefix.start, prefix.start + prefix.length);
    }

    public boolean endsWith(Text suffix) {
        int from = end() - suffix.length;
        return length >= suffix.length
                && Arrays.equals(bytes, from, end(), suffix.bytes, suffix.start, suffix.start + suffix.length);
    }

    /** Offset of the first occurrence at or after an offset, or -1. */
    public int indexOf(Text part, int fromOffset) {
        if (part.length == 0) {
            return fromOffset <= length ? fromOffset : -1;
        }
        byte first = part.bytes[part.start];
        int last = start + length - part.length;
        for (int i = start + fromOffset; i <= last; i++) {
            if (bytes[i] == first
                    && Arrays.equals(bytes, i, i + part.length, part.bytes, part.start, part.start + part.length)) {
                return i - start;
            }
        }
        return -1;
    }

    public int compareTo(Text other) {
        return Arrays.compareUnsigned(
                bytes, start, start + length, other.bytes, other.start, other.start + other.length);
    }

    public boolean contentEquals(Text other) {
        return Arrays.equals(bytes, start, start + length, other.bytes, other.start, other.start + other.length);
    }

    @Override
    public String toString() {
        return new String(bytes, start, length, StandardCharsets.UTF_8);
    }
}
