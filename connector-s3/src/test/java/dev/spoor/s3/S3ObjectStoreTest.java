/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.ByteRange;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectSink;
import dev.spoor.store.ObjectStore;
import dev.spoor.store.ObjectStoreContract;
import dev.spoor.store.ObjectStores;
import dev.spoor.store.StoreLocation;
import dev.spoor.store.WriteCondition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class S3ObjectStoreTest extends ObjectStoreContract {
    private static final String ROOT = "some/prefix/";
    private static S3Server server;

    @TempDir
    Path cache;

    private ObjectStore store;

    @BeforeAll
    static void start() {
        server = S3Server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        server.put("some/prefix-not-mine/x", new byte[] {1});
        store = open("s3://" + S3Server.BUCKET + "/some/prefix/");
    }

    private ObjectStore open(String address) {
        return ObjectStores.open(StoreLocation.parse(address), S3Server.options(server.address(), cache));
    }

    @AfterEach
    void close() {
        store.close();
        server.clear();
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Override
    protected void put(String key, byte[] bytes, long modifiedMicros) {
        server.put(ROOT + key, bytes);
    }

    @Override
    protected void remove(String key) {
        server.remove(ROOT + key);
    }

    @Override
    protected long modifiedMicros(String key, long askedMicros) {
        return TimeUnit.SECONDS.toMicros(server.client()
                .headObject(request -> request.bucket(S3Server.BUCKET).key(ROOT + key))
                .lastModified()
                .getEpochSecond());
    }

    /** S3 does; this server compares UTF-16. */
    @Override
    protected boolean sortsSupplementaryCharacters() {
        return false;
    }

    private List<String> keysOf(ObjectStore listed) {
        List<String> keys = new ArrayList<>();
        listed.list("", null, problem -> {
                    throw new AssertionError(problem);
                })
                .forEachRemaining(entry -> keys.add(entry.key()));
        return keys;
    }

    @Test
    void keysMayHoldAnyCharacter() throws IOException {
        List<String> keys = List.of("a b+c%20&d=e", "a%2Fb", "k\u0001<>'\"", "x?y#z", "\u00fc/\u4e2d\ud83d\ude00");
        for (String key : keys) {
            put(key, key.getBytes(StandardCharsets.UTF_8), 0);
        }
        assertEquals(keys, keysOf(store));
        for (String key : keys) {
            ObjectEntry entry = store.find(key).orElseThrow();
            try (InputStream in = store.read(entry, ByteRange.ALL)) {
                assertEquals(key, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        store.delete(keys);
        assertEquals(List.of(), keysOf(store));
    }

    @Test
    void listingsOfManyPagesAreWhole() throws IOException {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 1_005; i++) {
            keys.add("k" + (10_000 + i));
        }
        keys.parallelStream().forEach(key -> put(key, new byte[1], 0));
        long before = store.traffic().lists();
        assertTrue(keys.equals(keysOf(store)));
        assertEquals(3, store.traffic().lists() - before, "two pages, and a look for folders between them");
        assertEquals(keys.subList(1_000, 1_005), listAfter(keys.get(999)));
        store.delete(keys);
        assertEquals(List.of(), keysOf(store));
    }

    private List<String> listAfter(String key) {
        List<String> keys = new ArrayList<>();
        store.list("", key, problem -> {}).forEachRemaining(entry -> keys.add(entry.key()));
        return keys;
    }

    @Test
    void bytesComeAsTheyAreStored() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{}".repeat(1_000).getBytes(StandardCharsets.UTF_8));
        }
        server.client()
                .putObject(
                        request -> request.bucket(S3Server.BUCKET)
                                .key(ROOT + "x.json.gz")
                                .contentType("application/json")
                                .contentEncoding("gzip"),
                        RequestBody.fromBytes(packed.toByteArray()));
        try (InputStream in = store.read(store.find("x.json.gz").orElseThrow(), ByteRange.ALL)) {
            assertArrayEquals(packed.toByteArray(), in.readAllBytes());
        }
    }

    @Test
    void largeObjectsAreWrittenInParts() throws IOException {
        byte[] bytes = new byte[2 * S3Sink.PART_BYTES + 12_345];
        new Random(5).nextBytes(bytes);
        try (ObjectSink sink = store.create("large", WriteCondition.CREATE_ONLY)) {
            sink.write(bytes, 0, S3Sink.PART_BYTES + 1);
            sink.write(bytes, S3Sink.PART_BYTES + 1, bytes.length - S3Sink.PART_BYTES - 1);
            assertEquals(1, server.unfinishedUploads().size());
            assertEquals(bytes.length, sink.commit().sizeBytes());
        }
        try (InputStream in = store.read(store.find("large").orElseThrow(), ByteRange.ALL)) {
            assertArrayEquals(bytes, in.readAllBytes());
        }
        try (ObjectSink sink = store.create("left", WriteCondition.REPLACE)) {
            sink.write(bytes);
        }
        assertEquals(List.of(), server.unfinishedUploads());
        assertEquals(List.of("large"), keysOf(store));
        try (ObjectSink sink = store.create("large", WriteCondition.CREATE_ONLY)) {
            sink.write(bytes);
            assertEquals(
                    ErrorCode.OBJECT_EXISTS,
                    assertThrows(EngineException.class, sink::commit).code());
        }
        assertEquals(List.of(), server.unfinishedUploads());
    }

    @Test
    void aSingleObjectCanBeNamed() throws IOException {
        put("a/x.json.gz", new byte[] {1, 2}, 0);
        put("a/y.json.gz", new byte[] {3}, 0);
        try (ObjectStore single = open("s3://" + S3Server.BUCKET + "/some/prefix/a/x.json.gz")) {
            assertTrue(single.isSingleObject());
            assertEquals("s3://" + S3Server.BUCKET + "/some/prefix/a", single.location());
            assertEquals(List.of("x.json.gz"), keysOf(single));
        }
        try (ObjectStore folder = open("s3://" + S3Server.BUCKET + "/some/prefix/a")) {
            assertEquals(List.of("x.json.gz", "y.json.gz"), keysOf(folder));
        }
    }

    @Test
    void whatIsMissingIsSaid() {
        try (ObjectStore nowhere = open("s3://no-such-bucket/x")) {
            EngineException error = assertThrows(EngineException.class, () -> keysOf(nowhere));
            assertEquals(ErrorCode.LOCATION_NOT_FOUND, error.code());
            assertTrue(error.getMessage().contains("no-such-bucket"), error.getMessage());
        }
        EngineException noBucket = assertThrows(EngineException.class, () -> open("s3:///x"));
        assertEquals(ErrorCode.INVALID_CONFIGURATION, noBucket.code());
    }
}
