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
import dev.spoor.testing.RandomRows;
import dev.spoor.testing.Rows;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is skipped holds no wanted row, and what need not be read is skipped. */
class PruningTest {
    private static final String[] TEXTS = {
        "",
        "a",
        "b",
        "é",
        "\uD83D\uDE00",
        "\uFFFD",
        "a\u0000",
        "x".repeat(63) + "é",
        "x".repeat(70) + "a",
        "x".repeat(70),
        "\uD83D\uDE00".repeat(30),
        "\uDBFF\uDFFF".repeat(20),
        "Console",
        "ConsoleLogin"
    };

    private final MemoryObjectStore store = new MemoryObjectStore("mem://lake");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void prunedAndFilteredIsFiltered(int seed) {
        Random random = new Random(seed);
        List<Field> fields = List.of(
                SqlTypes.varchar("text"),
                SqlTypes.field("n", SqlTypes.BIGINT),
                SqlTypes.field("i", SqlTypes.INTEGER),
                SqlTypes.field("at", SqlTypes.TIMESTAMP),
                SqlTypes.field("flag", SqlTypes.BOOLEAN),
                SqlTypes.field("d", SqlTypes.DOUBLE),
                SqlTypes.array("list", SqlTypes.varchar("e")));
        List<List<Object>> rows = rows(random, 3_000);
        ParquetWriteOptions options = ParquetWriteOptions.LAKE
                .withRowGroups(50 + random.nextInt(1_000), 1 << 20)
                .withPages(10 + random.nextInt(200), 1 << 14)
                .withDictionaryBytes(random.nextBoolean() ? 1 << 20 : random.nextInt(100))
                .withBloomFilters(Set.of(), Set.of("text"));
        try (Memory memory = Memory.root(1L << 30)) {
            ObjectEntry entry = ParquetFiles.writeTo(store, fields, rows, options, memory);
            for (int i = 0; i < 25; i++) {
                ScanConstraint constraint = constraint(random);
                List<List<Object>> expected =
                        rows.stream().filter(row -> satisfies(row, constraint)).toList();
                int batchRows = 1 + random.nextInt(700);
                List<List<Object>> pruned = ParquetFiles.read(
                        store,
                        entry,
                        new ParquetReadRequest(
                                ParquetFiles.projection(fields), List.of(), constraint, null, memory, batchRows));
                assertEquals(
                        Rows.show(expected),
                        Rows.show(pruned.stream()
                                .filter(row -> satisfies(row, constraint))
                                .toList()),
                        constraint.toString());
                List<List<Object>> filtered =
                        ParquetFiles.read(store, entry, filtering(fields, constraint, memory, batchRows));
                assertEquals(Rows.show(expected), Rows.show(filtered), constraint.toString());
            }
            assertEquals(0, memory.usedBytes());
        }
    }

    /** The constraint as the filter over the first five columns: everything else is late. */
    private static ParquetReadRequest filtering(
            List<Field> fields, ScanConstraint constraint, Memory memory, int batchRows) {
        Predicate predicate = (in, out, context) -> {
            out.reset(in.rowCount());
            List<List<Object>> rows = Rows.read(in, context.memory());
            for (int i = 0; i < rows.size(); i++) {
                if (satisfies(rows.get(i), constraint)) {
                    out.set(i);
                }
            }
        };
        return new ParquetReadRequest(
                ParquetFiles.projection(fields),
                List.of(),
                constraint,
                new ParquetReadRequest.RowFilter(predicate, List.of(0, 1, 2, 3, 4), new EvalContext(memory, 0, 1)),
                memory,
                batchRows);
    }

