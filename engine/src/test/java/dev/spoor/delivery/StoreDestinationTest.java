/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import dev.spoor.delivery.DeliveryOutcome.Refused;
import dev.spoor.delivery.DeliveryOutcome.RetryLater;
import dev.spoor.delivery.DeliveryOutcome.Sent;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.StoreOptions;
import dev.spoor.testing.MemoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Folders: whole or not there, never twice, never in place of something else. The tests of S3 are beside the connector. */
class StoreDestinationTest {
    @TempDir
    private Path folder;

    private Delivery report;

    @BeforeEach
    void writeFiles() throws IOException {
        Path page = Files.writeString(folder.resolve("page.html"), "<p>");
        Path rows = Files.writeString(folder.resolve("rows.csv"), "a,b\n");
        report = Deliveries.with(
                Deliveries.alert("run 1/äöü"),
                new DeliveryFile("report.html", "text/html", page),
                new DeliveryFile("data/rows.csv", "text/csv", rows));
    }

    private Destination destination(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(Map.of("path", "out/reports"));
        all.putAll(values);
        return Destinations.open("archive", "folder", all, place());
    }

    private DestinationPlace place() {
        return new DestinationPlace(folder, Map.of(), StoreOptions.local(folder, warning -> {}));
    }

    private Set<String> files() throws IOException {
        Path root = folder.resolve("out");
        try (Stream<Path> all = Files.walk(root)) {
            Set<String> names = new TreeSet<>();
            all.filter(Files::isRegularFile)
                    .forEach(file -> names.add(root.relativize(file).toString()));
            return names;
        }
    }

    @Test
    void aDeliveryIsAFolderOfItsOwnAndTheSecondTimeNothing() throws IOException {
        try (Destination archive = destination(Map.of())) {
            Sent sent = assertInstanceOf(Sent.class, archive.deliver(report, Set.of()));
            Path there = Path.of(sent.place());
            assertTrue(sent.place().matches(".*/out/reports/root-login/2026-03-01T120005Z-[0-9a-f]{12}"), sent.place());
            assertEquals("a,b\n", Files.readString(there.resolve("data/rows.csv")));
            assertEquals(report, Delivery.ofJson(Files.readString(there.resolve("delivery.json"))));
            String message = Files.readString(there.resolve("message.txt"));
            assertTrue(message.startsWith("[HIGH] Root signed in\n\nThe root user"), message);
            assertTrue(message.contains("1 more finding is not shown here."), message);
            Set<String> files = files();
            assertEquals(4, files.size());
            assertEquals(sent, archive.deliver(report, Set.of()));
            assertEquals(files, files());
        }
    }

    @Test
    void nothingIsReplaced() throws IOException {
        try (Destination archive = destination(Map.of("name", "{id}"))) {
            Sent sent = assertInstanceOf(Sent.class, archive.deliver(report, Set.of()));
            Path theirs = Path.of(sent.place(), "report.html");
            Files.writeString(theirs, "something else");
            Refused refused = assertInstanceOf(Refused.class, archive.deliver(report, Set.of()));
            assertTrue(refused.reason().contains("nothing is replaced"), refused.reason());
            assertEquals("something else", Files.readString(theirs));
        }
    }

    @Test
    void namesOfEvilTextsStayInTheirPlace() throws IOException {
        try (Destination archive = destination(Map.of("name", "{source}-{title}-{severity}-{id}"))) {
            Sent sent = assertInstanceOf(Sent.class, archive.deliver(Deliveries.hostile("../../x"), Set.of()));
            Path there = Path.of(sent.place());
            assertEquals(folder.resolve("out/reports"), there.getParent());
            String message = Files.readString(there.resolve("message.txt"));
            assertFalse(message.contains("\u202e"), message);
            assertTrue(message.startsWith("[CRITICAL] <script>&\"'*_~`\u240d\u240aBcc:"), message);
        }
        Path file = Files.writeString(folder.resolve("x"), "x");
        Delivery escaping =
                Deliveries.with(Deliveries.alert("a"), new DeliveryFile("../../../../../x", "text/plain", file));
        try (Destination archive = destination(Map.of())) {
            assertFalse(archive.deliver(escaping, Set.of()) instanceof Sent);
        }
    }

    @Test
    void whatIsGoneIsSaid() throws IOException {
        Files.delete(folder.resolve("rows.csv"));
        try (Destination archive = destination(Map.of())) {
            Refused refused = assertInstanceOf(Refused.class, archive.deliver(report, Set.of()));
            assertTrue(refused.reason().endsWith("rows.csv is gone"), refused.reason());
            assertTrue(files().stream().noneMatch(file -> file.endsWith("delivery.json")));
        }
        Files.writeString(folder.resolve("out/blocked"), "a file");
        try (Destination archive = destination(Map.of("path", "out/blocked/reports"))) {
            assertInstanceOf(RetryLater.class, archive.deliver(report, Set.of()));
        }
    }

    @Test
    void aFaultAtEachCallOfTheStoreIsCompletedByTheNextAttempt() {
        DestinationOptions options = new DestinationOptions("s", DestinationKind.FOLDER, Map.of(), place());
        boolean hasFailed = true;
        for (int k = 1; hasFailed; k++) {
            MemoryObjectStore store = new MemoryObjectStore("memory").failAtCall(k);
            StoreDestination destination = StoreDestination.over(store, options);
            DeliveryOutcome first = destination.deliver(report, Set.of());
            hasFailed = store.callCount() >= k;
            if (hasFailed) {
                assertInstanceOf(RetryLater.class, first, "fault " + k);
                first = destination.deliver(report, Set.of());
            }
            assertInstanceOf(Sent.class, first, "fault " + k);
            assertEquals(0, store.openStreamCount());
            assertEquals(4, count(store.failAtCall(Long.MAX_VALUE)), "fault " + k);
        }
    }

    private static int count(MemoryObjectStore store) {
        int count = 0;
        for (var all = store.list("", null, problem -> {}); all.hasNext(); all.next()) {
            count++;
        }
        return count;
    }

    @Test
    void definitionsThatMakeNoSenseAreRefused() {
        assertProblem("folder", Map.of(), "destination d: it has no path");
        assertProblem("folder", Map.of("path", "x", "nmae", "y"), "has no option 'nmae'");
        assertProblem("folder", Map.of("path", "x", "name", "{idd}"), "has the word {idd}");
        assertProblem("folder", Map.of("path", "x", "name", "same"), "has no {id}");
        assertProblem("folder", Map.of("path", "x", "name", "../{id}"), "leaves its place");
        assertProblem("s3", Map.of("address", "/tmp/x"), "is no address of S3");
        assertProblem("s3", Map.of(), "it has no address");
        assertProblem("pigeon", Map.of(), "there is no kind 'pigeon'");
        assertEquals(List.of("path", "name"), Destinations.optionNames("folder"));
    }

    private void assertProblem(String kind, Map<String, String> values, String expected) {
        EngineException e = assertThrows(EngineException.class, () -> Destinations.open("d", kind, values, place())
                .close());
        assertEquals(ErrorCode.INVALID_CONFIGURATION, e.code());
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }
}
