/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.report.Report.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A report as one HTML page that asks for nothing else: style and drawings are in it, there is no script, and its own policy forbids
 * every request. Made for screens of any width, light and dark, for paper, and for readers who listen.
 */
public final class ReportPage {
    private static final int CELL_CHARS_MAX = 400;

    /** What is not broken over lines on a screen. */
    private static final int SHORT_CHARS_MAX = 30;

    private final Report report;
    private final Html html = new Html();

    private ReportPage(Report report) {
        this.report = report;
    }

    /** The whole page. */
    public static String of(Report report) {
        ReportPage page = new ReportPage(report);
        page.head();
        page.summary();
        page.contents();
        page.findings();
        page.controls();
        page.data();
        page.foot();
        return page.html.toString();
    }

    private String title() {
        return report.pack().title() + (report.edition().isEmpty() ? "" : " " + report.edition());
    }

    private void head() {
        html.raw("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <meta name="referrer" content="no-referrer">
                <meta name="color-scheme" content="light dark">
                """);
        html.element(
                "title",
                title() + " · " + day(report.request().period().since()) + " to "
                        + day(report.request().period().until()));
        html.raw("<style>\n").raw(style()).raw("</style>\n</head>\n<body>\n");
        html.raw("<a class=\"skip\" href=\"#main\">Skip to the findings</a>\n<header>\n");
        html.raw("<p class=\"kind\">Audit report</p>\n").element("h1", title());
        html.raw("<p class=\"period\"><time datetime=\""
                + report.request().period().since() + "\">");
        html.text(moment(report.request().period().since())).raw("</time> to <time datetime=\"");
        html.text(report.request().period().until().toString()).raw("\">");
        html.text(moment(report.request().period().until())).raw("</time> UTC</p>\n</header>\n<main id=\"main\">\n");
    }

    private static String style() {
        try (InputStream in = ReportPage.class.getResourceAsStream("page.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void summary() {
        html.raw("<section aria-labelledby=\"summary\">\n<h2 id=\"summary\">Summary</h2>\n<p class=\"lead\">");
        html.text(lead()).raw("</p>\n<ul class=\"tiles\">\n");
        for (Severity severity : List.of(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW)) {
            tile(severity.label(), report.count(severity.label()));
        }
        tile("clear", report.count("clear"));
        tile("evidence", report.count("evidence"));
        if (!report.failures().isEmpty()) {
            tile("not answered", report.failures().size());
        }
        html.raw("</ul>\n");
        for (Section section : report.sections()) {
            if (section.isWarning()) {
                html.raw("<p class=\"warning\"><strong>").text(section.title()).raw(":</strong> ");
                html.text(section.text()).raw(" <a href=\"#data-" + section.id() + "\">More</a></p>\n");
            }
        }
        if (!report.pack().text().isEmpty()) {
            html.element("p", report.pack().text());
        }
        if (!report.pack().limits().isEmpty()) {
            html.raw("<p><strong>What this report cannot tell:</strong> ")
                    .text(report.pack().limits())
                    .raw("</p>\n");
        }
        html.raw("</section>\n");
    }

    private String lead() {
        int findings = report.findings().size();
        String asked = Counted.of(report.answers().size(), "question") + " asked of "
                + Counted.of(report.events(), "event") + ": ";
        String found = findings == 0 ? "no findings" : Counted.of(findings, "finding");
        int open = report.failures().size();
        return asked + found + (open == 0 ? "." : ", and " + Counted.of(open, "question") + " without an answer.");
    }

    private void tile(String state, long count) {
        html.raw("<li class=\"tile " + css(state) + (count == 0 ? " none" : "") + "\"><b>");
        html.text(Counted.number(count)).raw("</b> ").text(state).raw("</li>\n");
    }

    private void contents() {
        html.raw("<nav aria-label=\"Contents\">\n<details><summary>All questions</summary>\n<ol>\n");
        for (Answer answer : report.answers()) {
            html.raw("<li><a href=\"#q-" + answer.question().id() + "\">")
                    .text(heading(answer))
                    .raw("</a> ");
            badge(answer.state());
            html.raw("</li>\n");
        }
        html.raw("</ol>\n</details>\n</nav>\n");
    }

    private void findings() {
        html.raw("<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">Findings</h2>\n");
        List<Answer> first = new ArrayList<>(report.failures());
        first.addAll(report.findings());
        if (first.isEmpty()) {
            html.element("p", "None. Every question that may find something was answered, and found nothing.");
        } else {
            html.raw("<ol class=\"findings\">\n");
            for (Answer answer : first) {
                html.raw("<li>");
                badge(answer.state());
                html.raw(" <a href=\"#q-" + answer.question().id() + "\">")
                        .text(heading(answer))
                        .raw("</a>");
                html.raw("<span class=\"detail\">").text(detail(answer)).raw("</span></li>\n");
            }
            html.raw("</ol>\n");
        }
        html.raw("</section>\n");
    }

    private static String detail(Answer answer) {
        if (answer.failure().isPresent()) {
            return answer.failure().get();
        }
        String rows = Counted.of(answer.rows(), "row");
        if (answer.first().isEmpty()) {
            return rows;
        }
        return answer.first().equals(answer.last())
                ? rows + ", " + moment(answer.first().get()) + " UTC"
                : rows + ", " + moment(answer.first().get()) + " to "
                        + moment(answer.last().orElseThrow()) + " UTC";
    }

    private void controls() {
        html.raw("<section aria-labelledby=\"controls\">\n<h2 id=\"controls\">Questions and evidence</h2>\n");
        for (Answer answer : report.answers()) {
            question(answer);
        }
        html.raw("</section>\n");
    }

    private void question(Answer answer) {
        Question asked = answer.question();
        html.raw("<article aria-labelledby=\"q-" + asked.id() + "\">\n<h3 id=\"q-" + asked.id() + "\">");
        html.text(heading(answer)).raw(" ");
        badge(answer.state());
        html.raw("</h3>\n");
        if (!asked.text().isEmpty()) {
            html.element("p", asked.text());
        }
        html.raw("<p class=\"count\">").text(population(answer)).raw("</p>\n");
        SvgChart.append(html, answer);
        if (answer.rows() > 0) {
            evidence(answer);
            if (answer.isFinding() && !asked.advice().isEmpty()) {
                html.raw("<p class=\"advice\"><strong>What to do:</strong> ")
                        .text(asked.advice())
                        .raw("</p>\n");
            }
        }
        html.raw("<details><summary>SQL</summary>\n<pre tabindex=\"0\"><code>")
                .lines(asked.sql().strip());
        html.raw("</code></pre>\n</details>\n</article>\n");
    }

    /** How many rows of how many events, and what a number of rows means. */
    private String population(Answer answer) {
        if (answer.failure().isPresent()) {
            return "Not answered: " + answer.failure().get();
        }
        StringBuilder text = new StringBuilder(detail(answer)).append("; ");
        text.append(Counted.of(report.events(), "event")).append(" in the period.");
        if (!answer.question().mayFind()) {
            text.append(" Evidence: no number of rows is a finding by itself.");
        } else if (answer.question().thresholds().size() > 1
                || !answer.question().thresholds().containsValue(1L)) {
            text.append(" A finding is");
            String separator = " ";
            for (Map.Entry<Severity, Long> each :
                    new TreeMap<>(answer.question().thresholds()).entrySet()) {
                text.append(separator)
                        .append(each.getKey().label())
                        .append(" from ")
                        .append(each.getValue());
                separator = ", ";
            }
            text.append(answer.question().thresholds().size() > 1 ? " rows on." : " rows on.");
        }
        return text.toString();
    }

    private void evidence(Answer answer) {
        List<Integer> chosen = chosenColumns(answer);
        List<String> columns = chosen.stream().map(answer.columns()::get).toList();
        List<Boolean> numbers = chosen.stream().map(answer.isNumber()::get).toList();
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row : answer.shown()) {
            List<String> cells = new ArrayList<>();
            chosen.forEach(index -> cells.add(row.get(index)));
            rows.add(cells);
        }
        table("Evidence: " + answer.question().title(), columns, numbers, rows);
        if (answer.rows() > rows.size()) {
            html.raw("<p class=\"cut\">")
                    .text("The first " + Counted.number(rows.size()) + " of " + Counted.of(answer.rows(), "row")
                            + "; all are in ");
            html.raw("data/").text(answer.question().id()).raw(".csv.</p>\n");
        }
    }

    private static List<Integer> chosenColumns(Answer answer) {
        List<Integer> chosen = new ArrayList<>();
        if (answer.question().columns().isEmpty()) {
            for (int i = 0; i < answer.columns().size(); i++) {
                chosen.add(i);
            }
        }
        answer.question()
                .columns()
                .forEach(column -> chosen.add(answer.columns().indexOf(column)));
        return chosen;
    }

    private void data() {
        html.raw("<section aria-labelledby=\"data\">\n<h2 id=\"data\">Completeness and integrity</h2>\n");
        for (Section section : report.sections()) {
            html.raw("<h3 id=\"data-" + section.id() + "\">")
                    .text(section.title())
                    .raw("</h3>\n");
            html.raw(section.isWarning() ? "<p class=\"warning\">" : "<p>")
                    .text(section.text())
                    .raw("</p>\n");
            if (!section.rows().isEmpty()) {
                table(
                        section.title(),
                        section.columns(),
                        section.columns().stream()
                                .map(column -> isNumbers(section, column))
                                .toList(),
                        section.rows());
            }
            if (section.rowCount() > section.rows().size()) {
                html.raw("<p class=\"cut\">")
                        .text("The first " + Counted.number(section.rows().size()) + " of "
                                + Counted.of(section.rowCount(), "row") + ".")
                        .raw("</p>\n");
            }
        }
        html.raw("</section>\n</main>\n");
    }

    private static boolean isNumbers(Section section, String column) {
        int index = section.columns().indexOf(column);
        return section.rows().stream()
                .allMatch(row -> row.get(index) == null || row.get(index).matches("-?\\d{1,11}"));
    }

    private void table(String caption, List<String> columns, List<Boolean> numbers, List<List<String>> rows) {
        html.raw("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .text(caption)
                .raw("\">\n");
        html.raw("<table>\n<thead><tr>");
        List<String> classes = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            boolean isShort = rows.stream()
                    .allMatch(row -> row.get(column) == null || row.get(column).length() <= SHORT_CHARS_MAX);
            classes.add(numbers.get(i) ? "number" : isShort ? "short" : "long");
            html.raw("<th scope=\"col\" class=\"" + classes.get(i) + "\">")
                    .text(words(columns.get(i)))
                    .raw("</th>");
        }
        html.raw("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            html.raw("<tr>");
            for (int i = 0; i < row.size(); i++) {
                cell(row.get(i), classes.get(i));
            }
            html.raw("</tr>\n");
        }
        html.raw("</tbody>\n</table>\n</div>\n");
    }

    /** {@code event_time} and {@code eventTime} as words. */
    private static String words(String column) {
        return column.replace('_', ' ')
                .replaceAll("(?<=[a-z])(?=[A-Z][a-z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    private void cell(String textOrNull, String kind) {
        if (textOrNull == null) {
            html.raw("<td class=\"null\">none</td>");
            return;
        }
        html.raw("<td class=\"" + kind + "\">");
        if (textOrNull.length() > CELL_CHARS_MAX) {
            html.text(textOrNull.substring(0, CELL_CHARS_MAX)).raw("… <i>(cut)</i>");
        } else {
            html.text(textOrNull.endsWith(" 00:00:00.000") ? textOrNull : textOrNull.replaceFirst("\\.000$", ""));
        }
        html.raw("</td>");
    }

    private void foot() {
        html.raw("<footer>\n<h2>About this report</h2>\n<dl>\n");
        fact(
                "Made",
                moment(report.request().created()) + " UTC by "
                        + report.request().producer());
        fact("Pack", report.pack().name() + (report.edition().isEmpty() ? "" : ", edition " + report.edition()));
        fact("Data", report.snapshot());
        report.parameters().forEach((name, value) -> fact("Parameter " + name, value.isEmpty() ? "(empty)" : value));
        html.raw("</dl>\n</footer>\n</body>\n</html>\n");
    }

    private void fact(String name, String value) {
        html.raw("<div><dt>").text(name).raw("</dt><dd>").text(value).raw("</dd></div>\n");
    }

    private void badge(String state) {
        html.raw("<span class=\"badge " + css(state) + "\">").text(state).raw("</span>");
    }

    private static String css(String state) {
        return state.replace(' ', '-');
    }

    private static String heading(Answer answer) {
        return (answer.control().isEmpty() ? "" : answer.control() + " ")
                + answer.question().title();
    }

    private static String moment(Instant instant) {
        String text = instant.truncatedTo(ChronoUnit.SECONDS).toString();
        return text.endsWith("T00:00:00Z")
                ? text.substring(0, 10)
                : text.substring(0, 10) + " " + text.substring(11, 19);
    }

    private static String day(Instant instant) {
        return instant.toString().substring(0, 10);
    }
}
