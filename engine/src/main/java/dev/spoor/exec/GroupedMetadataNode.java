/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.exec.MetadataNode.Question;
import dev.spoor.exec.MetadataNode.Total;
import dev.spoor.expr.Values;
import dev.spoor.expr.VectorExpr;
import dev.spoor.scan.KnownTotals;
import dev.spoor.scan.ScanSource;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.arrow.vector.FieldVector;

/**
 * Totals of all rows of a source by a key that never falls as a column rises: the day of the time, for example. Where the
 * key is the same for the least and the greatest value of a part of the rows, such as a data file, it is the same for all
 * of it, and what is known of the part need not be read. If that does not hold for some part, rows are read after all.
 *
 * @param column what the key is made of
 * @param key over a batch of this one column
 * @param questions one for each output column behind the key
 * @param otherwise gives the same rows, in any order, by reading
 */
public record GroupedMetadataNode(
        ScanSource source, ProjectedColumn column, VectorExpr key, List<Question> questions, PlanNode otherwise)
        implements PlanNode {
    public GroupedMetadataNode {
        questions = List.copyOf(questions);
        if (questions.size() + 1 != otherwise.schema().getFields().size()) {
            throw new IllegalArgumentException(questions + " behind a key for " + otherwise.schema());
        }
    }

    /** A part of the rows, all with the same key. */
    private record Part(Object leastOrNull, Object greatestOrNull, List<Object> answers) {}

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
        List<List<Object>> rows = totals.isEmpty() ? null : rowsOrNull(totals.get(), context);
        return rows == null ? context.open(otherwise) : new ValuesNode(schema(), rows).open(context);
    }

    private List<List<Object>> rowsOrNull(KnownTotals totals, QueryContext context) {
        List<Part> parts = new ArrayList<>();
        for (KnownTotals part : totals.parts()) {
            if (part.rowCount() == 0) {
                continue;
            }
            Part known = partOrNull(part);
            if (known == null) {
                return null;
            }
            parts.add(known);
        }
        if (parts.isEmpty()) {
            return List.of();
        }
        List<Object> keys = keys(parts, context);
        Map<Object, List<Object>> groups = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            Object key = keys.get(2 * i);
            if (!Values.same(key, keys.get(2 * i + 1))) {
                return null;
            }
            groups.merge(key, parts.get(i).answers(), this::merged);
        }
        List<List<Object>> rows = new ArrayList<>();
        groups.forEach((key, answers) -> {
            List<Object> row = new ArrayList<>();
            row.add(key);
            row.addAll(answers);
            rows.add(row);
        });
        return rows;
    }

    private Part partOrNull(KnownTotals totals) {
        OptionalLong values = totals.valueCount(column);
        boolean isNull = values.isPresent() && values.getAsLong() == 0;
        if (values.isEmpty() || (!isNull && values.getAsLong() != totals.rowCount())) {
            return null;
        }
        Optional<Object> least = isNull ? Optional.empty() : totals.least(column);
        Optional<Object> greatest = isNull ? Optional.empty() : totals.greatest(column);
        List<Object> answers = MetadataNode.answers(questions, totals);
        boolean isKnown = isNull || (least.isPresent() && greatest.isPresent());
        return isKnown && answers.size() == questions.size()
                ? new Part(least.orElse(null), greatest.orElse(null), answers)
                : null;
    }

    /** For each part the keys of its least and its greatest value. */
    private List<Object> keys(List<Part> parts, QueryContext context) {
        FieldVector values = Values.newVector(column.field(), 2 * parts.size(), context.memory());
        for (int i = 0; i < parts.size(); i++) {
            Values.write(values, 2 * i, parts.get(i).leastOrNull());
            Values.write(values, 2 * i + 1, parts.get(i).greatestOrNull());
        }
        values.setValueCount(2 * parts.size());
        List<Object> keys = new ArrayList<>();
        try (Batch batch = new Batch(2 * parts.size(), List.of(new FlatColumn(column.field(), values)));
                Column made = key.eval(batch, context.evalContext())) {
            FieldVector flat = made.flat(context.memory());
            for (int i = 0; i < 2 * parts.size(); i++) {
                keys.add(Values.read(flat, i));
            }
        }
        return keys;
    }

    private List<Object> merged(List<Object> one, List<Object> other) {
        List<Object> both = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            both.add(merged(questions.get(i).total(), one.get(i), other.get(i)));
        }
        return both;
    }

    private static Object merged(Total total, Object one, Object other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return switch (total) {
            case COUNT -> (Long) one + (Long) other;
            case LEAST -> Values.compare(one, other) <= 0 ? one : other;
            case GREATEST -> Values.compare(one, other) >= 0 ? one : other;
        };
    }

    @Override
    public String describe() {
        return "Metadata of " + source.name() + " by "
                + schema().getFields().get(0).getName() + ": "
                + questions.stream().map(Question::toString).collect(Collectors.joining(", ")) + ", or by reading";
    }
}
