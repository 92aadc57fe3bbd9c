/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.schema.ProjectedColumn;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import dev.spoor.vector.StringDictionary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.parquet.format.ColumnMetaData;

/**
 * Reads row groups of a file as batches. One thread. What provably holds no wanted row is not read: row groups by their
 * statistics, dictionaries and bloom filters, stretches of rows by the page index, and columns that the filter does not
 * need where it leaves no row.
 *
 * <p>Text comes as dictionary columns where the file has it so, each row group with a dictionary of its own. Damage is
 * CORRUPT_DATA with key and offset; a page with a check sum that does not match never becomes rows.
 */
public final class ParquetReader implements AutoCloseable {
    /** Of columns that the filter does not need, single rows are decoded if they are fewer than one in so many. */
    private static final int PICKED_SHARE_MIN = 2;

    private final ParquetFile file;
    private final List<Integer> splits;
    private final ParquetReadRequest request;
    private final Memory memory;
    private final List<FieldShape> shapes = new ArrayList<>();
    private final boolean[] filtering;
    private final ReadCounters counters = new ReadCounters();
    private final SplitPruner pruner;
    private final Mask mask = new Mask();
    private final PageBuffers buffers;
    private final boolean ownsBuffers;
    private int nextSplit;
    private Reservation heap;
    private ColumnReader[] columns;
    private CodeSelection selectionOrNull;
    private boolean everyRowPasses;
    private RowRanges ranges;
    private int range;
    private long row;
    private long splitStart;
    private long lastFrom;
    private int[] lastSurvivorsOrNull;

    /** @param splits row groups to read, in this order */
    public ParquetReader(ParquetFile file, List<Integer> splits, ParquetReadRequest request) {
        this(file, splits, request, new PageBuffers(request.memory()), true);
    }

    /**
     * @param splits row groups to read, in this order
     * @param buffers of the thread that reads, of the request's budget; kept open
     */
    public ParquetReader(ParquetFile file, List<Integer> splits, ParquetReadRequest request, PageBuffers buffers) {
        this(file, splits, request, buffers, false);
    }

    private ParquetReader(
            ParquetFile file,
            List<Integer> splits,
            ParquetReadRequest request,
            PageBuffers buffers,
            boolean ownsBuffers) {
        this.buffers = buffers;
        this.ownsBuffers = ownsBuffers;
        this.file = file;
        this.splits = List.copyOf(splits);
        this.request = request;
        this.memory = request.memory();
        this.filtering = new boolean[request.projection().columns().size()];
        for (ProjectedColumn column : request.projection().columns()) {
            shapes.add(FieldShape.of(file, request.tableFields(), column.path(), column.field()));
        }
        if (request.filterOrNull() != null) {
            request.filterOrNull().columns().forEach(index -> filtering[index] = true);
        }
        this.pruner = new SplitPruner(file, request.tableFields(), request.constraint(), buffers);
    }

    /** Reads all row groups. */
    public ParquetReader(ParquetFile file, ParquetReadRequest request) {
        this(file, file.allSplits(), request);
    }

    /** What was done so far. */
    public ReadCounters counters() {
        return counters;
    }

    /** Where in the file a row of the batch lies that {@link #next} gave last. */
    public long rowNumber(int rowOfBatch) {
        int inBatch = lastSurvivorsOrNull == null ? rowOfBatch : lastSurvivorsOrNull[rowOfBatch];
        return splitStart + lastFrom + inBatch;
    }

    /** The next batch, owned by the caller, never empty; null at the end, for ever. */
    public Batch next() {
        while (true) {
            if (columns == null && !openSplit()) {
                return null;
            }
            if (range == ranges.count()) {
                closeSplit();
                continue;
            }
            row = Math.max(row, ranges.start(range));
            int rows = (int) Math.min(request.batchRows(), ranges.end(range) - row);
            long from = row;
            row += rows;
            if (row == ranges.end(range)) {
                range++;
            }
            boolean isFiltered = request.filterOrNull() != null && !everyRowPasses;
            Batch batch = isFiltered ? readFiltered(from, rows) : readAll(from, rows);
            if (batch != null) {
                lastFrom = from;
                counters.rowsGiven += batch.rowCount();
                return batch;
            }
        }
    }

