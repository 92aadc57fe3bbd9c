/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.testing.LakeFixture;
import dev.spoor.testing.LakeFixture.Contents;
import dev.spoor.testing.MemoryObjectStore;
import dev.spoor.vector.Batch;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntUnaryOperator;
import org.apache.arrow.vector.BigIntVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Compaction with far less memory than the rows take that come together. More with {@code -Dtests.events}. */
final class CompactionMemoryTest {
    private static final int EVENTS = Integer.getInteger("tests.events", 8_000);
    private static final int PER_FILE = 400;
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private final Random random = new Random(7);

    /** @param dayOf the day of each event */
    private MemoryObjectStore logs(IntUnaryOperator dayOf) {
        MemoryObjectStore logs = new MemoryObjectStore("mem://logs");
        for (int file = 0; file < EVENTS / PER_FILE; file++) {
            List<String> records = new ArrayList<>();
            for (int i = 0; i < PER_FILE; i++) {
                records.add(record(FIRST.plus(dayOf.applyAsInt(file * PER_FILE + i), ChronoUnit.DAYS)
                        .plusSeconds(random.nextInt(86_400))));
            }
            String content = "{\"Records\":[" + String.join(",", records) + "]}";
            logs.put(
                    "part-" + (1_000 + file) + ".json",
                    content.getBytes(StandardCharsets.UTF_8),
                    1_800_000_000_000_000L);
        }
        return logs;
    }

    /** Most of its values occur once. */
    private String record(Instant time) {
        return "{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":\"AssumedRole\",\"arn\":\"arn:aws:sts::111122223333:assumed-role/"
                + Long.toHexString(random.nextLong()) + "\",\"accountId\":\"111122223333\"},\"eventTime\":\"" + time
                + "\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"GetObject\",\"awsRegion\":\"eu-west-1\","
                + "\"sourceIPAddress\":\"10.1.2.3\",\"requestParameters\":{\"bucketName\":\"b" + random.nextInt(300)
                + "\",\"key\":\"" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong())
                + "\"},\"requestID\":\"" + Long.toHexString(random.nextLong()) + "\",\"eventID\":\""
                + new UUID(random.nextLong(), random.nextLong()) + "\",\"eventType\":\"AwsApiCall\","
                + "\"recipientAccountId\":\"111122223333\"}";
    }

    private LakeFixture compact(MemoryObjectStore logs, long memoryBytes) {
        LakeFixture lake = new LakeFixture(new MemoryObjectStore("mem://lake"), folder);
        CompactionReport report =
                lake.compact(logs, CompactionSettings.of(memoryBytes, 2, folder.resolve("spill"), 1L << 30));
        assertEquals(EVENTS, report.events());
        assertEquals(0, report.repeats());
        Contents contents = lake.read();
        Set<String> distinct = new HashSet<>(contents.events());
        assertEquals(EVENTS, distinct.size());
        return lake;
    }

    @Test
    void oneDayOfMoreEventsThanFitInMemory() {
        compact(logs(event -> 0), 40L << 20);
    }

    @Test
    void eventsOfManyDaysInEachFile() {
        compact(logs(event -> random.nextInt(100)), 64L << 20);
    }

    @Test
    void waitingRowsCountTheObjectsThatHoldThem() {
        try (Memory memory = Memory.root(1 << 20);
                DayRows rows = new DayRows(memory)) {
            long before;
            try (BigIntVector numbers = new BigIntVector(SqlTypes.field("n", SqlTypes.BIGINT), memory.allocator())) {
                numbers.allocateNew(1);
                numbers.setValueCount(1);
                before = memory.usedBytes();
                try (Batch one = new Batch(1, List.of(new FlatColumn(numbers)))) {
                    rows.add(one);
                    rows.add(one);
                    assertTrue(memory.usedBytes() >= before + 1_000, "only " + (memory.usedBytes() - before));
                    assertTrue(rows.memoryBytes() >= memory.usedBytes() - before);
                }
            }
        }
    }
}
