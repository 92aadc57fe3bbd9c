/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.source.EventTime;

/** What typed columns make of the JSON values that real records hold; the one place that decides. */
final class TypedValues {
    private TypedValues() {}

    /** The time that a string holds, or {@link EventTime#NOT_A_TIME}. */
    static long micros(byte[] text, int start, int end, ValueText scratch) {
        if (text[start] != '"') {
            return EventTime.NOT_A_TIME;
        }
        ValueText value = scratch.ofString(text, start + 1, end - 1);
        return EventTime.parseMicros(value.bytes(), value.offset(), value.end());
    }

    /** 1 for true, 0 for false, -1 for anything else; the words count as strings, too, in any letter case. */
    static int truth(byte[] text, int start, int end) {
        boolean quoted = text[start] == '"';
        int from = quoted ? start + 1 : start;
        int to = quoted ? end - 1 : end;
        if (isWord(text, from, to, "true")) {
            return 1;
        }
        return isWord(text, from, to, "false") ? 0 : -1;
    }

    private static boolean isWord(byte[] text, int from, int to, String lowerCase) {
        if (to - from != lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            if ((text[from + i] | 0x20) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
