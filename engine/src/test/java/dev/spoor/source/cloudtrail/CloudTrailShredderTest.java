/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.schema.FieldIds;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.ProjectedColumn.Reading;
import dev.spoor.schema.Projection;
import dev.spoor.source.KeyParts;
import dev.spoor.source.ShreddedPaths;
import dev.spoor.source.Shredder;
import dev.spoor.source.StoredEvents;
import dev.spoor.testing.RandomJson;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import dev.spoor.vector.TextColumnBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CloudTrailShredderTest {
    private static final CloudTrailSource SOURCE = new CloudTrailSource();
    private static final long SEED = Long.getLong("tests.seed", 4_711);
    private static final int ROUNDS = Integer.getInteger("tests.iters", 60);

    private static final List<FieldPath> PATHS = List.of(
            FieldPath.of("requestparameters", "a"),
            FieldPath.of("responseelements", "a"),
            FieldPath.of("requestparameters", "a", "b"),
            FieldPath.of("requestparameters", "a", "b", "a"),
            FieldPath.of("requestparameters", "x.y"),
            FieldPath.of("requestparameters", ""),
            FieldPath.of("requestparameters", "\""),
            FieldPath.of("requestparameters", "\u00e9"),
            FieldPath.of("responseelements", "bucketName"),
            FieldPath.of("responseelements", "never"),
            FieldPath.of("responseelements", "A", "A"));

    private final Random random = new Random(SEED);
    private final RandomJson json = new RandomJson(random);

    @Test
    void columnsHoldWhatTheTextHolds() {
        for (int round = 0; round < ROUNDS; round++) {
            List<String> requests = texts(200);
            List<String> responses = texts(200);
            check(requests, responses, "round " + round + " of -Dtests.seed=" + SEED);
        }
    }

    @Test
    void theKindsOfValuesAreTold() {
        List<String> requests =
                List.of("{\"a\":\"x\",\"b\":1,\"c\":null}", "{\"a\":\"\",\"b\":true,\"d\":[]}", "[1]", "\"a\"");
        List<FieldPath> paths = new ArrayList<>();
        for (String key : List.of("a", "b", "c", "d", "e")) {
            paths.add(FieldPath.of("requestparameters", key));
        }
        Shredder shredder = SOURCE.newShredder(paths);
        try (Memory memory = Memory.root(64L << 20);
                Batch texts = new Batch(4, List.of(column("requestparameters", requests, memory)))) {
            shredder.shred(texts, memory).forEach(Column::close);
            assertEquals("[[STRING], [NUMBER, BOOLEAN], [NULL], [NESTED], []]", sorted(shredder));
        }
    }

    @Test
    void aFileOfAnotherSizeIsNotBelieved() {
        Field column = FieldIds.with(SqlTypes.varchar("c"), 7, List.of());
        FieldPath path = FieldPath.of("requestparameters", "a b");
        Map<String, String> said = ShreddedPaths.metadata(List.of(path), List.of(column), List.of(Set.of()), 5);
        assertEquals(
                Optional.of("c"), ShreddedPaths.read(said, 5, List.of(column)).columnOf(path, Reading.SCALAR));
        assertTrue(ShreddedPaths.read(said, 6, List.of(column)).isEmpty());
        Field other = FieldIds.with(SqlTypes.varchar("c"), 8, List.of());
        assertTrue(ShreddedPaths.read(said, 5, List.of(other)).isEmpty());
        assertTrue(ShreddedPaths.read(Map.of("shredded-path.7", "5 COLOUR x.y"), 5, List.of(column))
                .isEmpty());
        assertTrue(ShreddedPaths.read(Map.of("shredded-path.7", "5"), 5, List.of(column))
                .isEmpty());
    }

    private static String sorted(Shredder shredder) {
        return shredder.kinds().stream()
                .map(kinds -> kinds.stream().sorted().toList())
                .toList()
                .toString();
    }

    private void check(List<String> requests, List<String> responses, String where) {
        List<Field> fields = new ArrayList<>();
        List<ProjectedColumn> wanted = new ArrayList<>();
        for (int i = 0; i < PATHS.size(); i++) {
            fields.add(FieldIds.with(SqlTypes.varchar("c" + i), 100 + i, List.of()));
            for (Reading reading : Reading.values()) {
                wanted.add(new ProjectedColumn(PATHS.get(i), SqlTypes.varchar("k"), reading));
            }
        }
        StoredEvents direct = SOURCE.storedEvents(
                new Projection(wanted), file -> KeyParts.NONE, UnaryOperator.identity(), ShreddedPaths.NONE);
        Shredder shredder = SOURCE.newShredder(PATHS);
        try (Memory memory = Memory.root(256L << 20)) {
            List<List<String>> shredded = new ArrayList<>();
            List<List<String>> expected = new ArrayList<>();
            PATHS.forEach(path -> shredded.add(new ArrayList<>()));
            wanted.forEach(column -> expected.add(new ArrayList<>()));
            for (int from = 0; from < requests.size(); from += 50) {
                Map<String, List<String>> part = new HashMap<>();
                part.put("requestparameters", requests.subList(from, from + 50));
                part.put("responseelements", responses.subList(from, from + 50));
                try (Batch read = batch(shredder.columns(), part, memory)) {
                    addAll(shredder.shred(read, memory), shredded, memory);
                }
                List<Field> stored = direct.stored().columns().stream()
                        .map(ProjectedColumn::field)
                        .toList();
                try (Batch read = batch(stored, part, memory);
                        Batch made = direct.toWanted(read, memory)) {
                    for (int i = 0; i < expected.size(); i++) {
                        expected.get(i).addAll(values(made.column(i), memory));
                    }
                }
            }
            ShreddedPaths said = ShreddedPaths.read(
                    ShreddedPaths.metadata(PATHS, fields, shredder.kinds(), requests.size()), requests.size(), fields);
            boolean isAnyExact = false;
            for (int i = 0; i < wanted.size(); i++) {
                ProjectedColumn column = wanted.get(i);
                int path = PATHS.indexOf(column.path());
                Optional<String> exact = said.columnOf(column.path(), column.reading());
                assertTrue(exact.isEmpty() || exact.get().equals("c" + path), where);
                if (exact.isPresent()) {
                    isAnyExact = true;
                    assertEquals(expected.get(i), shredded.get(path), column + ", " + where);
                } else {
                    assertFalse(column.reading() == Reading.TEXT, where);
                }
            }
            assertTrue(isAnyExact, where);
        }
    }

    private static void addAll(List<Column> columns, List<List<String>> into, Memory memory) {
        for (int i = 0; i < columns.size(); i++) {
            try (Column column = columns.get(i)) {
                into.get(i).addAll(values(column, memory));
            }
        }
    }

    private static List<String> values(Column column, Memory memory) {
        List<String> values = new ArrayList<>();
        VarCharVector texts = (VarCharVector) column.flat(memory);
        for (int row = 0; row < column.rowCount(); row++) {
            values.add(texts.isNull(row) ? null : new String(texts.get(row), StandardCharsets.UTF_8));
        }
        return values;
    }

    private static Batch batch(List<Field> fields, Map<String, List<String>> texts, Memory memory) {
        List<Column> columns = new ArrayList<>();
        fields.forEach(field -> columns.add(column(field.getName(), texts.get(field.getName()), memory)));
        return new Batch(texts.get("requestparameters").size(), columns);
    }

    private static Column column(String name, List<String> texts, Memory memory) {
        try (TextColumnBuilder builder = new TextColumnBuilder(SqlTypes.varchar(name), memory, texts.size())) {
            for (String text : texts) {
                if (text == null) {
                    builder.appendNull();
                } else {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    builder.append(bytes, 0, bytes.length);
                }
            }
            return builder.build();
        }
    }

    private List<String> texts(int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(
                    switch (random.nextInt(12)) {
                        case 0 -> null;
                        case 1 -> json.value(2);
                        case 2 -> "{\"a\":\"" + "v".repeat(5000) + random.nextInt(9) + "\"}";
                        default -> json.object(3);
                    });
        }
        return texts;
    }
}
