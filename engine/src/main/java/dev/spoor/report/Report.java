/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A pack, answered.
 *
 * @param pack what was asked
 * @param edition of its framework; empty if there are none
 * @param request for what
 * @param parameters the values that held, by name
 * @param snapshot what identifies the data that were read
 * @param answers in the order of the pack
 * @param events events in the period
 * @param isIncomplete whether some input could not be read, so that rows may be missing
 * @param sections what is known about completeness and integrity
 */
public record Report(
        ReportPack pack,
        String edition,
        ReportRequest request,
        Map<String, String> parameters,
        String snapshot,
        List<Answer> answers,
        long events,
        boolean isIncomplete,
        List<Section> sections) {
    public Report {
        answers = List.copyOf(answers);
        sections = List.copyOf(sections);
    }

    /**
     * A table about the data themselves.
     *
     * @param id name of its place in the page
     * @param title a few words
     * @param text what it says, in whole sentences
     * @param isWarning whether the reader must know of it before relying on the rest
     * @param columns headings
     * @param rows as text; NULL is null
     * @param rowCount how many there are, of which {@code rows} are the first
     */
    public record Section(
            String id,
            String title,
            String text,
            boolean isWarning,
            List<String> columns,
            List<List<String>> rows,
            long rowCount) {}

    /** The findings, worst first. */
    public List<Answer> findings() {
        return answers.stream()
                .filter(Answer::isFinding)
                .sorted(Comparator.comparing(Answer::severity).reversed())
                .toList();
    }

    /** The questions without an answer. */
    public List<Answer> failures() {
        return answers.stream().filter(answer -> answer.failure().isPresent()).toList();
    }

    /** How many questions stand so. */
    public long count(String state) {
        return answers.stream().filter(answer -> answer.state().equals(state)).count();
    }

    /** Whether a finding is as bad as that. */
    public boolean hasFinding(Severity least) {
        return answers.stream()
                .anyMatch(answer -> answer.isFinding() && answer.severity().isAtLeast(least));
    }
}
