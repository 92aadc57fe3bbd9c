/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan.lake;

import dev.spoor.dataset.FieldMetrics;
import dev.spoor.dataset.LakeFile;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldIds;
import dev.spoor.schema.FieldPath;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Which data files of a lake may hold wanted rows, by the day that they are of and by what the table says about their
 * fields. Bounds may lie outside of the values, so it may keep too much, never too little. Immutable.
 */
final class DataFilePruner {
    private static final long DAY_MICROS = 86_400_000_000L;

    private final List<Field> columns;
    private final OptionalInt timeId;
    private final ValueSet wantedTimes;
    private final boolean none;
    private final List<Condition> conditions = new ArrayList<>();

    private record Condition(int fieldId, ValueSet wanted) {}

    /**
     * @param columns of the table, with their permanent ids
     * @param time the column that decides the day of a file
     * @param wanted what the rows wanted satisfy
     */
    DataFilePruner(List<Field> columns, FieldPath time, ScanConstraint wanted) {
        this.columns = columns;
        this.none = wanted.isNone();
        this.wantedTimes = wanted.on(time).orElse(ValueSet.everything(ValueKind.TIMESTAMP));
        this.timeId = idOf(time, ValueKind.TIMESTAMP);
        for (FieldPath path : wanted.paths()) {
            ValueSet set = wanted.on(path).orElseThrow();
            idOf(path, set.kind()).ifPresent(id -> conditions.add(new Condition(id, set)));
        }
    }

    /** The id of a leaf that a path leads to through ROWs, if it holds values of the kind. */
    private OptionalInt idOf(FieldPath path, ValueKind kind) {
        Field at = memberOrNull(columns, path.column());
        for (String step : path.steps()) {
            boolean isRow = at != null && at.getType() instanceof ArrowType.Struct;
            at = isRow ? memberOrNull(at.getChildren(), step) : null;
        }
        return at != null && isOfKind(at.getType(), kind) ? FieldIds.of(at) : OptionalInt.empty();
    }

    private static Field memberOrNull(List<Field> fields, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (Field field : fields) {
            if (field.getName().toLowerCase(Locale.ROOT).equals(wanted)) {
                return field;
            }
        }
        return null;
    }

    private static boolean isOfKind(ArrowType type, ValueKind kind) {
        return switch (kind) {
            case TEXT -> type.equals(SqlTypes.VARCHAR);
            case INTEGER -> type.equals(SqlTypes.INTEGER) || type.equals(SqlTypes.BIGINT);
            case TIMESTAMP -> type instanceof ArrowType.Timestamp;
            case BOOLEAN -> type.equals(SqlTypes.BOOLEAN);
        };
    }

    /** Whether no row of the file's day is wanted. */
    boolean isExcludedByDay(LakeFile file) {
        return none || timesOfDay(file).isDisjoint(wantedTimes);
    }

    /** Whether what is known of a field shows that no row is wanted. */
    boolean isExcludedByStatistics(LakeFile file) {
        for (Condition condition : conditions) {
            if (mayHold(file, condition.fieldId, condition.wanted.kind()).isDisjoint(condition.wanted)) {
                return true;
            }
        }
        return file.rowCount() == 0;
    }

    /** Times that the rows of the file may have: at least theirs. */
    ValueSet timesOf(LakeFile file) {
        ValueSet times = timesOfDay(file);
        return timeId.isEmpty() ? times : times.intersect(mayHold(file, timeId.getAsInt(), ValueKind.TIMESTAMP));
    }

    private static ValueSet timesOfDay(LakeFile file) {
        if (file.day().isEmpty()) {
            return ValueSet.onlyNull(ValueKind.TIMESTAMP);
        }
        long start = file.day().getAsInt() * DAY_MICROS;
        return ValueSet.between(ValueKind.TIMESTAMP, start, start + DAY_MICROS - 1);
    }

    private static ValueSet mayHold(LakeFile file, int fieldId, ValueKind kind) {
        FieldMetrics known = file.metrics().get(fieldId);
        if (known == null) {
            return ValueSet.everything(kind);
        }
        if (known.nullCount() == known.valueCount() && known.valueCount() == file.rowCount()) {
            return ValueSet.onlyNull(kind);
        }
        ValueSet values = ValueSet.notNull(kind);
        Object lower = valueOrNull(kind, known.lowerOrNull());
        if (lower != null) {
            values = values.intersect(ValueSet.atLeast(kind, lower));
        }
        Object upper = valueOrNull(kind, known.upperOrNull());
        if (upper != null) {
            values = values.intersect(ValueSet.atMost(kind, upper));
        }
        return known.nullCount() == 0 ? values : values.orNull();
    }

    /** A bound as a value of the kind; null when it is none. */
    private static Object valueOrNull(ValueKind kind, Object bound) {
        return switch (kind) {
            case TEXT -> bound instanceof String ? bound : null;
            case INTEGER, TIMESTAMP ->
                bound instanceof Long || bound instanceof Integer ? (Object) ((Number) bound).longValue() : null;
            case BOOLEAN -> bound instanceof Boolean ? bound : null;
        };
    }
}
