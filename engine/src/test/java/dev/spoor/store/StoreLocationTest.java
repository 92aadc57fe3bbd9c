/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class StoreLocationTest {
    @TempDir
    Path folder;

    @Test
    void pathsAreLocal() {
        assertEquals(Path.of("trail/a b"), StoreLocation.parse("trail/a b").path());
        assertEquals(folder, StoreLocation.parse(folder.toUri().toString()).path());
        assertTrue(StoreLocation.parse("c:/logs").isLocal());
        assertEquals("trail", StoreLocation.of(Path.of("trail")).toString());
    }

    @Test
    void addressesAreKnownByTheirScheme() {
        StoreLocation bucket = StoreLocation.parse("S3://Bucket/some prefix//");
        assertFalse(bucket.isLocal());
        assertEquals("s3", bucket.scheme());
        assertEquals("s3://Bucket/some prefix", bucket.text());
        assertThrows(IllegalStateException.class, bucket::path);
    }

    @Test
    void whatNothingOpensIsSaid() {
        StoreOptions options = StoreOptions.local(folder, warning -> {});
        EngineException error = assertThrows(
                EngineException.class, () -> ObjectStores.open(StoreLocation.parse("nosuch://place/x"), options));
        assertEquals(ErrorCode.INVALID_CONFIGURATION, error.code());
        assertTrue(error.getMessage().contains("nosuch://place/x"), error.getMessage());
        EngineException faulty = assertThrows(EngineException.class, () -> StoreLocation.parse("a\0b"));
        assertEquals(ErrorCode.INVALID_CONFIGURATION, faulty.code());
    }

    @Test
    void localPlacesOpenFoldersAndFiles() {
        StoreOptions options = StoreOptions.local(folder, warning -> {});
        try (ObjectStore store = ObjectStores.open(StoreLocation.of(folder), options)) {
            assertFalse(store.isSingleObject());
        }
        EngineException gone = assertThrows(
                EngineException.class, () -> ObjectStores.open(StoreLocation.of(folder.resolve("gone")), options));
        assertEquals(ErrorCode.LOCATION_NOT_FOUND, gone.code());
    }
}
