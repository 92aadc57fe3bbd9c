/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.catalog.CatalogTable.TableColumn;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.scan.BatchReader;
import dev.spoor.scan.ScanContext;
import dev.spoor.scan.ScanPlan;
import dev.spoor.scan.ScanRequest;
import dev.spoor.scan.ScanRun;
import dev.spoor.scan.ScanSource;
import dev.spoor.scan.ScanStatistics;
import dev.spoor.schema.FieldPath;
import dev.spoor.vector.Batch;
import dev.spoor.vector.BatchFileReader;
import dev.spoor.vector.BatchFileWriter;
import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The rows of a result, kept in a packed file, as a table for the statements that follow. Written by one thread, then
 * {@linkplain #finish finished}, then read by any. Closing it deletes the file; statements that read it must have ended.
 */
public final class KeptRows implements AutoCloseable {
    private final Path file;
    private final List<Field> fields = new ArrayList<>();
    private final BatchFileWriter writer;

    /**
     * Begins the file.
     *
     * @param file that does not exist yet
     * @param names of the columns; each once, in any letter case
     * @param memory for writing; given back by {@link #finish} and {@link #close}
     * @param bytesMax of the file; {@link #write} throws LIMIT_EXCEEDED instead of exceeding it
     */
    public KeptRows(Path file, List<String> names, Schema schema, Memory memory, long bytesMax) {
        this.file = file;
        for (int i = 0; i < names.size(); i++) {
            fields.add(SqlTypes.renamed(schema.getFields().get(i), names.get(i)));
        }
        long[] written = {0};
        this.writer = new BatchFileWriter(file, memory, bytes -> {
            written[0] += bytes;
            if (written[0] > bytesMax) {
                throw new EngineException(
                        ErrorCode.LIMIT_EXCEEDED,
                        "the result takes more than the " + bytesMax + " bytes that are kept");
            }
        });
    }

    /** Appends rows, which stay the caller's. */
    public void write(Batch batch) {
        writer.write(batch);
    }

    /** Ends the writing. */
    public void finish() {
        writer.finish();
    }

    /** Rows that were written. */
    public long rowCount() {
        return writer.rowCount();
    }

    /** The columns, in order. */
    public Schema schema() {
        return new Schema(fields);
    }

    /** All rows in their order; the caller closes it. */
    public BatchFileReader read(Memory memory) {
        return new BatchFileReader(file, fields, memory);
    }

    /**
     * A table of the default schema with these rows, which come in their order.
     *
     * @param doc one sentence
     */
    public CatalogTable table(String name, String doc) {
        List<TableColumn> columns = new ArrayList<>();
        Map<FieldPath, Integer> places = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            FieldPath place = FieldPath.of("column " + i);
            places.put(place, i);
            Field field = fields.get(i);
            columns.add(new TableColumn(field.getName(), field, place, false, "Column " + (i + 1) + " of the result."));
        }
        return new CatalogTable("", name, columns, new Source(name, places), doc);
    }

    @Override
    public void close() {
        writer.close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new EngineException(ErrorCode.STORE_FAILURE, file + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    private final class Source implements ScanSource {
        private final String name;
        private final Map<FieldPath, Integer> places;

        Source(String name, Map<FieldPath, Integer> places) {
            this.name = name;
            this.places = places;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean givesWholeColumns() {
            return true;
        }

        @Override
        public ScanPlan plan(ScanRequest request) {
            List<Integer> wanted = request.projection().columns().stream()
                    .map(column -> places.get(column.path()))
                    .toList();
            return ScanPlan.withoutFiles(context -> new Run(wanted, context));
        }
    }

    /** One worker gets all rows, so that they keep their order. */
    private final class Run implements ScanRun {
        private final List<Integer> wanted;
        private final ScanContext context;
        private boolean isTaken;

        Run(List<Integer> wanted, ScanContext context) {
            this.wanted = wanted;
            this.context = context;
        }

        @Override
        public synchronized BatchReader openWorker() {
            BatchFileReader reader = isTaken ? null : read(context.memory());
            isTaken = true;
            return new BatchReader() {
                @Override
                public Batch next() {
                    context.cancellation().check();
                    return reader == null ? null : projected(reader.next());
                }

                @Override
                public void close() {
                    if (reader != null) {
                        reader.close();
                    }
                }
            };
        }

        private Batch projected(Batch whole) {
            if (whole == null) {
                return null;
            }
            try (whole) {
                List<Column> columns = new ArrayList<>();
                wanted.forEach(index -> columns.add(whole.column(index).retain()));
                return new Batch(whole.rowCount(), columns);
            }
        }

        @Override
        public ScanStatistics statistics() {
            return ScanStatistics.ZERO;
        }

        @Override
        public void close() {}
    }
}
