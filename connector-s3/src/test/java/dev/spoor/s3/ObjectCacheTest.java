/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ObjectCacheTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    Path folder;

    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

    private ObjectCache open(long bytesMax, Instant now) {
        return new ObjectCache(folder.resolve("objects"), bytesMax, Clock.fixed(now, ZoneOffset.UTC), warnings::add);
    }

    private static String name(int number) {
        return ObjectCache.nameOf("bucket", "key" + number, "etag", 0, 100);
    }

    private static byte[] bytes(int number, int length) {
        byte[] bytes = new byte[length];
        new Random(number).nextBytes(bytes);
        return bytes;
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file) && !file.endsWith("lock"))
                    .toList();
        }
    }

    @Test
    void givesWhatWasPutAndNothingElse() {
        ObjectCache cache = open(1 << 20, NOW);
        cache.put(name(1), Arrays.copyOf(bytes(1, 100), 200), 100);
        cache.put(name(2), new byte[0], 0);
        assertArrayEquals(bytes(1, 100), open(1 << 20, NOW).getOrNull(name(1)));
        assertArrayEquals(new byte[0], cache.getOrNull(name(2)));
        assertNull(cache.getOrNull(name(3)));
        assertEquals(List.of(), warnings);
    }

    @Test
    void everythingThatTellsPiecesApartIsInTheName() {
        List<String> names = List.of(
                ObjectCache.nameOf("b", "key", "1", 0, 10),
                ObjectCache.nameOf("bk", "ey", "1", 0, 10),
                ObjectCache.nameOf("b", "key", "2", 0, 10),
                ObjectCache.nameOf("b", "key", "1", 1, 10),
                ObjectCache.nameOf("b", "key", "1", 0, 11));
        assertEquals(names.size(), names.stream().distinct().count());
        assertNotEquals(name(1), name(2));
    }

    @Test
    void aDamagedEntryIsRemovedAndFetchedAnew() throws IOException {
        ObjectCache cache = open(1 << 20, NOW);
        for (int damage = 0; damage < 3; damage++) {
            cache.put(name(1), bytes(1, 100), 100);
            Path file = entries().get(0);
            byte[] entry = Files.readAllBytes(file);
            switch (damage) {
                case 0 -> entry[50]++;
                case 1 -> entry = Arrays.copyOf(entry, 60);
                default -> entry = new byte[3];
            }
            Files.write(file, entry);
            assertNull(cache.getOrNull(name(1)));
            assertEquals(List.of(), entries());
        }
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).contains("damaged"), warnings.toString());
    }

    @Test
    void theLimitHoldsAndWhatIsUsedStays() throws IOException {
        ObjectCache cache = open(40_000, NOW);
        cache.put(name(0), bytes(0, 1_000), 1_000);
        Files.setLastModifiedTime(entries().get(0), FileTime.from(NOW.minus(Duration.ofDays(2))));
        for (int i = 1; i < 120; i++) {
            cache.put(name(i), bytes(i, 1_000), 1_000);
            Path made =
                    folder.resolve("objects").resolve(name(i).substring(0, 2)).resolve(name(i).substring(2));
            Files.setLastModifiedTime(made, FileTime.from(NOW.plusSeconds(i).minus(Duration.ofDays(1))));
            assertArrayEquals(bytes(0, 1_000), cache.getOrNull(name(0)));
            long kept = 0;
            for (Path file : entries()) {
                kept += Files.size(file);
            }
            assertTrue(kept <= 40_000 + 40_000 / 16, kept + " bytes");
        }
        assertNull(cache.getOrNull(name(1)));
        cache.put(name(1_000), new byte[30_000], 30_000);
        assertNull(cache.getOrNull(name(1_000)), "larger than half of the cache");
    }

    @Test
    void processesThatWriteLittleTrimToo() throws IOException {
        for (int i = 0; i < 60; i++) {
            open(20_000, NOW.plus(Duration.ofMinutes(20L * i))).put(name(i), bytes(i, 1_000), 1_000);
        }
        assertTrue(entries().size() <= 21, entries().size() + " entries");
    }

    @Test
    void severalWritersDoNotDisturbEachOther() throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        for (int t = 0; t < 4; t++) {
            int seed = t;
            Thread thread = new Thread(() -> {
                ObjectCache cache = open(50_000, NOW);
                Random random = new Random(seed);
                for (int i = 0; i < 300; i++) {
                    int number = random.nextInt(100);
                    byte[] found = cache.getOrNull(name(number));
                    if (found == null) {
                        cache.put(name(number), bytes(number, 900), 900);
                    } else {
                        assertArrayEquals(bytes(number, 900), found);
                    }
                }
            });
            thread.setUncaughtExceptionHandler((which, failure) -> failures.add(failure));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), failures);
        assertEquals(List.of(), warnings);
    }

    @Test
    void aDiskThatCannotBeWrittenIsSaidOnce() throws IOException {
        Files.write(folder.resolve("objects"), new byte[1]);
        ObjectCache cache = open(1 << 20, NOW);
        cache.put(name(1), bytes(1, 10), 10);
        cache.put(name(2), bytes(2, 10), 10);
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).contains("objects"), warnings.toString());
    }
}
