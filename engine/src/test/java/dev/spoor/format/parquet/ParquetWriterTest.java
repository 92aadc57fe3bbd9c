/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.testing.DuckDb;
import dev.spoor.testing.RandomRows;
import dev.spoor.testing.Table;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** DuckDB reads what we write. */
class ParquetWriterTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Codec.class,
            names = {"ZSTD", "SNAPPY", "GZIP", "UNCOMPRESSED"})
    void duckDbReadsTheSameRows(Codec codec) throws Exception {
        List<Field> fields = RandomRows.allFields().stream()
                .filter(ParquetWriterTest::hasADuckDbType)
                .toList();
        RandomRows random = new RandomRows(codec.ordinal() + 7);
        List<List<Object>> rows = random.rows(fields, 3_000);
        ParquetWriteOptions options = ParquetWriteOptions.LAKE
                .withCodec(codec, 1)
                .withRowGroups(1_100, 1 << 20)
                .withPages(300, 1 << 20)
                .withTimestampsAsInstants(false);
        Path file = folder.resolve("rows.parquet");
        try (Memory memory = Memory.root(1L << 30)) {
            byte[] bytes = ParquetFiles.write(fields, rows, options, memory);
            Files.write(file, bytes);
        }
        try (DuckDb duck = DuckDb.empty()) {
            Table table = duck.query(
                    "SELECT * FROM read_parquet('" + file + "', file_row_number = true)" + " ORDER BY file_row_number");
            assertEquals(rows.size(), table.rows().size());
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < fields.size(); column++) {
                    assertEquals(
                            DuckValues.show(fields.get(column), rows.get(row).get(column)),
                            DuckValues.showDuck(table.rows().get(row).get(column)),
                            fields.get(column) + " in row " + row);
                }
            }
        }
    }

    /** Pages and whole columns without values stand before, among and behind others. */
    @Test
    void duckDbReadsPagesWithoutValues() throws Exception {
        List<Field> fields = List.of(
                SqlTypes.varchar("never"),
                SqlTypes.varchar("late"),
                SqlTypes.varchar("early"),
                SqlTypes.field("n", SqlTypes.BIGINT),
                SqlTypes.array("list", SqlTypes.varchar("e")));
        List<List<Object>> rows = new java.util.ArrayList<>();
        for (int i = 0; i < 900; i++) {
            rows.add(java.util.Arrays.asList(
                    null,
                    i < 500 ? null : "a" + i % 3,
                    i < 200 ? "b" : null,
                    i % 300 < 100 ? (Object) (long) i : null,
                    i < 600 ? null : List.of()));
        }
        Path file = folder.resolve("nulls.parquet");
        try (Memory memory = Memory.root(1L << 28);
                DuckDb duck = DuckDb.empty()) {
            ParquetWriteOptions options =
                    ParquetWriteOptions.LAKE.withRowGroups(400, 1 << 20).withPages(100, 1 << 16);
            Files.write(file, ParquetFiles.write(fields, rows, options, memory));
            Table table = duck.query("SELECT * EXCLUDE file_row_number FROM read_parquet('" + file
                    + "', file_row_number = true) ORDER BY file_row_number");
            assertEquals(rows, table.rows());
        }
    }

    private static boolean hasADuckDbType(Field field) {
        boolean own = !(field.getType() instanceof ArrowType.Duration || field.getType() instanceof ArrowType.Interval);
        return own && field.getChildren().stream().allMatch(ParquetWriterTest::hasADuckDbType);
    }

    @Test
    void metricsCountAndBound() {
        List<Field> fields = List.of(
                dev.spoor.schema.FieldIds.with(SqlTypes.varchar("name"), 5, null),
                dev.spoor.schema.FieldIds.with(SqlTypes.field("n", SqlTypes.BIGINT), 9, null));
        String longText = "\uD83D\uDE00".repeat(40);
        List<List<Object>> rows =
                List.of(List.of("b", 3L), java.util.Arrays.asList(null, -4L), java.util.Arrays.asList(longText, null));
        try (Memory memory = Memory.root(1L << 28)) {
            ParquetFileMetrics metrics = ParquetFiles.metrics(fields, rows, ParquetWriteOptions.LAKE, memory);
            assertEquals(3, metrics.rowCount());
            assertEquals(List.of(4L), metrics.splitOffsets());
            assertEquals(1, metrics.metrics().get(5).nullCount());
            assertEquals("b", metrics.metrics().get(5).lowerOrNull());
            assertEquals(
                    "\uD83D\uDE00".repeat(15) + "\uD83D\uDE01",
                    metrics.metrics().get(5).upperOrNull());
            assertEquals(-4L, metrics.metrics().get(9).lowerOrNull());
            assertEquals(3L, metrics.metrics().get(9).upperOrNull());
            assertEquals(3, metrics.metrics().get(9).valueCount());
        }
    }
}
