/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import java.util.Arrays;

/**
 * A text in which some pieces were replaced, with the way back from a place in the new text to the place in the old one.
 * Not thread-safe while it is built.
 */
final class RewrittenSql {
    private final String original;
    private final StringBuilder text = new StringBuilder();
    private int[] newOffsets = new int[16];
    private int[] oldOffsets = new int[16];
    private int pieces;
    private int copied;

    /** Starts at {@code from} of the original text; what lies before is another statement. */
    RewrittenSql(String original, int from) {
        this.original = original;
        this.copied = from;
        mark(0, from);
    }

    /** Copies up to {@code start}, then writes {@code replacement} in place of the characters up to {@code end}. */
    void replace(int start, int end, String replacement) {
        text.append(original, copied, start);
        mark(text.length(), start);
        text.append(replacement);
        mark(text.length(), end);
        copied = end;
    }

    /** Copies the rest up to {@code end}. */
    void finish(int end) {
        text.append(original, copied, end);
        copied = end;
    }

    String text() {
        return text.toString();
    }

    /** Offset in the original text for a line and a column (both from 1) of the new text. */
    int originalOffset(int line, int column) {
        int offset = 0;
        for (int l = 1; l < line; l++) {
            int end = text.indexOf("\n", offset);
            if (end < 0) {
                break;
            }
            offset = end + 1;
        }
        offset = Math.min(offset + Math.max(column - 1, 0), text.length());
        int piece = 0;
        while (piece + 1 < pieces && newOffsets[piece + 1] <= offset) {
            piece++;
        }
        int old = oldOffsets[piece] + (offset - newOffsets[piece]);
        int limit = piece + 1 < pieces ? oldOffsets[piece + 1] : original.length();
        return Math.min(Math.max(old, oldOffsets[piece]), Math.max(limit, oldOffsets[piece]));
    }

    private void mark(int newOffset, int oldOffset) {
        if (pieces == newOffsets.length) {
            newOffsets = Arrays.copyOf(newOffsets, pieces * 2);
            oldOffsets = Arrays.copyOf(oldOffsets, pieces * 2);
        }
        newOffsets[pieces] = newOffset;
        oldOffsets[pieces] = oldOffset;
        pieces++;
    }
}
