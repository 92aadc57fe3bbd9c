/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.expr.EvalContext;
import dev.spoor.expr.Predicate;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.schema.Projection;
import dev.spoor.vector.Memory;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * What is wanted of a Parquet file.
 *
 * @param projection output columns, in order: whole columns, ROWs with fewer or renamed fields, or leaves inside of
 *     ROWs, each in its stored type. May be empty: rows without columns
 * @param tableFields the columns of the table with their permanent ids, by which fields are found whatever a file calls
 *     them; empty to take the names of the file
 * @param constraint rows outside may be left out and may be given
 * @param filterOrNull rows that do not satisfy it are left out; the columns that it does not need are decoded only where
 *     rows are left
 * @param memory where batches are allocated and buffers are counted
 * @param batchRows most rows in a batch
 */
public record ParquetReadRequest(
        Projection projection,
        List<Field> tableFields,
        ScanConstraint constraint,
        RowFilter filterOrNull,
        Memory memory,
        int batchRows) {
    public ParquetReadRequest {
        Objects.requireNonNull(projection, "projection is null");
        Objects.requireNonNull(constraint, "constraint is null");
        Objects.requireNonNull(memory, "memory is null");
        tableFields = List.copyOf(tableFields);
        if (batchRows < 1) {
            throw new IllegalArgumentException("batches of " + batchRows + " rows");
        }
    }

    /**
     * A condition on some of the projected columns.
     *
     * @param predicate bound to a batch of just these columns, in this order
     * @param columns positions in the projection
     * @param byValue whether it is the same for equal rows and fails for no value at all: then it may be asked about values
     *     that no row has, and once for many rows
     * @param context of the thread that reads
     */
    public record RowFilter(Predicate predicate, List<Integer> columns, boolean byValue, EvalContext context) {
        public RowFilter {
            columns = List.copyOf(columns);
        }

        /** A condition that is asked about each row. */
        public RowFilter(Predicate predicate, List<Integer> columns, EvalContext context) {
            this(predicate, columns, false, context);
        }
    }
}
