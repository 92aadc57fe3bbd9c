/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report.pdf;

import dev.spoor.report.Answer;
import dev.spoor.report.Answer.Bar;
import dev.spoor.report.Chart;
import dev.spoor.report.PackLibrary;
import dev.spoor.report.Period;
import dev.spoor.report.Question;
import dev.spoor.report.Report;
import dev.spoor.report.Report.Section;
import dev.spoor.report.ReportPack;
import dev.spoor.report.ReportRequest;
import dev.spoor.report.ReportText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A PDF has all that its report has, for eyes, ears and programs. {@code -Dtests.pictures=DIR} keeps it to look at. */
@Tag("any-jdk")
class PdfReportTest {
    private static final Period MARCH =
            new Period(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"));
    private static final int MANY_ROWS = 90;
    private static final String WORD = "w".repeat(200);
    private static final String ARABIC = "مستخدم الإدارة العامة";
    private static final String HEBREW = "מנהל המערכת (ראשי)";
    private static final List<String> TEXTS = List.of(
            "<script>alert('x')</script> & \"quoted\"",
            "arn:aws:sts::111122223333:assumed-role/" + "a-very-long-name-".repeat(9) + "/session",
            WORD,
            "管理者による設定変更",
            ARABIC,
            HEBREW,
            "İstanbul ıß ﬁ Ελληνικά кириллица Հայերեն ქართული",
            "emoji 🔐 and nul\u0000",
            "short");

    @TempDir
    static Path folder;

    private static Report report;
    private static byte[] bytes;
    private static PDDocument document;
    private static String text;

    @BeforeAll
    static void make() throws IOException {
        report = report();
        bytes = Files.readAllBytes(PdfReport.write(report, folder));
        document = Loader.loadPDF(bytes);
        text = new PDFTextStripper().getText(document);
        String kept = System.getProperty("tests.pictures", "");
        if (!kept.isEmpty()) {
            Files.createDirectories(Path.of(kept));
            Files.write(Path.of(kept).resolve(PdfReport.FILE), bytes);
        }
    }

    @AfterAll
    static void close() throws IOException {
        document.close();
    }

    private static Report report() {
        ReportPack pack = PackLibrary.find("cis");
        String edition = pack.edition().orElseThrow();
        List<Answer> answers = new ArrayList<>();
        for (Question question : pack.questions(edition)) {
            answers.add(answer(question, edition, answers.size()));
        }
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(
                "events", "Events in the period", "How many.", false, List.of("account", "events"), rows(3, 2), 3));
        sections.add(new Section(
                "coverage",
                "Coverage",
                "Log files are missing.",
                true,
                List.of("account", "hours"),
                rows(200, 2),
                512));
        return new Report(
                pack,
                edition,
                new ReportRequest(MARCH, Optional.empty(), Map.of(), MANY_ROWS, MARCH.until(), "spoor test"),
                Map.of("office", "198.51.100.0/24"),
                "0123456789abcdef",
                answers,
                1_234_567,
                true,
                sections);
    }

