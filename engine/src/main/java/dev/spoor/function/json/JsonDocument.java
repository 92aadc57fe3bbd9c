/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.json;

import dev.spoor.expr.Text;
import dev.spoor.json.JsonMembers;
import dev.spoor.json.JsonText;
import dev.spoor.json.JsonWalker;
import dev.spoor.json.MalformedJsonException;
import dev.spoor.json.StrictJson;
import dev.spoor.json.TextBuffer;
import java.util.Arrays;

/** One JSON text, checked in full, and a place in it. Reused from row to row; one thread. */
final class JsonDocument {
    private final JsonWalker walker = new JsonWalker();
    private final JsonMembers members = new JsonMembers();
    private final TextBuffer buffer = new TextBuffer();
    private byte[] bytes = new byte[1024];
    private int start;
    private int end;

    /** Reads a text; the place is the whole value. False if it is not JSON. */
    boolean read(Text text) {
        int length = text.length();
        // One byte in front, so that the judge can be asked about a value inside an array.
        int needed = length + 2 + JsonWalker.PADDING;
        if (bytes.length < needed) {
            bytes = new byte[needed * 2];
        }
        System.arraycopy(text.bytes(), text.start(), bytes, 1, length);
        Arrays.fill(bytes, length + 1, needed, (byte) 0);
        int limit = length + 1;
        start = JsonText.skipWhitespace(bytes, 1, limit);
        if (start == limit) {
            return false;
        }
        walker.reset(bytes, start, limit);
        end = walker.skipValue(start);
        if (end == JsonWalker.UNCERTIFIED || end > limit) {
            return judge(limit);
        }
        return JsonText.skipWhitespace(bytes, end, limit) == limit;
    }

    /** Asks the strict parser, which wants a container: an array around the value is one. */
    private boolean judge(int limit) {
        byte first = bytes[0];
        bytes[0] = '[';
        bytes[limit] = ']';
        try {
            boolean oneValue = StrictJson.containerEnd(bytes, 0, limit + 1) == limit + 1;
            end = JsonText.valueEnd(bytes, start, limit);
            return oneValue && JsonText.skipWhitespace(bytes, end, limit) == limit;
        } catch (MalformedJsonException e) {
            return false;
        } finally {
            bytes[0] = first;
            bytes[limit] = 0;
        }
    }

    /** Moves the place down a path; false if there is nothing. */
    boolean go(JsonPath path) {
        for (JsonPath.Step step : path.steps()) {
            boolean found = step.name() == null ? item(step.index()) : member(step.name());
            if (!found) {
                return false;
            }
        }
        return true;
    }

    /** Moves the place to the value of a key; of several, the first. */
    private boolean member(byte[] name) {
        if (bytes[start] != '{') {
            return false;
        }
        members.open(bytes, start, end);
        while (members.next()) {
            if (isKey(name)) {
                start = members.valueStart();
                end = members.valueEnd();
                return true;
            }
        }
        return false;
    }

    private boolean isKey(byte[] name) {
        int from = members.keyStart() + 1;
        int to = members.keyEnd() - 1;
        if (!JsonText.hasEscape(bytes, from, to)) {
            return Arrays.equals(bytes, from, to, name, 0, name.length);
        }
        buffer.clear();
        JsonText.unescape(bytes, from, to, buffer);
        return Arrays.equals(buffer.bytes(), 0, buffer.length(), name, 0, name.length);
    }

    /** Moves the place to an element, from 0. */
    boolean item(long index) {
        if (bytes[start] != '[') {
            return false;
        }
        members.open(bytes, start, end);
        for (long i = 0; members.next(); i++) {
            if (i == index) {
                start = members.valueStart();
                end = members.valueEnd();
                return true;
            }
        }
        return false;
    }

    /** The value at the place; valid until the next text is read. */
    PathItem item() {
        return new PathItem(bytes, start, end);
    }

    /** Number of elements or members; 0 for a scalar. */
    long size() {
        if (isScalar()) {
            return 0;
        }
        members.open(bytes, start, end);
        long size = 0;
        while (members.next()) {
            size++;
        }
        return size;
    }

    /** The first byte of the value: a brace, a bracket, a quote, t, f, n, minus or a digit. */
    byte kind() {
        return bytes[start];
    }

    boolean isScalar() {
        return kind() != '{' && kind() != '[';
    }

    /** Steps through the value's elements or members; valid until another is opened. */
    JsonMembers open() {
        return members.open(bytes, start, end);
    }

    byte[] bytes() {
        return bytes;
    }

    /** The value without white space between its tokens; valid until the next call. */
    TextBuffer compact() {
        buffer.clear();
        JsonText.normalize(bytes, start, end, buffer);
        return buffer;
    }

    /** The value in the one text that all its spellings share ({@link SortedJson}); valid until the next call. */
    TextBuffer sorted() {
        buffer.clear();
        SortedJson.append(bytes, start, end, buffer);
        return buffer;
    }

    /** The content of a string, or the text of another scalar; valid until the next call. */
    TextBuffer scalar() {
        return scalar(start, end);
    }

    TextBuffer scalar(int from, int to) {
        buffer.clear();
        if (bytes[from] == '"') {
            JsonText.unescape(bytes, from + 1, to - 1, buffer);
        } else {
            buffer.append(bytes, from, to);
        }
        return buffer;
    }
}
