/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.schema.FieldPath;
import dev.spoor.testing.LakeFixture;
import dev.spoor.testing.MemoryObjectStore;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import dev.spoor.vector.TextColumnBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PathSampleTest {
    private static final String TEXT = "requestparameters";

    @TempDir
    Path folder;

    private LakeRows rows;

    @BeforeEach
    void columns() {
        try (Lake lake = new LakeFixture(new MemoryObjectStore("lake"), folder).open()) {
            rows = new LakeRows(lake.events(), LakeFixture.SOURCE);
        }
    }

    private static FieldPath path(String key) {
        return FieldPath.of(TEXT, key);
    }

    /** @param texts of each worker */
    private PathSample sampled(List<List<String>> texts) {
        PathSample sample = new PathSample(rows, List.of(TEXT, "responseelements"));
        try (Memory memory = Memory.root(256L << 20)) {
            for (List<String> ofWorker : texts) {
                PathSample.Worker worker = sample.newWorker();
                for (int from = 0; from < ofWorker.size(); from += 1000) {
                    try (Batch batch = batch(ofWorker.subList(from, Math.min(ofWorker.size(), from + 1000)), memory)) {
                        worker.look(batch, memory);
                    }
                }
                worker.addUp();
            }
        }
        return sample;
    }

    private Batch batch(List<String> texts, Memory memory) {
        List<Column> columns = new ArrayList<>();
        for (Field field : rows.columns()) {
            columns.add(
                    field.getName().equals(TEXT)
                            ? column(texts, memory)
                            : ConstantColumn.ofNull(field, texts.size(), memory));
        }
        return new Batch(texts.size(), columns);
    }

    private static Column column(List<String> texts, Memory memory) {
        try (TextColumnBuilder builder = new TextColumnBuilder(SqlTypes.varchar(TEXT), memory, texts.size())) {
            for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                builder.append(bytes, 0, bytes.length);
            }
            return builder.build();
        }
    }

    @Test
    void frequentSmallValuesAreChosenMostFrequentFirst() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            texts.add("{\"few\":\"v" + i % 7 + "\"" + (i % 2 == 0 ? ",\"half\":" + i % 5 : "")
                    + ",\"unique\":\"a-long-value-that-never-comes-again-" + i * 31 + "\",\"nested\":[1],\"none\":null"
                    + (i == 77 ? ",\"rare\":1" : "") + ",\"od d\":1}");
        }
        assertEquals(
                List.of(path("few"), path("half")),
                sampled(List.of(texts.subList(0, 900), texts.subList(900, 2000)))
                        .choose(Set.of(), List.of()));
    }

    @Test
    void whatIsAskedForIsChosenIfThereIsAny() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            texts.add(
                    i == 5
                            ? "{\"rare\":[\"" + "x".repeat(2000) + "\"]}"
                            : "{\"large\":\"" + "y".repeat(40) + i + "\"}");
        }
        assertEquals(
                List.of(path("rare")),
                sampled(List.of(texts)).choose(Set.of(), List.of(path("absent"), path("rare"), path("large"))));
    }

    @Test
    void aSampleCanBeUsedWhileItGrows() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            texts.add("{\"a\":1}");
        }
        PathSample sample = new PathSample(rows, List.of(TEXT));
        try (Memory memory = Memory.root(64L << 20);
                Batch batch = batch(texts, memory)) {
            sample.newWorker().look(batch, memory);
        }
        assertEquals(List.of(path("a")), sample.choose(Set.of(), List.of()));
    }

    @Test
    void aFewRowsSayNothing() {
        assertEquals(
                List.of(path("asked")),
                sampled(List.of(List.of("{\"a\":1,\"asked\":2}", "{\"a\":1}", "[]", "\"a\"")))
                        .choose(Set.of(), List.of(path("asked"))));
    }

    @Test
    void pathsStayAndTheirNumberIsBounded() {
        StringBuilder text = new StringBuilder("{\"k0\":1");
        for (int i = 1; i < 60; i++) {
            text.append(",\"k").append(i).append("\":1");
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            texts.add(text + "}");
        }
        Set<FieldPath> known = new LinkedHashSet<>(List.of(path("old"), path("k3")));
        List<FieldPath> asked = List.of(path("k50"), path("later"), path("latest"));
        List<FieldPath> chosen = sampled(List.of(texts)).choose(known, asked);
        assertEquals(
                PathSample.PATHS_MAX - 2, chosen.size(), "two places are kept for what is asked and not there yet");
        assertTrue(chosen.containsAll(known) && chosen.contains(path("k50")), chosen.toString());
        assertFalse(chosen.contains(path("later")));
        assertEquals(chosen, List.copyOf(new LinkedHashSet<>(chosen)));
    }
}
