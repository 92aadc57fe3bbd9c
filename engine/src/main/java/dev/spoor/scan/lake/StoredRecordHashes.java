/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan.lake;

import dev.spoor.expr.EvalContext;
import dev.spoor.expr.Predicate;
import dev.spoor.format.ContentHash;
import dev.spoor.format.parquet.ParquetFile;
import dev.spoor.format.parquet.ParquetReadRequest;
import dev.spoor.format.parquet.ParquetReader;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.source.EventSource;
import dev.spoor.source.RecordShapes;
import dev.spoor.source.StoredColumns;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Content hashes of stored records, which a lake does not keep. Records are found by their event ids; only those that may
 * be wanted are put together again and hashed as a whole, so a wrong guess costs time and never an answer. Records without
 * an id have no hash. One thread.
 */
public final class StoredRecordHashes {
    private final List<Field> tableColumns;
    private final Memory memory;
    private final RecordShapes shapes;
    private final ContentHash hash;
    private final Projection wanted;
    private final int partCount;
    private final int shapeAt;
    private final int idAt;

    /** Says which ids are looked for, by the 128-bit hash of their text. */
    @FunctionalInterface
    public interface Ids {
        /** False when no record with this id is wanted. */
        boolean mayBeWanted(long hashHigh, long hashLow);
    }

    /** Is told each record whose id may be wanted. */
    @FunctionalInterface
    public interface Records {
        /**
         * @param rowNumber its place in the file, from 0
         * @param hashHigh first half of its content hash
         */
        void found(long rowNumber, long hashHigh, long hashLow);
    }

    /**
     * @param tableColumns of the table that the files belong to, with their permanent ids
     * @param seed of all hashes
     */
    public StoredRecordHashes(EventSource source, List<Field> tableColumns, long seed, Memory memory) {
        this.tableColumns = List.copyOf(tableColumns);
        this.memory = memory;
        this.shapes = source.newRecordShapes();
        this.hash = new ContentHash(seed);
        List<ProjectedColumn> columns = new ArrayList<>();
        for (Field part : shapes.columns()) {
            columns.add(new ProjectedColumn(FieldPath.of(part.getName()), part));
        }
        partCount = columns.size();
        shapeAt = partCount;
        columns.add(text(StoredColumns.RECORD_SHAPE));
        int id = columns.indexOf(text(StoredColumns.EVENT_ID));
        if (id < 0) {
            id = columns.size();
            columns.add(text(StoredColumns.EVENT_ID));
        }
        idAt = id;
        wanted = new Projection(columns);
    }

    private static ProjectedColumn text(String name) {
        return new ProjectedColumn(FieldPath.of(name), SqlTypes.varchar(name));
    }

    /**
     * Looks through some row groups.
     *
     * @param splits the row groups
     * @param constraint rows outside may be left out
     */
    public void read(ParquetFile file, List<Integer> splits, ScanConstraint constraint, Ids ids, Records records) {
        Predicate candidates = (in, out, context) -> select(in, out, ids);
        ParquetReadRequest.RowFilter filter =
                new ParquetReadRequest.RowFilter(candidates, List.of(idAt), new EvalContext(memory, 0, 0));
        ParquetReadRequest request =
                new ParquetReadRequest(wanted, tableColumns, constraint, filter, memory, Batch.DEFAULT_ROWS);
        try (ParquetReader reader = new ParquetReader(file, splits, request)) {
            for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                try (Batch found = batch) {
                    tell(found, reader, records);
                }
            }
        }
    }

    private void select(Batch in, Mask out, Ids ids) {
        out.reset(in.rowCount());
        Column column = in.column(0);
        VarCharVector texts = column instanceof DictionaryColumn ? null : (VarCharVector) column.flat(memory);
        for (int row = 0; row < in.rowCount(); row++) {
            if (column.isNull(row)) {
                continue;
            }
            byte[] id = column instanceof DictionaryColumn coded
                    ? coded.dictionary().value(coded.codes().get(row))
                    : texts.get(row);
            hash.hash(id, 0, id.length);
            if (ids.mayBeWanted(hash.high(), hash.low())) {
                out.set(row);
            }
        }
    }

    private void tell(Batch found, ParquetReader reader, Records records) {
        List<Column> parts = new ArrayList<>();
        for (int i = 0; i < partCount; i++) {
            parts.add(found.column(i).retain());
        }
        try (Batch values = new Batch(found.rowCount(), parts);
                Column whole = shapes.recordsOf(values, found.column(shapeAt), memory)) {
            VarCharVector texts = (VarCharVector) whole.flat(memory);
            for (int row = 0; row < found.rowCount(); row++) {
                byte[] record = texts.get(row);
                hash.hash(record, 0, record.length);
                records.found(reader.rowNumber(row), hash.high(), hash.low());
            }
        }
    }
}
