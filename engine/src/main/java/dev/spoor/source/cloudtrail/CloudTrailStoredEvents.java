/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.schema.EventColumn;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.schema.StoredName;
import dev.spoor.source.KeyParts;
import dev.spoor.source.KeyPattern;
import dev.spoor.source.RecordShapes;
import dev.spoor.source.ShreddedPaths;
import dev.spoor.source.StoredColumns;
import dev.spoor.source.StoredEvents;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import dev.spoor.vector.TextColumnBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** CloudTrail events that are stored in the columns of the schema, free-form ones as compact JSON text. */
final class CloudTrailStoredEvents implements StoredEvents {
    /** Makes a wanted column of the stored ones. */
    private interface Wanted {
        Column make(Batch stored, Memory memory);
    }

    /** Makes one wanted column of a stored one. */
    private interface Maker {
        Column make(Column stored, int rowCount, Memory memory);
    }

    private static Wanted of(int index, Maker maker) {
        return (stored, memory) -> maker.make(stored.column(index), stored.rowCount(), memory);
    }

    private final List<ProjectedColumn> stored = new ArrayList<>();
    private final Map<ProjectedColumn, Integer> indexes = new HashMap<>();
    private final List<Wanted> wanted = new ArrayList<>();
    private final Function<String, KeyParts> partsOfPath;
    private final UnaryOperator<String> nameOfPath;
    private final ShreddedPaths shredded;

    CloudTrailStoredEvents(
            Projection projection,
            Function<String, KeyParts> partsOfPath,
            UnaryOperator<String> nameOfPath,
            ShreddedPaths shredded) {
        this.partsOfPath = partsOfPath;
        this.nameOfPath = nameOfPath;
        this.shredded = shredded;
        for (ProjectedColumn column : projection.columns()) {
            wanted.add(wanted(column));
        }
    }

    @Override
    public Projection stored() {
        return new Projection(stored);
    }

    @Override
    public Batch toWanted(Batch batch, Memory memory) {
        List<Column> columns = new ArrayList<>(wanted.size());
        try {
            for (Wanted each : wanted) {
                columns.add(each.make(batch, memory));
            }
            return new Batch(batch.rowCount(), columns);
        } catch (RuntimeException e) {
            columns.forEach(Column::close);
            throw e;
        }
    }

    private Wanted wanted(ProjectedColumn column) {
        FieldPath path = column.path();
        Field field = column.field();
        if (path.equals(FieldPath.ABSENT)) {
            return (batch, memory) -> ConstantColumn.ofNull(field, batch.rowCount(), memory);
        }
        if (path.column().equals(KeyPattern.COLUMN)) {
            FieldPath file = FieldPath.of(StoredColumns.SOURCE_FILE);
            int index = index(file, SqlTypes.varchar(StoredColumns.SOURCE_FILE));
            return of(index, ofKey(KeyPattern.of(path), field));
        }
        EventColumn known = CloudTrailSchema.schema()
                .column(path.column())
                .orElseThrow(() -> new IllegalArgumentException("no column for " + path));
        if (known.kind() == EventColumn.Kind.WHOLE_RECORD) {
            return wholeRecord();
        }
        if (known.kind() == EventColumn.Kind.FREE_FORM) {
            Optional<String> own = shredded.columnOf(path, column.reading());
            if (own.isPresent()) {
                return of(index(FieldPath.of(own.get()), SqlTypes.varchar(own.get())), copied(field));
            }
            int index = index(FieldPath.of(known.name()), SqlTypes.varchar(known.name()));
            return of(index, path.isWholeColumn() ? whole(field) : ofKeys(path.steps(), column));
        }
        Field at = known.field();
        for (int i = 0; i < path.steps().size(); i++) {
            if (at.getType() instanceof ArrowType.Map) {
                FieldPath map = new FieldPath(known.name(), path.steps().subList(0, i));
                return of(index(map, at), ofMap(path.steps().get(i), field));
            }
            at = member(at, path.steps().get(i));
        }
        if (known.name().equals(CloudTrailSchema.PATH)) {
            FieldPath file = FieldPath.of(StoredColumns.SOURCE_FILE);
            return of(index(file, SqlTypes.varchar(StoredColumns.SOURCE_FILE)), texts(field, nameOfPath::apply));
        }
        FieldPath stored = new FieldPath(StoredColumns.nameOf(known), path.steps());
        Field shape = shape(field, at);
        return of(index(stored, SqlTypes.renamed(shape, at.getName())), copied(field));
    }

    /** The record is put together from its shape and its columns. */
    private Wanted wholeRecord() {
        RecordShapes shapes = new CloudTrailRecordShapes();
        List<Integer> parts = new ArrayList<>();
        for (Field column : shapes.columns()) {
            parts.add(index(FieldPath.of(column.getName()), column));
        }
        int shape = index(FieldPath.of(StoredColumns.RECORD_SHAPE), SqlTypes.varchar(StoredColumns.RECORD_SHAPE));
        return (batch, memory) -> {
            List<Column> columns = new ArrayList<>();
            parts.forEach(part -> columns.add(batch.column(part).retain()));
            try (Batch values = new Batch(batch.rowCount(), columns)) {
                return shapes.recordsOf(values, batch.column(shape), memory);
            }
        };
    }

    private int index(FieldPath path, Field field) {
        ProjectedColumn column = new ProjectedColumn(path, field);
        return indexes.computeIfAbsent(column, each -> {
            stored.add(each);
            return stored.size() - 1;
        });
    }

    private static Field member(Field row, String name) {
        for (Field field : row.getChildren()) {
            if (field.getName().equalsIgnoreCase(name)) {
                return field;
            }
        }
        throw new IllegalArgumentException("no field " + name + " in " + row);
    }

