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
import dev.spoor.store.ObjectSink;
import dev.spoor.store.ObjectStore;
import dev.spoor.store.WriteCondition;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Writes sorted rows as data files, each of one day. Days come one after another. One thread. What is not finished when
 * this is closed is discarded; what is finished stays in the store, known to nobody until it is committed.
 */
final class DayFiles implements AutoCloseable {
    private final ObjectStore store;
    private final LakeRows rows;
    private final Supplier<PathColumns> shredded;
    private final List<Field> columns;
    private final String prefix;
    private final String name;
    private final long fileBytes;
    private final ParquetWriteOptions options;
    private final Memory memory;
    private final RowStretch stretch;
    private final RowGroupOrder order;
    private final List<LakeFile> finished = new ArrayList<>();
    private long rowCount;
    private OptionalInt day = OptionalInt.empty();
    private String key;
    private ObjectSink sink;
    private ParquetWriter writer;
    private PathColumns shreddedOrNull;
    private PathColumns.OfFile shreds;

    /**
     * @param rows of the table
     * @param shredded columns that files get besides; asked when the first file begins
     * @param prefix of all keys, with a '/' at its end
     * @param name what the names of all files begin with; nobody else uses it
     * @param fileBytes a file ends soon after it has so many
     */
    DayFiles(
            ObjectStore store,
            LakeRows rows,
            Supplier<PathColumns> shredded,
            String prefix,
            String name,
            long fileBytes,
            Memory memory) {
        this.store = store;
        this.rows = rows;
        this.shredded = shredded;
        this.columns = new ArrayList<>(rows.columns());
        this.prefix = prefix;
        this.name = name;
        this.fileBytes = fileBytes;
        this.memory = memory;
        this.options = ParquetWriteOptions.LAKE.withBloomFilters(rows.bloomFields(), Set.of());
        this.stretch = new RowStretch(memory);
        this.order = new RowGroupOrder(rows.likenesses(), memory);
    }

    /**
     * Adds rows of one day, which stay the caller's. Row groups hold stretches of time and are put in an order of their
     * own.
     *
     * @param ofDay days since 1970, or empty for rows without a time
     * @param batch oldest row first, none older than those before of the same day
     */
    void write(OptionalInt ofDay, Batch batch) {
        if (writer != null && (!day.equals(ofDay) || writer.sizeBytes() >= fileBytes)) {
            end();
        }
        if (writer == null) {
            begin(ofDay);
        }
        if (batch.rowCount() > stretch.room()) {
            endRowGroup();
        }
        stretch.add(batch);
        if (stretch.isFull()) {
            endRowGroup();
        }
        rowCount += batch.rowCount();
    }

    private void endRowGroup() {
        int[] places = order.of(stretch.batches(), stretch.rowCount());
        Batch[] sources = stretch.batches().toArray(new Batch[0]);
        int[] sourceOf = new int[places.length];
        int[] rowOf = new int[places.length];
        int row = 0;
        for (int source = 0; source < sources.length; source++) {
            for (int i = 0; i < sources[source].rowCount(); i++) {
                sourceOf[row] = source;
                rowOf[row++] = i;
            }
        }
        int[] which = new int[Batch.DEFAULT_ROWS];
        int[] from = new int[Batch.DEFAULT_ROWS];
        for (int start = 0; start < places.length; start += Batch.DEFAULT_ROWS) {
            int count = Math.min(Batch.DEFAULT_ROWS, places.length - start);
            for (int i = 0; i < count; i++) {
                which[i] = sourceOf[places[start + i]];
                from[i] = rowOf[places[start + i]];
            }
            try (Batch ordered = Batch.gather(sources, which, from, count, memory);
                    Batch whole = shreds.append(ordered)) {
                writer.write(whole);
            }
        }
        stretch.clear();
        writer.endRowGroup();
    }

    private void begin(OptionalInt ofDay) {
        day = ofDay;
        String folder =
                ofDay.isPresent() ? LocalDate.ofEpochDay(ofDay.getAsInt()).toString() : "none";
        key = prefix + rows.columns().get(rows.time()).getName() + "_day=" + folder + "/" + name + "-" + finished.size()
                + ".parquet";
        sink = store.create(key, WriteCondition.CREATE_ONLY);
        if (shreddedOrNull == null) {
            shreddedOrNull = shredded.get();
            columns.addAll(shreddedOrNull.columns());
        }
        shreds = shreddedOrNull.open(rows, memory);
        writer = new ParquetWriter(sink, key, columns, options, memory);
    }

    private void end() {
        if (!stretch.isEmpty()) {
            endRowGroup();
        }
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

    /** Rows so far. */
    long rowCount() {
        return rowCount;
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
        stretch.close();
        free();
        discard();
    }

    private void free() {
        if (writer != null) {
            writer.close();
            writer = null;
        }
        if (shreds != null) {
            shreds.close();
            shreds = null;
        }
    }
}
