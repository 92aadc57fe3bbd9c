/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Wherever memory runs out while texts are gathered, all of it comes back. */
final class TextColumnBuilderTest {
    private static final int ROWS = 4096;
    private static final long LIMIT_STEP = 4_000;
    private static final int BATCHES = 3;
    private static final long LIMIT_MAX = 6_000_000;

    @Test
    void nothingIsLostWhenMemoryRunsOut() {
        byte[][] texts = texts();
        int refused = 0;
        int done = 0;
        for (long limit = LIMIT_STEP; limit < LIMIT_MAX; limit += LIMIT_STEP) {
            // closing the memory fails, too, when something was not given back
            try (Memory memory = Memory.root(limit)) {
                done += gather(texts, memory) ? 1 : 0;
            } catch (EngineException e) {
                assertEquals(ErrorCode.MEMORY_LIMIT, e.code());
                assertEquals(0, e.getSuppressed().length, () -> "lost with " + e.getSuppressed()[0]);
                refused++;
            }
        }
        assertTrue(refused > 10 && done > 10, refused + " refused, " + done + " done");
    }

    /** Texts of which every one is another, so that the dictionary is given up in the middle of a batch. */
    private static byte[][] texts() {
        byte[][] texts = new byte[BATCHES * ROWS][];
        for (int i = 0; i < texts.length; i++) {
            String text = "x".repeat(isTooLong(i) ? 5_000 : 200) + i / ROWS + " " + i % ROWS;
            texts[i] = text.getBytes(StandardCharsets.UTF_8);
        }
        return texts;
    }

    private static boolean isTooLong(int text) {
        return text / ROWS == 1 && text % ROWS > ROWS / 2;
    }

    private static boolean gather(byte[][] texts, Memory memory) {
        try (TextColumnBuilder builder = new TextColumnBuilder(SqlTypes.varchar("t"), memory, ROWS)) {
            for (int batch = 0; batch < BATCHES; batch++) {
                for (int row = 0; row < ROWS; row++) {
                    boolean isTooLong = isTooLong(batch * ROWS + row);
                    byte[] bytes = texts[batch * ROWS + row];
                    builder.append(
                            bytes,
                            isTooLong && row % 64 != 0 ? 4_900 : 0,
                            isTooLong && row % 64 != 0 ? 100 : bytes.length);
                }
                builder.build().close();
            }
            return true;
        }
    }
}
