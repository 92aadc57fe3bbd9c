/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.json.JsonText;
import dev.spoor.json.TextBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A shape, taken apart once to fill it for many rows. Not thread-safe. */
final class RecordShape {
    /** Text that is the same in all records of the shape, then a value. */
    private record Piece(byte[] before, RecordPart part, int element, boolean isQuoted, int spelling) {}

    private final List<Piece> pieces = new ArrayList<>();
    private final byte[] last;
    private final byte[] shape;
    private final TextBuffer quoted = new TextBuffer();
    private final TextBuffer made = new TextBuffer();

    /** @param shape its text, which nobody changes */
    RecordShape(byte[] shape, RecordPart root) {
        this.shape = shape;
        int[] copied = {0};
        new RecordWalk() {
            @Override
            void value(RecordPart part, int element, int from, int to) {
                boolean isRaw = to - from == 1 && isMark(shape[from]);
                boolean isQuoted = to - from == 3 && shape[from] == '"' && isMark(shape[from + 1]);
                if (isRaw || isQuoted) {
                    int spelling = spelling(shape[isQuoted ? from + 1 : from]);
                    pieces.add(
                            new Piece(Arrays.copyOfRange(shape, copied[0], from), part, element, isQuoted, spelling));
                    copied[0] = to;
                }
            }
        }.walk(shape, 0, shape.length, root);
        last = Arrays.copyOfRange(shape, copied[0], shape.length);
    }

    /** The shape as it is stored. */
    byte[] text() {
        return shape;
    }

    /** Appends the record of a row; false, with something half appended, if a value is not there. */
    boolean fill(ShapeValues values, int row, TextBuffer out) {
        for (Piece piece : pieces) {
            out.append(piece.before, 0, piece.before.length);
            if (!values.find(piece.part, piece.element, row)) {
                return false;
            }
            text(values.bytes(), values.length(), piece, out);
        }
        out.append(last, 0, last.length);
        return true;
    }

    /** Whether {@link #fill} would make this very record of a row; mostly known without making it. */
    boolean makes(byte[] record, int length, ShapeValues values, int row) {
        int at = 0;
        for (Piece piece : pieces) {
            byte[] before = piece.before;
            int valueAt = at + before.length;
            if (valueAt > length
                    || !Arrays.equals(record, at, valueAt, before, 0, before.length)
                    || !values.find(piece.part, piece.element, row)) {
                return false;
            }
            byte[] value = values.bytes();
            int valueLength = values.length();
            int quotes = 0;
            if (piece.spelling != Spelling.PLAIN || piece.isQuoted && !JsonText.isPlain(value, 0, valueLength)) {
                made.clear();
                text(value, valueLength, piece, made);
                value = made.bytes();
                valueLength = made.length();
            } else if (piece.isQuoted) {
                quotes = 1;
            }
            int valueEnd = valueAt + valueLength + 2 * quotes;
            boolean isThere = valueEnd <= length
                    && Arrays.equals(record, valueAt + quotes, valueEnd - quotes, value, 0, valueLength)
                    && (quotes == 0 || record[valueAt] == '"' && record[valueEnd - 1] == '"');
            if (!isThere) {
                return false;
            }
            at = valueEnd;
        }
        return Arrays.equals(record, at, length, last, 0, last.length);
    }

    private void text(byte[] bytes, int length, Piece piece, TextBuffer out) {
        if (!piece.isQuoted) {
            Spelling.append(bytes, 0, length, piece.spelling, out);
        } else if (piece.spelling == Spelling.PLAIN) {
            JsonText.quote(bytes, 0, length, out);
        } else {
            quoted.clear();
            JsonText.quote(bytes, 0, length, quoted);
            Spelling.append(quoted.bytes(), 0, quoted.length(), piece.spelling, out);
        }
    }
}
