/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What every object store promises. A subclass says how to make one, and how to put and remove objects. */
public abstract class ObjectStoreContract {
    private static final long MODIFIED_MICROS = 1_700_000_000_123_000L;

    /** The store under test; the same one throughout a test. */
    protected abstract ObjectStore store();

    /** Puts an object with the given modification time behind the store's back. */
    protected abstract void put(String key, byte[] bytes, long modifiedMicros) throws IOException;

    /** Removes an object behind the store's back. */
    protected abstract void remove(String key) throws IOException;

    /** The time that a store shows for an object that was put with another one, if it keeps its own times. */
    protected long modifiedMicros(String key, long askedMicros) {
        return askedMicros;
    }

    /** Whether what is behind the store sorts characters beyond U+FFFF where their bytes belong. */
    protected boolean sortsSupplementaryCharacters() {
        return true;
    }

    private void put(String... keys) throws IOException {
        for (String key : keys) {
            put(key, key.getBytes(StandardCharsets.UTF_8), MODIFIED_MICROS);
        }
    }

    private List<String> list(String prefix, String startAfterOrNull) {
        List<String> keys = new ArrayList<>();
        Iterator<ObjectEntry> entries = store().list(prefix, startAfterOrNull, problem -> {
            throw new AssertionError("unexpected problem " + problem);
        });
        entries.forEachRemaining(entry -> keys.add(entry.key()));
        return keys;
    }

    @Test
    void anEmptyStoreListsNothing() {
        Iterator<ObjectEntry> entries = store().list("", null, problem -> {});
        assertFalse(entries.hasNext());
        assertThrows(NoSuchElementException.class, entries::next);
    }

    @Test
    void keysComeInByteOrderAcrossFolders() throws IOException {
        put("b", "a.json", "a-b/c", "a/b.json", "a/b/c", "aa", "A", "a/\uFFFD", "ä/x");
        List<String> sorted =
                new ArrayList<>(List.of("A", "a-b/c", "a.json", "a/b.json", "a/b/c", "a/\uFFFD", "aa", "b", "ä/x"));
        assertEquals(sorted, list("", null));
        if (sortsSupplementaryCharacters()) {
            put("a/\uD83D\uDE00");
            sorted.add(6, "a/\uD83D\uDE00");
            assertEquals(sorted, list("", null));
        }
    }

    @Test
    void entriesTellSizeAndTime() throws IOException {
        put("folder/x.json", new byte[37], MODIFIED_MICROS);
        ObjectEntry entry = store().list("", null, p -> {}).next();
        assertEquals("folder/x.json", entry.key());
        assertEquals(37, entry.sizeBytes());
        assertEquals(modifiedMicros("folder/x.json", MODIFIED_MICROS), entry.modifiedMicros());
    }

    @Test
    void prefixNeedNotEndAtAFolder() throws IOException {
        put("AWSLogs/1/x", "AWSLogs/12/x", "AWSLogs/2/x", "other");
        assertEquals(List.of("AWSLogs/1/x", "AWSLogs/12/x"), list("AWSLogs/1", null));
        assertEquals(List.of("AWSLogs/1/x"), list("AWSLogs/1/", null));
        assertEquals(List.of("other"), list("other", null));
        assertEquals(List.of(), list("nothing/here", null));
    }

