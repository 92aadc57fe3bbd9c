/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.json.JsonText;
import dev.spoor.json.TextBuffer;
import java.util.Arrays;

/** Cuts values out of records. One thread. */
final class ShapeCutter extends RecordWalk {
    /** A time as CloudTrail writes it: {@code "2026-01-22T16:53:53Z"}, with its quotes. */
    private static final int TIME_BYTES = 22;

    private final RecordPart root;
    private final TextBuffer normal = new TextBuffer();
    private final TextBuffer spelled = new TextBuffer();
    private byte[] record;
    private int copied;
    private TextBuffer shape;

    ShapeCutter(RecordPart root) {
        this.root = root;
    }

    /** Appends the record without the values that columns should give back; whether they do is the caller's to check. */
    void cut(byte[] text, int from, int to, TextBuffer out) {
        record = text;
        copied = from;
        shape = out;
        walk(text, from, to, root);
        out.append(text, copied, to);
    }

    @Override
    void value(RecordPart part, int element, int from, int to) {
        boolean isText = record[from] == '"';
        boolean isContainer = record[from] == '{' || record[from] == '[';
        boolean isCut =
                switch (part.kind()) {
                    case JSON -> isContainer;
                    case TIME -> isText && to - from == TIME_BYTES;
                    case TEXT, BOOLEAN -> isText || !isContainer && !JsonText.isNull(record, from);
                    case ROW, LIST -> false;
                };
        int spelling = isCut ? spellingOrMinusOne(from, to) : -1;
        if (spelling >= 0) {
            int inside = isText ? 1 : 0;
            shape.append(record, copied, from + inside).append(mark(spelling));
            copied = to - inside;
        }
    }

    /** How to spell what the value's column holds to get the same bytes; -1 if that is not possible. */
    private int spellingOrMinusOne(int from, int to) {
        if (!JsonText.hasEscape(record, from, to)) {
            return Spelling.PLAIN;
        }
        normal.clear();
        JsonText.normalize(record, from, to, normal);
        int spelling = Spelling.of(record, from, to);
        spelled.clear();
        Spelling.append(normal.bytes(), 0, normal.length(), spelling, spelled);
        return Arrays.equals(spelled.bytes(), 0, spelled.length(), record, from, to) ? spelling : -1;
    }
}
