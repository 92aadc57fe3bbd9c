/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Works on JSON text that is known to be well-formed (a {@link JsonWalker} or {@link StrictJson} said so); on other
 * text the results are undefined, but every method ends and none reads outside the array's padding.
 */
public final class JsonText {
    private static final int UNICODE_ESCAPE_BYTES = 6;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';

    private JsonText() {}

    /** The end of the value that starts at a place, without regard for what follows. */
    public static int valueEnd(byte[] text, int start, int limit) {
        switch (text[start]) {
            case '"' -> {
                return stringEnd(text, start, limit);
            }
            case '{', '[' -> {
                return containerEnd(text, start, limit);
            }
            default -> {
                int p = start;
                while (p < limit && !endsScalar(text[p])) {
                    p++;
                }
                return p;
            }
        }
    }

    /** One past the closing quote of the string whose opening quote stands at a place. */
    public static int stringEnd(byte[] text, int start, int limit) {
        int p = start + 1;
        while (true) {
            p = quoteOrBackslash(text, p, limit);
            if (p >= limit || text[p] == '"') {
                return Math.min(p + 1, limit);
            }
            p += 2;
        }
    }

    /** The first quote or backslash, or the limit or a place behind it. */
    private static int quoteOrBackslash(byte[] text, int from, int limit) {
        int p = from;
        for (; p + Long.BYTES <= limit; p += Long.BYTES) {
            long word = (long) LONGS.get(text, p);
            long found = zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES);
            if (found != 0) {
                return p + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (p < limit && text[p] != '"' && text[p] != '\\') {
            p++;
        }
        return p;
    }

    /** The high bit of each byte that is zero; of bytes behind the first of them maybe also where they are not. */
    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }

