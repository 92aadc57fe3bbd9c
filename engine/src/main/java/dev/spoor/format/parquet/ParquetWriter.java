/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.dataset.FieldMetrics;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.PositionedOutputStream;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;

/**
 * Writes batches as one Parquet file, every page with a check sum. One thread. Keeps one row group, compressed, in
 * memory, which counts it.
 *
 * <p>Text is dictionary-encoded while that pays, whole numbers are stored as deltas. Each flat column has a page index.
 * Pages are of version 1, which every reader knows. Errors of the sink become STORE_FAILURE with its key.
 */
public final class ParquetWriter implements AutoCloseable {
    static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.ISO_8859_1);

    /** Rows that are added to each leaf before pages are looked at. */
    private static final int SLICE_ROWS = 1024;

    private final PositionedOutputStream sink;
    private final String key;
    private final ParquetWriteOptions options;
    private final Memory memory;
    private final int columnCount;
    private final List<SchemaElement> elements;
    private final List<List<LeafWriter>> leavesOfColumn = new ArrayList<>();
    private final List<FieldTotals> totals = new ArrayList<>();
    private final List<ParquetNode> leaves;
    private final List<RowGroup> groups = new ArrayList<>();
    private final RowGroupWriter groupWriter;
    private long rowCount;
    private int groupRows;
    private boolean finished;

    /**
     * Begins a file.
     *
     * @param sink stays the caller's, who commits or closes it
     * @param key for errors
     * @param fields the columns of the batches; ids as {@code dev.spoor.schema.FieldIds} has them are stored
     */
    public ParquetWriter(
            PositionedOutputStream sink, String key, List<Field> fields, ParquetWriteOptions options, Memory memory) {
        this.sink = sink;
        this.key = key;
        this.options = options;
        this.memory = memory;
        this.columnCount = fields.size();
        this.elements = SchemaElements.of(fields, options.timestampsAreInstants());
        ParquetSchema schema;
        try {
            schema = ParquetSchema.of(elements);
        } catch (MalformedPageException e) {
            throw new IllegalArgumentException("not a schema: " + e.getMessage(), e);
        }
        this.leaves = schema.leaves();
        this.groupWriter = new RowGroupWriter(sink, options);
        options.metadata().keySet().forEach(ParquetWriter::requireFree);
        try {
            for (ParquetNode column : schema.columns()) {
                List<LeafWriter> writers = new ArrayList<>();
                leavesOfColumn.add(writers);
                for (List<ParquetNode> chain : Leaves.chains(column)) {
                    writers.add(new LeafWriter(chain, options, memory));
                    totals.add(new FieldTotals(chain.get(chain.size() - 1)));
                }
            }
            sink.write(MAGIC);
        } catch (IOException e) {
            close();
            throw failure(e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static void requireFree(String name) {
        if (FileCheck.isReserved(name)) {
            throw new IllegalArgumentException("metadata called " + name + " is ours");
        }
    }

    /** Adds the rows of a batch, which stays the caller's. */
    public void write(Batch batch) {
        if (batch.columnCount() != columnCount) {
            throw new IllegalArgumentException("a batch of " + batch.columnCount() + " columns for " + columnCount);
        }
        int from = 0;
        while (from < batch.rowCount()) {
            int rows = Math.min(SLICE_ROWS, batch.rowCount() - from);
            rows = Math.min(rows, options.rowGroupRows() - groupRows);
            rows = Math.min(rows, options.pageRows() - groupRows % options.pageRows());
            for (int i = 0; i < columnCount; i++) {
                for (LeafWriter leaf : leavesOfColumn.get(i)) {
                    leaf.add(batch.column(i), from, rows, memory);
                }
            }
            from += rows;
            groupRows += rows;
            if (groupRows % options.pageRows() == 0) {
                leavesOfColumn.forEach(leaves -> leaves.forEach(LeafWriter::endPage)); // pages of all columns align
            }
            if (groupRows >= options.rowGroupRows() || groupBytes() >= options.rowGroupBytes()) {
                endGroup();
            }
        }
    }

    /** Rows so far. */
    public long rowCount() {
        return rowCount + groupRows;
    }

    /** Bytes that the file has so far, and those of the row group being built, roughly. */
    public long sizeBytes() {
        return sink.position() + groupBytes();
    }

    /** Writes what is left and the footer. The caller commits the sink. To be called once. */
    public ParquetFileMetrics finish() {
        return finish(Map.of());
    }

    /**
     * The same.
     *
     * @param metadata more key-value pairs for the footer: what is known only when all rows are written
     */
    public ParquetFileMetrics finish(Map<String, String> metadata) {
        metadata.keySet().forEach(ParquetWriter::requireFree);
        if (finished) {
            throw new IllegalStateException(key + " is already finished");
        }
        finished = true;
        endGroup();
        try {
            writeFooter(metadata);
        } catch (IOException e) {
            throw failure(e);
        }
        List<Long> splits = new ArrayList<>();
        groups.forEach(group -> splits.add(group.getFile_offset()));
        Map<Integer, FieldMetrics> metrics = new HashMap<>();
        for (int i = 0; i < leaves.size(); i++) {
            if (leaves.get(i).id() >= 0) {
                metrics.put(leaves.get(i).id(), totals.get(i).metrics());
            }
        }
        return new ParquetFileMetrics(rowCount, sink.position(), splits, metrics);
    }

    private long groupBytes() {
        long bytes = 0;
        for (List<LeafWriter> leaves : leavesOfColumn) {
            for (LeafWriter leaf : leaves) {
                bytes += leaf.storedBytes();
            }
        }
        return bytes;
    }

    /** Ends the row group being built; the next rows begin another one. */
    public void endRowGroup() {
        endGroup();
    }

    private void endGroup() {
        if (groupRows == 0) {
            return;
        }
        List<LeafWriter> all = new ArrayList<>();
        leavesOfColumn.forEach(all::addAll);
        try {
            groups.add(groupWriter.write(all, totals, groupRows, groups.size()));
        } catch (IOException e) {
            throw failure(e);
        }
        rowCount += groupRows;
        groupRows = 0;
    }

    private void writeFooter(Map<String, String> lateMetadata) throws IOException {
        groupWriter.writeIndexes(groups);
        FileMetaData footer = new FileMetaData(2, elements, rowCount, groups);
        footer.setCreated_by(FileCheck.CREATED_BY);
        List<ColumnOrder> orders = new ArrayList<>();
        leaves.forEach(leaf -> orders.add(ColumnOrder.TYPE_ORDER(new TypeDefinedOrder())));
        footer.setColumn_orders(orders);
        List<KeyValue> pairs = new ArrayList<>();
        Map<String, String> metadata = new TreeMap<>(options.metadata());
        metadata.putAll(lateMetadata);
        metadata.forEach((name, value) -> pairs.add(new KeyValue(name).setValue(value)));
        pairs.add(new KeyValue(FileCheck.INDEX_KEY).setValue(FileCheck.indexSums(groupWriter.sums())));
        pairs.add(new KeyValue(FileCheck.FOOTER_KEY).setValue(FileCheck.NO_SUM));
        footer.setKey_value_metadata(pairs);
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        Util.writeFileMetaData(footer, bytes);
        byte[] plain = bytes.toByteArray();
        FileCheck.seal(plain);
        byte[] length = new byte[Integer.BYTES];
        Bytes.INTS.set(length, 0, plain.length);
        sink.write(plain);
        sink.write(length);
        sink.write(MAGIC);
    }

    private EngineException failure(IOException e) {
        return new EngineException(
                        ErrorCode.STORE_FAILURE, key + " cannot be written: " + e.getMessage() + "; is there room?", e)
                .with("key", key)
                .with("offset", Long.toString(sink.position()));
    }

    /** Frees memory. The sink stays the caller's. */
    @Override
    public void close() {
        leavesOfColumn.forEach(leaves -> leaves.forEach(LeafWriter::close));
        leavesOfColumn.clear();
    }
}
