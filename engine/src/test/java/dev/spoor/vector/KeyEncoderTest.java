/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import dev.spoor.testing.RandomRows;
import dev.spoor.testing.RowOrder;
import dev.spoor.testing.RowSource;
import dev.spoor.testing.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class KeyEncoderTest {
    @Test
    void bytesAreOrderedAsTheRowsAre() {
        List<Field> orderable = RandomRows.allFields().stream()
                .filter(field -> !field.getType().getTypeID().equals(ArrowType.ArrowTypeID.Map))
                .toList();
        for (long seed = 0; seed < 80; seed++) {
            RandomRows random = new RandomRows(seed);
            List<Field> fields = random.pick(orderable, 3);
            List<Boolean> ascending = flags(random, fields.size());
            List<Boolean> nullsFirst = flags(random, fields.size());
            List<List<Object>> rows = random.rows(fields, 60);
            List<byte[]> keys = keys(KeyEncoder.forOrder(fields, ascending, nullsFirst), fields, rows, seed);
            for (int i = 0; i < rows.size(); i++) {
                for (int j = 0; j < rows.size(); j++) {
                    int expected = RowOrder.compare(rows.get(i), rows.get(j), ascending, nullsFirst);
                    int actual = Arrays.compareUnsigned(keys.get(i), keys.get(j));
                    assertEquals(
                            Integer.signum(expected),
                            Integer.signum(actual),
                            "seed " + seed + ": " + rows.get(i) + " and " + rows.get(j) + " of " + fields);
                }
            }
        }
    }

    @Test
    void bytesAreEqualExactlyWhereRowsAreNotDistinct() {
        for (long seed = 0; seed < 80; seed++) {
            RandomRows random = new RandomRows(seed);
            List<Field> fields = random.pick(RandomRows.allFields(), 3);
            List<List<Object>> rows = random.rows(fields, 60);
            List<byte[]> keys = keys(KeyEncoder.forEquality(fields), fields, rows, seed);
            for (int i = 0; i < rows.size(); i++) {
                for (int j = 0; j < rows.size(); j++) {
                    boolean same = Rows.show(rows.get(i)).equals(Rows.show(rows.get(j)));
                    assertEquals(same, Arrays.equals(keys.get(i), keys.get(j)), rows.get(i) + " and " + rows.get(j));
                    assertTrue(!same
                            || KeyBuffer.hash(keys.get(i), 0, keys.get(i).length)
                                    == KeyBuffer.hash(keys.get(j), 0, keys.get(j).length));
                }
            }
        }
    }

    @Test
    void valuesInPlaceHaveTheSameOrder() {
        for (Field field : RandomRows.allFields()) {
            if (field.getType().getTypeID() == ArrowType.ArrowTypeID.Map) {
                continue;
            }
            RandomRows random = new RandomRows(11);
            List<Object> values = Rows.column(random.rows(List.of(field), 120), 0);
            ValueOrder order = ValueOrder.of(field);
            try (Memory memory = Memory.root(1 << 26);
                    Column column = Rows.flat(field, values, memory)) {
                FieldVector vector = column.flat(memory);
                for (int i = 0; i < values.size(); i++) {
                    for (int j = 0; j < values.size(); j++) {
                        if (values.get(i) != null && values.get(j) != null) {
                            int expected = RowOrder.compareValues(values.get(i), values.get(j));
                            int actual = order.compare(vector, i, vector, j);
                            assertEquals(Integer.signum(expected), Integer.signum(actual), field.toString());
                        }
                    }
                }
            }
        }
    }

    @Test
    void thePrefixIsOrderedAsTheBytesAre() {
        RandomRows random = new RandomRows(5);
        for (int i = 0; i < 2000; i++) {
            byte[] a = new byte[random.random().nextInt(12)];
            byte[] b = new byte[random.random().nextInt(12)];
            random.random().nextBytes(a);
            random.random().nextBytes(b);
            int byPrefix = Long.compareUnsigned(KeyBuffer.prefix(a, 0, a.length), KeyBuffer.prefix(b, 0, b.length));
            assertTrue(byPrefix == 0 || Integer.signum(byPrefix) == Integer.signum(Arrays.compareUnsigned(a, b)));
        }
    }

    private static List<Boolean> flags(RandomRows random, int count) {
        List<Boolean> flags = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            flags.add(random.random().nextBoolean());
        }
        return flags;
    }

    /** Keys of the rows; half of them from one batch and half from another, of other shapes. */
    private static List<byte[]> keys(KeyEncoder encoder, List<Field> fields, List<List<Object>> rows, long seed) {
        List<byte[]> keys = new ArrayList<>();
        KeyBuffer buffer = new KeyBuffer();
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            columns.add(i);
        }
        try (Memory memory = Memory.root(1 << 26)) {
            int half = rows.size() / 2;
            for (List<List<Object>> part : List.of(rows.subList(0, half), rows.subList(half, rows.size()))) {
                try (Batch batch = RowSource.shaped(fields, part, seed, memory)) {
                    encoder.bind(batch, columns);
                    for (int row = 0; row < part.size(); row++) {
                        int from = buffer.length();
                        encoder.encode(row, buffer);
                        keys.add(buffer.copy(from));
                    }
                }
            }
        }
        return keys;
    }
}