    private static List<List<Object>> rows(Random random, int count) {
        RandomRows values = new RandomRows(random.nextLong());
        Field list = SqlTypes.array("list", SqlTypes.varchar("e"));
        Field number = SqlTypes.field("d", SqlTypes.DOUBLE);
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Object> row = new ArrayList<>();
            boolean rare = i / 200 % 3 == 0;
            row.add(random.nextInt(9) == 0 ? null : TEXTS[random.nextInt(rare ? TEXTS.length : 5)]);
            row.add(random.nextInt(9) == 0 ? null : (Object) (i / 100L + random.nextInt(3)));
            row.add(i / 500 % 2 == 0 ? null : (Object) (random.nextInt(10) - 5));
            row.add(1_700_000_000_000_000L + i * 1_000L);
            row.add(i / 300 % 2 == 0 ? (Object) true : random.nextBoolean());
            row.add(values.value(number));
            row.add(values.value(list));
            rows.add(row);
        }
        return rows;
    }

    private static ScanConstraint constraint(Random random) {
        ScanConstraint constraint = ScanConstraint.all();
        do {
            switch (random.nextInt(5)) {
                case 0:
                    constraint = constraint.and(FieldPath.of("text"), texts(random));
                    break;
                case 1:
                    constraint = constraint.and(FieldPath.of("n"), longs(random, ValueKind.INTEGER, 0, 32));
                    break;
                case 2:
                    constraint = constraint.and(FieldPath.of("i"), longs(random, ValueKind.INTEGER, -6, 12));
                    break;
                case 3:
                    constraint = constraint.and(
                            FieldPath.of("at"), longs(random, ValueKind.TIMESTAMP, 1_700_000_000_000_000L, 3_000_000));
                    break;
                default:
                    constraint = constraint.and(
                            FieldPath.of("flag"),
                            random.nextBoolean()
                                    ? ValueSet.of(ValueKind.BOOLEAN, random.nextBoolean())
                                    : ValueSet.onlyNull(ValueKind.BOOLEAN));
                    break;
            }
        } while (random.nextInt(3) == 0);
        return constraint;
    }

    private static ValueSet texts(Random random) {
        String text = TEXTS[random.nextInt(TEXTS.length)];
        ValueSet set;
        switch (random.nextInt(5)) {
            case 0:
                set = ValueSet.of(ValueKind.TEXT, text);
                break;
            case 1:
                set = ValueSet.above(ValueKind.TEXT, text);
                break;
            case 2:
                set = ValueSet.below(ValueKind.TEXT, text);
                break;
            case 3:
                set = ValueSet.startingWith(text);
                break;
            default:
                set = ValueSet.of(ValueKind.TEXT, text + "?");
                break;
        }
        return random.nextInt(4) == 0 ? set.orNull() : set;
    }

    private static ValueSet longs(Random random, ValueKind kind, long from, int width) {
        long low = from + random.nextInt(width);
        ValueSet set = ValueSet.between(kind, low, low + random.nextInt(width / 4 + 1));
        return random.nextInt(4) == 0 ? set.orNull() : set;
    }

    private static boolean satisfies(List<Object> row, ScanConstraint constraint) {
        List<String> names = List.of("text", "n", "i", "at", "flag");
        if (constraint.isNone()) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            Object value = row.get(i) instanceof Integer small ? (Object) small.longValue() : row.get(i);
            ValueSet set = constraint.on(FieldPath.of(names.get(i))).orElse(null);
            if (set != null && !set.contains(value)) {
                return false;
            }
        }
        return true;
    }

    @Test
    void everyKindOfEvidenceSkips() {
        List<Field> fields = List.of(
                SqlTypes.field("at", SqlTypes.TIMESTAMP),
                SqlTypes.varchar("name"),
                SqlTypes.varchar("id"),
                SqlTypes.varchar("late"));
        List<List<Object>> rows = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 40_000; i++) {
            rows.add(
                    List.of((long) i, i < 20_000 ? "a" : i % 2 == 0 ? "m" : "z", "id" + random.nextLong(), "late" + i));
        }
        ParquetWriteOptions options = ParquetWriteOptions.LAKE
                .withRowGroups(10_000, 1 << 24)
                .withPages(1_000, 1 << 20)
                .withBloomFilters(Set.of(), Set.of("id"));
        try (Memory memory = Memory.root(1L << 30)) {
            ObjectEntry entry = ParquetFiles.writeTo(store, fields, rows, options, memory);
            ReadCounters byStatistics = count(entry, fields, "at", ValueSet.of(ValueKind.TIMESTAMP, 12_345L), memory);
            assertEquals(3, byStatistics.splitsSkipped());
            assertTrue(byStatistics.rowsDecoded() <= 1_000, "rows decoded: " + byStatistics.rowsDecoded());
            ReadCounters byDictionary = count(entry, fields, "name", ValueSet.of(ValueKind.TEXT, "q"), memory);
            assertEquals(4, byDictionary.splitsSkipped());
            String id = (String) rows.get(33_333).get(2);
            ReadCounters byBloom = count(entry, fields, "id", ValueSet.of(ValueKind.TEXT, id), memory);
            assertEquals(3, byBloom.splitsSkipped());
            assertEquals(1, byBloom.rowsGiven());
        }
    }

    @Test
    void lateColumnsAreReadOnlyWhereRowsAreLeft() {
        List<Field> fields = List.of(SqlTypes.field("n", SqlTypes.BIGINT), SqlTypes.varchar("late"));
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            rows.add(List.of(i * 7919L % 50_000, "text " + i));
        }
        try (Memory memory = Memory.root(1L << 30)) {
            ObjectEntry entry = ParquetFiles.writeTo(
                    store, fields, rows, ParquetWriteOptions.LAKE.withPages(1_000, 1 << 20), memory);
            ReadCounters counters = count(entry, fields, "n", ValueSet.of(ValueKind.INTEGER, 777L), memory);
            assertEquals(1, counters.rowsGiven());
            assertEquals(51, counters.pagesRead()); // all 50 of the filter column, one of the late one
        }
    }

    private ReadCounters count(ObjectEntry entry, List<Field> fields, String name, ValueSet set, Memory memory) {
        FieldPath path = FieldPath.of(name);
        int index = fields.stream().map(Field::getName).toList().indexOf(name);
        Predicate predicate = (in, out, context) -> {
            out.reset(in.rowCount());
            List<List<Object>> values = Rows.read(in, context.memory());
            for (int i = 0; i < values.size(); i++) {
                if (set.contains(values.get(i).get(0))) {
                    out.set(i);
                }
            }
        };
        ParquetReadRequest request = new ParquetReadRequest(
                ParquetFiles.projection(fields),
                List.of(),
                ScanConstraint.of(path, set),
                new ParquetReadRequest.RowFilter(predicate, List.of(index), new EvalContext(memory, 0, 1)),
                memory,
                512);
        try (ParquetReader reader = new ParquetReader(ParquetFile.open(store, entry), request)) {
            Batch batch = reader.next();
            while (batch != null) {
                batch.close();
                batch = reader.next();
            }
            return reader.counters();
        }
    }
}
