/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.report.Report.Section;
import java.io.IOException;
import java.util.List;

/** A report as JSON: all of its facts, and of the rows those that the page shows. */
final class ReportJson {
    private ReportJson() {}

    static String of(Report report) {
        return JsonText.object(json -> {
            json.put("pack", report.pack().name()).put("title", report.pack().title());
            json.put("edition", report.edition().isEmpty() ? null : report.edition());
            json.put("since", report.request().period().since().toString());
            json.put("until", report.request().period().until().toString());
            json.put("created", report.request().created().toString());
            json.put("producer", report.request().producer()).put("snapshot", report.snapshot());
            json.object("parameters", parameters -> {
                for (var each : report.parameters().entrySet()) {
                    parameters.put(each.getKey(), each.getValue());
                }
            });
            json.put("events", report.events());
            json.array("questions", questions -> {
                for (Answer answer : report.answers()) {
                    questions.inObject(item -> answer(item, answer));
                }
            });
            json.array("data", sections -> {
                for (Section section : report.sections()) {
                    sections.inObject(item -> section(item, section));
                }
            });
        });
    }

    private static void answer(JsonText json, Answer answer) throws IOException {
        json.put("id", answer.question().id()).put("title", answer.question().title());
        json.put("control", answer.control().isEmpty() ? null : answer.control());
        json.put("state", answer.state()).put("severity", answer.severity().label());
        json.put("rows", answer.rows());
        json.put("first", answer.first().map(Object::toString).orElse(null));
        json.put("last", answer.last().map(Object::toString).orElse(null));
        json.put("rows-sha256", answer.rowsHash())
                .put("failure", answer.failure().orElse(null));
        json.put("columns", answer.columns());
        json.array("shown", rows -> rows(rows, answer.shown()));
        json.put("sql", answer.question().sql().strip());
    }

    private static void section(JsonText json, Section section) throws IOException {
        json.put("id", section.id()).put("title", section.title()).put("text", section.text());
        json.put("warning", section.isWarning() ? "yes" : "no").put("rows", section.rowCount());
        json.put("columns", section.columns());
        json.array("shown", rows -> rows(rows, section.rows()));
    }

    private static void rows(JsonText json, List<List<String>> rows) throws IOException {
        for (List<String> row : rows) {
            json.inArray(cells -> {
                for (String cell : row) {
                    cells.text(cell);
                }
            });
        }
    }
}
