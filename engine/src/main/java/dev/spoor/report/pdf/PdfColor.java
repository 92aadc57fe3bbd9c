/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report.pdf;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/**
 * The colours of the page of a report on white paper, each with a contrast of 4.5 to 1 or more where text has it. Not those of
 * {@code java.awt}, which want a screen's libraries.
 */
enum PdfColor {
    INK(0x1B2330),
    SOFT(0x4A5563),
    LINE(0xC9D0DA),
    BAND(0xF1F4F8),
    LINK(0x0B5CAD),
    BAR(0x3B6EA8),
    WARNING(0xC77700),
    WARNING_BAND(0xFFF3E0),
    CRITICAL(0x7A0B2E),
    HIGH(0xB3261E),
    MEDIUM(0x8A5200),
    LOW(0x5B5F00),
    CLEAR(0x1D6B3A),
    EVIDENCE(0x3B5A80);

    private static final float FULL = 255;

    private final int rgb;

    PdfColor(int rgb) {
        this.rgb = rgb;
    }

    /** Of how a question stands. */
    static PdfColor of(String state) {
        return switch (state) {
            case "critical" -> CRITICAL;
            case "high", "not answered" -> HIGH;
            case "medium" -> MEDIUM;
            case "low" -> LOW;
            case "clear" -> CLEAR;
            default -> EVIDENCE;
        };
    }

    /** What is drawn next is of this colour. */
    void choose(PDPageContentStream on) throws IOException {
        on.setNonStrokingColor((rgb >> 16 & 0xFF) / FULL, (rgb >> 8 & 0xFF) / FULL, (rgb & 0xFF) / FULL);
    }
}