    /** Whether bytes stand between quotes as they are: nothing in them needs an escape. */
    public static boolean isPlain(byte[] utf8, int from, int to) {
        int p = from;
        for (; p + Long.BYTES <= to; p += Long.BYTES) {
            long word = (long) LONGS.get(utf8, p);
            long controls = (word - SPACES) & ~word & HIGH_BITS;
            if ((controls | zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES)) != 0) {
                return false;
            }
        }
        for (; p < to; p++) {
            int c = utf8[p];
            if (c == '"' || c == '\\' || c >= 0 && c < ' ') {
                return false;
            }
        }
        return true;
    }

    /** The first place at or behind a position, before the limit, that holds no white space. */
    public static int skipWhitespace(byte[] text, int position, int limit) {
        int p = position;
        while (p < limit && isWhitespace(text[p])) {
            p++;
        }
        return p;
    }

    public static boolean isWhitespace(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    /** Whether the value at a place is the literal {@code null}. */
    public static boolean isNull(byte[] text, int start) {
        return text[start] == 'n';
    }

    /** Whether the text between the quotes of a string holds an escape. */
    public static boolean hasEscape(byte[] text, int from, int to) {
        return backslash(text, from, to) < to;
    }

    /**
     * Appends what a string means.
     *
     * @param from behind the opening quote
     * @param to the closing quote
     */
    public static void unescape(byte[] text, int from, int to, TextBuffer out) {
        int p = from;
        while (p < to) {
            int run = p;
            while (p < to && text[p] != '\\') {
                p++;
            }
            out.append(text, run, p);
            if (p + 1 >= to) {
                return;
            }
            p = appendEscape(text, p, to, out);
        }
    }

    /** Appends the value without the white space between its tokens, and otherwise byte by byte. */
    public static void compact(byte[] text, int from, int to, TextBuffer out) {
        int p = from;
        int run = from;
        while (p < to) {
            byte c = text[p];
            if (c == '"') {
                p = stringEnd(text, p, to);
            } else if (isWhitespace(c)) {
                out.append(text, run, p);
                p = skipWhitespace(text, p, to);
                run = p;
            } else {
                p++;
            }
        }
        out.append(text, run, to);
    }

    /**
     * Appends the value as its columns show it: without the white space between its tokens, and in strings and keys every
     * character stands for itself that RFC 8259 lets, as JSON libraries write it anew. Logs write {@code \\u003d} for
     * {@code =}, which nobody looks for. Half a surrogate pair keeps its escape.
     */
    public static void normalize(byte[] text, int from, int to, TextBuffer out) {
        if (!hasEscape(text, from, to)) {
            compact(text, from, to, out);
            return;
        }
        int p = from;
        int run = from;
        while (p < to) {
            byte c = text[p];
            if (c == '"') {
                int end = stringEnd(text, p, to);
                if (hasEscape(text, p + 1, end - 1)) {
                    out.append(text, run, p + 1);
                    normalizeString(text, p + 1, end - 1, out);
                    run = end - 1;
                }
                p = end;
            } else if (isWhitespace(c)) {
                out.append(text, run, p);
                p = skipWhitespace(text, p, to);
                run = p;
            } else {
                p++;
            }
        }
        out.append(text, run, to);
    }

    private static void normalizeString(byte[] text, int from, int to, TextBuffer out) {
        int p = from;
        while (p < to) {
            int next = backslash(text, p, to);
            out.append(text, p, next);
            if (next == to) {
                return;
            }
            p = next + (text[next + 1] == 'u' ? UNICODE_ESCAPE_BYTES : 2);
            int pairEnd = p + UNICODE_ESCAPE_BYTES;
            if (text[next + 1] == '/') {
                out.append('/');
            } else if (text[next + 1] != 'u') {
                out.append(text, next, p);
            } else if (isSurrogate(text, next) && pairEnd <= to && text[p] == '\\' && isPair(text, next, p)) {
                appendUnicodeEscape(text, next, to, out);
                p = pairEnd;
            } else if (isSurrogate(text, next)) {
                out.append(text, next, p);
            } else {
                appendInString(hexQuad(text, next + 2), out);
            }
        }
    }

    private static boolean isSurrogate(byte[] text, int backslash) {
        return Character.isSurrogate((char) hexQuad(text, backslash + 2));
    }

    private static boolean isPair(byte[] text, int high, int low) {
        return text[low + 1] == 'u'
                && Character.isSurrogatePair((char) hexQuad(text, high + 2), (char) hexQuad(text, low + 2));
    }

    private static void appendInString(int c, TextBuffer out) {
        if (c == '"' || c == '\\' || c < ' ') {
            out.append('\\');
            appendEscaped(c, out);
        } else {
            out.appendCodePoint(c);
        }
    }

    /** The first backslash, or the limit. */
    private static int backslash(byte[] text, int from, int to) {
        int p = from;
        for (; p + Long.BYTES <= to; p += Long.BYTES) {
            long found = zeros((long) LONGS.get(text, p) ^ BACKSLASHES);
            if (found != 0) {
                return p + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (p < to && text[p] != '\\') {
            p++;
        }
        return p;
    }

    /** Appends bytes as a JSON string with quotes, escaping only what RFC 8259 demands. */
    public static void quote(byte[] utf8, int from, int to, TextBuffer out) {
        out.append('"');
        if (isPlain(utf8, from, to)) {
            out.append(utf8, from, to).append('"');
            return;
        }
        int run = from;
        for (int p = from; p < to; p++) {
            int c = utf8[p];
            if (c == '"' || c == '\\' || c >= 0 && c < ' ') {
                out.append(utf8, run, p).append('\\');
                appendEscaped(c, out);
                run = p + 1;
            }
        }
        out.append(utf8, run, to).append('"');
    }

    /** The value of four hexadecimal digits, or -1. */
    static int hexQuad(byte[] text, int at) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = hexDigit(text[at + i]);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static int hexDigit(byte c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private static int containerEnd(byte[] text, int start, int limit) {
        int depth = 0;
        int p = start;
        while (p < limit) {
            switch (text[p]) {
                case '"' -> p = stringEnd(text, p, limit) - 1;
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            p++;
            if (depth == 0) {
                return p;
            }
        }
        return limit;
    }

    private static boolean endsScalar(byte c) {
        return c == ',' || c == '}' || c == ']' || c == ':' || isWhitespace(c);
    }

    private static int appendEscape(byte[] text, int backslash, int to, TextBuffer out) {
        byte kind = text[backslash + 1];
        switch (kind) {
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'u' -> {
                return appendUnicodeEscape(text, backslash, to, out);
            }
            default -> out.append((char) kind);
        }
        return backslash + 2;
    }

    private static int appendUnicodeEscape(byte[] text, int backslash, int to, TextBuffer out) {
        int high = hexQuad(text, backslash + 2);
        int after = backslash + 6;
        if (Character.isHighSurrogate((char) high)
                && after + 6 <= to
                && text[after] == '\\'
                && text[after + 1] == 'u') {
            int low = hexQuad(text, after + 2);
            if (Character.isLowSurrogate((char) low)) {
                out.appendCodePoint(Character.toCodePoint((char) high, (char) low));
                return after + 6;
            }
        }
        out.appendCodePoint(high);
        return after;
    }

    private static void appendEscaped(int c, TextBuffer out) {
        switch (c) {
            case '\b' -> out.append('b');
            case '\f' -> out.append('f');
            case '\n' -> out.append('n');
            case '\r' -> out.append('r');
            case '\t' -> out.append('t');
            case '"', '\\' -> out.append((char) c);
            default -> out.append("u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
        }
    }
}
