/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.catalog.CatalogTable.TableColumn;
import dev.spoor.dataset.FileLedger;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.format.TimeWindow;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.scan.BatchReader;
import dev.spoor.scan.LogLocation;
import dev.spoor.scan.ScanContext;
import dev.spoor.scan.ScanRequest;
import dev.spoor.scan.ScanRun;
import dev.spoor.scan.ScanSettings;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.source.cloudtrail.CloudTrailSource;
import dev.spoor.testing.MemoryObjectStore;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class EventStoreTest {
    private static final String RECORD =
            "{\"eventVersion\":\"1.08\",\"eventTime\":\"2024-01-31T09:00:00Z\",\"eventSource\":\"s3.amazonaws.com\","
                    + "\"eventName\":\"DeleteBucket\",\"awsRegion\":\"eu-west-1\",\"recipientAccountId\":\"1\","
                    + "\"eventID\":\"a\"}";
    private static final long MODIFIED = 1_000_000L;

    private final MemoryObjectStore files = new MemoryObjectStore("memory://bucket");

    private EventStore open(Map<String, String> aliases) {
        return EventStore.over(
                List.of(new LogLocation(files, false)),
                null,
                FileLedger.inMemory(),
                aliases,
                TimeWindow.ALL,
                ScanSettings.DEFAULT,
                new CloudTrailSource(),
                FunctionLibrary.standard());
    }

    private void put(String key, String content) {
        files.put(key, content.getBytes(StandardCharsets.UTF_8), MODIFIED);
    }

    /** Rows of a table as text, columns by name; all columns if none is named. */
    private static List<String> rows(Catalog catalog, String table, String... columns) {
        CatalogTable found = catalog.find(List.of(table.split("\\."))).orElseThrow();
        List<String> wanted = columns.length > 0
                ? List.of(columns)
                : found.columns().stream().map(TableColumn::name).toList();
        List<ProjectedColumn> projected = new ArrayList<>();
        for (String name : wanted) {
            TableColumn column = found.columns().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            projected.add(new ProjectedColumn(column.path(), column.field()));
        }
        ScanRequest request = new ScanRequest(new Projection(projected), ScanConstraint.all(), ScanRequest.NO_LIMIT);
        List<String> rows = new ArrayList<>();
        ExecutorService io = Executors.newSingleThreadExecutor();
        try (Memory memory = Memory.root(64 << 20)) {
            ScanContext context = new ScanContext(memory, 2, 1, io, () -> {}, 5L);
            try (ScanRun run = found.source().plan(request).start(context);
                    BatchReader reader = run.openWorker()) {
                for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                    collect(batch, memory, rows);
                }
            }
        } finally {
            io.shutdownNow();
        }
        return rows;
    }

    private static void collect(Batch batch, Memory memory, List<String> rows) {
        try (Batch owned = batch) {
            for (int row = 0; row < owned.rowCount(); row++) {
                List<String> values = new ArrayList<>();
                for (int column = 0; column < owned.columnCount(); column++) {
                    values.add(String.valueOf(owned.column(column).flat(memory).getObject(row)));
                }
                rows.add(String.join("|", values));
            }
        }
    }

    @Test
    void tablesAreFoundInAnyLetterCase() {
        try (EventStore store = open(Map.of("My_Trail", "DELIVERIES", "lake_table", "lake"))) {
            for (String name : List.of("events", "EVENTS", "Deliveries", "MY_TRAIL", "lake_table")) {
                assertTrue(store.find(List.of(name)).isPresent(), name);
            }
            for (String name : List.of("log_files", "Unreadable_Files", "COLUMNS", "functions")) {
                assertTrue(store.find(List.of("SYS", name)).isPresent(), name);
                assertFalse(store.find(List.of(name)).isPresent(), name);
            }
            assertFalse(store.find(List.of("sys", "events")).isPresent());
            assertFalse(store.find(List.of("a", "sys", "columns")).isPresent());
            assertFalse(store.find(List.of()).isPresent());
        }
    }

    @Test
    void aliasesOfUnknownViewsAreRefusedWithAdvice() {
        EngineException error = assertThrows(EngineException.class, () -> open(Map.of("x", "delivery")));
        assertEquals(ErrorCode.INVALID_CONFIGURATION, error.code());
        assertTrue(error.hint().isPresent());
    }

    @Test
    void repeatsAreRemovedFromEventsOnly() {
        put("a.json", "{\"Records\":[" + RECORD + "]}");
        put("b.json", "{\"Records\":[" + RECORD + "]}");
        try (EventStore store = open(Map.of("raw", "deliveries", "lake", "events"))) {
            assertEquals(List.of("DeleteBucket"), rows(store, "events", "eventName"));
            assertEquals(List.of("DeleteBucket"), rows(store, "lake", "eventName"));
            assertEquals(2, rows(store, "deliveries", "eventName").size());
            assertEquals(2, rows(store, "raw", "eventName").size());
        }
    }

    @Test
    void provenanceIsHiddenAndTheRestIsNot() {
        try (EventStore store = open(Map.of())) {
            List<String> hidden = store.find(List.of("events")).orElseThrow().columns().stream()
                    .filter(TableColumn::hidden)
                    .map(TableColumn::name)
                    .toList();
            assertEquals(List.of("extra", "$path", "$ordinal", "$verified"), hidden);
        }
    }

    @Test
    void logFilesTellWhatIsRemembered() {
        put("a.json", "{\"Records\":[" + RECORD + "]}");
        put("b.json", "{\"Records\":[" + RECORD + ",");
        put("c.txt", "no log");
        try (EventStore store = open(Map.of())) {
            String[] columns = {"key", "size_bytes", "state", "records", "regions", "min_event_time"};
            assertEquals(
                    List.of(
                            "a.json|" + (RECORD.length() + 14) + "|unread|null|null|null",
                            "b.json|" + (RECORD.length() + 13) + "|unread|null|null|null"),
                    rows(store, "sys.log_files", columns));
            rows(store, "deliveries", "eventName");
            assertEquals(
                    List.of(
                            "a.json|" + (RECORD.length() + 14) + "|read|1|[\"eu-west-1\"]|2024-01-31T09:00",
                            "b.json|" + (RECORD.length() + 13) + "|unreadable|1|null|null"),
                    rows(store, "sys.log_files", columns));
            List<String> unreadable = rows(store, "sys.unreadable_files", "key", "records_recovered");
            assertEquals(List.of("b.json|1"), unreadable);
        }
    }

    @Test
    void columnsAndFunctionsListThemselves() {
        try (EventStore store = open(Map.of())) {
            List<String> columns = rows(store, "sys.columns", "table_schema", "table_name", "column_name", "hidden");
            assertTrue(columns.contains("|events|eventTime|false"), columns::toString);
            assertTrue(columns.contains("|deliveries|$path|true"), columns::toString);
            assertTrue(columns.contains("sys|columns|data_type|false"), columns::toString);
            int all = store.tables().stream()
                    .mapToInt(table -> table.columns().size())
                    .sum();
            assertEquals(all, columns.size());
            List<String> functions = rows(store, "sys.functions", "function_name", "kind");
            assertTrue(functions.contains("count|aggregate"), functions::toString);
            List<String> names = rows(store, "sys.functions", "function_name");
            assertEquals(names.stream().sorted().toList(), names);
        }
    }

    @Test
    void otherSettingsShareFilesAndFindings() {
        put("a.json", "{\"Records\":[" + RECORD + "]}");
        put("b.json", "broken");
        try (EventStore store = open(Map.of())) {
            Catalog forgetful = store.forStatement(new ScanSettings(false, false, 0, 1 << 20, 1 << 20));
            rows(forgetful, "events", "eventName");
            assertEquals(1, rows(store, "sys.unreadable_files", "key").size());
            assertEquals(List.of("unread", "unread"), rows(store, "sys.log_files", "state"));
        }
    }
}
