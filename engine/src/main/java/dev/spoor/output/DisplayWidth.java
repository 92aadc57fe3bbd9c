/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import java.util.Arrays;

/**
 * How many columns a text takes on a terminal: 2 for the wide and full-width characters of UAX #11 and for emoji, 0
 * for marks that combine with what stands before them, 1 for the rest.
 */
final class DisplayWidth {
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int SKIN_TONE_FIRST = 0x1F3FB;
    private static final int SKIN_TONE_LAST = 0x1F3FF;
    private static final int WIDE_FIRST = 0x1100;

    /** First and last code point of each wide range, ascending. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3, 0x25FD, 0x25FE,
        0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1, 0x26AA, 0x26AB, 0x26BD, 0x26BE,
        0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA,
        0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755,
        0x2757, 0x2757, 0x2795, 0x2797, 0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55,
        0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xA000, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3,
        0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18CFF, 0x1AFF0,
        0x1B2FF, 0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A, 0x1F1E6, 0x1F1FF, 0x1F200,
        0x1F320, 0x1F32D, 0x1F335, 0x1F337, 0x1F37C, 0x1F37E, 0x1F393, 0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0,
        0x1F3F0, 0x1F3F4, 0x1F3F4, 0x1F3F8, 0x1F43E, 0x1F440, 0x1F440, 0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B,
        0x1F54E, 0x1F550, 0x1F567, 0x1F57A, 0x1F57A, 0x1F595, 0x1F596, 0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680,
        0x1F6C5, 0x1F6CC, 0x1F6CC, 0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6D7, 0x1F6DC, 0x1F6DF, 0x1F6EB, 0x1F6EC, 0x1F6F4,
        0x1F6FC, 0x1F7E0, 0x1F7EB, 0x1F7F0, 0x1F7F0, 0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1F9FF, 0x1FA70,
        0x1FAFF, 0x20000, 0x3FFFD
    };

    private DisplayWidth() {}

    /** Columns of a text that has been made {@linkplain VisibleText visible}. */
    static int of(CharSequence text) {
        int width = 0;
        for (int start = 0; start < text.length(); start = clusterEnd(text, start)) {
            width += clusterWidth(text, start);
        }
        return width;
    }

    /** The longest beginning that takes at most so many columns, never cutting what is one character to the reader. */
    static String prefix(String text, int columnsMax) {
        int width = 0;
        int start = 0;
        while (start < text.length()) {
            int end = clusterEnd(text, start);
            int more = clusterWidth(text, start);
            if (width + more > columnsMax) {
                break;
            }
            width += more;
            start = end;
        }
        return text.substring(0, start);
    }

    /** Columns of the character that begins here: those of its first code point, the rest combines with it. */
    private static int clusterWidth(CharSequence text, int start) {
        return ofCodePoint(Character.codePointAt(text, start));
    }

    /** Where the character that begins here ends: after its marks, and after what a joiner ties to it. */
    private static int clusterEnd(CharSequence text, int start) {
        int first = Character.codePointAt(text, start);
        int end = start + Character.charCount(first);
        boolean joined = false;
        boolean flag = isRegionalIndicator(first);
        while (end < text.length()) {
            int next = Character.codePointAt(text, end);
            boolean belongs = joined || isCombining(next) || (flag && isRegionalIndicator(next));
            if (!belongs) {
                break;
            }
            flag = false;
            joined = next == ZERO_WIDTH_JOINER;
            end += Character.charCount(next);
        }
        return end;
    }

    private static int ofCodePoint(int codePoint) {
        if (codePoint < WIDE_FIRST) {
            return isCombining(codePoint) ? 0 : 1;
        }
        if (isCombining(codePoint)) {
            return 0;
        }
        return isWide(codePoint) ? 2 : 1;
    }

    private static boolean isRegionalIndicator(int codePoint) {
        return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
    }

    private static boolean isCombining(int codePoint) {
        if (codePoint < 0x300) {
            return false;
        }
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || codePoint == ZERO_WIDTH_JOINER
                || (codePoint >= SKIN_TONE_FIRST && codePoint <= SKIN_TONE_LAST);
    }

    private static boolean isWide(int codePoint) {
        int found = Arrays.binarySearch(WIDE, codePoint);
        if (found >= 0) {
            return true;
        }
        // Between the first and the last of a range the insertion point is odd.
        return (-found - 1) % 2 == 1;
    }
}
