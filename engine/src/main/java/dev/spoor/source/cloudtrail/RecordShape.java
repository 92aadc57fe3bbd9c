/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.json.JsonText;
import dev.spoor.json.TextBuffer;
import dev.spoor.source.EventTime;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/** A shape, taken apart once to fill it for many rows. Not thread-safe. */
final class RecordShape {
    private static final int TIME_BYTES_MAX = 40;

    /** Text that is the same in all records of the shape, then a value. */
    private record Piece(byte[] before, RecordPart part, int element, boolean isQuoted, int spelling) {}

    private final List<Piece> pieces = new ArrayList<>();
    private final byte[] last;
    private final byte[] time = new byte[TIME_BYTES_MAX];
    private final TextBuffer quoted = new TextBuffer();
    private byte[] scratch = new byte[256];

    RecordShape(byte[] shape, RecordPart root) {
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

    /** Appends the record of a row; false, with something half appended, if a value is not there. */
    boolean fill(Batch columns, int row, Memory memory, TextBuffer out) {
        for (Piece piece : pieces) {
            out.append(piece.before, 0, piece.before.length);
            if (!fill(piece, columns.column(piece.part.column()), row, memory, out)) {
                return false;
            }
        }
        out.append(last, 0, last.length);
        return true;
    }

    private boolean fill(Piece piece, Column column, int row, Memory memory, TextBuffer out) {
        if (column.isNull(row)) {
            return false;
        }
        if (column instanceof DictionaryColumn texts) {
            byte[] value = texts.dictionary().value(texts.codes().get(row));
            text(value, value.length, piece, out);
            return true;
        }
        FieldVector vector = column.flat(memory);
        int at = row;
        for (int step : piece.part.outside()) {
            if (vector.isNull(at)) {
                return false;
            }
            vector = (FieldVector) ((StructVector) vector).getChildByOrdinal(step);
        }
        if (piece.part.isInList()) {
            ListVector list = (ListVector) vector;
            if (list.isNull(at) || list.getElementStartIndex(at) + piece.element >= list.getElementEndIndex(at)) {
                return false;
            }
            at = list.getElementStartIndex(at) + piece.element;
            vector = list.getDataVector();
            for (int step : piece.part.inside()) {
                if (vector.isNull(at)) {
                    return false;
                }
                vector = (FieldVector) ((StructVector) vector).getChildByOrdinal(step);
            }
        }
        if (vector.isNull(at)) {
            return false;
        }
        leaf(vector, at, piece, out);
        return true;
    }

    private void leaf(FieldVector vector, int at, Piece piece, TextBuffer out) {
        if (vector instanceof VarCharVector texts) {
            int start = texts.getStartOffset(at);
            int length = texts.getEndOffset(at) - start;
            if (scratch.length < length) {
                scratch = new byte[Math.max(length, 2 * scratch.length)];
            }
            texts.getDataBuffer().getBytes(start, scratch, 0, length);
            text(scratch, length, piece, out);
        } else if (vector instanceof BitVector bits) {
            String word = bits.get(at) == 1 ? "true" : "false";
            out.append(piece.isQuoted ? '"' + word + '"' : word);
        } else {
            int length = EventTime.text(((TimeStampVector) vector).get(at), time);
            text(time, length, piece, out);
        }
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