    /** The part of a stored field that is wanted, in stored types and under stored names. */
    private static Field shape(Field wanted, Field stored) {
        if (stored.getType() instanceof ArrowType.Struct) {
            Map<String, Field> members = new LinkedHashMap<>();
            for (Field child : wanted.getChildren()) {
                Field member = member(stored, StoredName.of(child));
                members.put(member.getName().toLowerCase(Locale.ROOT), shape(child, member));
            }
            return new Field(stored.getName(), stored.getFieldType(), List.copyOf(members.values()));
        }
        if (stored.getType() instanceof ArrowType.List) {
            Field element =
                    shape(wanted.getChildren().get(0), stored.getChildren().get(0));
            return new Field(stored.getName(), stored.getFieldType(), List.of(element));
        }
        return stored;
    }

    /** JSON text as it is, or what it says. */
    private static Maker whole(Field field) {
        return field.getType() instanceof ArrowType.Utf8
                ? (from, rows, memory) -> from.retain()
                : (from, rows, memory) -> nested(from, field, memory);
    }

    private static Maker copied(Field field) {
        return (from, rows, memory) ->
                SqlTypes.sameType(from.field(), field) ? from.retain() : nested(from, field, memory);
    }

    private static Column nested(Column from, Field field, Memory memory) {
        FieldVector vector = field.createVector(memory.allocator());
        try {
            vector.setInitialCapacity(from.rowCount());
            vector.allocateNew();
            new StoredValues().copyAll(from.flat(memory), vector, from.rowCount());
            vector.setValueCount(from.rowCount());
            return new FlatColumn(field, vector);
        } catch (RuntimeException e) {
            vector.close();
            throw e;
        }
    }

    private static Maker ofKeys(List<String> keys, ProjectedColumn column) {
        JsonKeys path = new JsonKeys(keys);
        boolean scalarsOnly = column.reading() == ProjectedColumn.Reading.SCALAR;
        return (from, rows, memory) -> {
            try (TextColumnBuilder builder = new TextColumnBuilder(column.field(), memory, Math.max(1, rows))) {
                VarCharVector texts = (VarCharVector) from.flat(memory);
                for (int row = 0; row < rows; row++) {
                    ValueText value = texts.isNull(row) ? null : path.valueOrNull(texts.get(row), scalarsOnly);
                    if (value == null) {
                        builder.appendNull();
                    } else {
                        builder.append(value.bytes(), value.offset(), value.length());
                    }
                }
                return builder.build();
            }
        };
    }

    /** The text at one key of a map. */
    private static Maker ofMap(String key, Field field) {
        byte[] wanted = key.getBytes(StandardCharsets.UTF_8);
        return (from, rows, memory) -> {
            try (TextColumnBuilder builder = new TextColumnBuilder(field, memory, Math.max(1, rows))) {
                MapVector maps = (MapVector) from.flat(memory);
                StructVector entries = (StructVector) maps.getDataVector();
                VarCharVector keys = (VarCharVector) entries.getChildByOrdinal(0);
                VarCharVector values = (VarCharVector) entries.getChildByOrdinal(1);
                for (int row = 0; row < rows; row++) {
                    int at = maps.isNull(row) ? -1 : entryOrMinusOne(maps, keys, row, wanted);
                    if (at < 0 || values.isNull(at)) {
                        builder.appendNull();
                    } else {
                        byte[] value = values.get(at);
                        builder.append(value, 0, value.length);
                    }
                }
                return builder.build();
            }
        };
    }

    private static int entryOrMinusOne(MapVector maps, VarCharVector keys, int row, byte[] wanted) {
        for (int at = maps.getElementStartIndex(row); at < maps.getElementEndIndex(row); at++) {
            if (Arrays.equals(keys.get(at), wanted)) {
                return at;
            }
        }
        return -1;
    }

    private Maker ofKey(KeyPattern pattern, Field field) {
        Map<String, Object> values = new HashMap<>();
        Function<String, Object> valueOrNull =
                path -> values.computeIfAbsent(path, each -> pattern.valueOrNull(partsOfPath.apply(each)));
        if (field.getType() instanceof ArrowType.Date) {
            return (from, rows, memory) -> dates(from, rows, field, valueOrNull, memory);
        }
        return texts(field, valueOrNull);
    }

    /** Text that depends on a file's path. */
    private static Maker texts(Field field, Function<String, Object> textOfPathOrNull) {
        return (from, rows, memory) -> {
            try (TextColumnBuilder builder = new TextColumnBuilder(field, memory, Math.max(1, rows))) {
                VarCharVector paths = (VarCharVector) from.flat(memory);
                for (int row = 0; row < rows; row++) {
                    Object value = paths.isNull(row) ? null : textOfPathOrNull.apply(text(paths, row));
                    if (value == null) {
                        builder.appendNull();
                    } else {
                        byte[] bytes = ((String) value).getBytes(StandardCharsets.UTF_8);
                        builder.append(bytes, 0, bytes.length);
                    }
                }
                return builder.build();
            }
        };
    }

    private static Column dates(Column from, int rows, Field field, Function<String, Object> dayOrNull, Memory memory) {
        DateDayVector days = new DateDayVector(field, memory.allocator());
        try {
            days.allocateNew(Math.max(1, rows));
            VarCharVector paths = (VarCharVector) from.flat(memory);
            for (int row = 0; row < rows; row++) {
                if (!paths.isNull(row) && dayOrNull.apply(text(paths, row)) instanceof Integer day) {
                    days.set(row, day);
                }
            }
            days.setValueCount(rows);
            return new FlatColumn(field, days);
        } catch (RuntimeException e) {
            days.close();
            throw e;
        }
    }

    private static String text(VarCharVector texts, int row) {
        return new String(texts.get(row), StandardCharsets.UTF_8);
    }
}
