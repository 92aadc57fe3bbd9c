/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report.pdf;

import dev.spoor.report.ReportTable;
import dev.spoor.report.ReportTable.Kind;
import dev.spoor.report.pdf.LineBreaker.Line;
import dev.spoor.report.pdf.TypeFaces.Face;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;

/**
 * A table over as many pages as it needs, its headings on each. A row stays together unless it is longer than a page. One thread.
 */
final class PdfTable {
    private static final float SIZE = 6.6f;
    private static final float LEADING = 8.3f;
    private static final float PAD_X = 2.5f;
    private static final float PAD_Y = 2.6f;
    /** What a word may ask for before it is broken. */
    private static final float WORD_WIDTH_MAX = 90;

    /** As above, where texts are long and room is scarce. */
    private static final float LONG_WIDTH_MIN = 55;

    /** What widths may be off by after they were shared out. */
    private static final float ROUNDING = 0.05f;

    private static final String NONE = "none";

    private final PdfPages pages;
    private final PdfTags tags;
    private final LineBreaker breaker;
    private final ReportTable table;
    private final float[] widths;

    private PdfTable(PdfPages pages, PdfTags tags, LineBreaker breaker, ReportTable table) throws IOException {
        this.pages = pages;
        this.tags = tags;
        this.breaker = breaker;
        this.table = table;
        this.widths = widths();
    }

    /** Draws a table below what is there. */
    static void draw(PdfPages pages, PdfTags tags, PDStructureElement parent, LineBreaker breaker, ReportTable table)
            throws IOException {
        new PdfTable(pages, tags, breaker, table).draw(parent);
    }

    /**
     * Each column gets what it wants; or, of what there is, its longest word and a share by how much more it wants; or, if it is long,
     * less than that.
     */
    private float[] widths() throws IOException {
        int count = table.headings().size();
        float[] least = new float[count];
        float[] word = new float[count];
        float[] all = new float[count];
        for (int i = 0; i < count; i++) {
            float widestWord = 0;
            float widest = breaker.width(table.headings().get(i), Face.BOLD, SIZE);
            for (List<String> row : table.rows()) {
                String text = row.get(i) == null ? NONE : row.get(i);
                widestWord = Math.max(widestWord, breaker.widestWord(text, Face.PLAIN, SIZE));
                widest = Math.max(widest, breaker.width(text, Face.PLAIN, SIZE));
            }
            float heading = breaker.widestWord(table.headings().get(i), Face.BOLD, SIZE);
            boolean isLong = table.kinds().get(i) == Kind.LONG;
            least[i] = Math.max(heading, Math.min(widestWord, isLong ? LONG_WIDTH_MIN : WORD_WIDTH_MAX)) + 2 * PAD_X;
            word[i] = Math.max(least[i], (isLong ? Math.min(widestWord, WORD_WIDTH_MAX) : widest) + 2 * PAD_X);
            all[i] = Math.max(word[i], widest + 2 * PAD_X);
        }
        float room = PdfPages.WIDTH;
        if (sum(least) > room) {
            return between(new float[count], least, room);
        }
        if (sum(word) > room) {
            return between(least, word, room);
        }
        if (sum(all) > room) {
            return between(word, all, room);
        }
        float[] wider = new float[count];
        for (int i = 0; i < count; i++) {
            wider[i] = all[i] * room / sum(all);
        }
        return wider;
    }

    private static float sum(float[] widths) {
        float sum = 0;
        for (float width : widths) {
            sum += width;
        }
        return sum;
    }

