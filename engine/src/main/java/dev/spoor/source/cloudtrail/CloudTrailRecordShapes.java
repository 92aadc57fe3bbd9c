/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.json.TextBuffer;
import dev.spoor.schema.EventColumn;
import dev.spoor.source.RecordShapes;
import dev.spoor.source.StoredColumns;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import dev.spoor.vector.TextColumnBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Field;

/** Shapes of CloudTrail records. */
final class CloudTrailRecordShapes implements RecordShapes {
    /** Shapes that are kept taken apart; a trail has some hundreds. */
    private static final int SHAPES_KEPT_MAX = 4096;

    /** A longer shape is that of an odd record, which does not come again. */
    private static final int SHAPE_KEPT_BYTES_MAX = 16 << 10;

    /** Shapes that are tried before a record is cut, ... */
    private static final int LIKELY_MAX = 6;

    /** ... for each of so many names of events, which may share them. */
    private static final int NAMES = 1024;

    private final List<EventColumn> columns = RecordPart.columns(CloudTrailSchema.schema());
    private final RecordPart root = RecordPart.root(columns);
    private final RecordPart name = root.members().get("eventName");
    private final RecordShape[][] likelyOfName = new RecordShape[NAMES][LIKELY_MAX];
    private final ShapeCutter cutter = new ShapeCutter(root);
    private final TextBuffer shape = new TextBuffer();
    private final TextBuffer again = new TextBuffer();
    private final Map<String, RecordShape> shapes = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RecordShape> eldest) {
            return size() > SHAPES_KEPT_MAX;
        }
    };

    @Override
    public List<Field> columns() {
        return columns.stream().map(StoredColumns::fieldOf).toList();
    }

    @Override
    public Column shapesOf(Batch values, Column records, Memory memory) {
        VarCharVector texts = (VarCharVector) records.flat(memory);
        Field field = SqlTypes.varchar(StoredColumns.RECORD_SHAPE);
        try (TextColumnBuilder builder = new TextColumnBuilder(field, memory, Math.max(1, values.rowCount()))) {
            ShapeValues parts = new ShapeValues(values, memory);
            for (int row = 0; row < values.rowCount(); row++) {
                byte[] record = texts.get(row);
                RecordShape[] likely = likely(parts, row);
                int known = likelyThatMakes(likely, record, parts, row);
                if (known >= 0) {
                    moveToFront(likely, known, likely[known]);
                    builder.append(likely[0].text(), 0, likely[0].text().length);
                    continue;
                }
                shape.clear();
                cutter.cut(record, 0, record.length, shape);
                RecordShape cut = shapeOf(shape.bytes(), shape.length());
                if (cut.makes(record, record.length, parts, row)) {
                    moveToFront(likely, likely.length - 1, cut);
                    builder.append(shape.bytes(), 0, shape.length());
                } else {
                    builder.append(record, 0, record.length);
                }
            }
            return builder.build();
        }
    }

    /** Shapes that records like this one had lately, the last one first. */
    private RecordShape[] likely(ShapeValues parts, int row) {
        int hash = 0;
        if (name != null && parts.find(name, -1, row)) {
            byte[] text = parts.bytes();
            for (int i = 0; i < parts.length(); i++) {
                hash = 31 * hash + text[i];
            }
        }
        return likelyOfName[(hash ^ hash >>> 16) & (likelyOfName.length - 1)];
    }

    /** Any shape will do that makes the record; -1 if none of these does. */
    private static int likelyThatMakes(RecordShape[] likely, byte[] record, ShapeValues parts, int row) {
        for (int i = 0; i < likely.length && likely[i] != null; i++) {
            if (likely[i].makes(record, record.length, parts, row)) {
                return i;
            }
        }
        return -1;
    }

    private static void moveToFront(RecordShape[] likely, int from, RecordShape shape) {
        System.arraycopy(likely, 0, likely, 1, from);
        likely[0] = shape;
    }

    @Override
    public Column recordsOf(Batch values, Column stored, Memory memory) {
        Field field = SqlTypes.varchar(CloudTrailSchema.EVENT_JSON);
        VarCharVector texts = stored instanceof DictionaryColumn ? null : (VarCharVector) stored.flat(memory);
        try (TextColumnBuilder builder = new TextColumnBuilder(field, memory, Math.max(1, values.rowCount()))) {
            ShapeValues parts = new ShapeValues(values, memory);
            for (int row = 0; row < values.rowCount(); row++) {
                if (stored.isNull(row)) {
                    builder.appendNull();
                    continue;
                }
                byte[] text = stored instanceof DictionaryColumn coded
                        ? coded.dictionary().value(coded.codes().get(row))
                        : texts.get(row);
                again.clear();
                if (!shapeOf(text, text.length).fill(parts, row, again)) {
                    throw new EngineException(
                            ErrorCode.CORRUPT_DATA, "a stored record does not fit its columns: a value is missing");
                }
                builder.append(again.bytes(), 0, again.length());
            }
            return builder.build();
        }
    }

    private RecordShape shapeOf(byte[] text, int length) {
        if (length > SHAPE_KEPT_BYTES_MAX) {
            return new RecordShape(Arrays.copyOf(text, length), root);
        }
        return shapes.computeIfAbsent(
                new String(text, 0, length, StandardCharsets.UTF_8),
                key -> new RecordShape(Arrays.copyOf(text, length), root));
    }
}
