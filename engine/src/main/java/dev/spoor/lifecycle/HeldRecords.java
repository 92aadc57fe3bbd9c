/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.FieldMetrics;
import dev.spoor.dataset.LakeFile;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.format.parquet.ParquetFile;
import dev.spoor.format.parquet.ParquetFileCache;
import dev.spoor.format.parquet.ParquetReadRequest;
import dev.spoor.format.parquet.ParquetReader;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldIds;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.source.StoredColumns;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectStore;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.BigIntVector;

/**
 * Which records a version of the lake has already. Asked with rising times: copies of a record have the same time, so a
 * look at the rows of the same time is enough, and only the files, row groups and pages that may hold such rows are read.
 * One thread.
 */
final class HeldRecords {
    private static final long FOOTER_BYTES_MAX = 32L << 20;
    private static final int BATCH_ROWS = 8192;

    private final ObjectStore store;
    private final LakeRows rows;
    private final List<LakeFile> files;
    private final Memory memory;
    private final ParquetFileCache footers = new ParquetFileCache(FOOTER_BYTES_MAX);
    private final Map<String, ObjectEntry> entries = new HashMap<>();
    private final int timeId;

    /** The 128-bit hash of a record. */
    record Hash(long high, long low) {}

    HeldRecords(ObjectStore store, LakeRows rows, List<LakeFile> files, Memory memory) {
        this.store = store;
        this.rows = rows;
        this.files = List.copyOf(files);
        this.memory = memory;
        this.timeId = FieldIds.of(rows.columns().get(rows.time())).orElseThrow();
    }

    /** Hashes of the held records between two times, both inside; maybe of others, too. */
    Set<Hash> between(long fromMicros, long toMicros) {
        List<LakeFile> mayHold = new ArrayList<>();
        for (LakeFile file : files) {
            FieldMetrics times = file.metrics().get(timeId);
            boolean isOutside = times != null
                    && times.lowerOrNull() instanceof Long least
                    && times.upperOrNull() instanceof Long greatest
                    && (least > toMicros || greatest < fromMicros);
            if (!isOutside && file.day().isPresent()) {
                mayHold.add(file);
            }
        }
        return read(mayHold, ValueSet.between(ValueKind.TIMESTAMP, fromMicros, toMicros));
    }

    /** Hashes of the held records without a time. */
    Set<Hash> withoutTime() {
        return read(
                files.stream().filter(file -> file.day().isEmpty()).toList(), ValueSet.onlyNull(ValueKind.TIMESTAMP));
    }

    private Set<Hash> read(List<LakeFile> of, ValueSet times) {
        Set<Hash> hashes = new HashSet<>();
        ScanConstraint constraint = ScanConstraint.of(rows.timePath(), times);
        Projection wanted = new Projection(List.of(column(StoredColumns.HASH_HIGH), column(StoredColumns.HASH_LOW)));
        for (LakeFile file : of) {
            ParquetReadRequest request =
                    new ParquetReadRequest(wanted, rows.columns(), constraint, null, memory, BATCH_ROWS);
            ParquetFile parquet = footers.open(store, entries.computeIfAbsent(file.key(), this::entry));
            try (ParquetReader reader = new ParquetReader(parquet, request)) {
                for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                    try (Batch taken = batch) {
                        add(taken, hashes);
                    }
                }
            }
        }
        return hashes;
    }

    private ObjectEntry entry(String key) {
        return store.find(key).orElseThrow(() -> new EngineException(
                        ErrorCode.OBJECT_VANISHED, "the lake has lost its data file " + key)
                .with("key", key));
    }

    private static ProjectedColumn column(String name) {
        return new ProjectedColumn(FieldPath.of(name), SqlTypes.field(name, SqlTypes.BIGINT));
    }

    private void add(Batch batch, Set<Hash> hashes) {
        BigIntVector high = (BigIntVector) batch.column(0).flat(memory);
        BigIntVector low = (BigIntVector) batch.column(1).flat(memory);
        for (int row = 0; row < batch.rowCount(); row++) {
            if (!high.isNull(row)) {
                hashes.add(new Hash(high.get(row), low.get(row)));
            }
        }
    }
}
