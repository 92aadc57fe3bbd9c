/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Colours can be read in the palettes that terminals come with, dark and light. */
class TerminalStyleTest {
    /**
     * Of the relative luminance that WCAG 2 defines: what the usual red reaches on the darkest of these palettes. The colours that are
     * not used fall short of it: yellow and cyan on white, blue on black.
     */
    private static final double CONTRAST_MIN = 2.1;

    /** A terminal's colours: black, red, green, yellow, blue, magenta, cyan and white are 0 to 7. */
    private record Palette(String name, List<Integer> backgrounds, List<Integer> colours) {
        static Palette of(String name, String backgrounds, String coloursFromRed) {
            return new Palette(name, numbers(backgrounds), numbers("000000 " + coloursFromRed));
        }

        private static List<Integer> numbers(String hexadecimal) {
            return Arrays.stream(hexadecimal.split(" "))
                    .map(rgb -> Integer.parseInt(rgb, 16))
                    .toList();
        }
    }

    static Stream<Palette> palettes() {
        return Stream.of(
                Palette.of("xterm", "000000 FFFFFF", "CD0000 00CD00 CDCD00 0000EE CD00CD 00CDCD"),
                Palette.of("Tango", "000000 FFFFFF 300A24", "CC0000 4E9A06 C4A000 3465A4 75507B 06989A"),
                Palette.of("GNOME", "1E1E1E FFFFFF", "C01C28 26A269 A2734C 12488B A347BA 2AA1B3"),
                Palette.of("Windows", "0C0C0C", "C50F1F 13A10E C19C00 0037DA 881798 3A96DD"),
                Palette.of("Code, dark", "1E1E1E", "CD3131 0DBC79 E5E510 2472C8 BC3FBC 11A8CD"),
                Palette.of("Code, light", "FFFFFF", "CD3131 107C10 949800 0451A5 BC05BC 0598BC"),
                Palette.of("macOS", "FFFFFF 000000", "990000 00A600 999900 0000B2 B200B2 00A6B2"),
                Palette.of("iTerm", "000000", "C91B00 00C200 C7C400 0225C7 C930C7 00C5C7"),
                Palette.of("Solarized", "002B36 FDF6E3", "DC322F 859900 B58900 268BD2 D33682 2AA198"),
                Palette.of("Linux console", "000000", "AA0000 00AA00 AA5500 0000AA AA00AA 00AAAA"),
                Palette.of("PuTTY", "000000", "BB0000 00BB00 BBBB00 0000BB BB00BB 00BBBB"));
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void everyColourCanBeRead(Palette palette) {
        for (TerminalStyle style : TerminalStyle.values()) {
            if (style.colour().isPresent()) {
                int colour = palette.colours().get(style.colour().getAsInt());
                for (int background : palette.backgrounds()) {
                    double contrast = contrast(colour, background);
                    assertTrue(
                            contrast >= CONTRAST_MIN,
                            style + " on " + Integer.toHexString(background) + ": " + contrast);
                }
            }
        }
    }

    @Test
    void contrastIsThatOfTheStandard() {
        assertEquals(21, contrast(0xFFFFFF, 0), 1e-9);
        assertEquals(1, contrast(0x123456, 0x123456), 1e-9);
        assertEquals(4.54, contrast(0x767676, 0xFFFFFF), 0.005);
    }

    @Test
    void aStyleEndsBehindItsText() {
        assertEquals("\u001B[1;31mx\u001B[0m", TerminalStyle.ERROR.paint("x"));
        assertEquals("\u001B[2mNULL\u001B[0m", TerminalStyle.FAINT.paint("NULL"));
        assertEquals("\u001B[4;32m:a\u001B[0m", TerminalStyle.PARAMETER.paint(":a"));
    }

    /** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio. */
    private static double contrast(int one, int other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int bits) {
        double value = (bits & 0xFF) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
