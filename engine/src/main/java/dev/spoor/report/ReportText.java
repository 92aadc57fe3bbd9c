/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The sentences of a report, the same on its page and on paper. */
public final class ReportText {
    /** What stands in the place of a list of findings that is empty. */
    public static final String NO_FINDINGS =
            "None. Every question that may find something was answered, and found nothing.";

    private final Report report;

    public ReportText(Report report) {
        this.report = report;
    }

    /** How many questions stand so. */
    public record Tile(String state, long count) {}

    /** The pack, and its edition. */
    public String title() {
        return report.pack().title() + (report.edition().isEmpty() ? "" : " " + report.edition());
    }

    /** From when to when. */
    public String period() {
        return moment(report.request().period().since()) + " to "
                + moment(report.request().period().until()) + " UTC";
    }

    /** What was asked and found, in one sentence. */
    public String lead() {
        int findings = report.findings().size();
        String asked = Counted.of(report.answers().size(), "question") + " asked of "
                + Counted.of(report.events(), "event") + ": ";
        String found = findings == 0 ? "no findings" : Counted.of(findings, "finding");
        int open = report.failures().size();
        return asked + found + (open == 0 ? "." : ", and " + Counted.of(open, "question") + " without an answer.");
    }

    /** How many questions stand how, the worst first. */
    public List<Tile> tiles() {
        List<Tile> tiles = new ArrayList<>();
        for (Severity severity : List.of(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW)) {
            tiles.add(new Tile(severity.label(), report.count(severity.label())));
        }
        tiles.add(new Tile("clear", report.count("clear")));
        tiles.add(new Tile("evidence", report.count("evidence")));
        if (!report.failures().isEmpty()) {
            tiles.add(new Tile("not answered", report.failures().size()));
        }
        return tiles;
    }

    /** What a reader must see: questions without an answer, then findings, the worst first. */
    public List<Answer> first() {
        List<Answer> first = new ArrayList<>(report.failures());
        first.addAll(report.findings());
        return first;
    }

    /** How many rows, from when to when; or why there are none. */
    public static String detail(Answer answer) {
        if (answer.failure().isPresent()) {
            return answer.failure().get();
        }
        String rows = Counted.of(answer.rows(), "row");
        if (answer.first().isEmpty()) {
            return rows;
        }
        String first = moment(answer.first().get());
        return answer.first().equals(answer.last())
                ? rows + ", " + first + " UTC"
                : rows + ", " + first + " to " + moment(answer.last().orElseThrow()) + " UTC";
    }

    /** How many rows of how many events, and what a number of rows means. */
    public String population(Answer answer) {
        if (answer.failure().isPresent()) {
            return "Not answered: " + answer.failure().get();
        }
        StringBuilder text = new StringBuilder(detail(answer)).append("; ");
        text.append(Counted.of(report.events(), "event")).append(" in the period.");
        Map<Severity, Long> thresholds = new TreeMap<>(answer.question().thresholds());
        if (!answer.question().mayFind()) {
            text.append(" Evidence: no number of rows is a finding by itself.");
        } else if (thresholds.size() > 1 || !thresholds.containsValue(1L)) {
            text.append(" A finding is");
            String separator = " ";
            for (Map.Entry<Severity, Long> each : thresholds.entrySet()) {
                text.append(separator)
                        .append(each.getKey().label())
                        .append(" from ")
                        .append(Counted.number(each.getValue()));
                separator = ", ";
            }
            text.append(" rows on.");
        }
        return text.toString();
    }

    /** That there are more rows than the table below shows, and where; empty if it shows all. */
    public static String more(Answer answer) {
        int shown = answer.shown().size();
        return answer.rows() <= shown
                ? ""
                : "The first " + Counted.number(shown) + " of " + Counted.of(answer.rows(), "row") + "; all are in "
                        + ReportFolder.DATA + "/" + answer.question().id() + ".csv.";
    }

    /** As above, of what is known about the data. */
    public static String more(Report.Section section) {
        int shown = section.rows().size();
        return section.rowCount() <= shown
                ? ""
                : "The first " + Counted.number(shown) + " of " + Counted.of(section.rowCount(), "row") + ".";
    }

    /** Number of the control and title of the question. */
    public static String heading(Answer answer) {
        return (answer.control().isEmpty() ? "" : answer.control() + " ")
                + answer.question().title();
    }

    /** Who made the report, when, of what. */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "Made",
                moment(report.request().created()) + " UTC by "
                        + report.request().producer());
        facts.put("Pack", report.pack().name() + (report.edition().isEmpty() ? "" : ", edition " + report.edition()));
        facts.put("Data", report.snapshot());
        report.parameters()
                .forEach((name, value) -> facts.put("Parameter " + name, value.isEmpty() ? "(empty)" : value));
        return facts;
    }

    /** A day, or a time of it to the second. */
    public static String moment(Instant instant) {
        String text = instant.truncatedTo(ChronoUnit.SECONDS).toString();
        return text.endsWith("T00:00:00Z")
                ? text.substring(0, 10)
                : text.substring(0, 10) + " " + text.substring(11, 19);
    }
}
