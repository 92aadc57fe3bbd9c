/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of a question.
 *
 * @param question that was asked
 * @param control its number in the edition of the report; may be empty
 * @param severity of the finding; {@link Severity#INFO} if there is none
 * @param rows how many rows there are
 * @param columns names of the columns, as the statement gives them
 * @param isNumber of each column, whether it holds numbers
 * @param shown the first rows, each with a text for each column; NULL is null
 * @param bars what its chart draws, in order
 * @param first time of the earliest row; empty without rows or times
 * @param last time of the latest one
 * @param rowsHash SHA-256 over the hashes of all rows in rising order, in hexadecimal: the same for the same rows in any order
 * @param failure why there is no answer; then everything above is empty
 */
public record Answer(
        Question question,
        String control,
        Severity severity,
        long rows,
        List<String> columns,
        List<Boolean> isNumber,
        List<List<String>> shown,
        List<Bar> bars,
        Optional<Instant> first,
        Optional<Instant> last,
        String rowsHash,
        Optional<String> failure) {
    /** A bar of a chart. */
    public record Bar(String label, long count) {}

    /** A question that could not be answered. */
    static Answer failed(Question question, String control, String failure) {
        return new Answer(
                question,
                control,
                Severity.INFO,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.of(failure));
    }

    public boolean isFinding() {
        return severity != Severity.INFO;
    }

    /** One word for how the question stands. */
    public String state() {
        if (failure.isPresent()) {
            return "not answered";
        }
        if (isFinding()) {
            return severity.label();
        }
        return question.mayFind() ? "clear" : "evidence";
    }
}
