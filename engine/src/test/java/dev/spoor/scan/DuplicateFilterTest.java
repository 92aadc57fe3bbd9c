/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.vector.Memory;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class DuplicateFilterTest {
    private static final long PLENTY = 1L << 30;

    private record Hash(long high, long low) {
        /** Like the hour of a record: the same for the same content, and for many others. */
        int neighbourhood() {
            return (int) (high >>> 55 ^ low) * 31;
        }
    }

    @Test
    void admitsWhatASetWouldAdd() {
        Random random = new Random(9);
        try (Memory memory = Memory.root(PLENTY)) {
            try (DuplicateFilter filter = new DuplicateFilter(memory)) {
                Set<Hash> twin = new HashSet<>();
                for (int i = 0; i < 200_000; i++) {
                    // few distinct values in either half, so that halves repeat more often than wholes
                    Hash hash =
                            new Hash(((long) random.nextInt(300) - 5) << 55 | random.nextInt(5), random.nextInt(200));
                    assertEquals(
                            twin.add(hash), filter.admit(hash.neighbourhood(), hash.high, hash.low), hash::toString);
                }
                assertTrue(memory.usedBytes() > 0);
            }
            assertEquals(0, memory.usedBytes());
        }
    }

    @Test
    void exactlyOneOfSeveralWorkersWinsEachHash() throws InterruptedException {
        LongAdder admitted = new LongAdder();
        try (Memory memory = Memory.root(PLENTY);
                DuplicateFilter filter = new DuplicateFilter(memory)) {
            Thread[] threads = new Thread[4];
            for (int i = 0; i < threads.length; i++) {
                threads[i] = new Thread(() -> {
                    Random random = new Random(1);
                    for (int n = 0; n < 50_000; n++) {
                        if (filter.admit(n % 100, random.nextLong(), random.nextLong())) {
                            admitted.increment();
                        }
                    }
                });
                threads[i].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertEquals(50_000, admitted.sum());
    }

    @Test
    void zeroIsAHashLikeAnyOther() {
        try (Memory memory = Memory.root(PLENTY);
                DuplicateFilter filter = new DuplicateFilter(memory)) {
            assertTrue(filter.admit(-3, 0, 0));
            assertFalse(filter.admit(-3, 0, 0));
            assertTrue(filter.admit(-3, 0, 1));
            assertTrue(filter.admit(-3, 1, 0));
            assertFalse(filter.admit(-3, 1, 0));
        }
    }

    @Test
    void tooManyHashesAreAMemoryErrorAndLeaveNothingBehind() {
        try (Memory memory = Memory.root(1 << 20)) {
            try (DuplicateFilter filter = new DuplicateFilter(memory)) {
                Random random = new Random(4);
                EngineException error = assertThrows(EngineException.class, () -> {
                    while (true) {
                        filter.admit(random.nextInt(), random.nextLong(), random.nextLong());
                    }
                });
                assertEquals(ErrorCode.MEMORY_LIMIT, error.code());
            }
            assertEquals(0, memory.usedBytes());
        }
    }
}
