/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.store.ObjectStore;
import dev.spoor.store.ObjectStoreContract;
import dev.spoor.store.ObjectStores;
import dev.spoor.store.StoreLocation;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

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
        store = ObjectStores.open(StoreLocation.parse("s3://some-bucket"), gateway.options(cache));
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
