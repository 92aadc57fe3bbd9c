/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.schema.FieldIds;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.schema.StoredName;
import dev.spoor.store.ObjectEntry;
import dev.spoor.testing.MemoryObjectStore;
import dev.spoor.testing.RandomRows;
import dev.spoor.testing.Rows;
import dev.spoor.vector.Batch;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What our writer writes, our reader reads. */
class ParquetReaderTest {
    private final MemoryObjectStore store = new MemoryObjectStore("mem://lake");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void rowsComeBack(int seed) {
        RandomRows random = new RandomRows(seed);
        List<Field> fields = random.pick(RandomRows.allFields(), 12);
        List<List<Object>> rows = random.rows(fields, 1 + random.random().nextInt(4_000));
        ParquetWriteOptions options = ParquetWriteOptions.LAKE
                .withRowGroups(1 + random.random().nextInt(2_000), 1 << 20)
                .withPages(
                        1 + random.random().nextInt(700), 1 << random.random().nextInt(17))
                .withDictionaryBytes(
                        random.random().nextBoolean()
                                ? 1 << 20
                                : random.random().nextInt(60));
        try (Memory memory = Memory.root(1L << 30)) {
            ObjectEntry entry = ParquetFiles.writeTo(store, fields, rows, options, memory);
            for (int batchRows : new int[] {1, 7, 1 + random.random().nextInt(5_000)}) {
                List<List<Object>> read =
                        ParquetFiles.read(store, entry, ParquetFiles.everything(fields, batchRows, memory));
                assertEquals(Rows.show(rows), Rows.show(read), "batches of " + batchRows);
            }
            assertEquals(0, memory.usedBytes());
        }
        assertEquals(0, store.openStreamCount());
    }

    @Test
    void everyTypeAtOnce() {
        RandomRows random = new RandomRows(99);
        List<Field> fields = RandomRows.allFields();
        List<List<Object>> rows = random.rows(fields, 2_500);
        try (Memory memory = Memory.root(1L << 30)) {
            ObjectEntry entry =
                    ParquetFiles.writeTo(store, fields, rows, ParquetWriteOptions.LAKE.withPages(200, 1 << 16), memory);
            assertEquals(
                    Rows.show(rows),
                    Rows.show(ParquetFiles.read(store, entry, ParquetFiles.everything(fields, 900, memory))));
        }
    }

    @Test
    void textStaysEncoded() {
        List<Field> fields = List.of(SqlTypes.varchar("name"));
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            rows.add(Arrays.asList(i % 5 == 0 ? null : "Describe" + i % 3));
        }
        try (Memory memory = Memory.root(1L << 28)) {
            ObjectEntry entry = ParquetFiles.writeTo(store, fields, rows, ParquetWriteOptions.LAKE, memory);
            try (ParquetReader reader = new ParquetReader(
                            ParquetFile.open(store, entry), ParquetFiles.everything(fields, 4096, memory));
                    Batch batch = reader.next()) {
                DictionaryColumn column = assertInstanceOf(DictionaryColumn.class, batch.column(0));
                assertEquals(3, column.dictionary().size());
            }
        }
    }

    @Test
    void rowsHaveFewerRenamedAndMissingFields() {
        Field row = SqlTypes.row(
                "Who",
                List.of(
                        SqlTypes.varchar("name"),
                        SqlTypes.row("inner", List.of(SqlTypes.field("n", SqlTypes.BIGINT))),
                        SqlTypes.field("flag", SqlTypes.BOOLEAN)));
        List<Field> fields = List.of(row);
        List<List<Object>> rows = List.of(
                List.of(List.of("a", List.of(7L), true)),
                Arrays.asList((Object) null),
                List.of(Arrays.asList(null, null, null)));
        Field wanted = SqlTypes.row(
                "w",
                List.of(SqlTypes.varchar("nowhere"), StoredName.with(SqlTypes.field("f", SqlTypes.BOOLEAN), "Flag")));
        Projection projection = new Projection(List.of(
                new ProjectedColumn(FieldPath.of("who"), wanted),
                new ProjectedColumn(FieldPath.of("who", "inner", "n"), SqlTypes.field("n", SqlTypes.BIGINT)),
                new ProjectedColumn(
                        FieldPath.of("who", "inner"),
                        SqlTypes.row("i", List.of(SqlTypes.varchar("nowhere"), SqlTypes.varchar("neither"))))));
        try (Memory memory = Memory.root(1L << 28)) {
            ObjectEntry entry = ParquetFiles.writeTo(store, fields, rows, ParquetWriteOptions.LAKE, memory);
            List<List<Object>> read = ParquetFiles.read(
                    store,
                    entry,
                    new ParquetReadRequest(projection, List.of(), ScanConstraint.all(), null, memory, 10));
            assertEquals(
                    List.of(
                            Arrays.asList(Arrays.asList(null, true), 7L, Arrays.asList(null, null)),
                            Arrays.asList(null, null, null),
                            Arrays.asList(Arrays.asList(null, null), null, null)),
                    read);
        }
    }

    @Test
    void fieldsAreFoundByTheirIds() {
        Field stored = FieldIds.with(SqlTypes.varchar("old"), 4, null);
        Field other = FieldIds.with(SqlTypes.varchar("fresh"), 5, null);
        List<Field> table = List.of(
                FieldIds.with(SqlTypes.varchar("fresh"), 4, null), FieldIds.with(SqlTypes.varchar("later"), 9, null));
        try (Memory memory = Memory.root(1L << 28)) {
            ObjectEntry entry = ParquetFiles.writeTo(
                    store, List.of(stored, other), List.of(List.of("x", "y")), ParquetWriteOptions.LAKE, memory);
            List<List<Object>> read = ParquetFiles.read(
                    store,
                    entry,
                    new ParquetReadRequest(
                            ParquetFiles.projection(table), table, ScanConstraint.all(), null, memory, 10));
            assertEquals(List.of(Arrays.asList("x", null)), read);
        }
    }

    @Test
    void anotherTypeIsRefused() {
        List<Field> fields = List.of(SqlTypes.field("n", SqlTypes.BIGINT));
        try (Memory memory = Memory.root(1L << 28)) {
            ObjectEntry entry =
                    ParquetFiles.writeTo(store, fields, List.of(List.of(1L)), ParquetWriteOptions.LAKE, memory);
            EngineException refused = assertThrows(
                    EngineException.class,
                    () -> ParquetFiles.read(
                            store, entry, ParquetFiles.everything(List.of(SqlTypes.varchar("n")), 10, memory)));
            assertEquals(ErrorCode.NOT_SUPPORTED, refused.code());
            assertTrue(refused.getMessage().contains(entry.key()), refused.getMessage());
        }
    }

    @Test
    void anEmptyFileHasNoRows() {
        List<Field> fields = RandomRows.allFields();
        try (Memory memory = Memory.root(1L << 28)) {
            ObjectEntry entry = ParquetFiles.writeTo(store, fields, List.of(), ParquetWriteOptions.LAKE, memory);
            assertEquals(List.of(), ParquetFiles.read(store, entry, ParquetFiles.everything(fields, 10, memory)));
            assertEquals(0, ParquetFile.open(store, entry).rowCount());
        }
    }
}
