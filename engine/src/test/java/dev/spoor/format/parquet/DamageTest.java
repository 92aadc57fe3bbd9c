/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import dev.spoor.store.ObjectEntry;
import dev.spoor.testing.DuckDb;
import dev.spoor.testing.MemoryObjectStore;
import dev.spoor.testing.RandomRows;
import dev.spoor.testing.Rows;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Stores that fail and files that are damaged give errors, never other rows, and leave nothing behind. */
class DamageTest {
    private static final int MUTATIONS = 5_000;
    private static final Set<ErrorCode> EXPECTED = EnumSet.of(
            ErrorCode.CORRUPT_DATA, ErrorCode.NOT_SUPPORTED, ErrorCode.MEMORY_LIMIT, ErrorCode.LIMIT_EXCEEDED);

    private final MemoryObjectStore store = new MemoryObjectStore("mem://lake");
    private final RandomRows random = new RandomRows(5);
    private final List<Field> fields = List.of(
            SqlTypes.varchar("coded"),
            SqlTypes.varchar("text"),
            SqlTypes.field("n", SqlTypes.BIGINT),
            SqlTypes.field("d", SqlTypes.DOUBLE),
            SqlTypes.decimal("dec", 30, 4),
            SqlTypes.array("list", SqlTypes.varchar("e")),
            SqlTypes.row("row", List.of(SqlTypes.field("flag", SqlTypes.BOOLEAN), SqlTypes.varchar("name"))));
    private final List<List<Object>> rows = rows();
    private final ParquetWriteOptions options = ParquetWriteOptions.LAKE
            .withRowGroups(200, 1 << 20)
            .withPages(50, 1 << 16)
            .withDictionaryBytes(600)
            .withBloomFilters(Set.of(), Set.of("text"));

    private List<List<Object>> rows() {
        List<List<Object>> all = random.rows(fields, 500);
        for (int i = 0; i < all.size(); i++) {
            all.get(i).set(1, "text number " + i);
        }
        return all;
    }

    private ParquetReadRequest wanted(Memory memory) {
        return new ParquetReadRequest(
                ParquetFiles.projection(fields),
                List.of(),
                ScanConstraint.of(FieldPath.of("text"), ValueSet.startingWith("text number 1")),
                null,
                memory,
                64);
    }

    /** The rows wanted among those read. */
    private List<String> wantedOf(List<List<Object>> read) {
        return Rows.show(read.stream()
                .filter(row -> row.get(1) != null && ((String) row.get(1)).startsWith("text number 1"))
                .toList());
    }

    @Test
    void everyReadMayFail() {
        try (Memory memory = Memory.root(1L << 28)) {
            ObjectEntry entry = ParquetFiles.writeTo(store, fields, rows, options, memory);
            List<String> expected = wantedOf(rows);
            boolean failed = true;
            int k = 0;
            while (failed) {
                store.failAtCall(++k);
                try {
                    assertEquals(expected, wantedOf(ParquetFiles.read(store, entry, wanted(memory))));
                    failed = store.callCount() >= k;
                } catch (EngineException e) {
                    assertEquals(ErrorCode.STORE_FAILURE, e.code(), e.describe());
                    assertEquals(entry.key(), e.context().get("key"), e.describe());
                }
                assertEquals(0, memory.usedBytes(), "after a fault at call " + k);
                assertEquals(0, store.openStreamCount());
            }
            assertTrue(k > 20, "only " + k + " calls");
        }
    }

    @Test
    void everyWriteMayFail() {
        try (Memory memory = Memory.root(1L << 28)) {
            for (int k = 1; ; k++) {
                store.failAtCall(k);
                try {
                    ParquetFiles.writeTo(store, fields, rows, options, memory);
                    if (store.callCount() < k) {
                        break;
                    }
                } catch (EngineException e) {
                    assertEquals(ErrorCode.STORE_FAILURE, e.code(), e.describe());
                }
                assertEquals(0, memory.usedBytes(), "after a fault at call " + k);
            }
        }
    }

    @Test
    void damageOfOurFilesIsSeen() {
        try (Memory memory = Memory.root(1L << 28)) {
            ObjectEntry entry = ParquetFiles.writeTo(store, fields, rows, options, memory);
            byte[] good = ParquetFiles.write(fields, rows, options, memory);
            int errors = mutate(good, entry.key(), wantedOf(rows), memory, MUTATIONS);
            assertTrue(errors > MUTATIONS / 2, "only " + errors + " errors");
        }
    }

    /** Without check sums other rows cannot be told from the right ones; but nothing else may happen. */
    @Test
    void damageOfForeignFilesIsNoMoreThanAnError(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("duck.parquet");
        try (DuckDb duck = DuckDb.empty();
                Memory memory = Memory.root(1L << 28)) {
            duck.run("COPY (SELECT 'c' || i % 3 AS coded, 'text number ' || i AS text, i AS n, i / 3.0 AS d,"
                    + " i::DECIMAL(30,4) AS dec, ['a' || i, NULL] AS list, {'flag': i % 2 = 0, 'name': 'x'} AS row"
                    + " FROM range(500) t(i)) TO '" + path + "' (FORMAT parquet, CODEC 'snappy')");
            mutate(Files.readAllBytes(path), "duck.parquet", null, memory, MUTATIONS / 5);
        }
    }

    /** @return how many of the files were refused */
    private int mutate(byte[] good, String key, List<String> expectedOrNull, Memory memory, int count) {
        Random dice = new Random(11);
        int errors = 0;
        for (int i = 0; i < count; i++) {
            byte[] bad = damage(good, dice);
            store.put(key, bad, i);
            ObjectEntry entry = store.find(key).orElseThrow();
            try {
                List<List<Object>> read = ParquetFiles.read(store, entry, wanted(memory));
                if (expectedOrNull != null) {
                    assertEquals(expectedOrNull, wantedOf(read), "mutation " + i);
                }
            } catch (EngineException e) {
                assertTrue(EXPECTED.contains(e.code()), e.describe());
                errors++;
            }
            assertEquals(0, memory.usedBytes(), "mutation " + i);
        }
        return errors;
    }

    private static byte[] damage(byte[] good, Random dice) {
        byte[] bad = good.clone();
        int kind = dice.nextInt(10);
        if (kind == 0) {
            return Arrays.copyOf(bad, dice.nextInt(bad.length));
        } else if (kind == 1) {
            int from = dice.nextInt(bad.length);
            int to = Math.min(bad.length, from + dice.nextInt(64));
            List<Byte> cut = new ArrayList<>();
            for (int i = 0; i < bad.length; i++) {
                if (i < from || i >= to) {
                    cut.add(bad[i]);
                }
            }
            byte[] shorter = new byte[cut.size()];
            for (int i = 0; i < shorter.length; i++) {
                shorter[i] = cut.get(i);
            }
            return shorter;
        }
        int flips = 1 + dice.nextInt(3);
        for (int i = 0; i < flips; i++) {
            bad[dice.nextInt(bad.length)] ^= (byte) (1 << dice.nextInt(8));
        }
        return bad;
    }
}
