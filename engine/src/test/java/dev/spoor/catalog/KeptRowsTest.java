/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.vector.Batch;
import dev.spoor.vector.BatchFileReader;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.arrow.vector.VarCharVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What is kept is read back, and what would be too much is refused. */
class KeptRowsTest {
    private static final int ROWS = 1_000;

    @TempDir
    Path folder;

    @Test
    void rowsAreReadBackUntilTheyAreClosed() {
        Path file = folder.resolve("rows");
        try (Memory memory = Memory.root(Long.MAX_VALUE)) {
            KeptRows kept = kept(file, memory, 1 << 20);
            try (Batch batch = noise(memory)) {
                kept.write(batch);
                kept.write(batch);
                kept.finish();
                assertEquals(2L * ROWS, kept.rowCount());
                try (BatchFileReader reader = kept.read(memory);
                        Batch first = reader.next();
                        Batch second = reader.next()) {
                    assertEquals(ROWS, first.rowCount());
                    assertEquals(
                            batch.column(0).flat(memory).getObject(7),
                            second.column(0).flat(memory).getObject(7));
                    assertEquals(null, reader.next());
                }
            }
            kept.close();
            assertFalse(Files.exists(file));
        }
    }

    @Test
    void tooManyBytesAreRefused() {
        try (Memory memory = Memory.root(Long.MAX_VALUE);
                KeptRows kept = kept(folder.resolve("rows"), memory, 100_000);
                Batch batch = noise(memory)) {
            EngineException full = assertThrows(EngineException.class, () -> {
                for (int i = 0; i < 100; i++) {
                    kept.write(batch);
                }
            });
            assertEquals(ErrorCode.LIMIT_EXCEEDED, full.code());
        }
    }

    private static KeptRows kept(Path file, Memory memory, long bytesMax) {
        return new KeptRows(file, List.of("a"), new Schema(List.of(SqlTypes.varchar("other"))), memory, bytesMax);
    }

    /** Text that no codec makes short. */
    private static Batch noise(Memory memory) {
        SplittableRandom random = new SplittableRandom(5);
        VarCharVector vector = new VarCharVector("a", memory.allocator());
        for (int i = 0; i < ROWS; i++) {
            vector.setSafe(i, Long.toHexString(random.nextLong()).getBytes(StandardCharsets.UTF_8));
        }
        vector.setValueCount(ROWS);
        return new Batch(ROWS, List.of(new FlatColumn(SqlTypes.varchar("a"), vector)));
    }
}
