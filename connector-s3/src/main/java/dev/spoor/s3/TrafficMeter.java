/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.store.StoreTraffic;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/** Counts the attempts of a client's requests as they are sent, and the bytes that come back. Thread-safe. */
final class TrafficMeter implements ExecutionInterceptor {
    private static final ExecutionAttribute<Boolean> SENT = new ExecutionAttribute<>("spoor.sent");

    private final LongAdder lists = new LongAdder();
    private final LongAdder reads = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder bytesRead = new LongAdder();

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        Object request = context.request();
        if (request instanceof ListObjectsV2Request || request instanceof HeadBucketRequest) {
            lists.increment();
        } else if (request instanceof GetObjectRequest || request instanceof HeadObjectRequest) {
            reads.increment();
        } else {
            writes.increment();
        }
        if (Boolean.TRUE.equals(attributes.getAttribute(SENT))) {
            retries.increment();
        }
        attributes.putAttribute(SENT, true);
    }

    /** A request that the SDK does not know of. */
    void countRead(boolean isListing) {
        (isListing ? lists : reads).increment();
    }

    /** A request was made again that counts as a new one for the SDK. */
    void countRetry() {
        retries.increment();
    }

    void countBytes(long bytes) {
        bytesRead.add(bytes);
    }

    StoreTraffic total() {
        return new StoreTraffic(lists.sum(), reads.sum(), writes.sum(), retries.sum(), bytesRead.sum());
    }
}
