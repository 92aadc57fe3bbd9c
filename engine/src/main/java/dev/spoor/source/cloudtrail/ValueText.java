/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.json.JsonText;
import dev.spoor.json.TextBuffer;

/**
 * The text that stands for a JSON value in a VARCHAR column: what a string means, the JSON text of other scalars,
 * compact JSON text of objects and arrays. {@code null} has none. Reusable; not thread-safe.
 */
final class ValueText {
    private final TextBuffer scratch = new TextBuffer();
    private byte[] bytes;
    private int offset;
    private int length;

    /** Whether a slot holds no value: the key is absent or its value is {@code null}. */
    static boolean isNull(byte[] text, int start) {
        return start < 0 || JsonText.isNull(text, start);
    }

    /** Reads the value, which must not be {@code null}; the result is valid until the next call. */
    ValueText of(byte[] text, int start, int end) {
        byte first = text[start];
        if (first == '"') {
            return ofString(text, start + 1, end - 1);
        }
        if (first == '{' || first == '[') {
            scratch.clear();
            JsonText.normalize(text, start, end, scratch);
            return inScratch();
        }
        return at(text, start, end);
    }

    /** Reads the text between the quotes of a string or key. */
    ValueText ofString(byte[] text, int from, int to) {
        if (!JsonText.hasEscape(text, from, to)) {
            return at(text, from, to);
        }
        scratch.clear();
        JsonText.unescape(text, from, to, scratch);
        return inScratch();
    }

    byte[] bytes() {
        return bytes;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    int end() {
        return offset + length;
    }

    private ValueText at(byte[] text, int from, int to) {
        bytes = text;
        offset = from;
        length = to - from;
        return this;
    }

    private ValueText inScratch() {
        return at(scratch.bytes(), 0, scratch.length());
    }
}
