/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report.pdf;

/**
 * The forms of Arabic letters by their neighbours, from the block Arabic Presentation Forms-B of Unicode: each letter has its
 * forms there in the order alone, at the end, at the beginning, in the middle (the last two only if it joins what follows).
 */
final class ArabicForms {
    /** The first letter of the table and the first form. */
    private static final char FIRST = '\u0621';

    private static final int ALONE = 0;
    private static final int END = 1;
    private static final int BEGINNING = 2;
    private static final int MIDDLE = 3;
    private static final char LAM = '\u0644';
    private static final char STRETCH = '\u0640';

    /** Where the forms of U+0621 and those after it begin, as an offset into U+FE80; blank for what is no letter of the table. */
    private static final int[] FORMS = {
        0x00, 0x01, 0x03, 0x05, 0x07, 0x09, 0x0D, 0x0F, 0x13, 0x15, 0x19, 0x1D, 0x21, 0x25, 0x29, 0x2B, 0x2D, 0x2F,
        0x31, 0x35, 0x39, 0x3D, 0x41, 0x45, 0x49, 0x4D, -1, -1, -1, -1, -1, -1, 0x51, 0x55, 0x59, 0x5D, 0x61, 0x65,
        0x69, 0x6D, 0x6F, 0x71, 0x75
    };

    private static final char BLOCK = '\uFE80';

    private ArabicForms() {}

    /** The text with its letters joined; text without such letters is itself. */
    static String joined(String text) {
        int first = 0;
        while (first < text.length() && formsOf(text.charAt(first)) == 0) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder joined = new StringBuilder(text.length()).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char letter = text.charAt(i);
            int forms = formsOf(letter);
            if (forms == 0) {
                joined.append(letter);
                continue;
            }
            boolean joinsBefore = forms > 1 && reachesOn(before(text, i));
            char next = behind(text, i);
            int pair = letter == LAM && i + 1 < text.length() ? lamWith(text.charAt(i + 1)) : -1;
            if (pair >= 0) {
                joined.append((char) (pair + (joinsBefore ? END : ALONE)));
                i++;
                continue;
            }
            boolean joinsBehind = reachesOn(letter) && (next == STRETCH || formsOf(next) > 1);
            int form = joinsBefore ? joinsBehind ? MIDDLE : END : joinsBehind ? BEGINNING : ALONE;
            joined.append((char) (BLOCK + FORMS[letter - FIRST] + form));
        }
        return joined.toString();
    }

    /** How many forms a letter has; 0 for what is none. */
    private static int formsOf(char letter) {
        int index = letter - FIRST;
        if (index < 0 || index >= FORMS.length - 1 || FORMS[index] < 0) {
            return 0;
        }
        int next = FORMS[index + 1] < 0 ? 0x51 : FORMS[index + 1];
        return next - FORMS[index];
    }

    private static boolean reachesOn(char letter) {
        return letter == STRETCH || formsOf(letter) > 2;
    }

    /** The letter before, over marks that stand above and below letters. */
    private static char before(String text, int index) {
        int i = index - 1;
        while (i >= 0 && Character.getType(text.charAt(i)) == Character.NON_SPACING_MARK) {
            i--;
        }
        return i < 0 ? ' ' : text.charAt(i);
    }

    private static char behind(String text, int index) {
        int i = index + 1;
        while (i < text.length() && Character.getType(text.charAt(i)) == Character.NON_SPACING_MARK) {
            i++;
        }
        return i == text.length() ? ' ' : text.charAt(i);
    }

    /** The pair of lam and alef, which is one letter on paper; -1 for what is no alef. */
    private static int lamWith(char next) {
        return switch (next) {
            case '\u0622' -> 0xFEF5;
            case '\u0623' -> 0xFEF7;
            case '\u0625' -> 0xFEF9;
            case '\u0627' -> 0xFEFB;
            default -> -1;
        };
    }
}
