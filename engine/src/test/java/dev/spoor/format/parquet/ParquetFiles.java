/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.store.ByteRange;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectSink;
import dev.spoor.store.WriteCondition;
import dev.spoor.testing.MemoryObjectStore;
import dev.spoor.testing.Rows;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import dev.spoor.vector.StringDictionaryBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** Files of rows, made by our writer. */
final class ParquetFiles {
    static final String KEY = "lake/rows.parquet";
    private static final int BATCH_ROWS = 700;

    private ParquetFiles() {}

    static byte[] write(List<Field> fields, List<List<Object>> rows, ParquetWriteOptions options, Memory memory) {
        MemoryObjectStore store = new MemoryObjectStore("mem://lake");
        ObjectEntry entry = writeTo(store, fields, rows, options, memory);
        try (InputStream in = store.read(entry, ByteRange.ALL)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectEntry writeTo(
            MemoryObjectStore store,
            List<Field> fields,
            List<List<Object>> rows,
            ParquetWriteOptions options,
            Memory memory) {
        try (ObjectSink sink = store.create(KEY, WriteCondition.REPLACE)) {
            fill(sink, fields, rows, options, memory);
            return sink.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ParquetFileMetrics metrics(
            List<Field> fields, List<List<Object>> rows, ParquetWriteOptions options, Memory memory) {
        try (ObjectSink sink = new MemoryObjectStore("mem://lake").create(KEY, WriteCondition.REPLACE)) {
            return fill(sink, fields, rows, options, memory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All rows of a file, in order. */
    static List<List<Object>> read(MemoryObjectStore store, ObjectEntry entry, ParquetReadRequest request) {
        List<List<Object>> rows = new ArrayList<>();
        try (ParquetReader reader = new ParquetReader(ParquetFile.open(store, entry), request)) {
            Batch batch = reader.next();
            while (batch != null) {
                try (Batch each = batch) {
                    rows.addAll(Rows.read(each, request.memory()));
                }
                batch = reader.next();
            }
        }
        return rows;
    }

    /** Whole columns. */
    static ParquetReadRequest everything(List<Field> fields, int batchRows, Memory memory) {
        return new ParquetReadRequest(
                projection(fields), List.of(), dev.spoor.prune.ScanConstraint.all(), null, memory, batchRows);
    }

    static dev.spoor.schema.Projection projection(List<Field> fields) {
        List<dev.spoor.schema.ProjectedColumn> columns = new ArrayList<>();
        for (Field field : fields) {
            columns.add(new dev.spoor.schema.ProjectedColumn(dev.spoor.schema.FieldPath.of(field.getName()), field));
        }
        return new dev.spoor.schema.Projection(columns);
    }

    private static ParquetFileMetrics fill(
            ObjectSink sink, List<Field> fields, List<List<Object>> rows, ParquetWriteOptions options, Memory memory) {
        try (StringDictionaryBuilder dictionary = new StringDictionaryBuilder(memory);
                ParquetWriter writer = new ParquetWriter(sink, KEY, fields, options, memory)) {
            for (int from = 0; from < rows.size(); from += BATCH_ROWS) {
                List<List<Object>> some = rows.subList(from, Math.min(rows.size(), from + BATCH_ROWS));
                boolean encode = from / BATCH_ROWS % 2 == 1;
                try (Batch batch = batch(fields, some, encode ? dictionary : null, memory)) {
                    writer.write(batch);
                }
            }
            return writer.finish();
        }
    }

    /** Every second batch comes in other shapes: dictionary-encoded text, and a constant where all rows are equal. */
    private static Batch batch(
            List<Field> fields, List<List<Object>> rows, StringDictionaryBuilder dictionaryOrNull, Memory memory) {
        if (dictionaryOrNull == null) {
            return Rows.batch(fields, rows, memory);
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            List<Object> values = Rows.column(rows, i);
            Object first = values.get(0);
            boolean constant = values.stream().allMatch(value -> java.util.Objects.equals(value, first));
            columns.add(
                    constant
                            ? Rows.constant(fields.get(i), first, rows.size(), memory)
                            : Rows.isText(fields.get(i))
                                    ? Rows.encoded(fields.get(i), values, dictionaryOrNull, memory)
                                    : Rows.flat(fields.get(i), values, memory));
        }
        return new Batch(rows.size(), columns);
    }
}
