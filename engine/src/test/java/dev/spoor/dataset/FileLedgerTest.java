/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.prune.ColumnStats;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import dev.spoor.store.ObjectEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class FileLedgerTest {
    private static final String LOCATION = "/logs/here";

    @TempDir
    private Path folder;

    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

    private FileLedger open() {
        return FileLedger.in(folder, warnings::add);
    }

    private static RememberedFile file(String key, long sizeBytes) {
        List<ColumnStats> stats =
                List.of(new ColumnStats(FieldPath.of("eventName"), ValueSet.of(ValueKind.TEXT, "name of " + key)));
        return new RememberedFile(new ObjectEntry(key, sizeBytes, 1_000, null), 5, 1, null, stats, null);
    }

    private Map<String, RememberedFile> reopened(String location) {
        try (FileLedger ledger = open()) {
            return Map.copyOf(ledger.remembered(location));
        }
    }

    @Test
    void remembersBetweenRunsByLocation() {
        RememberedFile faulty = new RememberedFile(new ObjectEntry("b", 9, 2_000, "etag"), 3, 0, "torn", null, null);
        try (FileLedger ledger = open()) {
            ledger.remember(LOCATION, List.of(file("a", 7), faulty));
            ledger.remember("/elsewhere", List.of(file("c", 7)));
            assertEquals(file("a", 7), ledger.remembered(LOCATION).get("a"));
        }
        assertEquals(Map.of("a", file("a", 7), "b", faulty), reopened(LOCATION));
        assertEquals(Map.of("c", file("c", 7)), reopened("/elsewhere"));
        assertEquals(Map.of(), reopened("/unknown"));
        assertEquals(List.of(), warnings);
    }

    @Test
    void whatChangedReplacesWhatWasKnown() {
        try (FileLedger ledger = open()) {
            ledger.remember(LOCATION, List.of(file("a", 7)));
            ledger.flush();
            ledger.remember(LOCATION, List.of(file("a", 8)));
        }
        assertEquals(Map.of("a", file("a", 8)), reopened(LOCATION));
        assertTrue(file("a", 8).isAbout(new ObjectEntry("a", 8, 1_000, null)));
        assertFalse(file("a", 8).isAbout(new ObjectEntry("a", 7, 1_000, null)));
        assertFalse(file("a", 8).isAbout(new ObjectEntry("a", 8, 1_001, null)));
        assertFalse(file("a", 8).isAbout(new ObjectEntry("a", 8, 1_000, "new")));
    }

    @Test
    void theMemoryOnlyLedgerTouchesNoDisk() throws IOException {
        try (FileLedger ledger = FileLedger.inMemory()) {
            ledger.remember(LOCATION, List.of(file("a", 7)));
            ledger.flush();
            assertEquals(file("a", 7), ledger.remembered(LOCATION).get("a"));
        }
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    private static RememberedFile counted(String key, long sizeBytes, String value, int records) {
        ValueNumbers numbers = new ValueNumbers();
        FileCounts.Builder counts = new FileCounts.Builder(numbers);
        counts.add(numbers.add(List.of(new CountedValue(FieldPath.of("eventname"), "s3", value))), records);
        RememberedFile file = file(key, sizeBytes);
        return new RememberedFile(file.entry(), records, 0, null, file.statsOrNull(), null, counts.build("111"), true);
    }

    private static ValueTotal total(String value, long files, long records) {
        return new ValueTotal("111", new CountedValue(FieldPath.of("eventname"), "s3", value), files, records, 0);
    }

    @Test
    void countsAreAddedUpOverFilesAndRunsAndEachFileCountsOnce() {
        try (FileLedger ledger = open()) {
            ledger.remember(LOCATION, List.of(counted("a", 7, "Get", 3), counted("b", 7, "Get", 4)));
            assertEquals(new CountedValues(List.of(total("Get", 2, 7)), true, false), ledger.totals(LOCATION));
        }
        try (FileLedger ledger = open()) {
            assertTrue(ledger.remembered(LOCATION).get("a").isCounted());
            // another process has read them, too
            ledger.remember(LOCATION, List.of(counted("b", 7, "Get", 4), counted("c", 7, "Get", 1_000)));
        }
        try (FileLedger ledger = open()) {
            assertEquals(new CountedValues(List.of(total("Get", 3, 1_007)), true, false), ledger.totals(LOCATION));
            assertEquals(List.of(), ledger.totals("/elsewhere").totals());
            ledger.remember(LOCATION, List.of(counted("a", 8, "Get", 1)));
            assertEquals(
                    new CountedValues(List.of(total("Get", 4, 1_008)), true, true),
                    ledger.totals(LOCATION),
                    "what the other version had is counted still, and that is known");
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void aLedgerOfTheVersionBeforeIsKeptAndItsFilesAreNotCounted() throws SQLException {
        try (FileLedger ledger = open()) {
            ledger.remember(LOCATION, List.of(file("a", 7)));
        }
        try (Connection older = connect();
                Statement statement = older.createStatement()) {
            statement.execute("ALTER TABLE file DROP COLUMN counting");
            statement.execute("ALTER TABLE location DROP COLUMN reduced");
            statement.execute("DROP TABLE counting");
            statement.execute("DROP TABLE value_total");
            statement.execute("PRAGMA user_version = 1");
        }
        try (FileLedger ledger = open()) {
            assertEquals(Map.of("a", file("a", 7)), ledger.remembered(LOCATION));
            assertEquals(new CountedValues(List.of(), true, false), ledger.totals(LOCATION));
            ledger.remember(LOCATION, List.of(counted("b", 7, "Get", 4)));
        }
        assertFalse(reopened(LOCATION).get("a").isCounted());
        assertTrue(reopened(LOCATION).get("b").isCounted());
        assertEquals(List.of(), warnings);
    }

    @Test
    void ofVeryManyValuesTheMostFrequentAreToldApart() {
        int values = ValueTotalRows.VALUES_MAX + 1;
        ValueNumbers numbers = new ValueNumbers();
        FileCounts.Builder counts = new FileCounts.Builder(numbers);
        for (int i = 0; i < values; i++) {
            counts.add(numbers.add(List.of(new CountedValue(FieldPath.of("eventname"), "s3", "v" + i))), i + 1);
        }
        RememberedFile file = file("a", 7);
        try (FileLedger ledger = open()) {
            ledger.remember(
                    LOCATION,
                    List.of(new RememberedFile(
                            file.entry(), 5, 0, null, file.statsOrNull(), null, counts.build("111"), true)));
            List<ValueTotal> told = ledger.totals(LOCATION).totals();
            assertEquals(ValueTotalRows.VALUES_LEFT + 1, told.size());
            assertEquals(
                    (long) values * (values + 1) / 2,
                    told.stream().mapToLong(ValueTotal::records).sum());
            assertTrue(told.contains(total("v" + (values - 1), 1, values)));
            assertTrue(told.stream().anyMatch(total -> total.value().valueOrNull() == null));
        }
    }

    @Test
    void severalLedgersWriteAtOnce() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int process = 0; process < 4; process++) {
            int number = process;
            Thread thread = new Thread(() -> {
                try (FileLedger ledger = open()) {
                    for (int i = 0; i < 50; i++) {
                        ledger.remember(LOCATION, List.of(file("k" + number + "-" + i, i)));
                        ledger.flush();
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), warnings);
        assertEquals(200, reopened(LOCATION).size());
    }

    @Test
    void aFileOfNonsenseIsSetAsideAndRebuilt() throws IOException {
        Path file = folder.resolve(FileLedger.FILE_NAME);
        byte[] nonsense = new byte[5_000];
        new Random(1).nextBytes(nonsense);
        Files.write(file, nonsense);
        try (FileLedger ledger = open()) {
            assertEquals(Map.of(), ledger.remembered(LOCATION));
            ledger.remember(LOCATION, List.of(file("a", 7)));
        }
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).contains("set aside"), warnings::toString);
        assertEquals(1, reopened(LOCATION).size());
        assertTrue(java.util.Arrays.equals(
                nonsense, Files.readAllBytes(folder.resolve(FileLedger.FILE_NAME + ".broken-1"))));
    }

    @Test
    void aDatabaseOfSomebodyElseIsSetAside() throws SQLException {
        try (Connection other = connect();
                Statement statement = other.createStatement()) {
            statement.execute("CREATE TABLE file (precious TEXT)");
        }
        try (FileLedger ledger = open()) {
            ledger.remember(LOCATION, List.of(file("a", 7)));
        }
        assertEquals(1, reopened(LOCATION).size());
        assertTrue(Files.exists(folder.resolve(FileLedger.FILE_NAME + ".broken-1")));
        assertEquals(1, warnings.size(), warnings::toString);
    }

    @Test
    void aLedgerOfANewerVersionIsLeftAlone() throws SQLException {
        try (FileLedger ledger = open()) {
            ledger.remember(LOCATION, List.of(file("a", 7)));
        }
        try (Connection newer = connect();
                Statement statement = newer.createStatement()) {
            statement.execute("PRAGMA user_version = 999");
        }
        try (FileLedger ledger = open()) {
            assertEquals(Map.of(), ledger.remembered(LOCATION));
            ledger.remember(LOCATION, List.of(file("b", 7)));
            assertEquals(1, ledger.remembered(LOCATION).size());
        }
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).contains("newer version"), warnings::toString);
        assertFalse(Files.exists(folder.resolve(FileLedger.FILE_NAME + ".broken-1")));
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(FileLedger.FILE_NAME));
    }

    @Test
    void aFolderThatCannotBeMadeIsAWarning() throws IOException {
        Path inTheWay = Files.write(folder.resolve("in-the-way"), new byte[1]);
        try (FileLedger ledger = FileLedger.in(inTheWay, warnings::add)) {
            ledger.remember(LOCATION, List.of(file("a", 7)));
            assertEquals(1, ledger.remembered(LOCATION).size());
        }
        assertFalse(warnings.isEmpty());
    }

    /** Whatever happens to the bytes: no exception, and no row that was not written. */
    @Test
    void damagedLedgersNeverGiveAWrongRow() throws IOException {
        List<RememberedFile> written = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            written.add(file("key-" + i, i));
        }
        try (FileLedger ledger = open()) {
            ledger.remember(LOCATION, written);
        }
        Path file = folder.resolve(FileLedger.FILE_NAME);
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(77);
        for (int round = 0; round < 60; round++) {
            byte[] damaged =
                    random.nextBoolean() ? good.clone() : java.util.Arrays.copyOf(good, random.nextInt(good.length));
            for (int i = random.nextInt(20); i >= 0 && damaged.length > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Path damagedFolder = Files.createDirectory(folder.resolve("round" + round));
            Files.write(damagedFolder.resolve(FileLedger.FILE_NAME), damaged);
            try (FileLedger ledger = FileLedger.in(damagedFolder, warnings::add)) {
                for (RememberedFile known : ledger.remembered(LOCATION).values()) {
                    if (known.statsOrNull() != null) {
                        String name =
                                (String) known.statsOrNull().get(0).mayHold().leastOrNull();
                        assertEquals("name of " + known.entry().key(), name);
                    }
                }
                ledger.remember(LOCATION, List.of(file("new", 1)));
            }
        }
    }
}
