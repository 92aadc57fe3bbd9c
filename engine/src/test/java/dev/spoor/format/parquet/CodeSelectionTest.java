/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.EvalContext;
import dev.spoor.expr.Predicate;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.store.ObjectEntry;
import dev.spoor.testing.MemoryObjectStore;
import dev.spoor.testing.Rows;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A filter that is asked about entries of dictionaries leaves the rows that it leaves when it is asked about rows. */
class CodeSelectionTest {
    private static final List<Field> FIELDS = List.of(
            SqlTypes.varchar("name"),
            SqlTypes.field("n", SqlTypes.BIGINT),
            SqlTypes.varchar("agent"),
            SqlTypes.array("list", SqlTypes.varchar("e")));

    private final MemoryObjectStore store = new MemoryObjectStore("mem://lake");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void leavesTheSameRows(int seed) {
        Random random = new Random(seed);
        int nullsOneIn = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(9);
        List<List<Object>> rows = rows(random, 2_500, nullsOneIn);
        ParquetWriteOptions options = ParquetWriteOptions.LAKE
                .withRowGroups(100 + random.nextInt(1_500), 1 << 20)
                .withPages(10 + random.nextInt(300), 1 << 14)
                .withDictionaryBytes(seed % 4 == 0 ? random.nextInt(100) : 1 << 20);
        try (Memory memory = Memory.root(1L << 30)) {
            ObjectEntry entry = ParquetFiles.writeTo(store, FIELDS, rows, options, memory);
            for (int i = 0; i < 12; i++) {
                int modulus = 1 + random.nextInt(8);
                int wanted = random.nextInt(3) == 0 ? 0 : random.nextInt(modulus);
                boolean areNullsWanted = random.nextInt(3) == 0;
                Function<Object, Boolean> condition = value ->
                        value == null ? areNullsWanted : Math.floorMod(((String) value).hashCode(), modulus) == wanted;
                List<String> expected = new ArrayList<>();
                for (int row = 0; row < rows.size(); row++) {
                    if (condition.apply(rows.get(row).get(0))) {
                        expected.add(row + " " + Rows.show(rows.get(row)));
                    }
                }
                int batchRows = 1 + random.nextInt(i % 2 == 0 ? 5 : 900);
                assertEquals(expected, read(entry, condition, true, batchRows, memory), "by value");
                assertEquals(expected, read(entry, condition, false, batchRows, memory), "by row");
            }
            assertEquals(0, memory.usedBytes());
        }
    }

    /** Batches behind the last value of a page ask for no value at all. */
    @Test
    void rowsWithoutValuesMayEndAPage() {
        List<List<Object>> rows = rows(new Random(6), 50, 1);
        rows.get(4).set(0, "here");
        List<String> expected = List.of("4 " + Rows.show(rows.get(4)));
        try (Memory memory = Memory.root(1L << 26)) {
            ObjectEntry entry = ParquetFiles.writeTo(store, FIELDS, rows, ParquetWriteOptions.LAKE, memory);
            assertEquals(expected, read(entry, "here"::equals, true, 3, memory));
        }
    }

    /** Also entries that only rows of later pages have are asked about, each once, and no row is. */
    @Test
    void isAskedOnceForEachEntry() {
        List<List<Object>> rows = rows(new Random(3), 3_000, 5);
        try (Memory memory = Memory.root(1L << 28)) {
            ObjectEntry entry = ParquetFiles.writeTo(
                    store, FIELDS, rows, ParquetWriteOptions.LAKE.withRowGroups(1_000, 1 << 20), memory);
            List<Object> asked = new ArrayList<>();
            read(
                    entry,
                    value -> {
                        asked.add(value);
                        return "name 3".equals(value);
                    },
                    true,
                    100,
                    memory);
            long entries = 0;
            for (int from = 0; from < rows.size(); from += 1_000) {
                entries += 1 // NULL
                        + rows.subList(from, from + 1_000).stream()
                                .map(row -> row.get(0))
                                .filter(name -> name != null)
                                .distinct()
                                .count();
            }
            assertEquals(entries, asked.size());
        }
    }

