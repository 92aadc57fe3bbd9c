/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.json;

import dev.spoor.json.JsonMembers;
import dev.spoor.json.JsonText;
import dev.spoor.json.TextBuffer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One JSON value that an SQL/JSON path came to: a place in well-formed text. What a path computes is text of its own, so
 * that there is one kind of value. Valid as long as the text is.
 */
record PathItem(byte[] text, int start, int end) {
    private static final String NULL = "null";

    /** A value by its JSON text, which is well-formed. */
    static PathItem of(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new PathItem(bytes, 0, bytes.length);
    }

    static PathItem of(BigDecimal number) {
        return of(number.toString());
    }

    static PathItem ofString(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        TextBuffer quoted = new TextBuffer();
        JsonText.quote(bytes, 0, bytes.length, quoted);
        return of(quoted.toString());
    }

    static PathItem ofNull() {
        return of(NULL);
    }

    boolean isArray() {
        return text[start] == '[';
    }

    boolean isObject() {
        return text[start] == '{';
    }

    boolean isScalar() {
        return !isArray() && !isObject();
    }

    boolean isString() {
        return text[start] == '"';
    }

    boolean isNull() {
        return text[start] == 'n';
    }

    boolean isBoolean() {
        return text[start] == 't' || text[start] == 'f';
    }

    boolean isNumber() {
        return isScalar() && !isString() && !isNull() && !isBoolean();
    }

    /** As the method {@code type()} names it. */
    String kind() {
        if (isScalar()) {
            return isString() ? "string" : isNumber() ? "number" : isBoolean() ? "boolean" : NULL;
        }
        return isArray() ? "array" : "object";
    }

    boolean truth() {
        return text[start] == 't';
    }

    BigDecimal number() {
        return new BigDecimal(json());
    }

    /** The content of a string. */
    String string() {
        TextBuffer content = new TextBuffer();
        JsonText.unescape(text, start + 1, end - 1, content);
        return content.toString();
    }

    /** Compact JSON. */
    String json() {
        TextBuffer compact = new TextBuffer();
        appendTo(compact);
        return compact.toString();
    }

    void appendTo(TextBuffer out) {
        JsonText.normalize(text, start, end, out);
    }

    /** Elements of an array, values of an object. */
    List<PathItem> children() {
        List<PathItem> children = new ArrayList<>();
        JsonMembers members = new JsonMembers().open(text, start, end);
        while (members.next()) {
            children.add(new PathItem(text, members.valueStart(), members.valueEnd()));
        }
        return children;
    }

    /** The value of a key of an object, the first of several; null if there is none. */
    PathItem memberOrNull(String key) {
        JsonMembers members = new JsonMembers().open(text, start, end);
        while (members.next()) {
            if (keyOf(members).equals(key)) {
                return new PathItem(text, members.valueStart(), members.valueEnd());
            }
        }
        return null;
    }

    /** Keys of an object, in the order of {@link #children}. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        JsonMembers members = new JsonMembers().open(text, start, end);
        while (members.next()) {
            keys.add(keyOf(members));
            members.valueEnd();
        }
        return keys;
    }

    private String keyOf(JsonMembers members) {
        return new PathItem(text, members.keyStart(), members.keyEnd()).string();
    }
}
