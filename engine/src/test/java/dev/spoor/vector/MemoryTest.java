/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import org.apache.arrow.memory.ArrowBuf;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MemoryTest {
    @Test
    void buffersAndReservedHeapShareOneLimit() {
        try (Memory engine = Memory.root(1 << 20);
                Memory query = engine.child("query", 100_000)) {
            ArrowBuf buffer = query.allocator().buffer(65536);
            query.reserve(30_000);
            assertEquals(95_536, query.usedBytes());
            assertEquals(95_536, engine.usedBytes());
            EngineException e =
                    assertThrows(EngineException.class, () -> query.allocator().buffer(8192));
            assertEquals(ErrorCode.MEMORY_LIMIT, e.code());
            assertTrue(e.getMessage().contains("memory.query"), e.getMessage());
            assertFalse(query.tryReserve(5_000));
            buffer.close();
            assertTrue(query.tryReserve(5_000));
            query.release(35_000);
            assertEquals(0, engine.usedBytes());
            assertEquals(95_536, query.peakBytes());
        }
    }

    @Test
    void theParentsLimitHoldsForAllChildren() {
        try (Memory engine = Memory.root(10_000);
                Memory one = engine.child("one", 8_000);
                Memory two = engine.child("two", 8_000)) {
            one.reserve(8_000);
            assertFalse(two.tryReserve(3_000));
            assertEquals(2_000, two.availableBytes());
            assertEquals(0, two.usedBytes());
            one.release(8_000);
            assertTrue(two.tryReserve(3_000));
            two.release(3_000);
        }
    }

    @Test
    void whatIsNotGivenBackFailsTheClose() {
        Memory engine = Memory.root(10_000);
        Memory query = engine.child("query", 10_000);
        query.reserve(7);
        IllegalStateException e = assertThrows(IllegalStateException.class, query::close);
        assertTrue(e.getMessage().contains("7 heap bytes"), e.getMessage());
        engine.close();
    }
}
