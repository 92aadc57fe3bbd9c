/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan.lake;

import dev.spoor.dataset.LakeFile;
import dev.spoor.format.parquet.MetadataAnswers;
import dev.spoor.prune.ValueKind;
import dev.spoor.scan.KnownTotals;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Totals of data files: rows as the table counts them, the rest from the footers of files. One thread. */
final class LakeTotals implements KnownTotals {
    private final LakeLogs lake;
    private final List<LakePart> parts;
    private List<MetadataAnswers> answers;

    LakeTotals(LakeLogs lake, List<LakePart> parts) {
        this.lake = lake;
        this.parts = parts;
    }

    @Override
    public long rowCount() {
        long rows = 0;
        for (LakePart part : parts) {
            for (LakeFile file : part.files()) {
                rows += file.rowCount();
            }
        }
        return rows;
    }

    @Override
    public OptionalLong valueCount(ProjectedColumn column) {
        if (!isStoredSo(column)) {
            return OptionalLong.empty();
        }
        long values = 0;
        for (MetadataAnswers file : answers()) {
            OptionalLong nulls = file.nullCount(column.path());
            if (nulls.isEmpty()) {
                return nulls;
            }
            values += file.rowCount() - nulls.getAsLong();
        }
        return OptionalLong.of(values);
    }

    @Override
    public Optional<Object> least(ProjectedColumn column) {
        return bound(column, true);
    }

    @Override
    public Optional<Object> greatest(ProjectedColumn column) {
        return bound(column, false);
    }

    /** The data files. */
    @Override
    public List<KnownTotals> parts() {
        List<KnownTotals> files = new ArrayList<>();
        for (LakePart part : parts) {
            part.files()
                    .forEach(file ->
                            files.add(new LakeTotals(lake, List.of(new LakePart(part.columns(), List.of(file))))));
        }
        return files;
    }

    private Optional<Object> bound(ProjectedColumn column, boolean isLeast) {
        ValueKind kind = kindOrNull(column.field().getType());
        if (kind == null || !isStoredSo(column)) {
            return Optional.empty();
        }
        Object best = null;
        for (MetadataAnswers file : answers()) {
            OptionalLong nulls = file.nullCount(column.path());
            if (nulls.isPresent() && nulls.getAsLong() == file.rowCount()) {
                continue;
            }
            Optional<Object> bound = isLeast ? file.least(column.path(), kind) : file.greatest(column.path(), kind);
            if (bound.isEmpty()) {
                return bound;
            }
            int order = best == null ? 0 : kind.order().compare(bound.get(), best);
            best = best == null || (isLeast ? order < 0 : order > 0) ? bound.get() : best;
        }
        return Optional.ofNullable(best);
    }

    private static ValueKind kindOrNull(ArrowType type) {
        if (type.equals(SqlTypes.VARCHAR)) {
            return ValueKind.TEXT;
        }
        if (type.equals(SqlTypes.BIGINT)) {
            return ValueKind.INTEGER;
        }
        return type.equals(SqlTypes.TIMESTAMP) ? ValueKind.TIMESTAMP : null;
    }

    /** Whether the tables have the very column, and no view changes its values. */
    private boolean isStoredSo(ProjectedColumn column) {
        for (LakePart part : parts) {
            Field stored = fieldOrNull(part.columns(), column.path());
            if (stored == null || !stored.getType().equals(column.field().getType())) {
                return false;
            }
        }
        return true;
    }

    private static Field fieldOrNull(List<Field> columns, FieldPath path) {
        List<String> names = new ArrayList<>(path.steps());
        names.add(0, path.column());
        List<Field> inside = columns;
        Field found = null;
        for (String name : names) {
            found = inside.stream()
                    .filter(field -> field.getName().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElse(null);
            boolean isRow = found != null && found.getType() instanceof ArrowType.Struct;
            inside = isRow ? found.getChildren() : List.of();
        }
        return found;
    }

    private List<MetadataAnswers> answers() {
        if (answers == null) {
            answers = new ArrayList<>();
            for (LakePart part : parts) {
                part.files().forEach(file -> answers.add(new MetadataAnswers(lake.open(file), part.columns())));
            }
        }
        return answers;
    }
}
