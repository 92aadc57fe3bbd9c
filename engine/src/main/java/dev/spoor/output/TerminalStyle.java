/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import java.util.OptionalInt;

/**
 * Every colour that this program puts on a terminal, and what it means. Of the sixteen colours that a terminal's user chooses, only red,
 * green and magenta are used: in the palettes of the usual terminals the others cannot be read on the background that they come with
 * (yellow and cyan on white, blue on black), and bright ones are the background itself in some. No meaning is told by colour alone:
 * without colours there is a word or a mark that tells it too.
 */
public enum TerminalStyle {
    /** The name of a column, and other headings. */
    HEADING(Colour.USUAL, true, false, false),
    /** That something failed. */
    ERROR(Colour.RED, true, false, false),
    /** What an event failed with. */
    FAILURE(Colour.RED, false, false, false),
    /** An event that changed something, or tried to. */
    WRITE(Colour.MAGENTA, false, false, false),
    /** NULL, and what matters less. */
    FAINT(Colour.USUAL, false, true, false),
    /** A word of the language, as it is typed. */
    KEYWORD(Colour.USUAL, true, false, false),
    /** A function, or a command. */
    FUNCTION(Colour.MAGENTA, false, false, false),
    /** Text and numbers, as they are typed. */
    LITERAL(Colour.GREEN, false, false, false),
    /** A parameter, which stands for text or a number. */
    PARAMETER(Colour.GREEN, false, false, true),
    /** A quote or bracket without its partner. */
    UNMATCHED(Colour.RED, true, false, false),
    /** The partner of a bracket. */
    MATCHING(Colour.USUAL, true, false, true);

    private static final String RESET = "\u001B[0m";
    private static final int FOREGROUND = 30;

    private final Colour colour;
    private final boolean isBold;
    private final boolean isFaint;
    private final boolean isUnderlined;
    private final String begin;

    /** Numbers of colours as ECMA-48 has them behind 30. */
    private enum Colour {
        USUAL(-1),
        RED(1),
        GREEN(2),
        MAGENTA(5);

        private final int number;

        Colour(int number) {
            this.number = number;
        }
    }

    TerminalStyle(Colour colour, boolean isBold, boolean isFaint, boolean isUnderlined) {
        this.colour = colour;
        this.isBold = isBold;
        this.isFaint = isFaint;
        this.isUnderlined = isUnderlined;
        StringBuilder codes = new StringBuilder("\u001B[");
        codes.append(isBold ? "1;" : "").append(isFaint ? "2;" : "").append(isUnderlined ? "4;" : "");
        codes.append(colour == Colour.USUAL ? "" : FOREGROUND + colour.number + ";");
        codes.setCharAt(codes.length() - 1, 'm');
        this.begin = codes.toString();
    }

    /** A text in this style, and the usual one behind it. */
    public String paint(String text) {
        return begin + text + RESET;
    }

    /** Number of the colour, of the eight that each terminal has; empty for that of other text. */
    public OptionalInt colour() {
        return colour == Colour.USUAL ? OptionalInt.empty() : OptionalInt.of(colour.number);
    }

    public boolean isBold() {
        return isBold;
    }

    public boolean isFaint() {
        return isFaint;
    }

    public boolean isUnderlined() {
        return isUnderlined;
    }
}
