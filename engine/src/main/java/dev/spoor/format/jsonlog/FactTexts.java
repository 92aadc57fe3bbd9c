/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.jsonlog;

import dev.spoor.json.JsonText;
import dev.spoor.json.TextBuffer;
import dev.spoor.json.ValueSlots;
import java.nio.charset.StandardCharsets;

/** Facts of a record as texts: a value that is not text is its JSON text. Not thread-safe. */
final class FactTexts {
    /** Instead of a number: the record has no such value, or null. */
    static final int NOTHING = -2;

    private final TextBuffer scratch = new TextBuffer();

    /** The number of the value in a slot, {@link TextNumbers#TOO_MANY} or {@link #NOTHING}. */
    int number(byte[] text, ValueSlots record, int slot, TextNumbers numbers) {
        int start = record.start(slot);
        if (start < 0 || JsonText.isNull(text, start)) {
            return NOTHING;
        }
        int end = record.end(slot);
        if (text[start] == '"' && !JsonText.hasEscape(text, start + 1, end - 1)) {
            return numbers.of(text, start + 1, end - 1);
        }
        unfold(text, start, end);
        return numbers.of(scratch.bytes(), 0, scratch.length());
    }

    /** The value in a slot; null if there is none. */
    String textOrNull(byte[] text, ValueSlots record, int slot) {
        int start = record.start(slot);
        if (start < 0 || JsonText.isNull(text, start)) {
            return null;
        }
        unfold(text, start, record.end(slot));
        return new String(scratch.bytes(), 0, scratch.length(), StandardCharsets.UTF_8);
    }

    private void unfold(byte[] text, int start, int end) {
        scratch.clear();
        if (text[start] == '"') {
            JsonText.unescape(text, start + 1, end - 1, scratch);
        } else {
            JsonText.normalize(text, start, end, scratch);
        }
    }
}
