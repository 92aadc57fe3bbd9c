/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.FieldMetrics;
import dev.spoor.dataset.LakeFile;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.format.parquet.ParquetFile;
import dev.spoor.format.parquet.ParquetFileCache;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.scan.lake.StoredRecordHashes;
import dev.spoor.schema.FieldIds;
import dev.spoor.source.EventSource;
import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which records a version of the lake has already. Copies of a record have the same time and id, so only files, row groups
 * and pages are read that may hold rows of the same times, and of those the ids; what has a wanted id is put together again
 * and hashed. One thread.
 */
final class HeldRecords {
    private static final long FOOTER_BYTES_MAX = 32L << 20;

    private final Lake lake;
    private final LakeRows rows;
    private final List<LakeFile> files;
    private final StoredRecordHashes hashes;
    private final ParquetFileCache footers = new ParquetFileCache(FOOTER_BYTES_MAX);
    private final int timeId;

    /** A 128-bit hash. */
    record Hash(long high, long low) {}

    HeldRecords(Lake lake, EventSource source, LakeRows rows, List<LakeFile> files, Memory memory) {
        this.lake = lake;
        this.rows = rows;
        this.files = List.copyOf(files);
        this.hashes = new StoredRecordHashes(source, rows.columns(), lake.hashSeed(), memory);
        this.timeId = FieldIds.of(rows.columns().get(rows.time())).orElseThrow();
    }

    /** Whether some file may hold records between two times, both inside. */
    boolean mayHold(long fromMicros, long toMicros) {
        return !mayHoldBetween(fromMicros, toMicros).isEmpty();
    }

    /** Whether some file may hold records without a time. */
    boolean mayHoldWithoutTime() {
        return files.stream().anyMatch(file -> file.day().isEmpty());
    }

    private List<LakeFile> mayHoldBetween(long fromMicros, long toMicros) {
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
        return mayHold;
    }

    /** Content hashes of the held records between two times, both inside, that have one of some ids; maybe of others. */
    Set<Hash> between(long fromMicros, long toMicros, Set<Hash> ids) {
        ValueSet times = ValueSet.between(ValueKind.TIMESTAMP, fromMicros, toMicros);
        return read(mayHoldBetween(fromMicros, toMicros), times, ids);
    }

    /** Content hashes of the held records without a time that have one of some ids. */
    Set<Hash> withoutTime(Set<Hash> ids) {
        return read(
                files.stream().filter(file -> file.day().isEmpty()).toList(),
                ValueSet.onlyNull(ValueKind.TIMESTAMP),
                ids);
    }

    private Set<Hash> read(List<LakeFile> of, ValueSet times, Set<Hash> ids) {
        Set<Hash> found = new HashSet<>();
        ScanConstraint constraint = ScanConstraint.of(rows.timePath(), times);
        for (LakeFile file : of) {
            ParquetFile parquet = footers.open(lake.store(), lake.entryOf(file));
            hashes.read(
                    parquet,
                    parquet.allSplits(),
                    constraint,
                    (high, low) -> ids.contains(new Hash(high, low)),
                    (row, high, low) -> found.add(new Hash(high, low)));
        }
        return found;
    }
}
