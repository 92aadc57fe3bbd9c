/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report.pdf;

import dev.spoor.report.Answer;
import dev.spoor.report.Report;
import dev.spoor.report.Report.Section;
import dev.spoor.report.ReportTable;
import dev.spoor.report.ReportText;
import dev.spoor.report.pdf.LineBreaker.Line;
import dev.spoor.report.pdf.PdfPages.Place;
import dev.spoor.report.pdf.TypeFaces.Face;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;

/**
 * A report as a PDF for printing and filing: what its HTML page has, in the same order, with the SQL of all questions at the end.
 * Tagged, with bookmarks, links and numbered pages.
 */
public final class PdfReport {
    /** Its name in the folder of a report. */
    public static final String FILE = "report.pdf";

    private static final float BODY = 9;
    private static final float SMALL = 8;
    private static final float LEAD = 11;
    private static final float TITLE = 21;
    private static final float[] HEADING_SIZES = {TITLE, 14, 10.5f};
    private static final float LEADING = 1.42f;

    private final Report report;
    private final ReportText words;
    private final PdfTags tags = new PdfTags();
    private final PdfPages pages;
    private final LineBreaker breaker;
    private final PDDocumentOutline outline = new PDDocumentOutline();
    private final Map<String, Place> places = new HashMap<>();
    private final List<Reference> references = new ArrayList<>();
    private PDOutlineItem chapter;

    private PdfReport(PDDocument document, Report report) throws IOException {
        this.report = report;
        this.words = new ReportText(report);
        TypeFaces faces = new TypeFaces(document);
        this.pages = new PdfPages(document, faces, tags);
        this.breaker = new LineBreaker(faces);
        document.getDocumentCatalog().setDocumentOutline(outline);
    }

    /** What leads to a place that is known at the end only. */
    private record Reference(
            String target,
            PDStructureElement element,
            Place from,
            float x,
            float width,
            float height,
            boolean hasPage) {}

