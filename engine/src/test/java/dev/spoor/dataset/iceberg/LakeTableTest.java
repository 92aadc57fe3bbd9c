/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset.iceberg;

import dev.spoor.dataset.FieldMetrics;
import dev.spoor.dataset.LakeChange;
import dev.spoor.dataset.LakeFile;
import dev.spoor.dataset.LakeSnapshot;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.schema.FieldIds;
import dev.spoor.store.LocalObjectStore;
import dev.spoor.vector.SqlTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class LakeTableTest {
    private static final List<Field> COLUMNS = List.of(
            SqlTypes.field("eventTime", SqlTypes.TIMESTAMP),
            SqlTypes.varchar("eventName"),
            SqlTypes.row("userIdentity", List.of(SqlTypes.varchar("arn"), SqlTypes.field("n", SqlTypes.BIGINT))),
            SqlTypes.array("resources", SqlTypes.row("element", List.of(SqlTypes.varchar("ARN")))),
            SqlTypes.textMap("tags"),
            SqlTypes.field("readOnly", SqlTypes.BOOLEAN));

    @TempDir
    private Path folder;

    private LakeCatalog open(Path lake, String... formerRoots) {
        LocalObjectStore store = LocalObjectStore.open(lake);
        List<String> roots = new ArrayList<>(List.of("file://" + store.location()));
        roots.addAll(List.of(formerRoots));
        return LakeCatalog.jdbc("jdbc:sqlite:" + lake.resolve("ledger.sqlite"), store, roots);
    }

    private static LakeTable events(LakeCatalog catalog) {
        return catalog.openTable("events", COLUMNS, "eventtime");
    }

    private static LakeFile file(LakeTable table, String name, int day) {
        int time = FieldIds.of(table.columns().get(0)).orElseThrow();
        int text = FieldIds.of(table.columns().get(1)).orElseThrow();
        long micros = day * 86_400_000_000L;
        return new LakeFile(
                table.dataPrefix() + name,
                1_000 + day,
                10,
                OptionalInt.of(day),
                Map.of(
                        time, new FieldMetrics(80, 10, 0, micros, micros + 5_000_000),
                        text, new FieldMetrics(30, 10, 2, "CreateKey", "Über")),
                List.of(4L, 500L));
    }

    private static Set<String> keys(LakeTable table) {
        Set<String> keys = new TreeSet<>();
        table.current().ifPresent(now -> table.files(now)
                .forEach(
                        file -> keys.add(file.key().substring(table.dataPrefix().length()))));
        return keys;
    }

    private static OptionalLong currentId(LakeTable table) {
        return table.current().map(now -> OptionalLong.of(now.id())).orElse(OptionalLong.empty());
    }

    private static LakeSnapshot append(LakeTable table, LakeFile... files) {
        return table.commit(LakeChange.append(List.of(files), currentId(table), Map.of("spoor.batch", "b")));
    }

    @Test
    void columnsComeBackWithIdsOfTheirOwn() {
        try (LakeCatalog catalog = open(folder)) {
            List<Field> columns = events(catalog).columns();
            assertEquals(
                    List.of("eventtime", "eventname", "useridentity", "resources", "tags", "readonly"),
                    columns.stream().map(Field::getName).toList());
            for (int i = 0; i < columns.size(); i++) {
                assertTrue(
                        SqlTypes.sameType(COLUMNS.get(i), columns.get(i)),
                        columns.get(i).toString());
            }
            Set<Integer> ids = new HashSet<>();
            int leaves = 0;
            List<Field> open = new ArrayList<>(columns);
            while (!open.isEmpty()) {
                Field one = open.remove(0);
                // the struct of a map's entries is Arrow's, not a stored field
                if (!one.getName().equals("entries")) {
                    assertTrue(ids.add(FieldIds.of(one).orElseThrow()), one.toString());
                    leaves++;
                }
                open.addAll(one.getChildren());
            }
            assertEquals(12, leaves);
        }
    }

    @Test
    void filesKeepTheirStatistics() {
        try (LakeCatalog catalog = open(folder)) {
            LakeTable table = events(catalog);
            assertTrue(table.current().isEmpty());
            LakeFile file = file(table, "a.parquet", 20_000);
            LakeSnapshot made = append(table, file);
            assertEquals("append", made.operation());
            assertEquals("b", made.summary().get("spoor.batch"));
            assertEquals(List.of(file), table.files(made));
        }
        try (LakeCatalog again = open(folder)) {
            LakeTable table = events(again);
            assertEquals(
                    List.of(file(table, "a.parquet", 20_000)),
                    table.files(table.current().orElseThrow()));
        }
    }

    @Test
    void rowsWithoutATimeHaveNoDay() {
        try (LakeCatalog catalog = open(folder)) {
            LakeTable table = events(catalog);
            LakeFile file = new LakeFile(table.dataPrefix() + "n", 5, 1, OptionalInt.empty(), Map.of(), List.of());
            assertEquals(List.of(file), table.files(append(table, file)));
        }
    }

    @Test
    void aCommitOnAnOldVersionConflictsAndChangesNothing() {
        try (LakeCatalog one = open(folder);
                LakeCatalog two = open(folder)) {
            LakeTable mine = events(one);
            LakeTable theirs = events(two);
            append(mine, file(mine, "a", 1));
            EngineException error = assertThrows(EngineException.class, () -> append(theirs, file(theirs, "b", 1)));
            assertEquals(ErrorCode.COMMIT_CONFLICT, error.code());
            theirs.refresh();
            assertEquals(Set.of("a"), keys(theirs));
            append(theirs, file(theirs, "b", 1));
            mine.refresh();
            assertEquals(Set.of("a", "b"), keys(mine));
        }
    }

    @Test
    void writersThatRetryLoseNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < 3; writer++) {
                String name = "w" + writer + "-";
                Callable<Void> work = () -> {
                    try (LakeCatalog catalog = open(folder)) {
                        LakeTable table = events(catalog);
                        for (int i = 0; i < 5; ) {
                            try {
                                append(table, file(table, name + i, i));
                                i++;
                            } catch (EngineException e) {
                                assertEquals(ErrorCode.COMMIT_CONFLICT, e.code(), e.describe());
                                table.refresh();
                            }
                        }
                    }
                    return null;
                };
                running.add(threads.submit(work));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        try (LakeCatalog catalog = open(folder)) {
            assertEquals(15, keys(events(catalog)).size());
        }
    }

    @Test
    void replacedFilesStayInOldVersionsUntilThesExpire() {
        try (LakeCatalog catalog = open(folder)) {
            LakeTable table = events(catalog);
            LakeSnapshot first = append(table, file(table, "a", 1), file(table, "b", 1));
            LakeSnapshot second = table.commit(new LakeChange(
                    List.of(file(table, "ab", 1)), table.files(first), true, currentId(table), Map.of()));
            assertEquals("replace", second.operation());
            assertEquals(Set.of("ab"), keys(table));
            assertEquals(2, table.files(first).size());
            assertEquals(
                    List.of(first.id(), second.id()),
                    table.snapshots().stream().map(LakeSnapshot::id).toList());
            assertEquals(
                    first.id(),
                    table.asOf(first.committedMicros()).orElseThrow().id());
            assertTrue(table.asOf(first.committedMicros() - 1_000).isEmpty());
            // the version that replaced them keeps their names until it expires itself
            append(table, file(table, "c", 2));
            List<String> deleted = table.expire(Long.MAX_VALUE / 2, 1);
            assertTrue(deleted.contains(table.dataPrefix() + "a"), deleted.toString());
            assertFalse(deleted.contains(table.dataPrefix() + "ab"), deleted.toString());
            assertTrue(table.snapshot(first.id()).isEmpty());
            EngineException error = assertThrows(EngineException.class, () -> table.files(first));
            assertEquals(ErrorCode.INVALID_ARGUMENT, error.code());
        }
    }

    @Test
    void removedFilesAreGone() {
        try (LakeCatalog catalog = open(folder)) {
            LakeTable table = events(catalog);
            LakeSnapshot first = append(table, file(table, "a", 1), file(table, "b", 2));
            List<LakeFile> dayOne = table.files(first).stream()
                    .filter(file -> file.day().getAsInt() == 1)
                    .toList();
            table.commit(new LakeChange(List.of(), dayOne, false, currentId(table), Map.of()));
            assertEquals(Set.of("b"), keys(table));
        }
    }

    @Test
    void newColumnsAreAddedWithNewIds() {
        try (LakeCatalog catalog = open(folder)) {
            List<Field> before = events(catalog).columns();
            List<Field> more = new ArrayList<>(COLUMNS);
            more.add(1, SqlTypes.varchar("bucketName"));
            List<Field> after = catalog.openTable("events", more, "eventtime").columns();
            assertEquals(before, after.subList(0, before.size()));
            assertEquals("bucketname", after.get(before.size()).getName());
        }
    }

    @Test
    void aMovedLakeStillOpensWhenItsFormerPlaceIsTold() throws Exception {
        Path old = Files.createDirectory(folder.resolve("old"));
        String formerRoot = "file://" + LocalObjectStore.open(old).location();
        try (LakeCatalog catalog = open(old)) {
            LakeTable table = events(catalog);
            append(table, file(table, "a", 1));
        }
        Path moved = Files.move(old, folder.resolve("new"));
        EngineException error = assertThrows(EngineException.class, () -> {
            try (LakeCatalog catalog = open(moved)) {
                events(catalog);
            }
        });
        assertTrue(error.getMessage().contains("moved by hand"), error.getMessage());
        try (LakeCatalog catalog = open(moved, formerRoot)) {
            LakeTable table = events(catalog);
            assertEquals(Set.of("a"), keys(table));
            append(table, file(table, "b", 1));
            assertEquals(Set.of("a", "b"), keys(table));
        }
    }
}