    @Test
    void rowGroupsOfWhichNothingIsLeftAreSkipped() {
        List<List<Object>> rows = rows(new Random(4), 2_000, 3);
        rows.get(1_700).set(0, "only here");
        try (Memory memory = Memory.root(1L << 28)) {
            ObjectEntry entry = ParquetFiles.writeTo(
                    store, FIELDS, rows, ParquetWriteOptions.LAKE.withRowGroups(500, 1 << 20), memory);
            try (ParquetReader reader = new ParquetReader(
                    ParquetFile.open(store, entry), request("only here"::equals, true, 512, memory))) {
                try (Batch batch = reader.next()) {
                    assertEquals(1, batch.rowCount());
                    assertEquals(1_700, reader.rowNumber(0));
                }
                assertEquals(null, reader.next());
                assertEquals(3, reader.counters().splitsSkipped());
                assertEquals(500, reader.counters().rowsDecoded());
            }
        }
    }

    /** A code outside of its dictionary is an error, not a row that is left out. */
    @Test
    void damageIsSeen() {
        List<List<Object>> rows = rows(new Random(5), 400, 4);
        ParquetWriteOptions options = ParquetWriteOptions.LAKE.withPages(50, 1 << 14);
        Function<Object, Boolean> condition = value -> value != null && ((String) value).endsWith("3");
        try (Memory memory = Memory.root(1L << 28)) {
            ObjectEntry entry = ParquetFiles.writeTo(store, FIELDS, rows, options, memory);
            List<String> expected = read(entry, condition, true, 64, memory);
            byte[] good = ParquetFiles.write(FIELDS, rows, options, memory);
            Random dice = new Random(6);
            int errors = 0;
            for (int i = 0; i < 500; i++) {
                byte[] bad = good.clone();
                bad[dice.nextInt(bad.length)] ^= (byte) (1 << dice.nextInt(8));
                store.put(entry.key(), bad, i);
                try {
                    ObjectEntry damaged = store.find(entry.key()).orElseThrow();
                    assertEquals(expected, read(damaged, condition, true, 64, memory), "mutation " + i);
                } catch (EngineException e) {
                    assertTrue(e.code() == ErrorCode.CORRUPT_DATA || e.code() == ErrorCode.NOT_SUPPORTED, e.describe());
                    errors++;
                }
                assertEquals(0, memory.usedBytes(), "mutation " + i);
            }
            assertTrue(errors > 100, "only " + errors + " errors");
        }
    }

    private static List<List<Object>> rows(Random random, int count, int nullsOneIn) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean isNull = nullsOneIn > 0 && random.nextInt(nullsOneIn) == 0;
            boolean isInRuns = i / 300 % 2 == 0;
            int name = isInRuns ? i / 70 : random.nextInt(1 + i / 10);
            rows.add(Arrays.asList(
                    isNull ? null : "name " + name,
                    (long) i,
                    random.nextInt(20) == 0 ? null : "agent " + random.nextInt(30),
                    random.nextBoolean() ? List.of() : List.of("a", "b" + i)));
        }
        return rows;
    }

    /** The rows left, each with its number. */
    private List<String> read(
            ObjectEntry entry, Function<Object, Boolean> condition, boolean byValue, int batchRows, Memory memory) {
        List<String> read = new ArrayList<>();
        ParquetReadRequest request = request(condition, byValue, batchRows, memory);
        try (ParquetReader reader = new ParquetReader(ParquetFile.open(store, entry), request)) {
            for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                try (Batch each = batch) {
                    List<List<Object>> rows = Rows.read(each, memory);
                    for (int i = 0; i < rows.size(); i++) {
                        read.add(reader.rowNumber(i) + " " + Rows.show(rows.get(i)));
                    }
                }
            }
        }
        return read;
    }

    private static ParquetReadRequest request(
            Function<Object, Boolean> condition, boolean byValue, int batchRows, Memory memory) {
        Predicate predicate = (in, out, context) -> {
            out.reset(in.rowCount());
            List<List<Object>> rows = Rows.read(in, context.memory());
            for (int i = 0; i < rows.size(); i++) {
                if (condition.apply(rows.get(i).get(0))) {
                    out.set(i);
                }
            }
        };
        return new ParquetReadRequest(
                ParquetFiles.projection(FIELDS),
                List.of(),
                ScanConstraint.all(),
                new ParquetReadRequest.RowFilter(predicate, List.of(0), byValue, new EvalContext(memory, 0, 1)),
                memory,
                batchRows);
    }
}
