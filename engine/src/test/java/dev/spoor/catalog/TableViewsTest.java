/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.dataset.FileLedger;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.format.TimeWindow;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.scan.LogLocation;
import dev.spoor.scan.ScanSettings;
import dev.spoor.source.cloudtrail.CloudTrailSource;
import dev.spoor.testing.MemoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Views have the columns that were published, and tables are found under the names that people use. */
final class TableViewsTest {
    private static final Path PUBLISHED = Path.of("src", "test", "resources", "views");
    private static final String RIGHT_SPELLING = ",credentialsissuedto:string";

    private static EventStore open(Map<String, String> tables) {
        return EventStore.over(
                List.of(new LogLocation(new MemoryObjectStore("memory://bucket"), false)),
                null,
                FileLedger.inMemory(),
                tables,
                TimeWindow.ALL,
                ScanSettings.DEFAULT,
                new CloudTrailSource(),
                FunctionLibrary.standard());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lake", "athena"})
    void selectStarGivesWhatWasPublished(String view) throws IOException {
        try (EventStore store = open(Map.of("t", view))) {
            CatalogTable table = store.find(List.of("t")).orElseThrow();
            String shown = table.columns().stream()
                    .filter(column -> !column.hidden())
                    .map(column -> column.name() + " " + hiveType(column.field()) + "\n")
                    .collect(Collectors.joining());
            assertEquals(Files.readString(PUBLISHED.resolve(view + ".txt")), shown.replace(RIGHT_SPELLING, ""));
            assertEquals(view.equals("lake"), shown.contains("credentiaisissuedto:string" + RIGHT_SPELLING));
        }
    }

    private static String hiveType(Field field) {
        return switch (field.getType().getTypeID()) {
            case Utf8 -> "string";
            case Bool -> "boolean";
            case Timestamp -> "timestamp";
            case List -> "array<" + hiveType(field.getChildren().get(0)) + ">";
            case Map ->
                field.getChildren().get(0).getChildren().stream()
                        .map(TableViewsTest::hiveType)
                        .collect(Collectors.joining(",", "map<", ">"));
            case Struct ->
                field.getChildren().stream()
                        .map(child -> child.getName() + ":" + hiveType(child))
                        .collect(Collectors.joining(",", "struct<", ">"));
            default -> throw new IllegalArgumentException("not published: " + field);
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none|",
                "manual|region={region} year={yyyy} month={MM} day={dd}",
                "projection|timestamp={yyyy}/{MM}/{dd}",
                "organization|account={account} region={region} year={yyyy} month={MM} day={dd}",
                "perimeter|p_account={account} p_region={region} p_date={yyyy}/{MM}/{dd}",
                "BOOTSTRAP|account_partition={account} region_partition={region} date_partition={yyyy}/{MM}/{dd}",
                "central|date={yyyy}/{MM}/{dd}",
                "community|dt={yyyy}/{MM}/{dd} day={date} account_id={account}",
                "{region}/{yyyy}/{MM}|region={region} year={yyyy} month={MM}",
                "{organization}/{date}|organization={organization} date={date}",
                "dt={yyyy}-{MM}-{dd}, where={account}:{region}|dt={yyyy}-{MM}-{dd} where={account}:{region}"
            })
    void schemesHaveTheirColumns(String scheme, String columns) {
        String actual = PartitionScheme.parse(scheme).columns().stream()
                .map(column -> column.name() + "=" + column.pattern())
                .collect(Collectors.joining(" "));
        assertEquals(columns == null ? "" : columns, actual);
    }

    @ParameterizedTest
    @ValueSource(strings = {"projektion", "a={yyyy},A={MM}", "{yyyy}-{MM}", "={yyyy}", "a={regionn}", "x{yyyy}"})
    void whatIsNoSchemeIsRefused(String scheme) {
        EngineException error = assertThrows(EngineException.class, () -> PartitionScheme.parse(scheme));
        assertEquals(ErrorCode.INVALID_CONFIGURATION, error.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"events:manual", "lake:projection", "laek", "athena:"})
    void whatIsNoViewIsRefused(String view) {
        EngineException error = assertThrows(EngineException.class, () -> open(Map.of("t", view)));
        assertEquals(ErrorCode.INVALID_CONFIGURATION, error.code());
    }

    @Test
    void namesAreFoundAsPeopleQualifyThem() {
        Map<String, String> tables = Map.of(
                "cloudtrail_logs", "athena", "\"my db\".trail", "lake", "one.logs", "athena", "two.logs", "athena");
        try (EventStore store = open(tables)) {
            assertTrue(finds(store, "CLOUDTRAIL_logs"));
            assertTrue(finds(store, "default", "cloudtrail_logs"));
            assertTrue(finds(store, "AwsDataCatalog", "default", "cloudtrail_logs"));
            assertTrue(finds(store, "My DB", "Trail"));
            assertTrue(finds(store, "awsdatacatalog", "my db", "trail"));
            assertTrue(finds(store, "trail"));
            assertTrue(finds(store, "one", "logs"));
            assertFalse(finds(store, "elsewhere", "cloudtrail_logs"));
            assertFalse(finds(store, "three", "logs"));
            assertFalse(finds(store, "sys"));
            EngineException error = assertThrows(EngineException.class, () -> finds(store, "logs"));
            assertEquals(ErrorCode.INVALID_STATEMENT, error.code());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8fd3c0a1-4b7e-4d2a-9c0f-1b2c3d4e5f60",
                "EXAMPLE-f852-4e8f-8bd1-bcf6cEXAMPLE",
                "event-data-store-id",
                "$EDS_ID",
                "${eds}",
                "<event_data_store_id>",
                "arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/8fd3c0a1"
            })
    void anUnknownEventDataStoreIsTheLogsWithANote(String id) {
        try (EventStore store = open(Map.of())) {
            CatalogTable table = store.find(List.of(id)).orElseThrow();
            assertTrue(table.note().orElseThrow().contains(id));
            assertEquals("eventversion", table.columns().get(0).name());
            assertTrue(finds(store, "aws:cloudtrail", id));
            assertFalse(finds(store, "elsewhere", id));
        }
        try (EventStore store = open(Map.of('"' + id + '"', "athena"))) {
            assertTrue(store.find(List.of(id)).orElseThrow().note().isEmpty());
        }
    }

    @Test
    void aPlainUnknownNameIsNotFound() {
        try (EventStore store = open(Map.of())) {
            assertFalse(finds(store, "cloudtrail_logs"));
            assertFalse(finds(store, "lake"));
        }
    }

    @Test
    void aTableIsDeclaredOnce() {
        assertThrows(EngineException.class, () -> open(Map.of("a.b", "lake", "\"A\".B", "athena")));
        assertThrows(EngineException.class, () -> open(Map.of("a.", "lake")));
    }

    private static boolean finds(EventStore store, String... name) {
        return store.find(List.of(name)).isPresent();
    }
}
