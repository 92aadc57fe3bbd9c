/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.LakeFile;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.format.parquet.ParquetFileMetrics;
import dev.spoor.format.parquet.ParquetWriteOptions;
import dev.spoor.format.parquet.ParquetWriter;
import dev.spoor.scan.Cancellation;
import dev.spoor.schema.FieldIds;
import dev.spoor.store.ObjectSink;
import dev.spoor.store.ObjectStore;
import dev.spoor.store.WriteCondition;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Writes rows as data files, each of one day. Days come one after another. One thread. What is not finished when
 * this is closed is discarded; what is finished stays in the store, known to nobody until it is committed.
 */
final class DayFiles implements AutoCloseable {
    /** Even with hardly any memory a row group has so many rows, if there are so many. */
    private static final int GROUP_ROWS_MIN = 1024;

    private final ObjectStore store;
    private final LakeRows rows;
    private final PathColumns shredded;
    private final List<Field> columns;
    private final String prefix;
    private final String name;
    private final long fileBytes;
    private final long groupBytesMax;
    private final ParquetWriteOptions options;
    private final Memory memory;
    private final RowGroupOrder order;
    private final List<LakeFile> finished = new ArrayList<>();
    private OptionalInt day = OptionalInt.empty();
    private String key;
    private ObjectSink sink;
    private ParquetWriter writer;
    private PathColumns.OfFile shreds;

    /**
     * @param rows of the table
     * @param shredded columns that files get besides
     * @param prefix of all keys, with a '/' at its end
     * @param name what the names of all files begin with; nobody else uses it
     * @param fileBytes a file ends soon after it has so many
     * @param groupBytesMax memory of the rows that become one row group; building that takes about twice as much again
     */
    DayFiles(
            ObjectStore store,
            LakeRows rows,
            PathColumns shredded,
            String prefix,
            String name,
            long fileBytes,
            long groupBytesMax,
            Memory memory) {
        this.store = store;
        this.rows = rows;
        this.shredded = shredded;
        this.columns = new ArrayList<>(rows.columns());
        columns.addAll(shredded.columns());
        this.prefix = prefix;
        this.name = name;
        this.fileBytes = fileBytes;
        this.groupBytesMax = groupBytesMax;
        this.memory = memory;
        Set<Integer> bloomFields = new HashSet<>(rows.bloomFields());
        shredded.columns().forEach(column -> FieldIds.of(column).ifPresent(bloomFields::add));
        this.options = ParquetWriteOptions.LAKE.withBloomFilters(bloomFields, Set.of());
        this.order = new RowGroupOrder(rows.likenesses(), memory);
    }

    /**
     * Writes rows of one day, in row groups that follow each other in time and have an order of their own inside.
     *
     * @param ofDay days since 1970, or empty for rows without a time
     * @param rowsOfDay stored columns, oldest row first; in batches that stay the caller's
     */
    void write(OptionalInt ofDay, RowPlaces rowsOfDay, Cancellation cancellation) {
        int count = rowsOfDay.count();
        int rowsMax = rowsOfGroupMax(rowsOfDay);
        int groups = (int) (((long) count + rowsMax - 1) / rowsMax);
        for (int group = 0; group < groups; group++) {
            if (writer != null && (!day.equals(ofDay) || writer.sizeBytes() >= fileBytes)) {
                end();
            }
            if (writer == null) {
                begin(ofDay);
            }
            int from = (int) ((long) count * group / groups);
            int to = (int) ((long) count * (group + 1) / groups);
            writeGroup(order.of(rowsOfDay.between(from, to)), cancellation);
        }
    }

    /** A row group is built in memory: its rows take a part of that at most, as far as their average tells. */
    private int rowsOfGroupMax(RowPlaces rowsOfDay) {
        long bytes = 0;
        long count = 0;
        for (Batch batch : rowsOfDay.batches()) {
            bytes += batch.memoryBytes();
            count += batch.rowCount();
        }
        long bytesPerRow = Math.max(1, bytes / Math.max(1, count));
        return (int) Math.max(GROUP_ROWS_MIN, Math.min(RowGroupOrder.ROWS_MAX, groupBytesMax / bytesPerRow));
    }

    private void writeGroup(RowPlaces ordered, Cancellation cancellation) {
        for (int from = 0; from < ordered.count(); from += Batch.DEFAULT_ROWS) {
            cancellation.check();
            int count = Math.min(Batch.DEFAULT_ROWS, ordered.count() - from);
            try (Batch next = ordered.gather(from, count, memory);
                    Batch whole = shreds.append(next)) {
                writer.write(whole);
            }
        }
        writer.endRowGroup();
    }

    private void begin(OptionalInt ofDay) {
        day = ofDay;
        String folder =
                ofDay.isPresent() ? LocalDate.ofEpochDay(ofDay.getAsInt()).toString() : "none";
        key = prefix + rows.columns().get(rows.time()).getName() + "_day=" + folder + "/" + name + "-" + finished.size()
                + ".parquet";
        sink = store.create(key, WriteCondition.CREATE_ONLY);
        shreds = shredded.open(rows, memory);
        writer = new ParquetWriter(sink, key, columns, options, memory);
    }

    private void end() {
        ParquetFileMetrics metrics = writer.finish(shreds.metadata(writer.rowCount()));
        free();
        sink.commit();
        discard();
        finished.add(new LakeFile(
                key, metrics.sizeBytes(), metrics.rowCount(), day, metrics.metrics(), metrics.splitOffsets()));
    }

    /** Ends the last file; all of them are in the store now. */
    List<LakeFile> finish() {
        if (writer != null) {
            end();
        }
        return List.copyOf(finished);
    }

    private void discard() {
        ObjectSink open = sink;
        sink = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            throw new EngineException(ErrorCode.STORE_FAILURE, key + " was not written: " + e.getMessage(), e)
                    .with("key", key);
        }
    }

    @Override
    public void close() {
        free();
        discard();
    }

    private void free() {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }
}
