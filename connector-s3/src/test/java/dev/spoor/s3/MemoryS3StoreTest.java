/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.store.ByteRange;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectStore;
import dev.spoor.store.ObjectStoreContract;
import dev.spoor.store.ObjectStores;
import dev.spoor.store.StoreLocation;
import dev.spoor.store.StoreOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** The contract on a second server: what the tests with faults stand on must behave as the real one does. */
class MemoryS3StoreTest extends ObjectStoreContract {
    @TempDir
    Path cache;

    private MemoryS3 server;
    private Gateway gateway;
    private ObjectStore store;

    @BeforeEach
    void open() {
        server = new MemoryS3();
        gateway = new Gateway(server);
        store = ObjectStores.open(StoreLocation.parse("s3://some-bucket"), withCache(gateway.options(cache)));
    }

    private static StoreOptions withCache(StoreOptions options) {
        Map<String, String> values = new HashMap<>(options.values());
        values.put("s3.cache-limit", "1000000");
        return new StoreOptions(values, options.cacheFolder(), warning -> {
            throw new AssertionError(warning);
        });
    }

    @Test
    void whatWasReadIsNotFetchedAgain() throws IOException {
        put("a/x", new byte[] {1, 2, 3, 4, 5}, 0);
        ObjectEntry entry = store.list("", null, problem -> {}).next();
        for (int i = 0; i < 2; i++) {
            assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, bytes(entry, ByteRange.ALL));
            assertArrayEquals(new byte[] {3, 4}, bytes(entry, new ByteRange(2, 2)));
        }
        assertEquals(2, gateway.count("s3:GetObject"));
        put("a/x", new byte[] {9}, 0);
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, bytes(entry, ByteRange.ALL), "the version that was listed");
        ObjectEntry changed = store.list("", null, problem -> {}).next();
        assertArrayEquals(new byte[] {9}, bytes(changed, ByteRange.ALL));
    }

    private byte[] bytes(ObjectEntry entry, ByteRange range) throws IOException {
        try (InputStream in = store.read(entry, range)) {
            return in.readAllBytes();
        }
    }

    @AfterEach
    void close() {
        store.close();
        gateway.close();
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Override
    protected void put(String key, byte[] bytes, long modifiedMicros) {
        server.put(key, bytes);
    }

    @Override
    protected void remove(String key) {
        server.remove(key);
    }

    @Override
    protected long modifiedMicros(String key, long askedMicros) {
        return TimeUnit.SECONDS.toMicros(server.modified(key).getEpochSecond());
    }
}
