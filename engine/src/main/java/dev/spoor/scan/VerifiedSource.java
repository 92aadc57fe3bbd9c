/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.dataset.IntegrityState;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.SqlTypes;
import dev.spoor.vector.TextColumnBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.arrow.vector.VarCharVector;

/**
 * Another source with one more column: what verification said of the file that a record came from. Made of the column that
 * names the file; a condition on it becomes one on file names, so files that are not wanted are not read. Thread-safe.
 */
public final class VerifiedSource implements ScanSource {
    /** The column. */
    public static final FieldPath VERIFIED = FieldPath.of("$verified");

    /** Where the source has the name of a file. */
    private static final FieldPath FILE = FieldPath.of("$path");

    private final ScanSource files;
    private final Function<ScanRequest, Map<String, IntegrityState>> states;

    /** @param states of the files that a scan may read, by name; of the very versions that it reads */
    public VerifiedSource(ScanSource files, Function<ScanRequest, Map<String, IntegrityState>> states) {
        this.files = Objects.requireNonNull(files, "files is null");
        this.states = Objects.requireNonNull(states, "states is null");
    }

    @Override
    public String name() {
        return files.name();
    }

    @Override
    public boolean givesWholeColumns() {
        return files.givesWholeColumns();
    }

    @Override
    public Presence presence(FieldPath column, String value) {
        return files.presence(column, value);
    }

    @Override
    public Optional<ValueCatalog> values() {
        return files.values();
    }

    @Override
    public Optional<KnownTotals> totals() {
        return files.totals();
    }

    /** Row filters are not handed on where they may be about the column. */
    @Override
    public ScanPlan plan(ScanRequest request) {
        boolean isAsked = request.projection().columns().stream()
                .anyMatch(column -> column.path().equals(VERIFIED));
        Optional<ValueSet> wanted = request.constraint().on(VERIFIED);
        if (!isAsked && wanted.isEmpty()) {
            return files.plan(request);
        }
        Map<String, IntegrityState> known = states.apply(request);
        List<ProjectedColumn> columns = request.projection().columns().stream()
                .map(column -> column.path().equals(VERIFIED)
                        ? new ProjectedColumn(FILE, column.field(), column.reading())
                        : column)
                .toList();
        ScanPlan plan = files.plan(new ScanRequest(
                new Projection(columns),
                onFiles(request.constraint(), known),
                request.files(),
                isAsked ? null : request.filterOrNull(),
                request.rowLimit()));
        if (!isAsked) {
            return plan;
        }
        List<Integer> places = places(request.projection());
        return new DerivedPlan(plan, plan::report, (reader, context) -> new Reader(reader, context, places, known));
    }

    private static List<Integer> places(Projection projection) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < projection.columns().size(); i++) {
            if (projection.columns().get(i).path().equals(VERIFIED)) {
                places.add(i);
            }
        }
        return places;
    }

    /** Where files without a verdict are wanted, which are not all known, nothing is left out. */
    private static ScanConstraint onFiles(ScanConstraint constraint, Map<String, IntegrityState> known) {
        List<FieldPath> others = constraint.paths().stream()
                .filter(path -> !path.equals(VERIFIED))
                .toList();
        ScanConstraint rest = constraint.isNone() ? constraint : constraint.onlyOn(others);
        Optional<ValueSet> wanted = constraint.on(VERIFIED);
        if (wanted.isEmpty() || wanted.get().isNullAllowed()) {
            return rest;
        }
        List<String> names = new ArrayList<>();
        known.forEach((name, state) -> {
            if (wanted.get().contains(state.label())) {
                names.add(name);
            }
        });
        return rest.and(FILE, ValueSet.ofAll(ValueKind.TEXT, names));
    }

    private static final class Reader implements BatchReader {
        private final BatchReader reader;
        private final ScanContext context;
        private final List<Integer> places;
        private final Map<String, IntegrityState> states;
        private final Map<String, byte[]> labels = new HashMap<>();

        Reader(BatchReader reader, ScanContext context, List<Integer> places, Map<String, IntegrityState> states) {
            this.reader = reader;
            this.context = context;
            this.places = places;
            this.states = states;
        }

        @Override
        public Batch next() {
            try (Batch batch = reader.next()) {
                return batch == null ? null : verified(batch);
            }
        }

        private Batch verified(Batch batch) {
            List<Column> columns = new ArrayList<>();
            try {
                for (int i = 0; i < batch.columnCount(); i++) {
                    columns.add(
                            places.contains(i)
                                    ? labels(batch.column(i))
                                    : batch.column(i).retain());
                }
                return new Batch(batch.rowCount(), columns);
            } catch (RuntimeException e) {
                columns.forEach(Column::close);
                throw e;
            }
        }

        /** Rows of a file follow each other, so most names are those of the row before. */
        private Column labels(Column files) {
            VarCharVector names = (VarCharVector) files.flat(context.memory());
            try (TextColumnBuilder out = new TextColumnBuilder(
                    SqlTypes.renamed(files.field(), VERIFIED.column()), context.memory(), files.rowCount())) {
                for (int row = 0; row < files.rowCount(); row++) {
                    byte[] label = names.isNull(row) ? null : labelOrNull(names.get(row));
                    if (label == null) {
                        out.appendNull();
                    } else {
                        out.append(label, 0, label.length);
                    }
                }
                return out.build();
            }
        }

        private byte[] labelOrNull(byte[] name) {
            return labels.computeIfAbsent(new String(name, StandardCharsets.UTF_8), text -> {
                IntegrityState state = states.get(text);
                return state == null ? null : state.label().getBytes(StandardCharsets.UTF_8);
            });
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
