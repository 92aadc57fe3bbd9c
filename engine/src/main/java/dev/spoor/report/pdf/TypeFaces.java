/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The fonts of a document, read on first use and put into it with the glyphs that it uses. DejaVu
 * (https://dejavu-fonts.github.io/License.html): {@code DejaVuSansCondensed} has 6,000 characters of the scripts that are written with
 * few enough of them. One thread.
 */
final class TypeFaces {
    private static final float UNITS = 1000;

    private final PDDocument document;
    private final Map<Face, Font> fonts = new EnumMap<>(Face.class);

    TypeFaces(PDDocument document) {
        this.document = document;
    }

    /** What a text is set in. */
    enum Face {
        PLAIN("DejaVuSansCondensed.ttf"),
        BOLD("DejaVuSansCondensed-Bold.ttf"),
        MONO("DejaVuSansMono.ttf");

        private final String file;

        Face(String file) {
            this.file = file;
        }
    }

    /** A font of the document, and what is in it. */
    static final class Font {
        private final PDFont inDocument;
        private final CmapLookup characters;
        private final TrueTypeFont glyphs;
        private final float unitsPerEm;

        private Font(PDFont inDocument, TrueTypeFont glyphs) throws IOException {
            this.inDocument = inDocument;
            this.glyphs = glyphs;
            this.characters = glyphs.getUnicodeCmapLookup();
            this.unitsPerEm = glyphs.getUnitsPerEm();
        }

        PDFont inDocument() {
            return inDocument;
        }

        boolean has(int character) {
            return characters.getGlyphId(character) != 0;
        }

        /** In thousandths of the size. */
        float width(int character) throws IOException {
            return glyphs.getAdvanceWidth(characters.getGlyphId(character)) * UNITS / unitsPerEm;
        }
    }

    Font font(Face face) throws IOException {
        Font font = fonts.get(face);
        if (font == null) {
            try (InputStream in = TypeFaces.class.getResourceAsStream(face.file)) {
                TrueTypeFont glyphs = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
                // what somebody searches for are letters, not ligatures
                glyphs.setEnableGsub(false);
                font = new Font(PDType0Font.load(document, glyphs, true), glyphs);
            }
            fonts.put(face, font);
        }
        return font;
    }
}
