/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.ByteRange;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectStore;
import dev.spoor.store.ObjectStores;
import dev.spoor.store.StoreLocation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The first request is the SDK's, and so is each that follows a failure; the others are not. */
class DirectReadsTest {
    private static final byte[] BYTES = {1, 2, 3, 4, 5, 6, 7, 8};

    @TempDir
    Path cache;

    private Gateway gateway;
    private ObjectStore store;
    private ObjectEntry entry;

    @BeforeEach
    void open() {
        gateway = new Gateway(new MemoryS3().put("logs/a b+c", BYTES));
        store = ObjectStores.open(StoreLocation.parse("s3://some-bucket/logs"), gateway.options(cache));
        entry = store.list("", null, problem -> {}).next();
        assertEquals(List.of(true), bySdk());
    }

    @AfterEach
    void close() {
        store.close();
        gateway.close();
    }

    /** Of each request so far, whether the SDK has made it; then they are forgotten. */
    private List<Boolean> bySdk() {
        List<Boolean> made = new ArrayList<>();
        gateway.log().forEach(request -> made.add(request.headerOrNull("amz-sdk-invocation-id") != null));
        gateway.forget();
        return made;
    }

    private void failFirst(Gateway.Fault fault) {
        AtomicInteger requests = new AtomicInteger();
        gateway.withFaults(request -> requests.getAndIncrement() == 0 ? fault : Gateway.Fault.NONE);
    }

    private void assertRead() throws IOException {
        try (InputStream in = store.read(entry, ByteRange.ALL)) {
            assertArrayEquals(BYTES, in.readAllBytes());
        }
    }

    @Test
    void readingTakesNoSdkAndIsSigned() throws IOException {
        assertRead();
        try (InputStream in = store.read(entry, new ByteRange(2, 3))) {
            assertArrayEquals(new byte[] {3, 4, 5}, in.readAllBytes());
        }
        assertEquals(entry, store.list("", null, problem -> {}).next());
        for (S3Request request : gateway.log()) {
            String signature = request.headerOrNull("Authorization");
            assertTrue(signature.startsWith("AWS4-HMAC-SHA256 Credential=test-identity/"), signature);
            assertTrue(signature.contains("/us-east-1/s3/aws4_request"), signature);
        }
        assertEquals(List.of(false, false, false), bySdk());
        assertEquals(2, store.traffic().reads());
        assertEquals(0, store.traffic().retries());
    }

    @Test
    void theSdkAsksAgainAfterAFailure() throws IOException {
        for (Gateway.Fault fault : List.of(Gateway.Fault.answer(500, "InternalError"), Gateway.Fault.LOST)) {
            failFirst(fault);
            assertRead();
            assertEquals(List.of(false, true), bySdk());
        }
        for (Gateway.Fault fault : List.of(Gateway.Fault.answer(503, "SlowDown"), Gateway.Fault.CUT)) {
            failFirst(fault);
            assertEquals(entry, store.list("", null, problem -> {}).next());
            assertEquals(List.of(false, true), bySdk());
        }
        assertEquals(4, store.traffic().retries());
    }

    @Test
    void aRefusalIsNotRepeated() {
        gateway.withFaults(request -> Gateway.Fault.answer(403, "AccessDenied"));
        EngineException denied = assertThrows(EngineException.class, () -> store.read(entry, ByteRange.ALL));
        assertEquals(ErrorCode.ACCESS_DENIED, denied.code());
        gateway.withFaults(request -> Gateway.Fault.answer(404, "NoSuchKey"));
        EngineException gone = assertThrows(EngineException.class, () -> store.read(entry, ByteRange.ALL));
        assertEquals(ErrorCode.OBJECT_VANISHED, gone.code());
        assertEquals(List.of(false, false), bySdk());
        assertEquals(0, store.traffic().retries());
    }

    @Test
    void theSdkDoesAllWhereNothingElseWorks() throws IOException {
        gateway.withFaults(request -> request.headerOrNull("amz-sdk-invocation-id") == null
                ? Gateway.Fault.answer(400, "Unheard")
                : Gateway.Fault.NONE);
        for (int i = 0; i < 10; i++) {
            assertRead();
        }
        List<Boolean> made = bySdk();
        assertEquals(8, made.stream().filter(sdk -> !sdk).count());
        assertEquals(10, made.stream().filter(sdk -> sdk).count());
    }
}
