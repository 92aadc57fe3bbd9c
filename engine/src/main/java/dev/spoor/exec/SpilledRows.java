/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Mask;
import dev.spoor.vector.RowCopier;
import java.util.List;

/**
 * Rows of an aggregation's input that were put aside, in a file for each grouping set and each of {@link #PARTITIONS}
 * ranges of their keys' hashes, so that each group's rows are in one file. One thread at a time.
 */
final class SpilledRows implements AutoCloseable {
    static final int PARTITIONS = 16;
    private static final int PARTITION_BITS = 4;

    /** A larger dictionary is not written: a file holds memory for each of its values while it is written. */
    private static final int DICTIONARY_VALUES_MAX = 1024;

    private final AggregateNode node;
    private final QueryContext context;
    private final int depth;
    private final SpillFile[][] files;
    private long[] hashes = new long[0];
    private int[] rows = new int[0];
    private int[] rowsOfPartition = new int[0];

    SpilledRows(AggregateNode node, QueryContext context, int depth) {
        this.node = node;
        this.context = context;
        this.depth = depth;
        this.files = new SpillFile[node.groupingSets().size()][PARTITIONS];
    }

    /** The partition of a key hash when rows are put aside for the depth-th time, counting from 0. */
    static int partitionOf(long hash, int depth) {
        return (int) (hash >>> (depth * PARTITION_BITS)) & (PARTITIONS - 1);
    }

    /** Puts the rows aside that are not in the mask; the batch stays the caller's. */
    void add(int set, Batch batch, Mask without, GroupTable table) {
        int rowCount = batch.rowCount();
        if (hashes.length < rowCount) {
            hashes = new long[rowCount];
            rows = new int[rowCount];
            rowsOfPartition = new int[rowCount];
        }
        int count = 0;
        for (int row = 0; row < rowCount; row++) {
            if (!without.get(row)) {
                rows[count++] = row;
            }
        }
        table.hashes(batch, node.groupKeys(), set, hashes);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int found = 0;
            for (int i = 0; i < count; i++) {
                if (partitionOf(hashes[rows[i]], depth) == partition) {
                    rowsOfPartition[found++] = rows[i];
                }
            }
            if (found > 0) {
                try (Batch part = part(batch, found)) {
                    file(set, partition).write(part);
                }
            }
        }
    }

    /** Ends writing. */
    void finish() {
        for (SpillFile[] ofSet : files) {
            for (SpillFile file : ofSet) {
                if (file != null) {
                    file.finish();
                    context.counters(node).countSpill(file.writtenBytes());
                }
            }
        }
    }

    /** Takes a file out, null if it was not needed; the caller closes it. */
    SpillFile take(int set, int partition) {
        SpillFile file = files[set][partition];
        files[set][partition] = null;
        return file;
    }

    @Override
    public void close() {
        for (SpillFile[] ofSet : files) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                if (ofSet[partition] != null) {
                    ofSet[partition].close();
                    ofSet[partition] = null;
                }
            }
        }
    }

    /** The rows of the current partition; a column loses a dictionary that would burden each of many files. */
    private Batch part(Batch batch, int count) {
        Column[] columns = new Column[batch.columnCount()];
        int done = 0;
        try {
            for (; done < columns.length; done++) {
                Column column = batch.column(done);
                boolean isLarge = column instanceof DictionaryColumn encoded
                        && encoded.dictionary().size() > DICTIONARY_VALUES_MAX;
                columns[done] = isLarge
                        ? new FlatColumn(
                                column.field(),
                                RowCopier.take(column.flat(context.memory()), rowsOfPartition, count, context.memory()))
                        : column.take(rowsOfPartition, count, context.memory());
            }
            return new Batch(count, columns);
        } catch (RuntimeException | Error e) {
            for (int i = 0; i < done; i++) {
                columns[i].close();
            }
            throw e;
        }
    }

    private SpillFile file(int set, int partition) {
        if (files[set][partition] == null) {
            files[set][partition] = new SpillFile(
                    context, "aggregate", List.copyOf(node.input().schema().getFields()));
        }
        return files[set][partition];
    }
}
