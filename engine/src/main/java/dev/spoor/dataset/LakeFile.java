/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A data file of the lake, immutable once it is in a snapshot.
 *
 * @param key in the lake's object store
 * @param sizeBytes of the whole file
 * @param rowCount rows in it
 * @param day event day of all its rows, days since 1970-01-01; empty for rows without an event time
 * @param metrics by permanent field id; leaf fields only, none for fields that are not measured
 * @param splitOffsets where its row groups begin, ascending
 */
public record LakeFile(
        String key,
        long sizeBytes,
        long rowCount,
        OptionalInt day,
        Map<Integer, FieldMetrics> metrics,
        List<Long> splitOffsets) {
    public LakeFile {
        Objects.requireNonNull(key, "key is null");
        Objects.requireNonNull(day, "day is null");
        metrics = Map.copyOf(metrics);
        splitOffsets = List.copyOf(splitOffsets);
    }
}