    /** Writes the document beside the other files of a report; returns where. */
    public static Path write(Report report, Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(report, out);
        }
        return file;
    }

    private static void write(Report report, OutputStream out) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PdfReport pdf = new PdfReport(document, report);
            pdf.title();
            pdf.summary();
            pdf.findings();
            pdf.contents();
            pdf.questions();
            pdf.data();
            pdf.statements();
            pdf.about();
            pdf.resolve();
            pdf.pages.finish(pdf.words.title() + " · " + pdf.words.period(), pdf.breaker);
            pdf.tags.finish(document);
            PdfMetadata.write(document, report, pdf.words);
            document.save(out);
        }
    }

    private void title() throws IOException {
        PDStructureElement root = tags.document();
        paragraph(root, "P", "AUDIT REPORT", Face.BOLD, SMALL, PdfColor.SOFT, 0);
        heading(1, words.title(), "", "");
        paragraph(root, "P", words.period(), Face.PLAIN, LEAD, PdfColor.SOFT, 0);
        rule(2);
    }

    private void summary() throws IOException {
        PDStructureElement section = section();
        heading(section, 2, "Summary", "summary", "");
        paragraph(section, "P", words.lead(), Face.PLAIN, LEAD, PdfColor.INK, 0);
        tiles(section);
        for (Section known : report.sections()) {
            if (known.isWarning()) {
                warning(section, known.title() + ": " + known.text());
            }
        }
        if (!report.pack().text().isEmpty()) {
            paragraph(section, "P", report.pack().text(), Face.PLAIN, BODY, PdfColor.INK, 0);
        }
        if (!report.pack().limits().isEmpty()) {
            String limits = "What this report cannot tell: " + report.pack().limits();
            paragraph(section, "P", limits, Face.PLAIN, BODY, PdfColor.INK, 0);
        }
    }

    private PDStructureElement section() {
        return tags.add(tags.document(), "Sect");
    }

    private void tiles(PDStructureElement section) throws IOException {
        List<ReportText.Tile> tiles = words.tiles();
        float gap = 6;
        float width = (PdfPages.WIDTH - gap * (tiles.size() - 1)) / tiles.size();
        float height = 42;
        pages.need(height + 8);
        float top = pages.y();
        PDStructureElement list = tags.add(section, "L");
        for (int i = 0; i < tiles.size(); i++) {
            float x = PdfPages.LEFT + i * (width + gap);
            ReportText.Tile tile = tiles.get(i);
            PdfColor color = tile.count() == 0 ? PdfColor.SOFT : PdfColor.of(tile.state());
            pages.decorate(on -> {
                PdfPages.fill(on, PdfColor.BAND, x, top, width, height);
                PdfPages.fill(on, color, x, top, width, 3);
            });
            Line count = line(Long.toString(tile.count()), Face.BOLD, 16);
            Line state = line(tile.state(), Face.PLAIN, SMALL);
            pages.draw(tags.add(tags.add(list, "LI"), "LBody"), on -> {
                pages.write(on, count, Face.BOLD, 16, color, x + 7, top - 20);
                pages.write(on, state, Face.PLAIN, SMALL, color, x + 7, top - 33);
            });
        }
        pages.skip(height + 10);
    }

    private Line line(String text, Face face, float size) throws IOException {
        return breaker.lines(text, face, size, PdfPages.WIDTH).get(0);
    }

    private void findings() throws IOException {
        PDStructureElement section = section();
        heading(section, 2, "Findings", "findings", "");
        if (words.first().isEmpty()) {
            paragraph(section, "P", ReportText.NO_FINDINGS, Face.PLAIN, BODY, PdfColor.INK, 0);
            return;
        }
        PDStructureElement list = tags.add(section, "L");
        for (Answer answer : words.first()) {
            PDStructureElement body = tags.add(tags.add(list, "LI"), "LBody");
            pages.need(30);
            entry(body, answer, false);
            paragraph(body, "Span", ReportText.detail(answer), Face.PLAIN, SMALL, PdfColor.SOFT, BADGE_WIDTH);
        }
    }

    private static final float BADGE_WIDTH = 66;

    private void contents() throws IOException {
        PDStructureElement section = section();
        heading(section, 2, "Contents", "contents", "");
        PDStructureElement list = tags.add(section, "TOC");
        for (Answer answer : report.answers()) {
            pages.need(BODY * LEADING);
            entry(tags.add(list, "TOCI"), answer, true);
        }
        for (String[] part : PARTS) {
            pages.need(BODY * LEADING);
            reference(tags.add(list, "TOCI"), part[1], part[0], true);
        }
    }

    /** Headings behind the questions, and the names of their places. */
    private static final String[][] PARTS = {
        {"data", "Completeness and integrity"}, {"statements", "Statements"}, {"about", "About this report"}
    };

    /** How a question stands, and its heading, which leads to it. */
    private void entry(PDStructureElement element, Answer answer, boolean hasPage) throws IOException {
        Line state = line(answer.state(), Face.BOLD, SMALL);
        float baseline = pages.y() - BODY;
        pages.draw(
                tags.add(element, "Span"),
                on -> pages.write(on, state, Face.BOLD, SMALL, PdfColor.of(answer.state()), PdfPages.LEFT, baseline));
        reference(element, ReportText.heading(answer), "q-" + answer.question().id(), hasPage);
    }

    private void reference(PDStructureElement element, String text, String target, boolean hasPage) throws IOException {
        PDStructureElement link = tags.add(element, "Link");
        float x = PdfPages.LEFT + BADGE_WIDTH;
        List<Line> lines = breaker.lines(text, Face.PLAIN, BODY, PdfPages.WIDTH - BADGE_WIDTH - 30);
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            Place from = pages.place();
            pages.draw(link, on -> pages.write(on, line, Face.PLAIN, BODY, PdfColor.LINK, x, from.y() - BODY));
            boolean isLast = i == lines.size() - 1;
            references.add(
                    new Reference(target, link, from, x, Math.max(1, line.width()), BODY * LEADING, hasPage && isLast));
            pages.skip(BODY * LEADING);
        }
    }

    private void resolve() throws IOException {
        for (Reference reference : references) {
            Place to = places.get(reference.target());
            pages.link(
                    reference.element(),
                    reference.from(),
                    reference.x(),
                    reference.width(),
                    reference.height(),
                    to,
                    "to page " + (to.page() + 1));
            if (reference.hasPage()) {
                Line page = line(Integer.toString(to.page() + 1), Face.PLAIN, BODY);
                float x = PdfPages.LEFT + PdfPages.WIDTH - page.width();
                float baseline = reference.from().y() - BODY;
                pages.draw(
                        reference.element(),
                        reference.from().page(),
                        on -> pages.write(on, page, Face.PLAIN, BODY, PdfColor.SOFT, x, baseline));
            }
        }
    }

    private void questions() throws IOException {
        pages.turn();
        PDStructureElement section = section();
        heading(section, 2, "Questions and evidence", "controls", "");
        for (Answer answer : report.answers()) {
            question(tags.add(section, "Sect"), answer);
        }
    }

    private void question(PDStructureElement section, Answer answer) throws IOException {
        pages.need(90);
        heading(section, 3, ReportText.heading(answer), "q-" + answer.question().id(), answer.state());
        if (!answer.question().text().isEmpty()) {
            paragraph(section, "P", answer.question().text(), Face.PLAIN, BODY, PdfColor.INK, 0);
        }
        paragraph(section, "P", words.population(answer), Face.PLAIN, SMALL, PdfColor.SOFT, 0);
        PdfChart.draw(pages, tags, section, breaker, answer);
        if (answer.rows() > 0) {
            table(section, ReportTable.of(answer), ReportText.more(answer));
            if (answer.isFinding() && !answer.question().advice().isEmpty()) {
                String advice = "What to do: " + answer.question().advice();
                boxed(section, advice, PdfColor.BAR, PdfColor.BAND);
            }
        }
    }

    private void table(PDStructureElement section, ReportTable table, String more) throws IOException {
        PdfTable.draw(pages, tags, section, breaker, table);
        if (!more.isEmpty()) {
            paragraph(section, "P", more, Face.PLAIN, SMALL, PdfColor.SOFT, 0);
        }
    }

    private void data() throws IOException {
        pages.turn();
        PDStructureElement section = section();
        heading(section, 2, PARTS[0][1], PARTS[0][0], "");
        for (Section known : report.sections()) {
            PDStructureElement part = tags.add(section, "Sect");
            pages.need(60);
            heading(part, 3, known.title(), "data-" + known.id(), "");
            if (known.isWarning()) {
                warning(part, known.text());
            } else {
                paragraph(part, "P", known.text(), Face.PLAIN, BODY, PdfColor.INK, 0);
            }
            if (!known.rows().isEmpty()) {
                table(part, ReportTable.of(known), ReportText.more(known));
            }
        }
    }

    private void statements() throws IOException {
        pages.turn();
        PDStructureElement section = section();
        heading(section, 2, PARTS[1][1], PARTS[1][0], "");
        for (Answer answer : report.answers()) {
            PDStructureElement part = tags.add(section, "Sect");
            pages.need(50);
            heading(part, 3, ReportText.heading(answer), "", "");
            PDStructureElement code = tags.add(part, "Code");
            for (String row : answer.question().sql().strip().split("\n")) {
                paragraph(code, "Span", row.isEmpty() ? " " : row, Face.MONO, 7, PdfColor.INK, 0);
            }
            pages.skip(4);
        }
    }

    private void about() throws IOException {
        pages.need(120);
        PDStructureElement section = section();
        heading(section, 2, PARTS[2][1], PARTS[2][0], "");
        for (Map.Entry<String, String> fact : words.facts().entrySet()) {
            paragraph(section, "P", fact.getKey() + ": " + fact.getValue(), Face.PLAIN, BODY, PdfColor.INK, 0);
        }
        if (breaker.numbered() > 0) {
            String note =
                    "The fonts of this file lack " + breaker.numbered() + " of its characters: they stand in it as"
                            + " their Unicode numbers, such as [U+4E2D]. report.html and the files in data have them as they are.";
            paragraph(section, "P", note, Face.PLAIN, BODY, PdfColor.INK, 0);
        }
    }

    private void warning(PDStructureElement parent, String text) throws IOException {
        boxed(parent, text, PdfColor.WARNING, PdfColor.WARNING_BAND);
    }

    /** A paragraph with a bar at its side. */
    private void boxed(PDStructureElement parent, String text, PdfColor bar, PdfColor band) throws IOException {
        List<Line> lines = breaker.lines(text, Face.PLAIN, BODY, PdfPages.WIDTH - 20);
        float height = lines.size() * BODY * LEADING + 8;
        pages.need(Math.min(height, PdfPages.heightMax()));
        float top = pages.y();
        pages.decorate(on -> {
            PdfPages.fill(on, band, PdfPages.LEFT, top, PdfPages.WIDTH, height);
            PdfPages.fill(on, bar, PdfPages.LEFT, top, 3, height);
        });
        pages.skip(4);
        lines(tags.add(parent, "P"), lines, Face.PLAIN, BODY, PdfColor.INK, 11);
        pages.skip(10);
    }

    private void paragraph(
            PDStructureElement parent, String type, String text, Face face, float size, PdfColor color, float indent)
            throws IOException {
        List<Line> lines = breaker.lines(text, face, size, PdfPages.WIDTH - indent);
        lines(tags.add(parent, type), lines, face, size, color, indent);
        pages.skip(type.equals("P") ? 4 : 0);
    }

    private void lines(
            PDStructureElement element, List<Line> lines, Face face, float size, PdfColor color, float indent)
            throws IOException {
        for (Line line : lines) {
            pages.need(size * LEADING);
            float baseline = pages.y() - size;
            pages.draw(element, on -> pages.write(on, line, face, size, color, PdfPages.LEFT + indent, baseline));
            pages.skip(size * LEADING);
        }
    }

    private void rule(float width) throws IOException {
        float top = pages.y();
        pages.decorate(on -> PdfPages.fill(on, PdfColor.INK, PdfPages.LEFT, top, PdfPages.WIDTH, width));
        pages.skip(width + 4);
    }

    private void heading(int level, String text, String place, String state) throws IOException {
        heading(tags.document(), level, text, place, state);
    }

    /**
     * A heading, and its bookmark.
     *
     * @param place what leads there calls it; empty for nothing does
     * @param state how a question stands, written behind; empty for none
     */
    private void heading(PDStructureElement parent, int level, String text, String place, String state)
            throws IOException {
        float size = HEADING_SIZES[level - 1];
        pages.skip(level == 1 ? 0 : size * 0.9f);
        List<Line> lines = breaker.lines(text, Face.BOLD, size, PdfPages.WIDTH - BADGE_WIDTH);
        pages.need(lines.size() * size * LEADING + 40);
        if (!place.isEmpty()) {
            places.put(place, pages.place());
        }
        bookmark(level, text, pages.place());
        PDStructureElement element = tags.add(parent, "H" + level);
        float first = pages.y() - size;
        lines(element, lines, Face.BOLD, size, PdfColor.INK, 0);
        if (!state.isEmpty()) {
            Line badge = line(state, Face.BOLD, SMALL);
            float x = PdfPages.LEFT + PdfPages.WIDTH - badge.width();
            pages.draw(element, on -> pages.write(on, badge, Face.BOLD, SMALL, PdfColor.of(state), x, first));
        }
        pages.skip(3);
    }

    private void bookmark(int level, String text, Place place) {
        PDOutlineItem item = new PDOutlineItem();
        item.setTitle(text);
        item.setDestination(pages.destination(place));
        if (level == 3) {
            chapter.addLast(item);
        } else {
            outline.addLast(item);
            chapter = item;
        }
    }
}
