/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report.pdf;

import dev.spoor.output.DisplayText;
import dev.spoor.report.pdf.TypeFaces.Face;
import dev.spoor.report.pdf.TypeFaces.Font;
import java.io.IOException;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Breaks text into lines of a width, and writes by their numbers the characters that no font has. One thread. */
final class LineBreaker {
    /** Behind these a word may go on in the next line: parts of names, addresses and paths. */
    private static final String BREAKS_BEHIND = "/:-,;._=&?@|)]}";

    private static final float UNITS = 1000;

    private final TypeFaces faces;
    private long numbered;

    LineBreaker(TypeFaces faces) {
        this.faces = faces;
    }

    /**
     * A line, as it is drawn from left to right.
     *
     * @param visual its characters in the order of the paper
     * @param logical its characters in the order of reading
     * @param width in points
     */
    record Line(String visual, String logical, float width) {
        boolean isReordered() {
            return !visual.equals(logical);
        }
    }

    /** How many characters were written by their numbers. */
    long numbered() {
        return numbered;
    }

    /** The width of a text in one line, in points. */
    float width(String text, Face face, float size) throws IOException {
        return measure(shown(text, face, false), face, size);
    }

    private float measure(String shown, Face face, float size) throws IOException {
        Font font = faces.font(face);
        float width = 0;
        for (int i = 0; i < shown.length(); i += Character.charCount(shown.codePointAt(i))) {
            width += font.width(shown.codePointAt(i));
        }
        return width * size / UNITS;
    }

    /** The widest piece that would rather not be broken, in points. */
    float widestWord(String text, Face face, float size) throws IOException {
        float widest = 0;
        for (String word : shown(text, face, false).split(" ")) {
            widest = Math.max(widest, measure(word, face, size));
        }
        return widest;
    }

    /**
     * Lines no wider than that, at least one. Blanks at which a line ends are dropped, as paper does.
     *
     * @param width in points; a line has a character at least, however narrow it is
     */
    List<Line> lines(String text, Face face, float size, float width) throws IOException {
        String shown = shown(text, face, true);
        Font font = faces.font(face);
        List<Line> lines = new ArrayList<>();
        int from = 0;
        int breakAt = -1;
        float used = 0;
        float usedAtBreak = 0;
        for (int i = 0; i < shown.length(); ) {
            int character = shown.codePointAt(i);
            float wide = font.width(character) * size / UNITS;
            if (used + wide > width && i > from && character != ' ') {
                int end = breakAt > from ? breakAt : i;
                lines.add(line(shown.substring(from, end), face, size));
                used = breakAt > from ? used - usedAtBreak : 0;
                from = end;
                breakAt = -1;
            }
            used += wide;
            i += Character.charCount(character);
            if (character == ' ' || BREAKS_BEHIND.indexOf(character) >= 0) {
                breakAt = i;
                usedAtBreak = used;
            }
        }
        lines.add(line(shown.substring(from), face, size));
        return lines;
    }

    private Line line(String logical, Face face, float size) throws IOException {
        String text = logical.stripTrailing();
        String visual = visual(text);
        return new Line(visual, text, measure(visual, face, size));
    }

    /** The text with everything visible that a font has, and the numbers of what it has not. */
    private String shown(String text, Face face, boolean isCounted) throws IOException {
        String visible = DisplayText.visible(text);
        Font font = faces.font(face);
        StringBuilder shown = new StringBuilder(visible.length());
        boolean isNumber = false;
        for (int i = 0; i < visible.length(); ) {
            int character = visible.codePointAt(i);
            i += Character.charCount(character);
            if (font.has(character)) {
                shown.append(isNumber ? "]" : "").appendCodePoint(character);
                isNumber = false;
            } else {
                shown.append(isNumber ? " " : "[").append("U+").append(number(character));
                isNumber = true;
                numbered += isCounted ? 1 : 0;
            }
        }
        return ArabicForms.joined(shown.append(isNumber ? "]" : "").toString());
    }

    private static String number(int character) {
        String digits = Integer.toHexString(character).toUpperCase(Locale.ROOT);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    /** By the Unicode bidirectional algorithm; text that is read from left to right is itself. */
    private static String visual(String logical) {
        char[] characters = logical.toCharArray();
        if (!Bidi.requiresBidi(characters, 0, characters.length)) {
            return logical;
        }
        Bidi bidi = new Bidi(logical, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        int count = bidi.getRunCount();
        byte[] levels = new byte[count];
        Integer[] order = new Integer[count];
        for (int i = 0; i < count; i++) {
            levels[i] = (byte) bidi.getRunLevel(i);
            order[i] = i;
        }
        Bidi.reorderVisually(levels, 0, order, 0, count);
        StringBuilder visual = new StringBuilder(logical.length());
        for (int run : order) {
            String part = logical.substring(bidi.getRunStart(run), bidi.getRunLimit(run));
            visual.append(bidi.getRunLevel(run) % 2 == 0 ? part : mirrored(part));
        }
        return visual.toString();
    }

    private static String mirrored(String part) {
        StringBuilder reversed = new StringBuilder(part).reverse();
        for (int i = 0; i < reversed.length(); i++) {
            int pair = "()[]{}<>«»".indexOf(reversed.charAt(i));
            if (pair >= 0) {
                reversed.setCharAt(i, "()[]{}<>«»".charAt(pair ^ 1));
            }
        }
        return reversed.toString();
    }
}
