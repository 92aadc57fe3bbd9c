/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import java.util.Optional;

/** JSON text over several lines, for people. Changes blanks between tokens only, so that no value can become another. */
final class IndentedJson {
    private static final String STEP = "  ";
    private static final int DEPTH_MAX = 100;

    /** Shorter text fits on a line. */
    private static final int LENGTH_MIN = 60;

    /** Where there is hardly any room, this much is short nevertheless. */
    private static final int ROOM_MIN = 10;

    private IndentedJson() {}

    /** Empty for text that is no object or array, that is short, or whose brackets and quotes do not match. */
    static Optional<String> of(CharSequence text) {
        return of(text, LENGTH_MIN);
    }

    /** As above, where what is longer than the room needs another line anyway. */
    static Optional<String> of(CharSequence text, int room) {
        boolean isLong = text.length() >= LENGTH_MIN || text.length() > Math.max(room, ROOM_MIN);
        boolean isCandidate = isLong && (text.charAt(0) == '{' || text.charAt(0) == '[');
        if (!isCandidate) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder(text.length() * 2);
        StringBuilder open = new StringBuilder();
        boolean isInText = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isInText) {
                out.append(c);
                if (c == '\\' && i + 1 < text.length()) {
                    out.append(text.charAt(++i));
                } else if (c == '"') {
                    isInText = false;
                }
                continue;
            }
            isInText = c == '"';
            boolean isGood = step(out, open, text, i);
            if (!isGood) {
                return Optional.empty();
            }
        }
        return isInText || open.length() > 0 ? Optional.empty() : Optional.of(out.toString());
    }

    /** Appends one character outside quotes with the blanks that belong to it; false when it cannot stand there. */
    private static boolean step(StringBuilder out, StringBuilder open, CharSequence text, int at) {
        char c = text.charAt(at);
        switch (c) {
            case '{', '[' -> {
                if (open.length() == DEPTH_MAX || (at > 0 && open.length() == 0)) {
                    return false;
                }
                char closing = c == '{' ? '}' : ']';
                out.append(c);
                open.append(closing);
                if (next(text, at) != closing) {
                    out.append('\n').append(STEP.repeat(open.length()));
                }
            }
            case '}', ']' -> {
                if (open.length() == 0 || open.charAt(open.length() - 1) != c) {
                    return false;
                }
                open.setLength(open.length() - 1);
                char before = out.charAt(out.length() - 1);
                if (before != '{' && before != '[') {
                    out.append('\n').append(STEP.repeat(open.length()));
                }
                out.append(c);
            }
            case ',' -> out.append(",\n").append(STEP.repeat(open.length()));
            case ':' -> out.append(": ");
            case ' ', '\t', '\n', '\r' -> {
                // ours stand there instead
            }
            default -> out.append(c);
        }
        return true;
    }

    /** The next character that is no blank. */
    private static char next(CharSequence text, int at) {
        int i = at + 1;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i < text.length() ? text.charAt(i) : ' ';
    }
}
