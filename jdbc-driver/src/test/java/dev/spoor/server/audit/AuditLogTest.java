/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever is done to a log is noticed, but for what a killed process leaves. */
class AuditLogTest {
    private static final int ENTRIES = 40;
    private static final long FILE_BYTES = 1_000;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path here;

    private Path log;

    @BeforeEach
    void write() {
        log = here.resolve("audit");
        try (AuditLog writer = AuditLog.open(log, CLOCK, FILE_BYTES)) {
            append(writer, 0, ENTRIES);
        }
    }

    private static void append(AuditLog writer, int from, int count) {
        for (int i = from; i < from + count; i++) {
            long number = writer.append(
                    JsonNodeFactory.instance.objectNode().put("event", "began").put("sql", "SELECT 'é', " + i));
            assertEquals(i + 1, number);
        }
    }

    private static String verified(Path folder) throws IOException {
        try (AuditTrail trail = AuditTrail.open(folder)) {
            return trail.verify();
        }
    }

    private Path copy(String name) throws IOException {
        Path copy = Files.createDirectories(here.resolve(name));
        try (Stream<Path> files = Files.list(log)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return copy;
    }

    private static List<Path> parts(Path folder) throws IOException {
        return AuditTrail.files(folder);
    }

    @Test
    void entriesComeBackInTheirOrderOverSeveralFiles() throws IOException {
        assertTrue(parts(log).size() > 3, "only " + parts(log));
        try (AuditTrail trail = AuditTrail.open(log)) {
            for (int i = 0; i < ENTRIES; i++) {
                JsonNode entry = trail.next();
                assertEquals(i + 1, entry.get("n").intValue());
                assertEquals("SELECT 'é', " + i, entry.get("sql").textValue());
                assertEquals("2026-02-01T12:00:00Z", entry.get("time").textValue());
            }
            assertEquals(null, trail.next());
            assertTrue(trail.isIntact());
        }
        assertEquals("", verified(log));
        assertEquals("", verified(here.resolve("nothing")));
    }

    @Test
    void itGoesOnWhereItEnded() throws IOException {
        try (AuditLog writer = AuditLog.open(log, CLOCK, FILE_BYTES)) {
            assertEquals(ENTRIES, writer.head().entries());
            append(writer, ENTRIES, 5);
        }
        assertEquals("", verified(log));
    }

    @Test
    void oneProcessWrites() {
        try (AuditLog writer = AuditLog.open(log, CLOCK, FILE_BYTES)) {
            EngineException failure = assertThrows(EngineException.class, () -> AuditLog.open(log, CLOCK));
            assertEquals(ErrorCode.STORE_FAILURE, failure.code());
            assertEquals(ENTRIES, writer.head().entries());
        }
    }

    @Test
    void everyChangedByteIsNoticed() throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < 60; i++) {
            Path changed = copy("changed" + i);
            Path file = parts(changed).get(random.nextInt(parts(changed).size()));
            byte[] bytes = Files.readAllBytes(file);
            int at = random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
            String where = file.getFileName() + ", byte " + at + " of " + bytes.length;
            boolean isLastEnd = file.equals(parts(changed).get(parts(changed).size() - 1)) && at == bytes.length - 1;
            if (!isLastEnd) { // then it looks like an entry that was being written
                assertFalse(verified(changed).isEmpty(), where);
                EngineException failure =
                        assertThrows(EngineException.class, () -> AuditLog.open(changed, CLOCK), where);
                assertEquals(ErrorCode.CORRUPT_DATA, failure.code());
            }
        }
    }

    @Test
    void linesAndFilesThatAreGoneOrMovedAreNoticed() throws IOException {
        for (String what : List.of("first line", "a line", "last lines", "swapped", "first file", "last file", "all")) {
            Path cut = copy(what);
            List<Path> files = parts(cut);
            Path last = files.get(files.size() - 1);
            Path second = files.get(1);
            List<String> lines = Files.readAllLines(second);
            switch (what) {
                case "first line" ->
                    Files.write(files.get(0), Files.readAllLines(files.get(0)).subList(1, 3));
                case "a line" -> Files.write(second, lines.subList(1, lines.size()));
                case "last lines" -> Files.write(last, new byte[0]);
                case "swapped" -> {
                    String[] swapped = lines.toArray(String[]::new);
                    String kept = swapped[0];
                    swapped[0] = swapped[1];
                    swapped[1] = kept;
                    Files.write(second, Arrays.asList(swapped));
                }
                case "first file" -> Files.delete(files.get(0));
                case "last file" -> Files.delete(last);
                default -> {
                    for (Path file : files) {
                        Files.delete(file);
                    }
                }
            }
            assertFalse(verified(cut).isEmpty(), what);
            assertThrows(EngineException.class, () -> AuditLog.open(cut, CLOCK), what);
        }
    }

    private static String headFile(Path folder) throws IOException {
        return Files.readString(folder.resolve("head")).trim();
    }

    /** So after a loss of power the log has what the head names, or more. */
    @Test
    void theHeadNamesWhatIsOnTheDisk() throws IOException {
        try (AuditLog writer = AuditLog.open(log, CLOCK)) {
            AuditHead before = writer.head();
            append(writer, ENTRIES, 2);
            assertEquals(before.toString(), headFile(log));
            assertEquals("", verified(log));
            writer.appendForced(JsonNodeFactory.instance.objectNode().put("event", "began"));
            assertEquals(writer.head().toString(), headFile(log));
            append(writer, ENTRIES + 3, 1);
            writer.force();
            assertEquals(writer.head().toString(), headFile(log));
        }
        Path forged = copy("forged");
        Files.writeString(forged.resolve("head"), "3 " + "0".repeat(64));
        assertFalse(verified(forged).isEmpty());
    }

    @Test
    void manyWaitForTheDiskTogether() throws Exception {
        int threads = 8;
        int each = 25;
        Path shared = here.resolve("shared");
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (AuditLog writer = AuditLog.open(shared, CLOCK, FILE_BYTES)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(pool.submit(() -> {
                    for (int j = 0; j < each; j++) {
                        writer.appendForced(
                                JsonNodeFactory.instance.objectNode().put("event", "began"));
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            assertEquals(threads * each, writer.head().entries());
            assertEquals(writer.head().toString(), headFile(shared));
        } finally {
            pool.shutdownNow();
        }
        assertEquals("", verified(shared));
    }

    @Test
    void whatAKilledProcessLeavesIsRepaired() throws IOException {
        Path half = copy("half");
        Path last = parts(half).get(parts(half).size() - 1);
        Files.writeString(last, "0123456789", StandardCharsets.US_ASCII, StandardOpenOption.APPEND);
        assertEquals("", verified(half));
        try (AuditLog writer = AuditLog.open(half, CLOCK, FILE_BYTES)) {
            append(writer, ENTRIES, 1);
        }
        assertEquals("", verified(half));
        Path behind = copy("behind");
        byte[] head = Files.readAllBytes(behind.resolve("head"));
        try (AuditLog writer = AuditLog.open(behind, CLOCK, FILE_BYTES)) {
            append(writer, ENTRIES, 1);
        }
        Files.write(behind.resolve("head"), head); // killed between the entry and the head
        assertEquals("", verified(behind));
        AuditLog.open(behind, CLOCK, FILE_BYTES).close();
        assertEquals("", verified(behind));
    }
}
