/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.docs;

import dev.spoor.report.Control;
import dev.spoor.report.Question;
import dev.spoor.report.ReportPack;
import dev.spoor.report.Severity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page of a pack: what it asks, when that is a finding, and the SQL. */
final class PackPage {
    private PackPage() {}

    static String of(ReportPack pack) {
        StringBuilder page = new StringBuilder();
        page.append(pack.text())
                .append("\n\nWhat it cannot tell: ")
                .append(pack.limits())
                .append('\n');
        if (!pack.editions().isEmpty()) {
            page.append("\nEditions: ").append(String.join(", ", pack.editions()));
            page.append("; ").append(pack.edition().orElseThrow()).append(" unless `--edition` says another.\n");
        }
        if (!pack.parameters().isEmpty()) {
            page.append("\n| parameter | initial | what it is |\n| --- | --- | --- |\n");
            pack.parameters().forEach((name, parameter) -> page.append("| `")
                    .append(name)
                    .append("` | ")
                    .append(parameter.initial().isEmpty() ? "" : "`" + parameter.initial() + "`")
                    .append(" | ")
                    .append(parameter.doc())
                    .append(" |\n"));
        }
        for (Question question : pack.questions()) {
            page.append("\n## ").append(question.title()).append("\n\n");
            page.append("`").append(question.id()).append("`; ");
            if (!question.controls().isEmpty()) {
                page.append(controls(question.controls())).append("; ");
            }
            page.append(finding(question.thresholds()))
                    .append(".\n\n")
                    .append(question.text())
                    .append('\n');
            if (!question.advice().isEmpty()) {
                page.append("\nWhat to do: ").append(question.advice()).append('\n');
            }
            page.append("\n```sql\n").append(question.sql().strip()).append("\n```\n");
        }
        return page.toString();
    }

    private static String controls(List<Control> controls) {
        return controls.stream().map(PackPage::control).collect(Collectors.joining(", "));
    }

    private static String control(Control control) {
        List<String> editions = control.editions();
        if (editions.isEmpty()) {
            return control.number();
        }
        String first = editions.get(0);
        String last = editions.get(editions.size() - 1);
        return control.number() + " (" + (first.equals(last) ? first : first + " to " + last) + ")";
    }

    private static String finding(Map<Severity, Long> thresholds) {
        if (thresholds.isEmpty()) {
            return "evidence, never a finding";
        }
        return new TreeMap<>(thresholds)
                .entrySet().stream()
                        .map(each -> each.getKey().label() + " from " + each.getValue()
                                + (each.getValue() == 1 ? " row" : " rows"))
                        .collect(Collectors.joining(", "));
    }
}
