/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.testing.RandomRows;
import dev.spoor.testing.RowSource;
import dev.spoor.testing.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BatchFileTest {
    @TempDir
    private Path folder;

    @Test
    void everyTypeAndShapeComesBackAsItWas() {
        for (long seed = 0; seed < 60; seed++) {
            RandomRows random = new RandomRows(seed);
            List<Field> fields = seed == 0 ? RandomRows.allFields() : random.pick(RandomRows.allFields(), 5);
            List<List<List<Object>>> written = new ArrayList<>();
            for (int batch = 0; batch < 4; batch++) {
                written.add(random.rows(fields, batch == 2 ? 1 : random.random().nextInt(300)));
            }
            Path file = folder.resolve("file-" + seed);
            try (Memory memory = Memory.root(1 << 26)) {
                List<String> shapes = new ArrayList<>();
                long[] counted = new long[1];
                try (BatchFileWriter writer = new BatchFileWriter(file, memory, bytes -> counted[0] += bytes)) {
                    for (List<List<Object>> rows : written) {
                        try (Batch batch = shaped(fields, rows, seed, memory)) {
                            shapes.add(shapes(batch));
                            writer.write(batch);
                        }
                    }
                    writer.finish();
                    assertEquals(counted[0], writer.writtenBytes());
                    assertEquals(file.toFile().length(), writer.writtenBytes());
                }
                try (BatchFileReader reader = new BatchFileReader(file, fields, memory)) {
                    for (int i = 0; i < written.size(); i++) {
                        try (Batch batch = reader.next()) {
                            assertEquals(
                                    Rows.show(written.get(i)), Rows.show(Rows.read(batch, memory)), "seed " + seed);
                            assertEquals(shapes.get(i), shapes(batch));
                        }
                    }
                    assertNull(reader.next());
                    assertNull(reader.next());
                }
            }
        }
    }

    @Test
    void dictionariesAreWrittenOnceAndKeepTheirIdentity() {
        Field field = SqlTypes.varchar("name");
        Path file = folder.resolve("dictionary");
        try (Memory memory = Memory.root(1 << 26);
                StringDictionaryBuilder one = new StringDictionaryBuilder(memory);
                StringDictionaryBuilder two = new StringDictionaryBuilder(memory)) {
            try (BatchFileWriter writer = new BatchFileWriter(file, memory, bytes -> {})) {
                String value = "x".repeat(10_000);
                for (StringDictionaryBuilder dictionary : List.of(one, two, one, one)) {
                    Column column = Rows.encoded(field, List.of(value, "y", value), dictionary, memory);
                    try (Batch batch = new Batch(3, List.of(column))) {
                        writer.write(batch);
                    }
                }
                writer.finish();
                assertTrue(writer.dictionaryBytes() < 2 * 10_500, "each dictionary holds the long value once");
            }
            try (BatchFileReader reader = new BatchFileReader(file, List.of(field), memory);
                    Batch first = reader.next();
                    Batch second = reader.next();
                    Batch third = reader.next()) {
                assertTrue(dictionary(first).sameAs(dictionary(third)));
                assertFalse(dictionary(first).sameAs(dictionary(second)));
            }
        }
    }

    @Test
    void aChangedByteIsNoticed() throws IOException {
        List<Field> fields = RandomRows.allFields();
        Path file = folder.resolve("intact");
        try (Memory memory = Memory.root(1 << 26)) {
            try (BatchFileWriter writer = new BatchFileWriter(file, memory, bytes -> {});
                    Batch batch = shaped(fields, new RandomRows(7).rows(fields, 40), 7, memory)) {
                writer.write(batch);
                writer.finish();
            }
            byte[] intact = Files.readAllBytes(file);
            Random random = new Random(3);
            for (int i = 0; i < 400; i++) {
                byte[] changed = intact.clone();
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
                byte[] written = i % 4 == 0 ? java.util.Arrays.copyOf(intact, random.nextInt(intact.length)) : changed;
                Path copy = folder.resolve("changed-" + i);
                Files.write(copy, written);
                assertThrows(EngineException.class, () -> readAll(copy, fields, memory));
            }
        }
    }

    @Test
    void aRefusedWriteLeaksNothing() {
        List<Field> fields = RandomRows.allFields();
        try (Memory memory = Memory.root(1 << 26);
                Batch batch = shaped(fields, new RandomRows(9).rows(fields, 3000), 9, memory);
                BatchFileWriter writer = new BatchFileWriter(folder.resolve("refused"), memory, bytes -> {
                    throw new EngineException(ErrorCode.LIMIT_EXCEEDED, "full");
                })) {
            assertEquals(
                    ErrorCode.LIMIT_EXCEEDED,
                    assertThrows(EngineException.class, () -> writer.write(batch))
                            .code());
        }
    }

    private static void readAll(Path file, List<Field> fields, Memory memory) {
        try (BatchFileReader reader = new BatchFileReader(file, fields, memory)) {
            for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                batch.close();
            }
        }
    }

    private static StringDictionary dictionary(Batch batch) {
        return assertInstanceOf(DictionaryColumn.class, batch.column(0)).dictionary();
    }

    private static String shapes(Batch batch) {
        List<String> shapes = new ArrayList<>();
        for (int i = 0; i < batch.columnCount(); i++) {
            shapes.add(batch.column(i).getClass().getSimpleName());
        }
        return shapes.toString();
    }

    private static Batch shaped(List<Field> fields, List<List<Object>> rows, long seed, Memory memory) {
        return rows.isEmpty() ? Rows.batch(fields, rows, memory) : RowSource.shaped(fields, rows, seed, memory);
    }
}
