/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ColumnTest {
    private final Memory engine = Memory.root(1 << 28);

    @AfterEach
    void nothingLeaks() {
        engine.close();
    }

    @Test
    void takeGathersRowsOfEveryShape() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<String> texts = texts(random, random.nextInt(300), 1 + random.nextInt(50));
            try (Column column = column(texts, random)) {
                int count = texts.isEmpty() ? 0 : random.nextInt(400);
                int[] rows = new int[count];
                List<String> expected = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    rows[i] = random.nextInt(texts.size() + 1) - 1;
                    expected.add(rows[i] < 0 ? null : texts.get(rows[i]));
                }
                try (Column taken = column.take(rows, count, engine)) {
                    assertEquals(expected, values(taken), "seed " + seed);
                }
            }
        }
    }

    @Test
    void rowsThatFollowEachOtherAreTakenAsTheyAre() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<String> texts = texts(random, 1 + random.nextInt(300), 1 + random.nextInt(50));
            if (random.nextBoolean()) {
                texts.replaceAll(text -> text == null ? "" : text);
            }
            try (Column column = column(texts, random);
                    Column flat = new FlatColumn(column.field(), copy(column.flat(engine)))) {
                int first = random.nextInt(texts.size());
                int count = random.nextInt(texts.size() - first + 1);
                int[] rows = new int[count];
                for (int i = 0; i < count; i++) {
                    rows[i] = first + i;
                }
                try (Column taken = flat.take(rows, count, engine)) {
                    assertEquals(texts.subList(first, first + count), values(taken), "seed " + seed);
                }
            }
        }
    }

    private FieldVector copy(FieldVector vector) {
        int[] rows = new int[vector.getValueCount()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
        return RowCopier.take(vector, rows, rows.length, engine);
    }

    @Test
    void aTextColumnStaysADictionaryWhileThatPays() {
        try (TextColumnBuilder builder = new TextColumnBuilder(SqlTypes.varchar("x"), engine, 16)) {
            for (int batch = 0; batch < 3; batch++) {
                for (int i = 0; i < 100; i++) {
                    append(builder, "v" + i % 7);
                }
                builder.appendNull();
                try (Column column = builder.build()) {
                    DictionaryColumn encoded = assertInstanceOf(DictionaryColumn.class, column);
                    assertEquals(7, encoded.dictionary().size());
                    assertEquals(101, column.rowCount());
                    assertTrue(column.isNull(100));
                }
            }
        }
    }

    @Test
    void aTextColumnOfManyValuesTurnsFlatAndLosesNothing() {
        try (TextColumnBuilder builder = new TextColumnBuilder(SqlTypes.varchar("x"), engine, 16)) {
            int next = 0;
            boolean sawFlat = false;
            for (int batch = 0; batch < 40; batch++) {
                List<String> expected = new ArrayList<>();
                for (int i = 0; i < 2000; i++) {
                    String value = i % 11 == 0 ? null : "value" + next++;
                    expected.add(value);
                    append(builder, value);
                }
                try (Column column = builder.build()) {
                    sawFlat |= column instanceof FlatColumn;
                    assertEquals(expected, values(column));
                }
            }
            assertTrue(sawFlat);
        }
    }

    @Test
    void aLongTextTurnsOnlyItsBatchFlat() {
        try (TextColumnBuilder builder = new TextColumnBuilder(SqlTypes.varchar("x"), engine, 16)) {
            append(builder, "short");
            builder.appendNull();
            append(builder, "y".repeat(100_000));
            try (Column column = builder.build()) {
                assertInstanceOf(FlatColumn.class, column);
                assertEquals(3, column.rowCount());
                assertEquals("short", values(column).get(0));
                assertNull(values(column).get(1));
                assertEquals(100_000, values(column).get(2).length());
            }
            append(builder, "short");
            try (Column column = builder.build()) {
                assertInstanceOf(DictionaryColumn.class, column);
            }
        }
    }

    @Test
    void snapshotsOfAGrowingDictionaryStayValid() {
        try (StringDictionaryBuilder builder = new StringDictionaryBuilder(engine)) {
            List<StringDictionary> snapshots = new ArrayList<>();
            for (int i = 0; i < 5000; i++) {
                assertEquals(i, builder.code(bytes("k" + i)));
                assertEquals(i / 2, builder.code(bytes("k" + i / 2)));
                if (i % 500 == 0) {
                    snapshots.add(builder.snapshot());
                }
            }
            for (StringDictionary snapshot : snapshots) {
                assertTrue(snapshot.sameAs(builder.snapshot()));
                for (int code = 0; code < snapshot.size(); code++) {
                    assertArrayEquals(bytes("k" + code), snapshot.value(code));
                }
            }
            Object made = snapshots.get(0).attachment("key", key -> new Object());
            assertSame(made, builder.snapshot().attachment("key", key -> new Object()));
        }
    }

    @Test
    void compactKeepsTheRowsOfTheMaskInEveryColumn() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            int rows = random.nextInt(200);
            List<String> texts = texts(random, rows, 9);
            Mask mask = new Mask();
            mask.reset(rows);
            List<Integer> kept = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                if (random.nextInt(4) > 0) {
                    mask.set(i);
                    kept.add(i);
                }
            }
            Column[] columns = {column(texts, random), new FlatColumn(bits(rows)), new FlatColumn(lists(rows))};
            try (Batch batch = new Batch(rows, columns);
                    Batch compact = batch.compact(mask, engine)) {
                assertEquals(kept.size(), compact.rowCount());
                BitVector bits = (BitVector) compact.column(1).flat(engine);
                FieldVector lists = compact.column(2).flat(engine);
                List<String> after = values(compact.column(0));
                for (int i = 0; i < kept.size(); i++) {
                    assertEquals(texts.get(kept.get(i)), after.get(i));
                    assertEquals(kept.get(i) % 3 == 0 ? 1 : 0, bits.get(i));
                    assertEquals(kept.get(i) % 4, ((List<?>) lists.getObject(i)).size());
                }
            }
        }
    }

    @Test
    void aConstantTakesTheShapeItNeeds() {
        BitVector one = bits(1);
        try (Column constant = new ConstantColumn(new FlatColumn(one), 5);
                Column fewer = constant.take(new int[] {4, 2}, 2, engine);
                Column withNull = constant.take(new int[] {0, -1, 3}, 3, engine)) {
            assertInstanceOf(ConstantColumn.class, fewer);
            assertEquals(List.of("true", "true"), values(fewer));
            assertEquals(java.util.Arrays.asList("true", null, "true"), values(withNull));
            assertEquals(5, values(constant).size());
        }
    }

    @Test
    void anUnbalancedCloseIsABugThatShows() {
        Column column = column(List.of("a"), new Random(1));
        column.retain();
        column.close();
        column.close();
        assertThrows(IllegalStateException.class, column::close);
        assertThrows(IllegalStateException.class, column::retain);
    }

    private Column column(List<String> texts, Random random) {
        int shape = random.nextInt(2);
        try (TextColumnBuilder builder = new TextColumnBuilder(SqlTypes.varchar("x"), engine, 16)) {
            for (String text : texts) {
                append(builder, text);
            }
            Column encoded = builder.build();
            if (shape == 0) {
                return encoded;
            }
            int[] rows = new int[texts.size()];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = i;
            }
            Column flat = new FlatColumn(RowCopier.take(encoded.flat(engine), rows, rows.length, engine));
            encoded.close();
            return flat;
        }
    }

    private BitVector bits(int rows) {
        BitVector vector = new BitVector("b", engine.allocator());
        vector.allocateNew(Math.max(1, rows));
        for (int i = 0; i < rows; i++) {
            vector.set(i, i % 3 == 0 ? 1 : 0);
        }
        vector.setValueCount(rows);
        return vector;
    }

    private ListVector lists(int rows) {
        Field field = SqlTypes.array("l", SqlTypes.field("element", SqlTypes.BIGINT));
        ListVector vector = (ListVector) field.createVector(engine.allocator());
        UnionListWriter writer = vector.getWriter();
        for (int i = 0; i < rows; i++) {
            writer.setPosition(i);
            writer.startList();
            for (int k = 0; k < i % 4; k++) {
                writer.writeBigInt(k);
            }
            writer.endList();
        }
        vector.setValueCount(rows);
        return vector;
    }

    private static List<String> texts(Random random, int rows, int distinct) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            texts.add(random.nextInt(10) == 0 ? null : "tëxt".repeat(random.nextInt(3)) + random.nextInt(distinct));
        }
        return texts;
    }

    private List<String> values(Column column) {
        FieldVector flat = column.flat(engine);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < column.rowCount(); i++) {
            assertEquals(column.isNull(i), flat.isNull(i));
            values.add(flat.isNull(i) ? null : flat.getObject(i).toString());
        }
        return values;
    }

    private static void append(TextColumnBuilder builder, String text) {
        if (text == null) {
            builder.appendNull();
        } else {
            byte[] bytes = bytes("<" + text + ">");
            builder.append(bytes, 1, bytes.length - 2);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
