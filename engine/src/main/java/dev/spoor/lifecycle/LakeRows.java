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
import dev.spoor.source.FactPaths;
import dev.spoor.source.StoredColumns;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The rows of one of a lake's tables: their columns in the order in which they are stored, the same for both tables, and where those are found that
 * compaction itself looks at. Immutable.
 */
final class LakeRows {
    /** Text that analysts look up one by one: ids of which every row has another one. */
    private static final Set<String> LOOKED_UP = Set.of(StoredColumns.EVENT_ID, "sharedeventid", "accesskeyid");

    /** Who made a call. */
    private static final FieldPath CALLER = new FieldPath("useridentity", List.of("arn"));

    /** First half of a record's content hash while it is compacted; NULL for a record without an event ID. */
    private static final Field HASH_HIGH = SqlTypes.field("recordhashhigh", SqlTypes.BIGINT);

    /** Second half. */
    private static final Field HASH_LOW = SqlTypes.field("recordhashlow", SqlTypes.BIGINT);

    private final List<Field> columns;
    private final FieldPath timePath;
    private final List<FieldPath> likenesses;

    /** @throws EngineException NOT_SUPPORTED if a newer version has added columns to the table */
    LakeRows(LakeTable table, EventSource source) {
        Map<String, Field> byName = new HashMap<>();
        table.columns().forEach(column -> byName.put(column.getName(), column));
        this.columns = StoredColumns.of(source.schema()).stream()
                .map(column -> byName.remove(column.getName()))
                .toList();
        FactPaths paths = source.layout().paths();
        this.timePath = paths.time();
        this.likenesses = List.of(paths.service(), paths.action(), CALLER);
        if (byName.containsKey(HASH_HIGH.getName())) {
            throw new EngineException(
                            ErrorCode.NOT_SUPPORTED,
                            "the lake was made by an early version that stored hashes of records; it can be read, but"
                                    + " nothing can be added")
                    .advise("compact the logs into a new folder");
        }
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

    /** The columns of rows that are being compacted: as stored, then the two halves of the content hash. */
    Schema working() {
        List<Field> working = new ArrayList<>(columns);
        working.add(HASH_HIGH);
        working.add(HASH_LOW);
        return new Schema(working);
    }

    /** The stored columns of working rows; the caller owns them. */
    Batch stored(Batch working) {
        List<Column> stored = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            stored.add(working.column(i).retain());
        }
        return new Batch(working.rowCount(), stored);
    }

    /** Where the time of an event is, as readers of records and of data files name it. */
    FieldPath timePath() {
        return timePath;
    }

    int time() {
        return indexOf(timePath.column());
    }

    /** Among the working columns. */
    int hashHigh() {
        return columns.size();
    }

    int hashLow() {
        return columns.size() + 1;
    }

    int indexOf(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).getName().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no column " + name);
    }

    /** Oldest first. */
    List<SortKey> order() {
        return List.of(new SortKey(time(), true, false));
    }

    /** What makes records look alike, for {@link RowGroupOrder}: what was called, and by whom. */
    List<int[]> likenesses() {
        List<int[]> paths = new ArrayList<>();
        for (FieldPath path : likenesses) {
            int column = indexOf(path.column());
            int[] indexes = new int[1 + path.steps().size()];
            indexes[0] = column;
            List<Field> fields = columns.get(column).getChildren();
            for (int i = 0; i < path.steps().size(); i++) {
                List<String> names = fields.stream().map(Field::getName).toList();
                indexes[i + 1] = names.indexOf(path.steps().get(i));
                fields = fields.get(indexes[i + 1]).getChildren();
            }
            paths.add(indexes);
        }
        return paths;
    }

    /** What to decode of records, for each column. */
    Projection decodedFrom(EventSource source) {
        List<ProjectedColumn> decoded = new ArrayList<>();
        List<Field> stored = StoredColumns.of(source.schema());
        for (Field column : columns) {
            Field field = stored.stream()
                    .filter(each -> each.getName().equals(column.getName()))
                    .findFirst()
                    .orElseThrow();
            decoded.add(
                    new ProjectedColumn(new FieldPath(StoredColumns.decodedFrom(column.getName()), List.of()), field));
        }
        return new Projection(decoded);
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
}
