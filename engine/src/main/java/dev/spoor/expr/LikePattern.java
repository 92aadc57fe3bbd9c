/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A compiled LIKE pattern over UTF-8 bytes: {@code %} any run, {@code _} one code point. Literal runs between the
 * {@code %} are found from left to right, so matching takes at most text times pattern steps and no more memory.
 */
final class LikePattern {
    private static final int NO_ESCAPE = -1;

    /** What must match without a gap: literal bytes and single code points. */
    private record Run(Text literal, List<Object> parts) {}

    private final List<Run> runs = new ArrayList<>();
    private final boolean openStart;
    private final boolean openEnd;

    /** @param escape the escape character, or null for none */
    private LikePattern(String pattern, String escape) {
        int escapePoint = escape == null ? NO_ESCAPE : escapePoint(escape);
        List<Object> parts = new ArrayList<>();
        ByteArrayOutputStream literal = new ByteArrayOutputStream();
        boolean startsOpen = false;
        boolean endsOpen = false;
        boolean first = true;
        for (int i = 0; i < pattern.length(); ) {
            int point = pattern.codePointAt(i);
            i += Character.charCount(point);
            if (point == escapePoint) {
                point = escaped(pattern, i, escapePoint);
                i += Character.charCount(point);
                append(literal, point);
                endsOpen = false;
            } else if (point == '%') {
                startsOpen |= first;
                endsOpen = true;
                endRun(parts, literal);
                parts = new ArrayList<>();
            } else if (point == '_') {
                endLiteral(parts, literal);
                parts.add(ONE_CODE_POINT);
                endsOpen = false;
            } else {
                append(literal, point);
                endsOpen = false;
            }
            first = false;
        }
        endRun(parts, literal);
        openStart = startsOpen;
        openEnd = endsOpen;
    }

    private static final Object ONE_CODE_POINT = new Object();

    static LikePattern compile(String pattern, String escape) {
        return new LikePattern(pattern, escape);
    }

    private static int escapePoint(String escape) {
        if (escape.isEmpty()) {
            return NO_ESCAPE;
        }
        if (escape.codePointCount(0, escape.length()) != 1) {
            throw Failures.badArgument(
                    "the ESCAPE of LIKE must be one character, not '" + Failures.shown(escape) + "'");
        }
        return escape.codePointAt(0);
    }

    private static int escaped(String pattern, int at, int escapePoint) {
        int point = at < pattern.length() ? pattern.codePointAt(at) : NO_ESCAPE;
        if (point != '%' && point != '_' && point != escapePoint) {
            throw Failures.badArgument("in the LIKE pattern '" + Failures.shown(pattern)
                    + "' the escape character must stand before %, _ or itself");
        }
        return point;
    }

    private static void append(ByteArrayOutputStream literal, int point) {
        literal.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
    }

    private static void endLiteral(List<Object> parts, ByteArrayOutputStream literal) {
        if (literal.size() > 0) {
            parts.add(bytesOf(literal));
            literal.reset();
        }
    }

    private void endRun(List<Object> parts, ByteArrayOutputStream literal) {
        endLiteral(parts, literal);
        if (!parts.isEmpty()) {
            boolean plain = parts.size() == 1 && parts.get(0) instanceof Text;
            runs.add(new Run(plain ? (Text) parts.get(0) : null, parts));
        }
    }

    private static Text bytesOf(ByteArrayOutputStream literal) {
        Text text = new Text();
        text.set(literal.toByteArray(), 0, literal.size());
        return text;
    }

    boolean matches(Text text) {
        if (runs.isEmpty()) {
            return openStart || text.length() == 0;
        }
        int at = 0;
        int firstFree = 0;
        int lastFree = runs.size();
        if (!openStart) {
            at = matchAt(runs.get(0), text, 0);
            if (at < 0) {
                return false;
            }
            firstFree = 1;
            if (lastFree == 1) {
                return openEnd || at == text.length();
            }
        }
        int end = text.length();
        if (!openEnd) {
            lastFree--;
            end = startOfSuffix(runs.get(lastFree), text);
            if (end < at) {
                return false;
            }
        }
        for (int i = firstFree; i < lastFree; i++) {
            at = find(runs.get(i), text, at);
            if (at < 0 || at > end) {
                return false;
            }
        }
        return at <= end;
    }

    /** Offset after the run if it stands at the offset, or -1. */
    private static int matchAt(Run run, Text text, int offset) {
        int at = offset;
        for (Object part : run.parts) {
            if (part instanceof Text literal) {
                if (!regionMatches(text, at, literal)) {
                    return -1;
                }
                at += literal.length();
            } else {
                if (at >= text.length()) {
                    return -1;
                }
                at = afterCodePoint(text, at);
            }
        }
        return at;
    }

    /** Offset after the first place at or after the offset where the run stands, or -1. */
    private static int find(Run run, Text text, int offset) {
        if (run.literal != null) {
            int found = text.indexOf(run.literal, offset);
            return found < 0 ? -1 : found + run.literal.length();
        }
        for (int at = offset; at < text.length(); at = afterCodePoint(text, at)) {
            int after = matchAt(run, text, at);
            if (after >= 0) {
                return after;
            }
        }
        return -1;
    }

    /** Offset at which the run stands so that it ends the text, or -1. */
    private static int startOfSuffix(Run run, Text text) {
        int at = text.length();
        for (int i = run.parts.size() - 1; i >= 0; i--) {
            if (run.parts.get(i) instanceof Text literal) {
                at -= literal.length();
                if (at < 0 || !regionMatches(text, at, literal)) {
                    return -1;
                }
            } else {
                if (at == 0) {
                    return -1;
                }
                do {
                    at--;
                } while (at > 0 && (text.byteAt(at) & 0xC0) == 0x80);
            }
        }
        return at;
    }

    private static boolean regionMatches(Text text, int offset, Text literal) {
        if (offset + literal.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < literal.length(); i++) {
            if (text.byteAt(offset + i) != literal.byteAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int afterCodePoint(Text text, int offset) {
        int at = offset + 1;
        while (at < text.length() && (text.byteAt(at) & 0xC0) == 0x80) {
            at++;
        }
        return at;
    }
}