    /** Widths from the least on, as far towards the wanted ones as there is room. */
    private static float[] between(float[] least, float[] wanted, float room) {
        float share = (room - sum(least)) / (sum(wanted) - sum(least));
        float[] widths = new float[least.length];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = least[i] + share * (wanted[i] - least[i]);
        }
        return widths;
    }

    private void draw(PDStructureElement parent) throws IOException {
        PDStructureElement element = tags.add(parent, "Table");
        element.setTitle(table.caption());
        List<List<Line>> headings = cells(table.headings(), Face.BOLD);
        float headHeight = height(headings);
        PDStructureElement head = tags.add(tags.add(element, "THead"), "TR");
        List<PDStructureElement> columns = new ArrayList<>();
        table.headings().forEach(heading -> columns.add(tags.addHeading(head)));
        pages.need(headHeight + 3 * LEADING);
        headings(headings, headHeight, columns);
        PDStructureElement body = tags.add(element, "TBody");
        for (List<String> row : table.rows()) {
            List<List<Line>> cells = cells(row, Face.PLAIN);
            PDStructureElement rowElement = tags.add(body, "TR");
            List<PDStructureElement> elements = new ArrayList<>();
            row.forEach(cell -> elements.add(tags.add(rowElement, "TD")));
            if (pages.heightLeft() < Math.min(height(cells), PdfPages.heightMax() - headHeight)) {
                pages.turn();
                repeat(headings, headHeight);
            }
            row(cells, elements, headings, headHeight);
        }
        pages.skip(6);
    }

    private List<List<Line>> cells(List<String> texts, Face face) throws IOException {
        List<List<Line>> cells = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i) == null ? NONE : texts.get(i);
            cells.add(breaker.lines(text, face, SIZE, widths[i] - 2 * PAD_X + ROUNDING));
        }
        return cells;
    }

    private static float height(List<List<Line>> cells) {
        return cells.stream().mapToInt(List::size).max().orElse(1) * LEADING + 2 * PAD_Y;
    }

    private void headings(List<List<Line>> headings, float height, List<PDStructureElement> columns)
            throws IOException {
        band(height);
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            pages.draw(columns.get(i), on -> cell(on, headings.get(column), column, Face.BOLD, 0, Integer.MAX_VALUE));
        }
        pages.skip(height);
    }

    /** The headings once more on another page: who listens has heard them. */
    private void repeat(List<List<Line>> headings, float height) throws IOException {
        band(height);
        pages.decorate(on -> {
            for (int i = 0; i < headings.size(); i++) {
                cell(on, headings.get(i), i, Face.BOLD, 0, Integer.MAX_VALUE);
            }
        });
        pages.skip(height);
    }

    private void band(float height) throws IOException {
        float top = pages.y();
        pages.decorate(on -> PdfPages.fill(on, PdfColor.BAND, PdfPages.LEFT, top, PdfPages.WIDTH, height));
    }

    private void row(
            List<List<Line>> cells, List<PDStructureElement> elements, List<List<Line>> headings, float headHeight)
            throws IOException {
        int count = cells.stream().mapToInt(List::size).max().orElse(1);
        for (int from = 0; from < count; ) {
            int fit = (int) ((pages.heightLeft() - 2 * PAD_Y) / LEADING);
            if (fit < 1) {
                pages.turn();
                repeat(headings, headHeight);
                continue;
            }
            int first = from;
            int behind = Math.min(count, from + fit);
            for (int i = 0; i < cells.size(); i++) {
                int column = i;
                if (first < cells.get(i).size()) {
                    pages.draw(elements.get(i), on -> cell(on, cells.get(column), column, Face.PLAIN, first, behind));
                }
            }
            pages.skip((behind - from) * LEADING + 2 * PAD_Y);
            from = behind;
            float bottom = pages.y();
            pages.decorate(on -> PdfPages.fill(on, PdfColor.LINE, PdfPages.LEFT, bottom, PdfPages.WIDTH, 0.4f));
        }
    }

    private void cell(PDPageContentStream on, List<Line> lines, int column, Face face, int from, int behind)
            throws IOException {
        float x = PdfPages.LEFT + PAD_X;
        for (int i = 0; i < column; i++) {
            x += widths[i];
        }
        float baseline = pages.y() - PAD_Y - SIZE;
        for (Line line : lines.subList(from, Math.min(behind, lines.size()))) {
            boolean isRight = table.kinds().get(column) == Kind.NUMBER;
            float begin = isRight ? x + widths[column] - 2 * PAD_X - line.width() : x;
            pages.write(on, line, face, SIZE, PdfColor.INK, begin, baseline);
            baseline -= LEADING;
        }
    }
}