    @Test
    void listingContinuesAfterAnyKey() throws IOException {
        Random random = new Random(11);
        String[] keys = new String[60];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = "k" + random.nextInt(4) + "/" + random.nextInt(3) + ".d/f" + i;
        }
        put(keys);
        List<String> sorted = new ArrayList<>(Arrays.asList(keys));
        sorted.sort(KeyOrder::compare);
        assertEquals(sorted, list("", null));
        for (int i = 0; i < sorted.size(); i++) {
            assertEquals(sorted.subList(i + 1, sorted.size()), list("", sorted.get(i)));
        }
        List<String> after = new ArrayList<>(sorted);
        after.removeIf(key -> KeyOrder.compare(key, "k2") <= 0);
        assertEquals(after, list("", "k2"));
        after.removeIf(key -> !key.startsWith("k3/1"));
        assertEquals(after, list("k3/1", "k2"));
    }

    @Test
    void rangesMayBeAnywhere() throws IOException {
        byte[] bytes = new byte[5_000];
        new Random(3).nextBytes(bytes);
        put("x", bytes, MODIFIED_MICROS);
        ObjectEntry entry = store().list("", null, p -> {}).next();
        long[][] ranges = {{0, Long.MAX_VALUE}, {0, 0}, {0, 1}, {17, 4_000}, {4_999, 10}, {5_000, 3}, {9_000, 3}};
        for (long[] range : ranges) {
            try (InputStream in = store().read(entry, new ByteRange(range[0], range[1]))) {
                int from = (int) Math.min(range[0], bytes.length);
                int to = (int) Math.min(bytes.length, from + Math.min(range[1], bytes.length));
                assertArrayEquals(Arrays.copyOfRange(bytes, from, to), in.readAllBytes(), Arrays.toString(range));
                assertEquals(-1, in.read());
            }
        }
    }

    @Test
    void aVanishedObjectIsATypedErrorWithItsKey() throws IOException {
        put("a/x", "a/y");
        ObjectEntry entry = store().list("", null, p -> {}).next();
        remove("a/x");
        EngineException error = assertThrows(EngineException.class, () -> store().read(entry, ByteRange.ALL));
        assertEquals(ErrorCode.OBJECT_VANISHED, error.code());
        assertEquals("a/x", error.context().get("key"));
        assertTrue(error.getMessage().contains("a/x"));
        assertEquals(List.of("a/y"), list("", null));
    }

    @Test
    void aReplacedObjectGivesItsNewBytes() throws IOException {
        put("x", new byte[] {1}, MODIFIED_MICROS);
        ObjectEntry old = store().list("", null, p -> {}).next();
        put("x", new byte[] {2, 3, 4}, MODIFIED_MICROS + 1_000);
        try (InputStream in = store().read(old, ByteRange.ALL)) {
            assertArrayEquals(new byte[] {2, 3, 4}, in.readAllBytes());
        }
    }

    @Test
    void anObjectIsVisibleOnceItIsCommitted() throws IOException {
        try (ObjectSink sink = store().create("lake/data/x.parquet", WriteCondition.CREATE_ONLY)) {
            sink.write(7);
            sink.write(new byte[] {1, 2, 3, 4}, 1, 2);
            assertEquals(3, sink.position());
            assertEquals(List.of(), list("", null));
            assertTrue(store().find("lake/data/x.parquet").isEmpty());
            ObjectEntry entry = sink.commit();
            assertEquals("lake/data/x.parquet", entry.key());
            assertEquals(3, entry.sizeBytes());
            assertEquals(entry, store().find("lake/data/x.parquet").orElseThrow());
        }
        assertEquals(List.of("lake/data/x.parquet"), list("lake/", null));
        assertArrayEquals(new byte[] {7, 2, 3}, bytesOf("lake/data/x.parquet"));
    }

    @Test
    void closingWithoutCommitLeavesNothing() throws IOException {
        try (ObjectSink sink = store().create("a/x", WriteCondition.REPLACE)) {
            sink.write(new byte[100]);
        }
        assertEquals(List.of(), list("", null));
    }

    @Test
    void createOnlyNeverReplaces() throws IOException {
        try (ObjectSink first = store().create("a", WriteCondition.CREATE_ONLY);
                ObjectSink second = store().create("a", WriteCondition.CREATE_ONLY)) {
            first.write(1);
            second.write(2);
            first.commit();
            EngineException error = assertThrows(EngineException.class, second::commit);
            assertEquals(ErrorCode.OBJECT_EXISTS, error.code());
            assertEquals("a", error.context().get("key"));
        }
        assertArrayEquals(new byte[] {1}, bytesOf("a"));
        assertEquals(List.of("a"), list("", null));
    }

    @Test
    void replaceReplaces() throws IOException {
        put("a", "b");
        try (ObjectSink sink = store().create("a", WriteCondition.REPLACE)) {
            sink.write(9);
            sink.commit();
        }
        assertArrayEquals(new byte[] {9}, bytesOf("a"));
    }

    @Test
    void deletedObjectsAreGone() throws IOException {
        put("a/x", "a/y", "b");
        store().delete(List.of("a/x", "never/was", "b"));
        assertEquals(List.of("a/y"), list("", null));
        assertTrue(store().find("b").isEmpty());
    }

    @Test
    void findsOnlyTheVeryKey() throws IOException {
        put("a/xy", "a/xz/t");
        assertTrue(store().find("a/x").isEmpty());
        assertTrue(store().find("a/xz").isEmpty());
        assertEquals("a/xy", store().find("a/xy").orElseThrow().key());
    }

    private byte[] bytesOf(String key) throws IOException {
        try (InputStream in = store().read(store().find(key).orElseThrow(), ByteRange.ALL)) {
            return in.readAllBytes();
        }
    }

    @Test
    void locationIsStableAndHasNoTrailingSlash() {
        assertEquals(store().location(), store().location());
        assertFalse(store().location().endsWith("/"));
    }
}
