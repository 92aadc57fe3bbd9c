/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.json.JsonText;
import java.nio.charset.StandardCharsets;

/**
 * Goes through a compact record, or through the shape of one, and stops at each value that a part stands for. One thread.
 */
abstract class RecordWalk {
    /** Stands in a shape where a plain value was, the bytes after it where one of another {@link Spelling} was. */
    private static final byte MARK = 0x10;

    private byte[] text;
    private int end;
    private int element;

    /** What stands in a shape for a value; JSON text never holds such a byte as it is. */
    static char mark(int spelling) {
        return (char) (MARK + spelling);
    }

    static boolean isMark(byte b) {
        return b >= MARK && b < MARK + Spelling.COUNT;
    }

    static int spelling(byte mark) {
        return mark - MARK;
    }

    /** Goes from the opening brace to its end. */
    final void walk(byte[] record, int from, int to, RecordPart root) {
        text = record;
        end = to;
        element = -1;
        if (from < to && record[from] == '{') {
            object(root, from);
        }
    }

    /**
     * A value that is no object of a ROW and no array of a LIST.
     *
     * @param part never a ROW or LIST
     * @param element of the list around it, -1 outside of lists
     * @param from the value's first byte
     * @param to behind its last one
     */
    abstract void value(RecordPart part, int element, int from, int to);

    private int object(RecordPart row, int from) {
        int p = from + 1;
        while (p < end && text[p] == '"') {
            int keyEnd = JsonText.stringEnd(text, p, end);
            RecordPart member =
                    row.members().get(new String(text, p + 1, Math.max(0, keyEnd - p - 2), StandardCharsets.UTF_8));
            p = any(member, keyEnd + 1);
            if (p < end && text[p] == ',') {
                p++;
            }
        }
        return p + 1;
    }

    private int array(RecordPart list, int from) {
        int p = from + 1;
        for (element = 0; p < end && text[p] != ']'; element++) {
            p = any(list.element(), p);
            if (p < end && text[p] == ',') {
                p++;
            }
        }
        element = -1;
        return p + 1;
    }

    private int any(RecordPart partOrNull, int from) {
        if (from >= end) {
            return end;
        }
        boolean isRow = partOrNull != null && partOrNull.kind() == RecordPart.Kind.ROW;
        boolean isList = partOrNull != null && partOrNull.kind() == RecordPart.Kind.LIST;
        if (isRow && text[from] == '{') {
            return object(partOrNull, from);
        }
        if (isList && text[from] == '[') {
            return array(partOrNull, from);
        }
        int to = isMark(text[from]) ? from + 1 : JsonText.valueEnd(text, from, end);
        if (partOrNull != null && !isRow && !isList) {
            value(partOrNull, element, from, to);
        }
        return to;
    }
}
