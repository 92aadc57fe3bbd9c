/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.dataset.FieldMetrics;
import java.util.List;
import java.util.Map;

/**
 * What a written file holds, for the commit of a table format.
 *
 * @param rowCount rows
 * @param sizeBytes of the whole file
 * @param splitOffsets where the row groups begin, ascending
 * @param metrics of each leaf that has a permanent id; of a leaf inside a list, counts only
 */
public record ParquetFileMetrics(
        long rowCount, long sizeBytes, List<Long> splitOffsets, Map<Integer, FieldMetrics> metrics) {
    public ParquetFileMetrics {
        splitOffsets = List.copyOf(splitOffsets);
        metrics = Map.copyOf(metrics);
    }
}
