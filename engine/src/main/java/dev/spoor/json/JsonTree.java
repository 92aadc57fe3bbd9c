/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small JSON documents as unmodifiable Java values: Map, List, String; numbers, true and false as they are written; null. */
public final class JsonTree {
    private JsonTree() {}

    /**
     * The document, which must be one object and nothing else. Of keys that occur twice the last one counts.
     *
     * @throws MalformedJsonException if it is not
     */
    public static Map<String, Object> object(byte[] text, int length) throws MalformedJsonException {
        int start = JsonText.skipWhitespace(text, 0, length);
        if (start == length || text[start] != '{') {
            throw new MalformedJsonException("not a JSON object", start);
        }
        int end = StrictJson.containerEnd(text, start, length);
        int behind = JsonText.skipWhitespace(text, end, length);
        if (behind < length) {
            throw new MalformedJsonException("something stands behind the JSON object", behind);
        }
        return members(text, start, end);
    }

    private static Map<String, Object> members(byte[] text, int start, int end) {
        Map<String, Object> values = new LinkedHashMap<>();
        JsonMembers members = new JsonMembers().open(text, start, end);
        while (members.next()) {
            values.put(
                    string(text, members.keyStart(), members.keyEnd()),
                    value(text, members.valueStart(), members.valueEnd()));
        }
        return Collections.unmodifiableMap(values);
    }

    private static Object value(byte[] text, int start, int end) {
        switch (text[start]) {
            case '{' -> {
                return members(text, start, end);
            }
            case '[' -> {
                List<Object> values = new ArrayList<>();
                JsonMembers elements = new JsonMembers().open(text, start, end);
                while (elements.next()) {
                    values.add(value(text, elements.valueStart(), elements.valueEnd()));
                }
                return Collections.unmodifiableList(values);
            }
            case '"' -> {
                return string(text, start, end);
            }
            case 'n' -> {
                return null;
            }
            default -> {
                return new TextBuffer().append(text, start, end).toString();
            }
        }
    }

    private static String string(byte[] text, int start, int end) {
        TextBuffer out = new TextBuffer();
        JsonText.unescape(text, start + 1, end - 1, out);
        return out.toString();
    }

    /** A member that is a string. */
    public static Optional<String> text(Map<?, ?> object, String key) {
        return object.get(key) instanceof String found ? Optional.of(found) : Optional.empty();
    }
}
