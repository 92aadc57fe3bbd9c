/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.expr.EvalContext;
import dev.spoor.expr.Predicate;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import dev.spoor.store.ObjectEntry;
import dev.spoor.testing.MemoryObjectStore;
import dev.spoor.testing.Rows;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.format.ColumnMetaData;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How often the store is asked: chunks that lie close together are one request. */
class ReadBlocksTest {
    private static final int ROWS = 4_000;
    private static final int FAR_BYTES = 400;
    private static final List<Field> FIELDS = List.of(
            SqlTypes.field("number", SqlTypes.BIGINT),
            SqlTypes.varchar("name"),
            SqlTypes.field("flag", SqlTypes.BOOLEAN),
            SqlTypes.varchar("far"),
            SqlTypes.varchar("last"));

    private final MemoryObjectStore store = new MemoryObjectStore("mem://lake");

    /** The column in the middle is long and cannot be compressed. */
    private static List<List<Object>> rows() {
        Random random = new Random(11);
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            StringBuilder far = new StringBuilder();
            while (far.length() < FAR_BYTES) {
                far.append((char) (' ' + random.nextInt(90)));
            }
            rows.add(List.of((long) random.nextInt(), "name " + i % 7, i % 2 == 0, far.toString(), "last " + i % 5));
        }
        return rows;
    }

    private ObjectEntry write(List<List<Object>> rows, Memory memory) {
        ParquetWriteOptions options = ParquetWriteOptions.LAKE
                .withRowGroups(ROWS, 64 << 20)
                .withPages(500, 1 << 20)
                .withDictionaryBytes(1 << 10)
                .withBloomFilters(Set.of(), Set.of("far"));
        return ParquetFiles.writeTo(store, FIELDS, rows, options, memory);
    }

    private static Field field(String name) {
        return FIELDS.stream()
                .filter(field -> field.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Field> fields(String... names) {
        return java.util.Arrays.stream(names).map(ReadBlocksTest::field).toList();
    }

    private long opens() {
        return store.calls().stream().filter(call -> call.startsWith("open ")).count();
    }

    /** Rows of a request, and how often the store was asked beside the footer. */
    private record Answer(List<List<Object>> rows, long opens, long bytesRead) {}

    private Answer read(ParquetFile file, ParquetReadRequest request) {
        long before = opens();
        List<List<Object>> rows = new ArrayList<>();
        try (ParquetReader reader = new ParquetReader(file, request)) {
            for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                try (Batch each = batch) {
                    rows.addAll(Rows.read(each, request.memory()));
                }
            }
            return new Answer(rows, opens() - before, reader.counters().bytesRead());
        }
    }

    private Answer read(ParquetFile file, Memory memory, String... names) {
        return read(file, ParquetFiles.everything(fields(names), 512, memory));
    }

    private static List<List<Object>> columns(List<List<Object>> rows, int... columns) {
        List<List<Object>> some = new ArrayList<>();
        for (List<Object> row : rows) {
            List<Object> values = new ArrayList<>();
            for (int column : columns) {
                values.add(row.get(column));
            }
            some.add(values);
        }
        return some;
    }

    @Test
    void neighboursAreOneRequest() {
        List<List<Object>> rows = rows();
        try (Memory memory = Memory.root(1L << 30)) {
            ParquetFile file = ParquetFile.open(store, write(rows, memory));
            Answer neighbours = read(file, memory, "number", "name", "flag");
            assertEquals(1, neighbours.opens());
            assertEquals(Rows.show(columns(rows, 0, 1, 2)), Rows.show(neighbours.rows()));
            Answer gap = read(file, memory, "flag", "number");
            assertEquals(1, gap.opens(), "a small chunk between them is read for nothing");
            assertEquals(neighbours.bytesRead(), gap.bytesRead());
            assertEquals(Rows.show(columns(rows, 2, 0)), Rows.show(gap.rows()));
        }
    }

    @Test
    void aLongWayBetweenIsNotReadForNothing() {
        List<List<Object>> rows = rows();
        try (Memory memory = Memory.root(1L << 30)) {
            ParquetFile file = ParquetFile.open(store, write(rows, memory));
            Answer both = read(file, memory, "last", "name");
            assertEquals(2, both.opens());
            assertTrue(both.bytesRead() < ReadBlocks.GAP_BYTES_MAX, "bytes: " + both.bytesRead());
            assertEquals(Rows.show(columns(rows, 4, 1)), Rows.show(both.rows()));
        }
    }

    @Test
    void lateColumnsAreOneRequestOnceARowIsLeft() {
        List<List<Object>> rows = rows();
        try (Memory memory = Memory.root(1L << 30)) {
            ParquetFile file = ParquetFile.open(store, write(rows, memory));
            assertEquals(1, filtered(file, rows, -1, memory).opens(), "only what the filter reads");
            Answer one = filtered(file, rows, ROWS / 2, memory);
            assertEquals(3, one.opens(), "what the filter reads, the page index, the late columns");
            assertEquals(Rows.show(columns(rows.subList(ROWS / 2, ROWS / 2 + 1), 4, 0, 1)), Rows.show(one.rows()));
        }
    }

    /** The columns last, number and name, of the row at a place, found by what is in its last column and its place. */
    private Answer filtered(ParquetFile file, List<List<Object>> rows, int place, Memory memory) {
        int[] passed = {0};
        Predicate predicate = (in, out, context) -> {
            out.reset(in.rowCount());
            if (place >= passed[0] && place < passed[0] + in.rowCount()) {
                out.set(place - passed[0]);
            }
            passed[0] += in.rowCount();
        };
        return read(
                file,
                new ParquetReadRequest(
                        ParquetFiles.projection(fields("last", "number", "name")),
                        List.of(),
                        ScanConstraint.all(),
                        new ParquetReadRequest.RowFilter(predicate, List.of(0), new EvalContext(memory, 0, 1)),
                        memory,
                        512));
    }

    @Test
    void indexesAndBloomFiltersAreOneRequestForAFile() {
        List<List<Object>> rows = rows();
        try (Memory memory = Memory.root(1L << 30)) {
            ParquetFile file = ParquetFile.open(store, write(rows, memory));
            String absent = rows.get(0).get(3) + "~";
            ScanConstraint wanted = ScanConstraint.of(FieldPath.of("far"), ValueSet.of(ValueKind.TEXT, absent))
                    .and(FieldPath.of("number"), ValueSet.atLeast(ValueKind.INTEGER, Long.MIN_VALUE));
            ParquetReadRequest request = new ParquetReadRequest(
                    ParquetFiles.projection(fields("number")), List.of(), wanted, null, memory, 512);
            Answer first = read(file, request);
            assertEquals(List.of(), first.rows());
            assertEquals(1, first.opens());
            assertEquals(0, read(file, request).opens(), "what was read is kept");
        }
    }

    @Test
    void withoutMemoryThereIsNoBlock() {
        ObjectEntry entry;
        try (Memory memory = Memory.root(1L << 30)) {
            entry = write(rows(), memory);
        }
        ParquetFile file = ParquetFile.open(store, entry);
        ColumnMetaData chunk = file.chunk(0, 1).getMeta_data();
        int length = (int) chunk.getTotal_compressed_size();
        for (int more : new int[] {-1, 0}) {
            try (Memory memory = Memory.root(length + more);
                    Reservation heap = new Reservation(memory)) {
                ReadBlocks blocks = new ReadBlocks(file.reads(), heap, new ReadCounters());
                blocks.add(List.of(chunk), ReadBlocks.CHUNK_BYTES_MAX);
                long before = opens();
                ReadBlocks.Block block = blocks.findOrNull(ParquetFile.chunkStart(chunk), 1);
                assertEquals(more == 0, block != null);
                assertEquals(more + 1, opens() - before);
                assertEquals(more == 0 ? length : 0, memory.usedBytes());
            }
        }
    }
}
