/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.json;

/**
 * Steps through the members of an object or the elements of an array in text that is known to be well-formed. Reusable;
 * not thread-safe.
 */
public final class JsonMembers {
    private static final int UNKNOWN = -1;

    private byte[] text;
    private int limit;
    private boolean object;
    private int keyStart;
    private int keyEnd;
    private int valueStart;
    private int valueEnd;

    /** Starts at the opening bracket or brace. */
    public JsonMembers open(byte[] wellFormed, int start, int end) {
        text = wellFormed;
        limit = end;
        object = wellFormed[start] == '{';
        valueEnd = start + 1;
        return this;
    }

    /** Goes to the next member or element; false at the end. */
    public boolean next() {
        int p = JsonText.skipWhitespace(text, valueEnd(), limit);
        if (p < limit && text[p] == ',') {
            p = JsonText.skipWhitespace(text, p + 1, limit);
        }
        if (p >= limit || text[p] == '}' || text[p] == ']') {
            return false;
        }
        if (object) {
            keyStart = p;
            keyEnd = JsonText.stringEnd(text, p, limit);
            p = JsonText.skipWhitespace(text, keyEnd, limit);
            p = JsonText.skipWhitespace(text, p + 1, limit);
        }
        valueStart = p;
        valueEnd = UNKNOWN;
        return valueStart < limit;
    }

    /** The opening quote of the key; only inside objects. */
    public int keyStart() {
        return keyStart;
    }

    /** One past the closing quote of the key. */
    public int keyEnd() {
        return keyEnd;
    }

    public int valueStart() {
        return valueStart;
    }

    /** One past the last byte of the value; looked for only when asked. */
    public int valueEnd() {
        if (valueEnd == UNKNOWN) {
            valueEnd = JsonText.valueEnd(text, valueStart, limit);
        }
        return valueEnd;
    }
}
