/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.scan.KnownTotals;
import dev.spoor.scan.ScanSource;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.vector.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Totals of all rows of a source, from what it knows of them without reading one; computed by another step if it does
 * not know all of them exactly. One row.
 *
 * @param questions one for each output column
 * @param otherwise gives the same row by reading
 */
public record MetadataNode(ScanSource source, List<Question> questions, PlanNode otherwise) implements PlanNode {
    /** What a question is about. */
    public enum Total {
        COUNT,
        LEAST,
        GREATEST
    }

    /**
     * A total.
     *
     * @param columnOrNull null to count rows
     */
    public record Question(Total total, ProjectedColumn columnOrNull) {
        @Override
        public String toString() {
            String of = columnOrNull == null ? "*" : columnOrNull.field().getName();
            return switch (total) {
                case COUNT -> "count(" + of + ")";
                case LEAST -> "min(" + of + ")";
                case GREATEST -> "max(" + of + ")";
            };
        }
    }

    public MetadataNode {
        questions = List.copyOf(questions);
        if (questions.size() != otherwise.schema().getFields().size()) {
            throw new IllegalArgumentException(questions + " for " + otherwise.schema());
        }
    }

    @Override
    public Schema schema() {
        return otherwise.schema();
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(otherwise);
    }

    @Override
    public boolean isPartitioned() {
        return false;
    }

    @Override
    public Operator open(QueryContext context) {
        Optional<KnownTotals> totals = source.totals();
        List<Object> row = totals.isEmpty() ? List.of() : answers(questions, totals.get());
        return row.size() == questions.size()
                ? new ValuesNode(schema(), List.of(row)).open(context)
                : context.open(otherwise);
    }

    /** One for each question until one cannot be answered exactly. */
    static List<Object> answers(List<Question> questions, KnownTotals totals) {
        List<Object> row = new ArrayList<>();
        for (Question question : questions) {
            if (question.columnOrNull == null) {
                row.add(totals.rowCount());
                continue;
            }
            OptionalLong values = totals.valueCount(question.columnOrNull);
            if (values.isEmpty()) {
                break;
            }
            if (question.total == Total.COUNT) {
                row.add(values.getAsLong());
            } else if (values.getAsLong() == 0) {
                row.add(null);
            } else {
                Optional<Object> bound = question.total == Total.LEAST
                        ? totals.least(question.columnOrNull)
                        : totals.greatest(question.columnOrNull);
                if (bound.isEmpty()) {
                    break;
                }
                row.add(bound.get());
            }
        }
        return row;
    }

    @Override
    public String describe() {
        return "Metadata of " + source.name() + ": "
                + questions.stream().map(Question::toString).collect(Collectors.joining(", ")) + ", or by reading";
    }
}
