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
import java.util.List;

/**
 * A report as one HTML page that asks for nothing else: style and drawings are in it, there is no script, and its own policy forbids
 * every request. Made for screens of any width, light and dark, for paper, and for readers who listen.
 */
public final class ReportPage {
    private final Report report;
    private final ReportText words;
    private final Html html = new Html();

    private ReportPage(Report report) {
        this.report = report;
        this.words = new ReportText(report);
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
        html.element("title", words.title() + " · " + words.period());
        html.raw("<style>\n").raw(style()).raw("</style>\n</head>\n<body>\n");
        html.raw("<a class=\"skip\" href=\"#main\">Skip to the findings</a>\n<header>\n");
        html.raw("<p class=\"kind\">Audit report</p>\n").element("h1", words.title());
        html.raw("<p class=\"period\"><time datetime=\""
                + report.request().period().since() + "\">");
        html.text(ReportText.moment(report.request().period().since())).raw("</time> to <time datetime=\"");
        html.text(report.request().period().until().toString()).raw("\">");
        html.text(ReportText.moment(report.request().period().until()))
                .raw("</time> UTC</p>\n</header>\n<main id=\"main\">\n");
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
        html.text(words.lead()).raw("</p>\n<ul class=\"tiles\">\n");
        for (ReportText.Tile tile : words.tiles()) {
            html.raw("<li class=\"tile " + css(tile.state()) + (tile.count() == 0 ? " none" : "") + "\"><b>");
            html.text(Counted.number(tile.count()))
                    .raw("</b> ")
                    .text(tile.state())
                    .raw("</li>\n");
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

    private void contents() {
        html.raw("<nav aria-label=\"Contents\">\n<details><summary>All questions</summary>\n<ol>\n");
        for (Answer answer : report.answers()) {
            html.raw("<li><a href=\"#q-" + answer.question().id() + "\">")
                    .text(ReportText.heading(answer))
                    .raw("</a> ");
            badge(answer.state());
            html.raw("</li>\n");
        }
        html.raw("</ol>\n</details>\n</nav>\n");
    }

    private void findings() {
        html.raw("<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">Findings</h2>\n");
        List<Answer> first = words.first();
        if (first.isEmpty()) {
            html.element("p", ReportText.NO_FINDINGS);
        } else {
            html.raw("<ol class=\"findings\">\n");
            for (Answer answer : first) {
                html.raw("<li>");
                badge(answer.state());
                html.raw(" <a href=\"#q-" + answer.question().id() + "\">")
                        .text(ReportText.heading(answer))
                        .raw("</a>");
                html.raw("<span class=\"detail\">")
                        .text(ReportText.detail(answer))
                        .raw("</span></li>\n");
            }
            html.raw("</ol>\n");
        }
        html.raw("</section>\n");
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
        html.text(ReportText.heading(answer)).raw(" ");
        badge(answer.state());
        html.raw("</h3>\n");
        if (!asked.text().isEmpty()) {
            html.element("p", asked.text());
        }
        html.raw("<p class=\"count\">").text(words.population(answer)).raw("</p>\n");
        SvgChart.append(html, answer);
        if (answer.rows() > 0) {
            table(ReportTable.of(answer));
            more(ReportText.more(answer));
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

    private void more(String text) {
        if (!text.isEmpty()) {
            html.raw("<p class=\"cut\">").text(text).raw("</p>\n");
        }
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
                table(ReportTable.of(section));
            }
            more(ReportText.more(section));
        }
        html.raw("</section>\n</main>\n");
    }

    private void table(ReportTable table) {
        html.raw("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .text(table.caption())
                .raw("\">\n<table>\n<thead><tr>");
        for (int i = 0; i < table.headings().size(); i++) {
            html.raw("<th scope=\"col\" class=\"" + table.kinds().get(i).label() + "\">")
                    .text(table.headings().get(i))
                    .raw("</th>");
        }
        html.raw("</tr></thead>\n<tbody>\n");
        for (List<String> row : table.rows()) {
            html.raw("<tr>");
            for (int i = 0; i < row.size(); i++) {
                if (row.get(i) == null) {
                    html.raw("<td class=\"null\">none</td>");
                } else {
                    html.raw("<td class=\"" + table.kinds().get(i).label() + "\">")
                            .text(row.get(i))
                            .raw("</td>");
                }
            }
            html.raw("</tr>\n");
        }
        html.raw("</tbody>\n</table>\n</div>\n");
    }

    private void foot() {
        html.raw("<footer>\n<h2>About this report</h2>\n<dl>\n");
        words.facts().forEach(this::fact);
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
}
