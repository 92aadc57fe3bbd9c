/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.expr.ColumnRef;
import dev.spoor.expr.EvalContext;
import dev.spoor.expr.InList;
import dev.spoor.expr.Predicate;
import dev.spoor.expr.Predicates;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.Mask;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The rows of another source whose text column holds one of some values; rows where it is NULL are left out. For users who
 * may see a part of the events: no step above ever gets another row, whatever the statement is, so neither its values nor
 * its errors can tell of one. The values also prune, as a condition of the statement would. What would tell how much there
 * is in all is kept back: totals from metadata, and the counts of files in EXPLAIN. Thread-safe.
 */
public final class RestrictedSource implements ScanSource {
    private static final String NOTE = "only rows that you may see are read; which files there are is not told";

    private final ScanSource whole;
    private final FieldPath path;
    private final Field field;
    private final List<Object> values;
    private final ScanConstraint allowed;

    /**
     * @param path a whole column of text
     * @param values the exact texts that are allowed; none allows no row
     */
    public RestrictedSource(ScanSource whole, FieldPath path, Set<String> values) {
        this.whole = Objects.requireNonNull(whole, "whole is null");
        this.path = Objects.requireNonNull(path, "path is null");
        this.field = SqlTypes.varchar(path.column());
        this.values = List.copyOf(new TreeSet<>(values));
        ValueSet set = ValueSet.empty(ValueKind.TEXT);
        for (Object value : this.values) {
            set = set.union(ValueSet.of(ValueKind.TEXT, value));
        }
        this.allowed = ScanConstraint.of(path, set);
    }

    @Override
    public String name() {
        return whole.name();
    }

    /** The row filter of the request is not handed on: it must not be tried on rows that are not allowed. */
    @Override
    public ScanPlan plan(ScanRequest request) {
        List<ProjectedColumn> columns = new ArrayList<>(request.projection().columns());
        int asked = columns.size();
        int at = placeOf(columns);
        if (at == asked) {
            columns.add(new ProjectedColumn(path, field));
        }
        RowFilter filter = columns.size() > 1 ? new RowFilter(allowing(0), List.of(at), false, true, 0, null) : null;
        ScanPlan plan = whole.plan(new ScanRequest(
                new Projection(columns),
                request.constraint().intersect(allowed),
                request.files(),
                filter,
                ScanRequest.NO_LIMIT));
        // coverage is of the accounts that are allowed, because the constraint names them
        return new DerivedPlan(
                plan,
                () -> new PruneReport(0, 0, List.of(), 0, 0, List.of(NOTE)),
                (reader, context) -> new Reader(reader, context, allowing(at), asked));
    }

    private int placeOf(List<ProjectedColumn> columns) {
        for (int i = 0; i < columns.size(); i++) {
            ProjectedColumn column = columns.get(i);
            if (column.path().equals(path) && SqlTypes.sameType(column.field(), field)) {
                return i;
            }
        }
        return columns.size();
    }

    /** Bound to a batch that has the column at a place. */
    private Predicate allowing(int place) {
        return Predicates.of(InList.of(new ColumnRef(place, field), values));
    }

    private static final class Reader implements BatchReader {
        private final BatchReader reader;
        private final ScanContext context;
        private final Predicate allowing;
        private final int columns;
        private final EvalContext evaluation;
        private final Mask keep = new Mask();

        Reader(BatchReader reader, ScanContext context, Predicate allowing, int columns) {
            this.reader = reader;
            this.context = context;
            this.allowing = allowing;
            this.columns = columns;
            this.evaluation = new EvalContext(context.memory(), 0, 0);
        }

        @Override
        public Batch next() {
            while (true) {
                context.cancellation().check();
                try (Batch batch = reader.next()) {
                    if (batch == null) {
                        return null;
                    }
                    allowing.test(batch, keep, evaluation);
                    if (keep.cardinality() > 0) {
                        return kept(batch);
                    }
                }
            }
        }

        /** The rows that are allowed, without the column that nobody asked for. */
        private Batch kept(Batch batch) {
            try (Batch kept = batch.compact(keep, context.memory())) {
                Column[] asked = new Column[columns];
                for (int i = 0; i < asked.length; i++) {
                    asked[i] = kept.column(i).retain();
                }
                return new Batch(kept.rowCount(), asked);
            }
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
