/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.iceberg.LakeTable;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.exec.SortKey;
import dev.spoor.schema.FieldIds;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.source.EventSource;
import dev.spoor.source.StoredColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The rows of one of a lake's tables: their columns in the order in which they are stored, the same for both tables, and where those are found that
 * compaction itself looks at. Immutable.
 */
final class LakeRows {
    /** Text that analysts look up one by one: ids of which every row has another one. */
    private static final Set<String> LOOKED_UP = Set.of("eventid", "sharedeventid", "accesskeyid");

    private final List<Field> columns;
    private final FieldPath timePath;

    /** @throws EngineException NOT_SUPPORTED if a newer version has added columns to the table */
    LakeRows(LakeTable table, EventSource source) {
        Map<String, Field> byName = new HashMap<>();
        table.columns().forEach(column -> byName.put(column.getName(), column));
        this.columns = StoredColumns.of(source.schema()).stream()
                .map(column -> byName.remove(column.getName()))
                .toList();
        this.timePath = source.layout().paths().time();
        byName.values().removeAll(table.shreddedColumns().values());
        for (Field column : byName.values()) {
            throw new EngineException(
                            ErrorCode.NOT_SUPPORTED,
                            "the lake has a column " + column.getName() + ", which this version cannot write")
                    .advise("use the version of Spoor that added it");
        }
    }

    /** As stored, with permanent ids; without those that {@link PathColumns} adds. */
    List<Field> columns() {
        return columns;
    }

    Schema schema() {
        return new Schema(columns);
    }

    /** Where the time of an event is, as readers of records and of data files name it. */
    FieldPath timePath() {
        return timePath;
    }

    int time() {
        return indexOf(timePath.column());
    }

    int hashHigh() {
        return indexOf(StoredColumns.HASH_HIGH);
    }

    int hashLow() {
        return indexOf(StoredColumns.HASH_LOW);
    }

    int indexOf(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).getName().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no column " + name);
    }

    /** Oldest first; records of the same content follow each other. */
    List<SortKey> order() {
        return List.of(
                new SortKey(time(), true, false),
                new SortKey(hashHigh(), true, false),
                new SortKey(hashLow(), true, false));
    }

    /** What to decode of records: every column but the hashes. */
    Projection decodedFrom(EventSource source) {
        List<ProjectedColumn> decoded = new ArrayList<>();
        List<Field> stored = StoredColumns.of(source.schema());
        for (Field column : columns) {
            if (!isHash(column)) {
                Field field = stored.stream()
                        .filter(each -> each.getName().equals(column.getName()))
                        .findFirst()
                        .orElseThrow();
                decoded.add(new ProjectedColumn(
                        new FieldPath(StoredColumns.decodedFrom(column.getName()), List.of()), field));
            }
        }
        return new Projection(decoded);
    }

    /** For each column its index among the decoded ones, or what compaction makes it of. */
    List<Integer> fromDecoded() {
        List<Integer> from = new ArrayList<>();
        int next = 0;
        for (Field column : columns) {
            int decoded = isHash(column) ? -1 : next++;
            from.add(
                    switch (column.getName()) {
                        case StoredColumns.HASH_HIGH -> StoredRowsNode.HIGH;
                        case StoredColumns.HASH_LOW -> StoredRowsNode.LOW;
                        case StoredColumns.RECORD_SHAPE -> StoredRowsNode.SHAPE;
                        default -> decoded;
                    });
        }
        return from;
    }

    /** Index among the decoded columns of what a stored one is made of; not of a hash. */
    int decoded(String stored) {
        int before = 0;
        for (int i = 0; i < indexOf(stored); i++) {
            before += isHash(columns.get(i)) ? 0 : 1;
        }
        return before;
    }

    /** Permanent ids of the fields that get a bloom filter. */
    Set<Integer> bloomFields() {
        Set<Integer> ids = new HashSet<>();
        for (Field column : columns) {
            if (LOOKED_UP.contains(column.getName())) {
                FieldIds.of(column).ifPresent(ids::add);
            }
        }
        return ids;
    }

    private static boolean isHash(Field column) {
        return column.getName().equals(StoredColumns.HASH_HIGH)
                || column.getName().equals(StoredColumns.HASH_LOW);
    }
}