    private boolean openSplit() {
        while (nextSplit < splits.size()) {
            int split = splits.get(nextSplit++);
            RowRanges wanted = pruner.prune(split, leafJudgedByValueOrNull(split));
            if (wanted.count() == 0) {
                counters.splitsSkipped++;
                continue;
            }
            splitStart = 0;
            for (int before = 0; before < split; before++) {
                splitStart += file.splitRows(before);
            }
            ranges = wanted;
            range = 0;
            row = 0;
            heap = new Reservation(memory);
            boolean whole = ranges.rows() * 2 > file.splitRows(split);
            ReadBlocks blocks = blocks(split, whole);
            columns = new ColumnReader[shapes.size()];
            for (int i = 0; i < columns.length; i++) {
                boolean eager = isEager(i, whole);
                columns[i] = new ColumnReader(file, split, shapes.get(i), heap, buffers, blocks, eager, counters);
            }
            if (isJudgedEmpty(split)) {
                counters.splitsSkipped++;
                closeSplit();
                continue;
            }
            counters.splitsRead++;
            return true;
        }
        return false;
    }

    /** The leaf of which the filter judges each entry of the dictionary; null if it must judge rows. */
    private ParquetNode leafJudgedByValueOrNull(int split) {
        ParquetReadRequest.RowFilter filter = request.filterOrNull();
        if (filter == null || !filter.byValue() || filter.columns().size() != 1) {
            return null;
        }
        FieldShape shape = shapes.get(filter.columns().get(0));
        ParquetNode leaf = shape.nodeOrNull();
        boolean isText = leaf != null && leaf.isLeaf() && shape.wanted().getType() instanceof ArrowType.Utf8;
        return isText && SplitPruner.isAllCoded(file.chunk(split, leaf.leaf()).getMeta_data()) ? leaf : null;
    }

    /** Has the filter judge the entries of a dictionary, if it can; whether none of the row group's rows passes. */
    private boolean isJudgedEmpty(int split) {
        if (leafJudgedByValueOrNull(split) == null) {
            return false;
        }
        int index = request.filterOrNull().columns().get(0);
        LeafReader leaf = columns[index].textOrNull();
        StringDictionary dictionary = leaf == null ? null : leaf.wholeDictionaryOrNull();
        if (dictionary == null || dictionary.size() > ranges.rows()) {
            return false;
        }
        selectionOrNull =
                CodeSelection.of(request.filterOrNull(), shapes.get(index).wanted(), dictionary, heap);
        everyRowPasses = selectionOrNull.keepsEverything(leaf.mayHoldNulls());
        return selectionOrNull.keepsNothing(leaf.mayHoldNulls());
    }

    /** Whether a column will mostly be read to its end. */
    private boolean isEager(int column, boolean whole) {
        return whole && (request.filterOrNull() == null || filtering[column]);
    }

    /** What is read together: columns that are needed in any case, and those that wait for what the filter leaves. */
    private ReadBlocks blocks(int split, boolean whole) {
        Map<Integer, ColumnMetaData> now = new LinkedHashMap<>();
        Map<Integer, ColumnMetaData> perhaps = new LinkedHashMap<>();
        for (int i = 0; i < shapes.size(); i++) {
            for (int leaf : ColumnReader.leavesOf(shapes.get(i))) {
                (isEager(i, whole) ? now : perhaps)
                        .put(leaf, file.chunk(split, leaf).getMeta_data());
            }
        }
        perhaps.keySet().removeAll(now.keySet());
        ReadBlocks blocks = new ReadBlocks(file.reads(), heap, counters);
        blocks.add(now.values(), ReadBlocks.CHUNK_BYTES_MAX);
        blocks.add(perhaps.values(), ReadBlocks.PARTIAL_CHUNK_BYTES_MAX);
        return blocks;
    }

