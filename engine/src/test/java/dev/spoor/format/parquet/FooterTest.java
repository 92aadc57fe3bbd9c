/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.prune.ValueKind;
import dev.spoor.schema.FieldPath;
import dev.spoor.store.ObjectEntry;
import dev.spoor.testing.MemoryObjectStore;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a footer tells, and how long it is kept. */
class FooterTest {
    private final MemoryObjectStore store = new MemoryObjectStore("mem://lake");
    private final List<Field> fields = List.of(
            SqlTypes.varchar("text"),
            SqlTypes.field("at", SqlTypes.TIMESTAMP),
            SqlTypes.field("none", SqlTypes.BIGINT));

    private ObjectEntry write(List<List<Object>> rows, Memory memory) {
        return ParquetFiles.writeTo(
                store,
                fields,
                rows,
                ParquetWriteOptions.LAKE.withRowGroups(2, 1 << 20).withMetadata(Map.of("batch", "17")),
                memory);
    }

    @Test
    void countsAndBoundsAreExactOrNotGiven() {
        try (Memory memory = Memory.root(1L << 28)) {
            ObjectEntry entry = write(
                    List.of(
                            Arrays.asList("b", 5L, null),
                            Arrays.asList(null, 3L, null),
                            Arrays.asList("\uD83D\uDE00", 9L, null)),
                    memory);
            ParquetFile file = ParquetFile.open(store, entry);
            MetadataAnswers answers = new MetadataAnswers(file, List.of());
            assertEquals(2, file.splitCount());
            assertEquals("17", file.metadata().get("batch"));
            assertEquals(3, answers.rowCount());
            assertEquals(OptionalLong.of(1), answers.nullCount(FieldPath.of("text")));
            assertEquals(OptionalLong.of(3), answers.nullCount(FieldPath.of("none")));
            assertEquals(Optional.of("b"), answers.least(FieldPath.of("text"), ValueKind.TEXT));
            assertEquals(Optional.of("\uD83D\uDE00"), answers.greatest(FieldPath.of("text"), ValueKind.TEXT));
            assertEquals(Optional.of(3L), answers.least(FieldPath.of("at"), ValueKind.TIMESTAMP));
            assertEquals(Optional.of(9L), answers.greatest(FieldPath.of("at"), ValueKind.TIMESTAMP));
            assertEquals(Optional.empty(), answers.least(FieldPath.of("none"), ValueKind.INTEGER));
            assertEquals(Optional.empty(), answers.least(FieldPath.of("nowhere"), ValueKind.INTEGER));
        }
    }

    @Test
    void cutBoundsAreNoAnswers() {
        try (Memory memory = Memory.root(1L << 28)) {
            ObjectEntry entry = write(List.of(Arrays.asList("x".repeat(100), 5L, null)), memory);
            MetadataAnswers answers = new MetadataAnswers(ParquetFile.open(store, entry), List.of());
            assertEquals(Optional.empty(), answers.least(FieldPath.of("text"), ValueKind.TEXT));
            assertEquals(Optional.empty(), answers.greatest(FieldPath.of("text"), ValueKind.TEXT));
        }
    }

    @Test
    void footersAreKeptWithinTheBoundUntilTheObjectChanges() {
        try (Memory memory = Memory.root(1L << 28)) {
            ObjectEntry entry = write(List.of(Arrays.asList("x", 5L, null)), memory);
            ParquetFileCache cache = new ParquetFileCache(1 << 20);
            ParquetFile file = cache.open(store, entry);
            store.failAtCall(1);
            assertSame(file, cache.open(store, entry));
            assertEquals(0, store.callCount());
            store.failAtCall(-1);
            ObjectEntry replaced = write(List.of(Arrays.asList("y", 6L, null)), memory);
            assertNotSame(file, cache.open(store, replaced));
            assertTrue(cache.memoryBytes() > 0);
            ParquetFileCache small = new ParquetFileCache(1);
            small.open(store, replaced);
            assertEquals(0, small.memoryBytes());
        }
    }
}
