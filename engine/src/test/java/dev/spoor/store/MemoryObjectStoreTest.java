/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.testing.MemoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** The fake keeps the contract too, or tests over it would prove nothing. */
final class MemoryObjectStoreTest extends ObjectStoreContract {
    private final MemoryObjectStore store = new MemoryObjectStore("memory://test");

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Override
    protected void put(String key, byte[] bytes, long modifiedMicros) {
        store.put(key, bytes, modifiedMicros);
    }

    @Override
    protected void remove(String key) {
        store.remove(key);
    }

    @Test
    void exactlyTheChosenCallFails() throws IOException {
        store.put("x", new byte[10], 0);
        store.failAtCall(3);
        ObjectEntry entry = store.list("", null, p -> {}).next();
        EngineException error = assertThrows(EngineException.class, () -> store.read(entry, ByteRange.ALL));
        assertEquals(ErrorCode.STORE_FAILURE, error.code());
        store.failAtCall(2);
        InputStream in = store.read(entry, ByteRange.ALL);
        assertThrows(IOException.class, in::readAllBytes);
        assertEquals(1, store.openStreamCount());
        in.close();
        assertEquals(0, store.openStreamCount());
        assertEquals(List.of("list ", "page ", "open x", "open x", "chunk x"), store.calls());
    }

    @Test
    void cutObjectsKeepTheirListedSize() throws IOException {
        store.put("x", new byte[10], 0).cutShort("x", 4);
        ObjectEntry entry = store.list("", null, p -> {}).next();
        assertEquals(10, entry.sizeBytes());
        try (InputStream in = store.read(entry, ByteRange.ALL)) {
            assertEquals(4, in.readAllBytes().length);
        }
    }
}