    private void closeSplit() {
        selectionOrNull = null;
        everyRowPasses = false;
        if (columns != null) {
            for (ColumnReader column : columns) {
                if (column != null) {
                    column.close();
                }
            }
            columns = null;
        }
        if (heap != null) {
            heap.close();
            heap = null;
        }
    }

    private Batch readAll(long from, int rows) {
        counters.rowsDecoded += rows;
        lastSurvivorsOrNull = null;
        Column[] made = new Column[columns.length];
        try {
            for (int i = 0; i < columns.length; i++) {
                made[i] = columns[i].read(from, rows);
            }
            return new Batch(rows, made);
        } catch (RuntimeException e) {
            closeAll(made);
            throw e;
        }
    }

    /** Null when the filter leaves no row. */
    private Batch readFiltered(long from, int rows) {
        counters.rowsDecoded += rows;
        ParquetReadRequest.RowFilter filter = request.filterOrNull();
        Column[] made = new Column[columns.length];
        try {
            int[] survivors = survivors(filter, made, from, rows);
            int kept = survivors.length;
            if (kept == 0) {
                closeAll(made);
                return null;
            }
            lastSurvivorsOrNull = survivors;
            int first = survivors[0];
            int span = survivors[kept - 1] + 1 - first;
            int[] inSpan = new int[kept];
            for (int i = 0; i < kept; i++) {
                inSpan[i] = survivors[i] - first;
            }
            for (int i = 0; i < columns.length; i++) {
                if (filtering[i]) {
                    take(made, i, survivors, selectionOrNull == null ? rows : kept);
                } else if ((long) kept * PICKED_SHARE_MIN < span && columns[i].canPick()) {
                    made[i] = columns[i].pick(from, survivors);
                } else {
                    made[i] = columns[i].read(from + first, span);
                    take(made, i, inSpan, span);
                }
            }
            return new Batch(kept, made);
        } catch (RuntimeException e) {
            closeAll(made);
            throw e;
        }
    }

    /** The rows that pass, from 0; makes the filter's columns, or of a column judged by value just those rows. */
    private int[] survivors(ParquetReadRequest.RowFilter filter, Column[] made, long from, int rows) {
        if (selectionOrNull != null) {
            int index = filter.columns().get(0);
            LeafReader leaf = columns[index].textOrNull();
            leaf.seek(from);
            leaf.select(rows, selectionOrNull);
            if (selectionOrNull.count() > 0) {
                made[index] = selectionOrNull.column(shapes.get(index).wanted());
            }
            return Arrays.copyOf(selectionOrNull.rows(), selectionOrNull.count());
        }
        for (int index : filter.columns()) {
            if (made[index] == null) {
                made[index] = columns[index].read(from, rows);
            }
        }
        test(filter, made, rows);
        int[] survivors = new int[mask.cardinality()];
        mask.rows(survivors);
        return survivors;
    }

    private void test(ParquetReadRequest.RowFilter filter, Column[] made, int rows) {
        Column[] wanted = new Column[filter.columns().size()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = made[filter.columns().get(i)].retain();
        }
        try (Batch batch = new Batch(rows, wanted)) {
            filter.predicate().test(batch, mask, filter.context());
        }
    }

    private void take(Column[] made, int index, int[] rows, int of) {
        if (rows.length < of) {
            Column all = made[index];
            made[index] = null;
            try (all) {
                made[index] = all.take(rows, rows.length, memory);
            }
        }
    }

    private static void closeAll(Column[] made) {
        for (Column column : made) {
            if (column != null) {
                column.close();
            }
        }
    }

    /** May be called at any time; batches handed out stay valid. */
    @Override
    public void close() {
        closeSplit();
        nextSplit = splits.size();
        if (ownsBuffers) {
            buffers.close();
        }
    }
}