    private static Answer answer(Question question, String edition, int index) {
        String control = question.control(edition).orElseThrow();
        long rows = List.of(0L, 1L, 7L, (long) MANY_ROWS + 1).get(index % 4);
        List<String> columns = question.columns();
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < 31; i++) {
            bars.add(new Bar(
                    question.chart().kind() == Chart.Kind.BARS ? TEXTS.get(i % 8) : "2026-03-" + (i + 1), i * 37L));
        }
        return new Answer(
                question,
                control,
                question.judge(rows),
                rows,
                columns,
                columns.stream().map(column -> column.equals("calls")).toList(),
                rows((int) Math.min(rows, MANY_ROWS), columns.size()),
                rows == 0 ? List.of() : bars.subList(0, question.chart().kind() == Chart.Kind.BARS ? 8 : 31),
                rows == 0 ? Optional.empty() : Optional.of(MARCH.since()),
                rows == 0 ? Optional.empty() : Optional.of(MARCH.until().minusSeconds(1)),
                "",
                index == 9 ? Optional.of("the question is wrong at cis/x.sql:3:1") : Optional.empty());
    }

    private static List<List<String>> rows(int count, int columns) {
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            String[] cells = new String[columns];
            for (int i = 0; i < columns; i++) {
                cells[i] = i == 0 ? "row-" + row : (row + i) % 11 == 0 ? null : TEXTS.get((row + i) % TEXTS.size());
            }
            rows.add(Arrays.asList(cells));
        }
        return rows;
    }

    private static String squeezed(String words) {
        return words.replaceAll("\\s+", "");
    }

    @Test
    void everythingIsInItsText() {
        String all = squeezed(text.replaceAll("(?m)^.*Page \\d+ of \\d+$", ""));
        ReportText words = new ReportText(report);
        assertTrue(all.contains(squeezed(words.title())));
        assertTrue(all.contains(squeezed(words.lead())), words.lead());
        assertEquals(
                report.findings().size() + report.failures().size(),
                words.first().size());
        for (Answer answer : report.answers()) {
            assertTrue(all.contains(squeezed(ReportText.heading(answer))), ReportText.heading(answer));
            assertTrue(all.contains(squeezed(words.population(answer))), words.population(answer));
            assertTrue(all.contains(squeezed(ReportText.more(answer))), ReportText.more(answer));
            assertTrue(
                    all.contains(squeezed(answer.question().sql())),
                    answer.question().id());
        }
        for (Section section : report.sections()) {
            assertTrue(all.contains(squeezed(section.text())), section.text());
            assertTrue(all.contains(squeezed(ReportText.more(section))));
        }
        int shown = report.answers().stream()
                        .mapToInt(answer -> answer.shown().size())
                        .sum()
                + report.sections().stream()
                        .mapToInt(section -> section.rows().size())
                        .sum();
        assertEquals(shown, all.split("row-\\d", -1).length - 1);
        assertTrue(all.contains(WORD), "a word longer than a line");
        assertTrue(all.contains("<script>alert('x')</script>&\"quoted\""));
        assertTrue(all.contains("Parameteroffice:198.51.100.0/24"));
    }

    @Test
    void whatTheFontsLackIsWrittenByNumberAndCounted() {
        String all = squeezed(text);
        assertTrue(all.contains("[U+7BA1U+7406U+8005U+306BU+3088U+308B"), "Japanese");
        assertTrue(all.contains("emoji[U+1F510]and"), "emoji");
        assertTrue(all.contains("İstanbulıßﬁ") || all.contains("İstanbulıßfi"), "Latin");
        assertTrue(all.contains("ΕλληνικάкириллицаՀայերենქართული"), "scripts that the fonts have");
        assertTrue(text.matches("(?s).*The fonts of this file lack \\d{3,} of its characters.*"), "the note");
    }

    @Test
    void arabicAndHebrewAreReadFromRightToLeft() throws IOException {
        StringBuilder actual = new StringBuilder();
        for (PDPage page : document.getPages()) {
            for (COSName name : page.getResources().getPropertiesNames()) {
                actual.append(page.getResources()
                                .getProperties(name)
                                .getCOSObject()
                                .getString(COSName.ACTUAL_TEXT))
                        .append(' ');
            }
        }
        assertTrue(actual.toString().contains(HEBREW), "what is read aloud");
        // alone, at the end, at the beginning, in the middle; lam and alef are one
        assertEquals("\uFE8D\uFEDF\uFEE4\uFEAA\uFEFB", ArabicForms.joined("\u0627\u0644\u0645\u062F\u0644\u0627"));
        assertEquals("\uFEF3\uFEF4\uFEF2 \uFEF1", ArabicForms.joined("\u064A\u064A\u064A \u064A"));
        assertEquals("plain", ArabicForms.joined("plain"));
    }

    @Test
    void nothingLiesOutsideOfThePage() throws IOException {
        List<String> outside = new ArrayList<>();
        PDFTextStripper stripper = new PDFTextStripper() {
            @Override
            protected void processTextPosition(TextPosition at) {
                if (at.getX() < PdfPages.LEFT - 1
                        || at.getX() + at.getWidth() > PdfPages.LEFT + PdfPages.WIDTH + 1
                        || at.getY() > PDRectangle.A4.getHeight() - 30
                        || at.getY() < 30) {
                    outside.add(at + " at " + at.getX() + ", " + at.getY() + " on page " + getCurrentPageNo());
                }
            }
        };
        stripper.getText(document);
        assertEquals(List.of(), outside);
    }

    @Test
    void pagesAreNumberedAndTablesHaveTheirHeadingsOnEach() throws IOException {
        int count = document.getNumberOfPages();
        assertTrue(count > 20, count + " pages");
        PDFTextStripper stripper = new PDFTextStripper();
        int withRows = 0;
        int withHeadings = 0;
        for (int page = 1; page <= count; page++) {
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            String onPage = stripper.getText(document);
            assertTrue(onPage.contains("Page " + page + " of " + count), onPage);
            assertTrue(onPage.contains(new ReportText(report).title()), onPage);
            if (onPage.contains("row-")) {
                withRows++;
                withHeadings += onPage.contains("event time") || onPage.contains("account") ? 1 : 0;
            }
        }
        assertEquals(withRows, withHeadings);
    }

    /** Sums up the tree of a document. */
    private static final class TagCount {
        private final List<String> types = new ArrayList<>();
        private int pieces;
        private int links;

        void add(PDStructureNode node) {
            for (Object kid : node.getKids()) {
                if (kid instanceof PDStructureElement element) {
                    types.add(element.getStructureType());
                    add(element);
                } else if (kid.getClass().getSimpleName().equals("PDObjectReference")) {
                    links++;
                } else {
                    pieces++;
                }
            }
        }

        long of(String type) {
            return types.stream().filter(type::equals).count();
        }
    }

    @Test
    void whoListensHearsHeadingsListsAndTables() throws IOException {
        assertTrue(document.getDocumentCatalog().getMarkInfo().isMarked());
        assertEquals("en", document.getDocumentCatalog().getLanguage());
        assertTrue(document.getDocumentCatalog().getViewerPreferences().displayDocTitle());
        assertTrue(document.getDocumentInformation().getTitle().startsWith(new ReportText(report).title()));
        TagCount tags = new TagCount();
        tags.add(document.getDocumentCatalog().getStructureTreeRoot());
        assertEquals(1, tags.of("H1"));
        assertEquals(7, tags.of("H2"));
        assertEquals(2L * report.answers().size() + report.sections().size(), tags.of("H3"));
        long withRows =
                report.answers().stream().filter(answer -> answer.rows() > 0).count();
        assertEquals(withRows + report.sections().size(), tags.of("Table"));
        assertEquals(tags.of("Table"), tags.of("THead"));
        long charts = report.answers().stream()
                .filter(answer -> answer.rows() > 0 && answer.question().chart().kind() != Chart.Kind.NONE)
                .count();
        assertEquals(charts, tags.of("Figure"));
        assertEquals(
                report.answers().size() + 3 + new ReportText(report).first().size(), tags.of("Link"));
        assertTrue(tags.links >= tags.of("Link"), "every link can be followed");
        int marked = 0;
        for (PDPage page : document.getPages()) {
            COSArray owners = owners(page);
            for (int i = 0; i < owners.size(); i++) {
                assertTrue(owners.getObject(i) instanceof COSDictionary, "a piece without an element");
            }
            marked += owners.size();
        }
        assertEquals(marked, tags.pieces);
    }

    private static COSArray owners(PDPage page) throws IOException {
        Object numbers = document.getDocumentCatalog()
                .getStructureTreeRoot()
                .getParentTree()
                .getCOSObject()
                .getCOSArray(COSName.NUMS);
        COSArray array = (COSArray) numbers;
        for (int i = 0; i < array.size(); i += 2) {
            if (((COSInteger) array.getObject(i)).intValue() == page.getStructParents()) {
                return (COSArray) array.getObject(i + 1);
            }
        }
        throw new AssertionError("no owners of page " + page.getStructParents());
    }

    @Test
    void bookmarksLeadToChaptersAndQuestions() {
        List<String> titles = new ArrayList<>();
        for (PDOutlineItem chapter :
                document.getDocumentCatalog().getDocumentOutline().children()) {
            titles.add(chapter.getTitle());
            chapter.children().forEach(item -> titles.add(item.getTitle()));
        }
        assertTrue(titles.containsAll(List.of("Findings", "Questions and evidence", "Coverage", "About this report")));
        report.answers()
                .forEach(answer -> assertTrue(titles.contains(ReportText.heading(answer)), ReportText.heading(answer)));
    }

    @Test
    void theSameReportIsTheSameFile() throws IOException {
        Path again = Files.createDirectories(folder.resolve("again"));
        assertArrayEquals(bytes, Files.readAllBytes(PdfReport.write(report, again)));
    }

    @Test
    void anEmptyReportSaysSo() throws IOException {
        Report empty = new Report(
                report.pack(),
                report.edition(),
                report.request(),
                Map.of(),
                "",
                List.of(),
                0,
                false,
                List.of(new Section("events", "Events", "None.", true, List.of("account"), List.of(), 0)));
        Path target = Files.createDirectories(folder.resolve("empty"));
        try (PDDocument other = Loader.loadPDF(Files.readAllBytes(PdfReport.write(empty, target)))) {
            String words = new PDFTextStripper().getText(other);
            assertTrue(squeezed(words).contains(squeezed(ReportText.NO_FINDINGS)));
            assertFalse(words.contains("The fonts of this file lack"));
        }
    }
}
