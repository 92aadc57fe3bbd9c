/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Growing UTF-8 text with JSON quoting. Reusable; one thread. */
final class JsonBuffer {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int length;

    JsonBuffer(int initialBytes) {
        bytes = new byte[initialBytes];
    }

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    /** The backing array: valid up to {@link #length()} and until the next append. */
    byte[] array() {
        return bytes;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    String asString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    void raw(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
    }

    /** Appends text that is JSON already. */
    void raw(String json) {
        int chars = json.length();
        reserve(3 * chars);
        int at = length;
        for (int i = 0; i < chars; i++) {
            char c = json.charAt(i);
            if (c >= 0x80) {
                length = at;
                rawUnicode(json, i);
                return;
            }
            bytes[at++] = (byte) c;
        }
        length = at;
    }

    /** Appends a JSON string, quoted and escaped the way CloudTrail does: non-ASCII stays as it is. */
    void quoted(String value) {
        int chars = value.length();
        reserve(6 * chars + 2);
        bytes[length++] = '"';
        int at = length;
        for (int i = 0; i < chars; i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                bytes[at++] = '\\';
                bytes[at++] = (byte) c;
            } else if (c < 0x20) {
                at = control(c, at);
            } else if (c < 0x80) {
                bytes[at++] = (byte) c;
            } else {
                int end = Character.isHighSurrogate(c) && i + 1 < chars ? i + 2 : i + 1;
                byte[] utf8 = value.substring(i, end).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(utf8, 0, bytes, at, utf8.length);
                at += utf8.length;
                i = end - 1;
            }
        }
        bytes[at++] = '"';
        length = at;
    }

    private int control(char c, int from) {
        int at = from;
        bytes[at++] = '\\';
        bytes[at++] = 'u';
        bytes[at++] = '0';
        bytes[at++] = '0';
        bytes[at++] = HEX[c >> 4];
        bytes[at++] = HEX[c & 15];
        return at;
    }

    private void rawUnicode(String json, int from) {
        byte[] utf8 = json.substring(from).getBytes(StandardCharsets.UTF_8);
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
