/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectSink;
import dev.spoor.store.WriteCondition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Writes an object: in one request if it is small, else in parts that become an object all at once. A process that dies
 * leaves parts that nobody sees; a lifecycle rule of the bucket for unfinished uploads removes them. Each object names
 * its writer in its metadata: a request whose answer was lost is made again, and is refused if the first one did its work.
 */
final class S3Sink extends ObjectSink {
    /** Size of the parts; S3 takes 5 MB at least, except for the last. */
    static final int PART_BYTES = 8 << 20;

    /** What S3 takes at most. */
    private static final int PARTS_MAX = 10_000;

    private static final int BUFFER_BYTES_FIRST = 1 << 16;
    private static final String WRITER = "spoor-writer";

    private final S3ObjectStore store;
    private final S3Bucket bucket;
    private final String key;
    private final String wholeKey;
    private final WriteCondition condition;
    private final String writer = UUID.randomUUID().toString();
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] buffer = new byte[BUFFER_BYTES_FIRST];
    private int buffered;
    private long position;
    private String uploadOrNull;
    private boolean isDone;

    S3Sink(S3ObjectStore store, S3Bucket bucket, String key, String wholeKey, WriteCondition condition) {
        this.store = store;
        this.bucket = bucket;
        this.key = key;
        this.wholeKey = wholeKey;
        this.condition = condition;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (isDone) {
            throw new IllegalStateException(key + " was committed or closed before");
        }
        int from = offset;
        int left = length;
        while (left > 0) {
            if (buffered == PART_BYTES) {
                uploadPart();
            }
            if (buffered == buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, PART_BYTES));
            }
            int taken = Math.min(left, buffer.length - buffered);
            System.arraycopy(bytes, from, buffer, buffered, taken);
            buffered += taken;
            from += taken;
            left -= taken;
            position += taken;
        }
    }

    private void uploadPart() {
        if (parts.size() == PARTS_MAX) {
            throw new EngineException(
                            ErrorCode.LIMIT_EXCEEDED,
                            "object " + key + " is larger than " + PARTS_MAX + " parts of " + PART_BYTES + " bytes")
                    .with("key", key);
        }
        if (uploadOrNull == null) {
            uploadOrNull = bucket.beginUpload(wholeKey, metadata());
        }
        parts.add(bucket.uploadPart(wholeKey, uploadOrNull, parts.size() + 1, body()));
        buffered = 0;
    }

    private RequestBody body() {
        return RequestBody.fromRemainingByteBuffer(ByteBuffer.wrap(buffer, 0, buffered));
    }

    private Map<String, String> metadata() {
        return Map.of(WRITER, writer);
    }

    @Override
    public ObjectEntry commit() {
        if (isDone) {
            throw new IllegalStateException(key + " was committed or closed before");
        }
        boolean isNew = condition == WriteCondition.CREATE_ONLY;
        if (uploadOrNull != null && buffered > 0) {
            uploadPart();
        }
        try {
            if (uploadOrNull == null) {
                bucket.put(wholeKey, body(), metadata(), isNew);
            } else {
                bucket.completeUpload(wholeKey, uploadOrNull, parts, isNew);
            }
        } catch (EngineException e) {
            if (!mayHaveBeenDone(e) || !isOurs()) {
                throw e.with("key", key);
            }
        }
        isDone = true;
        HeadObjectResponse written = bucket.head(wholeKey).orElseThrow(() -> new EngineException(
                        ErrorCode.OBJECT_VANISHED, "object " + key + " was written and is gone")
                .with("key", key));
        return store.entry(key, written);
    }

    /** Refused because the object is there, or because the upload is not: the first attempt may have done both. */
    private static boolean mayHaveBeenDone(EngineException e) {
        return e.code() == ErrorCode.OBJECT_EXISTS
                || e.code() == ErrorCode.OBJECT_VANISHED
                || e.code() == ErrorCode.STORE_FAILURE;
    }

    private boolean isOurs() {
        return bucket.head(wholeKey)
                .filter(found -> writer.equals(found.metadata().get(WRITER)))
                .isPresent();
    }

    @Override
    public void close() throws IOException {
        if (!isDone) {
            isDone = true;
            buffer = new byte[0];
            if (uploadOrNull != null) {
                bucket.abortUpload(wholeKey, uploadOrNull);
            }
        }
    }
}
