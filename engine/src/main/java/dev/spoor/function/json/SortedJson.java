/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.json;

import dev.spoor.json.JsonMembers;
import dev.spoor.json.JsonText;
import dev.spoor.json.TextBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one text that all spellings of a JSON value share, as Trino keeps JSON: the keys of objects in order, of a repeated
 * key the last value, no white space between tokens, no escapes in strings but those that must be. Numbers stay as they
 * are written. So values are equal where their texts are. Stateless.
 */
final class SortedJson {
    /** Where a value stands in the text. */
    private record Span(int start, int end) {}

    private SortedJson() {}

    /**
     * Appends a value.
     *
     * @param text well-formed JSON around the value
     */
    static void append(byte[] text, int start, int end, TextBuffer out) {
        switch (text[start]) {
            case '{' -> appendObject(text, start, end, out);
            case '[' -> appendArray(text, start, end, out);
            case '"' -> appendString(text, start, end, out);
            default -> out.append(text, start, end);
        }
    }

    private static void appendObject(byte[] text, int start, int end, TextBuffer out) {
        Map<String, Span> byKey = new TreeMap<>();
        JsonMembers members = new JsonMembers().open(text, start, end);
        while (members.next()) {
            byKey.put(
                    key(text, members.keyStart() + 1, members.keyEnd() - 1),
                    new Span(members.valueStart(), members.valueEnd()));
        }
        out.append('{');
        boolean isFirst = true;
        for (Map.Entry<String, Span> member : byKey.entrySet()) {
            if (!isFirst) {
                out.append(',');
            }
            isFirst = false;
            byte[] key = member.getKey().getBytes(StandardCharsets.UTF_8);
            JsonText.quote(key, 0, key.length, out);
            out.append(':');
            append(text, member.getValue().start(), member.getValue().end(), out);
        }
        out.append('}');
    }

    private static String key(byte[] text, int from, int to) {
        if (!JsonText.hasEscape(text, from, to)) {
            return new String(text, from, to - from, StandardCharsets.UTF_8);
        }
        TextBuffer plain = new TextBuffer();
        JsonText.unescape(text, from, to, plain);
        return plain.toString();
    }

    private static void appendArray(byte[] text, int start, int end, TextBuffer out) {
        JsonMembers elements = new JsonMembers().open(text, start, end);
        out.append('[');
        boolean isFirst = true;
        while (elements.next()) {
            if (!isFirst) {
                out.append(',');
            }
            isFirst = false;
            append(text, elements.valueStart(), elements.valueEnd(), out);
        }
        out.append(']');
    }

    private static void appendString(byte[] text, int start, int end, TextBuffer out) {
        if (!JsonText.hasEscape(text, start + 1, end - 1)) {
            out.append(text, start, end);
            return;
        }
        TextBuffer plain = new TextBuffer();
        JsonText.unescape(text, start + 1, end - 1, plain);
        JsonText.quote(plain.bytes(), 0, plain.length(), out);
    }
}
