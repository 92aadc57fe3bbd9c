/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report.pdf;

import dev.spoor.report.pdf.LineBreaker.Line;
import dev.spoor.report.pdf.TypeFaces.Face;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDBorderStyleDictionary;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;

/**
 * The pages of a document, filled from top to bottom. Places are points, from the left edge and from the bottom of the page. What is
 * drawn is either a piece of an element or {@linkplain #decorate decoration}, which nobody reads aloud. All pages stay open until the
 * end, for what is known only then. One thread.
 */
final class PdfPages {
    static final float LEFT = 45;
    static final float WIDTH = PDRectangle.A4.getWidth() - 2 * LEFT;
    private static final float TOP = PDRectangle.A4.getHeight() - 50;
    private static final float BOTTOM = 58;
    private static final float FOOT = 34;
    private static final float FOOT_SIZE = 7.5f;

    private final PDDocument document;
    private final TypeFaces faces;
    private final PdfTags tags;
    private final List<PDPage> pages = new ArrayList<>();
    private final List<PDPageContentStream> streams = new ArrayList<>();
    private int current = -1;
    private float y;

    PdfPages(PDDocument document, TypeFaces faces, PdfTags tags) throws IOException {
        this.document = document;
        this.faces = faces;
        this.tags = tags;
        turn();
    }

    /** Draws on a page. */
    interface Drawing {
        void draw(PDPageContentStream on) throws IOException;
    }

    /** A place in the document. */
    record Place(int page, float y) {}

    /** The upper edge of what is still free on the page. */
    float y() {
        return y;
    }

    Place place() {
        return new Place(current, y);
    }

    /** How much is free on an empty page. */
    static float heightMax() {
        return TOP - BOTTOM;
    }

    float heightLeft() {
        return y - BOTTOM;
    }

    /** Goes down by that. */
    void skip(float height) {
        y -= height;
    }

    /** Begins a new page unless that much is free. */
    void need(float height) throws IOException {
        if (heightLeft() < height && y < TOP) {
            turn();
        }
    }

    /** Begins a new page. */
    void turn() throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        tags.addPage(page);
        pages.add(page);
        streams.add(new PDPageContentStream(document, page));
        current = pages.size() - 1;
        y = TOP;
    }

    /** Draws a piece of an element on the page that is being filled. */
    void draw(PDStructureElement element, Drawing drawing) throws IOException {
        draw(element, current, drawing);
    }

    /** Draws a piece of an element on a page that may be filled already. */
    void draw(PDStructureElement element, int page, Drawing drawing) throws IOException {
        PDPageContentStream on = streams.get(page);
        int piece = tags.addPiece(element, pages.get(page));
        on.beginMarkedContent(COSName.getPDFName(element.getStructureType()), piece);
        drawing.draw(on);
        on.endMarkedContent();
    }

    /** Draws what is no content. */
    void decorate(Drawing drawing) throws IOException {
        decorate(current, drawing);
    }

    private void decorate(int page, Drawing drawing) throws IOException {
        PDPageContentStream on = streams.get(page);
        on.beginMarkedContent(COSName.ARTIFACT);
        drawing.draw(on);
        on.endMarkedContent();
    }

    /** Writes a line; within {@link #draw} or {@link #decorate}. */
    void write(PDPageContentStream on, Line line, Face face, float size, PdfColor color, float x, float baseline)
            throws IOException {
        if (line.visual().isEmpty()) {
            return;
        }
        if (line.isReordered()) {
            // for those who search, copy and listen: the letters in the order of reading
            COSDictionary actual = new COSDictionary();
            actual.setItem(COSName.ACTUAL_TEXT, new COSString(line.logical()));
            on.beginMarkedContent(COSName.getPDFName("Span"), PDPropertyList.create(actual));
        }
        on.beginText();
        on.setFont(faces.font(face).inDocument(), size);
        color.choose(on);
        on.newLineAtOffset(x, baseline);
        on.showText(line.visual());
        on.endText();
        if (line.isReordered()) {
            on.endMarkedContent();
        }
    }

    /** Fills a box whose upper left corner is given. */
    static void fill(PDPageContentStream on, PdfColor color, float x, float top, float width, float height)
            throws IOException {
        color.choose(on);
        on.addRect(x, top - height, width, height);
        on.fill();
    }

    /** Makes a box of a page lead to a place. */
    void link(PDStructureElement element, Place from, float x, float width, float height, Place to, String words)
            throws IOException {
        PDAnnotationLink link = new PDAnnotationLink();
        link.setRectangle(new PDRectangle(x, from.y() - height, width, height));
        link.setDestination(destination(to));
        link.setContents(words);
        link.setPrinted(true);
        PDBorderStyleDictionary border = new PDBorderStyleDictionary();
        border.setWidth(0);
        link.setBorderStyle(border);
        PDPage page = pages.get(from.page());
        link.setPage(page);
        page.getAnnotations().add(link);
        tags.addAnnotation(element, page, link);
    }

    PDPageXYZDestination destination(Place place) {
        PDPageXYZDestination destination = new PDPageXYZDestination();
        destination.setPage(pages.get(place.page()));
        destination.setTop(Math.round(place.y() + FOOT_SIZE));
        destination.setLeft(0);
        return destination;
    }

    /** Numbers the pages and closes them. */
    void finish(String title, LineBreaker breaker) throws IOException {
        List<Line> left = breaker.lines(title, Face.PLAIN, FOOT_SIZE, WIDTH - 80);
        for (int i = 0; i < pages.size(); i++) {
            List<Line> right = breaker.lines("Page " + (i + 1) + " of " + pages.size(), Face.PLAIN, FOOT_SIZE, 80);
            decorate(i, on -> {
                fill(on, PdfColor.LINE, LEFT, FOOT + 14, WIDTH, 0.5f);
                write(on, left.get(0), Face.PLAIN, FOOT_SIZE, PdfColor.SOFT, LEFT, FOOT);
                float x = LEFT + WIDTH - right.get(0).width();
                write(on, right.get(0), Face.PLAIN, FOOT_SIZE, PdfColor.SOFT, x, FOOT);
            });
        }
        for (PDPageContentStream stream : streams) {
            stream.close();
        }
    }
}
