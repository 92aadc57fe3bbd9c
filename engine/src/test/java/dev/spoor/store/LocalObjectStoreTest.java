/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

final class LocalObjectStoreTest extends ObjectStoreContract {
    @TempDir
    private Path root;

    private LocalObjectStore opened;

    @Override
    protected ObjectStore store() {
        if (opened == null) {
            opened = LocalObjectStore.open(root);
        }
        return opened;
    }

    @Override
    protected void put(String key, byte[] bytes, long modifiedMicros) throws IOException {
        Path file = root.resolve(key);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, FileTime.from(modifiedMicros, TimeUnit.MICROSECONDS));
    }

    @Override
    protected void remove(String key) throws IOException {
        Files.delete(root.resolve(key));
    }

    private List<String> keysAndProblems(ObjectStore store) {
        List<String> seen = new ArrayList<>();
        store.list("", null, problem -> seen.add("! " + problem.key() + ": " + problem.reason()))
                .forEachRemaining(entry -> seen.add(entry.key()));
        return seen;
    }

    @Test
    void aSingleFileIsAStoreOfOneKey() throws IOException {
        put("day/x.json", new byte[3], 0);
        put("day/y.json", new byte[4], 0);
        LocalObjectStore single = LocalObjectStore.open(root.resolve("day/x.json"));
        assertTrue(single.isSingleObject());
        assertEquals(List.of("x.json"), keysAndProblems(single));
        assertEquals(root + "/day", single.location());
        assertEquals(3, single.list("x", null, p -> {}).next().sizeBytes());
        assertEquals(false, single.list("y", null, p -> {}).hasNext());
        assertEquals(false, single.list("", "x.json", p -> {}).hasNext());
        Files.delete(root.resolve("day/x.json"));
        assertEquals(List.of("! x.json: cannot be examined: it does not exist (any more)"), keysAndProblems(single));
    }

    @Test
    void nothingThereIsLocationNotFound() {
        Path nowhere = root.resolve("nowhere");
        EngineException error = assertThrows(EngineException.class, () -> LocalObjectStore.open(nowhere));
        assertEquals(ErrorCode.LOCATION_NOT_FOUND, error.code());
        assertTrue(error.getMessage().contains("nowhere"));
    }

    @Test
    void linksAreFollowedAndLoopsEnd() throws IOException {
        put("a/x", new byte[1], 0);
        put("elsewhere/y", new byte[1], 0);
        Files.createSymbolicLink(root.resolve("a/up"), root);
        Files.createSymbolicLink(root.resolve("a/self"), root.resolve("a"));
        Files.createSymbolicLink(root.resolve("a/side"), root.resolve("elsewhere"));
        assertEquals(List.of("a/side/y", "a/x", "elsewhere/y"), keysAndProblems(store()));
    }

    @Test
    void deadLinksAndUnreadableFoldersAreProblems() throws IOException {
        put("good/x", new byte[1], 0);
        put("locked/y", new byte[1], 0);
        Files.createSymbolicLink(root.resolve("dead"), root.resolve("gone"));
        assertEquals(
                List.of("! dead: link leads nowhere or cannot be followed", "good/x", "locked/y"),
                keysAndProblems(store()));
        Path locked = root.resolve("locked");
        assumeTrue(Files.getFileStore(root).supportsFileAttributeView("posix"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        try {
            assumeFalse(Files.isReadable(locked), "running as root: nothing is unreadable");
            assertEquals(
                    List.of(
                            "! dead: link leads nowhere or cannot be followed",
                            "good/x",
                            "! locked/: folder cannot be listed: permission denied"),
                    keysAndProblems(store()));
        } finally {
            Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void aRootThatVanishesIsAProblemNotAnEmptyAnswer() throws IOException {
        ObjectStore store = store();
        Files.delete(root);
        assertEquals(List.of("! : folder cannot be examined: it does not exist (any more)"), keysAndProblems(store));
        Files.createDirectory(root);
    }

    @Test
    void aFolderInPlaceOfAFileIsAStoreFailure() throws IOException {
        put("x", new byte[1], 0);
        ObjectEntry entry = store().list("", null, p -> {}).next();
        Files.delete(root.resolve("x"));
        Files.createDirectory(root.resolve("x"));
        assertThrows(Exception.class, () -> {
            try (var in = store().read(entry, ByteRange.ALL)) {
                in.readAllBytes();
            }
        });
    }

    /** Folders that were settled when they were listed, by a clock far ahead of their times. */
    private LocalObjectStore openLater() {
        return LocalObjectStore.open(root, Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));
    }

    @Test
    void listingsFollowEveryChangeOfAFolder() throws IOException {
        LocalObjectStore store = openLater();
        List<String> twin = new ArrayList<>();
        Random random = new Random(8);
        for (int round = 0; round < 60; round++) {
            String key = "d" + random.nextInt(4) + "/e" + random.nextInt(3) + "/f" + random.nextInt(3);
            if (twin.remove(key)) {
                remove(key);
            } else {
                put(key, new byte[round], 5_000L * round);
                twin.add(key);
            }
            // A change within the tick of the file system would not show in a real run either: move the times on.
            Path folder = root.resolve(key).getParent();
            Files.setLastModifiedTime(folder, FileTime.fromMillis(1_000_000L + round));
            Files.setLastModifiedTime(folder.getParent(), FileTime.fromMillis(2_000_000L + round));
            Files.setLastModifiedTime(root, FileTime.fromMillis(3_000_000L + round));
            twin.sort(KeyOrder::compare);
            assertEquals(twin, keysAndProblems(store), "round " + round);
        }
    }

    @Test
    void aFolderThatMayStillBeChangingIsListedAnew() throws IOException {
        LocalObjectStore store = LocalObjectStore.open(root);
        put("x", new byte[1], 0);
        assertEquals(List.of("x"), keysAndProblems(store));
        put("y", new byte[1], 0);
        assertEquals(List.of("x", "y"), keysAndProblems(store));
        Files.write(root.resolve("x"), new byte[9]);
        assertEquals(9, store.list("", null, p -> {}).next().sizeBytes());
    }

    @Test
    void writingIntoAFileInPlaceIsNoticedWhenAsked() throws IOException {
        put("x", new byte[1], 1_000_000);
        LocalObjectStore store = openLater();
        ObjectEntry first = store.list("", null, p -> {}).next();
        assertTrue(store.isStillAsListed(first));
        Files.write(root.resolve("x"), new byte[9]);
        ObjectEntry remembered = store.list("", null, p -> {}).next();
        assertFalse(store.isStillAsListed(remembered));
        put("x", new byte[1], 1_000_000);
        assertTrue(store.isStillAsListed(remembered));
        remove("x");
        assertFalse(store.isStillAsListed(remembered));
    }
}
