/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

/**
 * Text made safe to look at. A log record is written by whoever called the API, so it may hold escape sequences that
 * would drive the reader's terminal, or direction marks that would reorder what is read. Each of those becomes
 * something visible: control characters their Unicode picture (U+2400 and on), the rest {@code <U+202E>}.
 */
final class VisibleText {
    /** How the formats for people show NULL. */
    static final String NULL = "NULL";

    private static final char PICTURES = '\u2400';
    private static final char DELETE = '\u007F';
    private static final char DELETE_PICTURE = '\u2421';

    private VisibleText() {}

    /** The same text, safe to look at, on one line. */
    static String of(CharSequence text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            appendChar(out, text.charAt(i));
        }
        return out.toString();
    }

    /** Appends one UTF-16 unit, made visible where needed. */
    static void appendChar(StringBuilder out, char c) {
        if (c < ' ') {
            out.append((char) (PICTURES + c));
        } else if (c == DELETE) {
            out.append(DELETE_PICTURE);
        } else if (isTreacherous(c)) {
            out.append("<U+")
                    .append(Integer.toHexString(0x10000 | c).substring(1))
                    .append('>');
        } else {
            out.append(c);
        }
    }

    /** C1 controls, line separators, direction marks and characters without width. */
    private static boolean isTreacherous(char c) {
        return (c >= '\u0080' && c <= '\u009F')
                || c == '\u061C'
                || (c >= '\u200B' && c <= '\u200F' && c != '\u200D')
                || (c >= '\u2028' && c <= '\u202E')
                || (c >= '\u2060' && c <= '\u206F')
                || c == '\uFEFF';
    }
}
