/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.store.ObjectEntry;
import dev.spoor.testing.DuckDb;
import dev.spoor.testing.MemoryObjectStore;
import dev.spoor.testing.Table;
import dev.spoor.vector.Memory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Files that DuckDB wrote, in every codec and version it writes, read as DuckDB reads them. */
@Tag("any-jdk")
class ForeignFilesTest {
    private static final String ROWS = "SELECT i::BIGINT AS n, (i % 100)::INTEGER AS small, (i % 7)::TINYINT AS tiny,"
            + " (i * 4000000000 % 4294967296)::UINTEGER AS wide, i / 3.0::DOUBLE AS d, (i / 8)::FLOAT AS f,"
            + " i % 3 = 0 AS flag, CASE WHEN i % 5 = 0 THEN NULL ELSE 'name' || (i % 11) END AS coded,"
            + " 'text ' || md5(i::VARCHAR) AS text, CASE WHEN i % 4 = 0 THEN NULL ELSE i END AS gaps,"
            + " DATE '2026-01-01' + (i % 400)::INTEGER AS day, TIMESTAMP '2026-01-01' + INTERVAL (i) SECOND AS at,"
            + " (i % 1000)::DECIMAL(7,2) AS dec7, i::DECIMAL(16,3) AS dec16, (i * 1e20)::DECIMAL(38,4) AS dec38,"
            + " [x || 'é' FOR x IN ['a', 'b', NULL, 'c'][1:(i % 5)::INTEGER]] AS list,"
            + " CASE WHEN i % 6 = 0 THEN NULL ELSE {'a': i, 'b': {'c': 'c' || i % 9, 'l': [[i], [], NULL]}} END AS rec,"
            + " MAP {'k' || (i % 3): i} AS pairs, encode('b' || i) AS bin,"
            + " TIME '10:00:00' + INTERVAL (i) SECOND AS clock"
            + " FROM range(20000) t(i)";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "uncompressed,V1",
        "snappy,V1",
        "gzip,V1",
        "zstd,V1",
        "lz4_raw,V1",
        "uncompressed,V2",
        "snappy,V2",
        "gzip,V2",
        "zstd,V2",
        "lz4_raw,V2"
    })
    void sameRows(String codec, String version) throws Exception {
        Path path = folder.resolve("duck.parquet");
        MemoryObjectStore store = new MemoryObjectStore("mem://foreign");
        try (DuckDb duck = DuckDb.empty();
                Memory memory = Memory.root(1L << 30)) {
            duck.run("COPY (" + ROWS + ") TO '" + path + "' (FORMAT parquet, CODEC '" + codec + "', PARQUET_VERSION "
                    + version + ", ROW_GROUP_SIZE 6144)");
            store.put("duck.parquet", Files.readAllBytes(path), 1);
            ObjectEntry entry = store.find("duck.parquet").orElseThrow();
            List<Field> fields = ParquetFile.open(store, entry).fields();
            List<List<Object>> read = ParquetFiles.read(store, entry, ParquetFiles.everything(fields, 3_000, memory));
            Table expected = duck.query("SELECT * FROM read_parquet('" + path + "') ORDER BY n");
            assertEquals(expected.rows().size(), read.size());
            for (int row = 0; row < read.size(); row++) {
                for (int column = 0; column < fields.size(); column++) {
                    assertEquals(
                            DuckValues.showDuck(expected.rows().get(row).get(column)),
                            DuckValues.show(fields.get(column), read.get(row).get(column)),
                            fields.get(column) + " in row " + row);
                }
            }
        }
    }
}
