/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.sql.text.NamedParameters;
import dev.spoor.sql.text.SqlFile.Entry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes questions of what stands at the head of their statements, and checks it. */
final class QuestionReader {
    private static final List<String> KEYS =
            List.of("id", "title", "control", "text", "advice", "severity", "thresholds", "columns", "chart");
    private static final String TIMELINE = "timeline";
    private static final String BARS = "bars";

    private final String origin;
    private String file;
    private final List<String> editions;
    private String id = "";
    private String title = "";
    private String text = "";
    private String advice = "";
    private final List<Control> controls = new ArrayList<>();
    private final Map<Severity, Long> thresholds = new EnumMap<>(Severity.class);
    private Severity severity = Severity.INFO;
    private List<String> columns = List.of();
    private Chart chart = Chart.NONE;

    /**
     * @param file for messages
     * @param id unless the head says another
     * @param editions of the pack
     */
    QuestionReader(String file, String id, List<String> editions) {
        this.origin = file;
        this.file = file;
        this.id = id;
        this.editions = editions;
    }

    /** Takes what a file says; what is taken later wins. Returns this. */
    QuestionReader take(String from, List<Entry> head) {
        file = from;
        head.forEach(this::take);
        file = origin;
        return this;
    }

    /**
     * The question.
     *
     * @param line where it begins
     * @param parameters that the pack declares
     */
    Question read(int line, String sql, Set<String> parameters) {
        if (!id.matches("[a-z0-9][a-z0-9-]{0,79}")) {
            throw PackProblem.at(file, line, "'" + id + "' is no id of a question")
                    .advise("use small letters, digits and dashes");
        }
        if (title.isEmpty()) {
            throw PackProblem.at(file, line, "the question has no title").advise("begin with a line '-- title: ...'");
        }
        if (sql.isBlank()) {
            throw PackProblem.at(file, line, "the question has no SQL").advise("write one SELECT behind its head");
        }
        for (String name : NamedParameters.names(sql)) {
            boolean isPeriod = name.equals(ReportPack.SINCE) || name.equals(ReportPack.UNTIL);
            if (!isPeriod && !parameters.contains(name)) {
                List<String> known = new ArrayList<>(parameters);
                known.addAll(List.of(ReportPack.SINCE, ReportPack.UNTIL));
                throw PackProblem.unknown(file, lineOf(sql, ":" + name, line), "parameter of the pack", name, known);
            }
        }
        if (thresholds.isEmpty() && severity != Severity.INFO) {
            thresholds.put(severity, 1L);
        }
        return new Question(id, title, controls, text, advice, thresholds, columns, chart, sql, origin);
    }

    private static int lineOf(String sql, String part, int line) {
        return line
                + (int) sql.substring(0, Math.max(0, sql.indexOf(part)))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private void take(Entry entry) {
        String value = entry.value();
        switch (entry.key()) {
            case "id" -> id = value;
            case "title" -> title = value;
            case "text" -> text = value;
            case "advice" -> advice = value;
            case "control" -> takeControls(value, entry.line());
            case "severity" -> {
                severity = severity(value, entry.line());
                thresholds.clear();
            }
            case "thresholds" -> takeThresholds(value, entry.line());
            case "columns" -> columns = List.of(value.split("\\s*,\\s*"));
            case "chart" -> chart = chart(value, entry.line());
            default -> throw PackProblem.unknown(file, entry.line(), "entry of a question", entry.key(), KEYS);
        }
    }

    private Severity severity(String label, int line) {
        return Severity.find(label)
                .orElseThrow(() -> PackProblem.unknown(file, line, "severity", label, Severity.labels()));
    }

    /** {@code low 1, high 10}: so many rows or more. */
    private void takeThresholds(String value, int line) {
        thresholds.clear();
        for (String part : value.split("\\s*,\\s*")) {
            String[] words = part.split("\\s+");
            if (words.length != 2 || !words[1].matches("[1-9]\\d{0,17}")) {
                throw PackProblem.at(file, line, "'" + part + "' is no threshold")
                        .advise("write a severity and a number of rows from 1, such as: low 1, high 10");
            }
            thresholds.put(severity(words[0], line), Long.parseLong(words[1]));
        }
    }

    private Chart chart(String value, int line) {
        String[] words = value.split("\\s+");
        if (words.length == 1 && words[0].equals(TIMELINE)) {
            return new Chart(Chart.Kind.TIMELINE, "");
        }
        if (words.length == 2 && words[0].equals(BARS)) {
            return new Chart(Chart.Kind.BARS, words[1]);
        }
        throw PackProblem.at(file, line, "'" + value + "' is no chart").advise("write 'timeline' or 'bars COLUMN'");
    }

    /** {@code 4.3} or {@code v1..v5 = 4.3; v6.. = 5.3}. */
    private void takeControls(String value, int line) {
        controls.clear();
        for (String part : value.split("\\s*;\\s*")) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                controls.add(new Control(part.strip(), editions));
            } else {
                controls.add(new Control(
                        part.substring(equals + 1).strip(),
                        range(part.substring(0, equals).strip(), line)));
            }
        }
    }

    private List<String> range(String text, int line) {
        int dots = text.indexOf("..");
        String first = dots < 0 ? text : text.substring(0, dots);
        String last = dots < 0 ? text : text.substring(dots + 2);
        int from = first.isEmpty() ? 0 : index(first, line);
        int to = last.isEmpty() ? editions.size() - 1 : index(last, line);
        if (from > to) {
            throw PackProblem.at(file, line, first + " is not before " + last).advise("write the older edition first");
        }
        return editions.subList(from, to + 1);
    }

    private int index(String edition, int line) {
        int index = editions.indexOf(edition);
        if (index < 0) {
            throw PackProblem.unknown(file, line, "edition of the pack", edition, editions);
        }
        return index;
    }
}
