/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Walks over JSON values at the speed of a skipper and certifies what it walked over.
 *
 * <p>The promise: a method that returns a place (not {@link #UNCERTIFIED}) has seen a complete value that is
 * well-formed JSON by RFC 8259 in every byte: brackets match in kind, commas, colons, numbers and literals obey the
 * grammar, strings hold no control character, no unknown escape and only well-formed UTF-8. So which records of a file
 * count never depends on which fields a query asks for. The converse does not hold: UNCERTIFIED says only that this
 * walker will not judge (a fault, nesting deeper than {@value #DEPTH_MAX}, an escape in a key where keys are compared,
 * the end of the text); the caller then asks {@link StrictJson}, which is slow, complete and right.
 *
 * <p>The text must be followed by {@link #PADDING} readable bytes, all zero. Not thread-safe.
 */
public final class JsonWalker {
    /** The answer of a walk that ends without a verdict. */
    public static final int UNCERTIFIED = -1;
    /** Bytes that must be readable, and zero, behind the end of a text. */
    public static final int PADDING = 72;
    /** Containers inside each other before the walker gives up; the limit for records is {@link StrictJson}'s. */
    static final int DEPTH_MAX = 62;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int TRUE = word('t', 'r', 'u', 'e');
    private static final int ALSE = word('a', 'l', 's', 'e');
    private static final int NULL = word('n', 'u', 'l', 'l');

    private final QuoteIndex index = new QuoteIndex();
    private byte[] data;
    private int end;
    private boolean whitespaceSeen;

    /** Starts over with another text, at a place outside of strings. */
    public void reset(byte[] text, int from, int limit) {
        data = text;
        end = limit;
        index.reset(text, from, limit);
        whitespaceSeen = false;
    }

    /** Goes on behind a well-formed value that was read by other means. */
    public void resumeAt(int position) {
        if (position <= index.suspectAt()) {
            index.advanceTo(position);
        } else {
            index.reset(data, position, end);
        }
    }

    /** The first byte that is not UTF-8 in what was walked over or looked at so far, or Integer.MAX_VALUE. */
    public int malformedUtf8At() {
        return index.malformedUtf8At();
    }

    /** Whether a walk met white space outside of strings since {@link #clearWhitespaceSeen()}. */
    public boolean whitespaceSeen() {
        return whitespaceSeen;
    }

    public void clearWhitespaceSeen() {
        whitespaceSeen = false;
    }

    /** The first place at or behind a position that holds no white space. */
    public int skipWhitespace(int position) {
        int p = position;
        while (isWhitespace(data[p])) {
            p++;
        }
        return p;
    }

    /** Skips the value that starts at a place, of any kind. */
    public int skipValue(int position) {
        return certified(value(position));
    }

    /**
     * Walks over the object that starts at a place and notes where the wanted values are. Slots are not cleared before.
     * When the walk ends without a verdict, the slots are worthless.
     */
    public int walkObject(int position, KeyNode wanted, ValueSlots slots) {
        return data[position] == '{' ? certified(object(position, wanted, slots, 0)) : UNCERTIFIED;
    }

    private int certified(int position) {
        return position >= 0 && position <= Math.min(end, index.suspectAt()) ? position : UNCERTIFIED;
    }

    private int object(int position, KeyNode wanted, ValueSlots slots, int depth) {
        byte[] text = data;
        int p = token(position + 1);
        if (text[p] == '}') {
            return p + 1;
        }
        int missing = wanted.othersWanted() ? Integer.MAX_VALUE : wanted.size();
        while (missing > 0) {
            if (text[p] != '"') {
                return UNCERTIFIED;
            }
            int key = p;
            int close = closeOfString();
            p = close + 1;
            if (text[p] != ':' && text[p = token(p)] != ':') {
                return UNCERTIFIED;
            }
            p = token(p + 1);
            if (index.mayHoldEscape(key, close) && holdsBackslash(key, close)) {
                return UNCERTIFIED;
            }
            KeyNode.Entry entry = wanted.find(text, key + 1, close - key - 1);
            int start = p;
            if (entry != null && !slots.isPresent(entry.slot)) {
                missing--;
                p = entry.child != null && text[p] == '{' && depth < DEPTH_MAX
                        ? object(p, entry.child, slots, depth + 1)
                        : value(p);
                slots.set(entry.slot, start, p);
            } else {
                p = value(p);
                if (wanted.othersWanted()) {
                    slots.addOther(key, close + 1, start, p);
                }
            }
            if (p < 0) {
                return UNCERTIFIED;
            }
            int c = text[p];
            if (c != ',' && c != '}') {
                p = token(p);
                c = text[p];
            }
            if (c == '}') {
                return p + 1;
            }
            if (c != ',') {
                return UNCERTIFIED;
            }
            p = token(p + 1);
        }
        return container(p, true);
    }

    /** Skips the value at a place; the inside of strings is not judged. */
    private int value(int p) {
        return switch (data[p]) {
            case '"' -> closeOfString() + 1;
            case '{' -> openContainer(p, true);
            case '[' -> openContainer(p, false);
            default -> scalarEnd(data, p);
        };
    }

    private int openContainer(int position, boolean object) {
        int p = token(position + 1);
        if (data[p] == (object ? '}' : ']')) {
            return p + 1;
        }
        return container(p, object);
    }

    /**
     * Skips to the end of the container whose next member or element starts at a place. Kinds of the enclosing
     * containers are kept as bits, the innermost lowest, under a guard bit.
     */
    private int container(int position, boolean startsInObject) {
        byte[] text = data;
        QuoteIndex quoteIndex = index;
        int[] quotes = quoteIndex.quotes;
        int next = quoteIndex.next;
        int fence = quoteIndex.fence;
        boolean object = startsInObject;
        long kinds = 1;
        int p = position;
        walk:
        while (true) {
            if (next > fence) {
                quoteIndex.next = next;
                quoteIndex.ensure();
                next = 0;
                fence = quoteIndex.fence;
            }
            int c = text[p];
            if (object) {
                if (c != '"' && text[p = token(p)] != '"') {
                    p = UNCERTIFIED;
                    break;
                }
                p = quotes[next + 1] + 1;
                next += 2;
                if (text[p] != ':' && text[p = token(p)] != ':') {
                    p = UNCERTIFIED;
                    break;
                }
                c = text[++p];
            }
            if (c <= ' ') {
                p = token(p);
                c = text[p];
            }
            if (c == '"') {
                p = quotes[next + 1] + 1;
                next += 2;
            } else if (c == '{' || c == '[') {
                p = token(p + 1);
                if (text[p] != c + 2) {
                    kinds = kinds << 1 | (object ? 1 : 0);
                    object = c == '{';
                    if (kinds > 0) {
                        continue;
                    }
                    p = UNCERTIFIED;
                    break;
                }
                p++;
            } else {
                p = scalarEnd(text, p);
                if (p < 0) {
                    break;
                }
            }
            while (text[p = token(p)] != ',') {
                boolean closes = text[p] == (object ? '}' : ']');
                p = closes ? p + 1 : UNCERTIFIED;
                if (!closes || kinds == 1) {
                    break walk;
                }
                object = (kinds & 1) != 0;
                kinds >>>= 1;
            }
            p++;
        }
        quoteIndex.next = next;
        return p;
    }

    /** Takes the two quotes of the next string and returns the place of the second. */
    private int closeOfString() {
        QuoteIndex quoteIndex = index;
        if (quoteIndex.next > quoteIndex.fence) {
            quoteIndex.ensure();
        }
        int close = quoteIndex.quotes[quoteIndex.next + 1];
        quoteIndex.next += 2;
        return close;
    }

    /** The place of the next token: the place itself unless white space stands there. */
    private int token(int position) {
        return data[position] > ' ' ? position : skipAndNote(position);
    }

    private int skipAndNote(int position) {
        int p = skipWhitespace(position);
        whitespaceSeen |= p > position;
        return p;
    }

    private boolean holdsBackslash(int from, int to) {
        for (int p = from; p < to; p++) {
            if (data[p] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** The end of the number or literal at a place, or UNCERTIFIED. What follows it is not judged. */
    static int scalarEnd(byte[] text, int position) {
        switch (text[position]) {
            case 't' -> {
                return (int) INTS.get(text, position) == TRUE ? position + 4 : UNCERTIFIED;
            }
            case 'f' -> {
                return (int) INTS.get(text, position + 1) == ALSE ? position + 5 : UNCERTIFIED;
            }
            case 'n' -> {
                return (int) INTS.get(text, position) == NULL ? position + 4 : UNCERTIFIED;
            }
            default -> {
                return numberEnd(text, position);
            }
        }
    }

    private static int numberEnd(byte[] text, int position) {
        int p = text[position] == '-' ? position + 1 : position;
        if (text[p] == '0') {
            p++;
        } else {
            int digits = p;
            p = digitsEnd(text, p);
            if (p == digits) {
                return UNCERTIFIED;
            }
        }
        if (text[p] == '.') {
            int digits = p + 1;
            p = digitsEnd(text, digits);
            if (p == digits) {
                return UNCERTIFIED;
            }
        }
        if (text[p] == 'e' || text[p] == 'E') {
            int digits = text[p + 1] == '+' || text[p + 1] == '-' ? p + 2 : p + 1;
            p = digitsEnd(text, digits);
            if (p == digits) {
                return UNCERTIFIED;
            }
        }
        return p;
    }

    private static int digitsEnd(byte[] text, int position) {
        int p = position;
        while (text[p] >= '0' && text[p] <= '9') {
            p++;
        }
        return p;
    }

    private static boolean isWhitespace(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private static int word(char a, char b, char c, char d) {
        return a | b << 8 | c << 16 | d << 24;
    }
}
