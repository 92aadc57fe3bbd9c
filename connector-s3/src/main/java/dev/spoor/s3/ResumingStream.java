/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.error.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The bytes of an object, which goes on where it was when an answer breaks off: it asks for the rest, of the very same
 * version. An answer that ends before all announced bytes have come has broken off, too. One thread.
 */
final class ResumingStream extends InputStream {
    private static final int RESUMPTIONS_MAX = 5;
    private static final long PAUSE_NANOS_FIRST = 50_000_000;

    private final S3Bucket bucket;
    private final String key;
    private final String etag;
    private final long endByte;
    private ObjectBody body;
    private long nextByte;
    private int resumptions;
    private boolean isClosed;

    /** @param startByte place of the first byte of the body in the object */
    ResumingStream(S3Bucket bucket, String key, long startByte, ObjectBody body) {
        this.bucket = bucket;
        this.key = key;
        this.body = body;
        this.etag = body.etagOrNull();
        this.nextByte = startByte;
        this.endByte = startByte + body.lengthBytes();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (isClosed) {
            throw new IOException("the stream of " + key + " is closed");
        }
        if (length == 0) {
            return 0;
        }
        while (nextByte < endByte) {
            try {
                int read = body.stream().read(into, offset, length);
                if (read >= 0) {
                    nextByte += read;
                    bucket.meter().countBytes(read);
                    return read;
                }
                resume(new IOException("the answer ended " + (endByte - nextByte) + " bytes too early"));
            } catch (IOException e) {
                resume(e);
            }
        }
        return -1;
    }

    private void resume(IOException why) throws IOException {
        if (resumptions == RESUMPTIONS_MAX) {
            throw new IOException("the connection broke off " + (resumptions + 1) + " times: " + why.getMessage(), why);
        }
        body.abort();
        LockSupport.parkNanos(pauseNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw why;
        }
        resumptions++;
        bucket.meter().countRetry();
        try {
            Optional<ObjectBody> rest = bucket.get(key, "bytes=" + nextByte + "-" + (endByte - 1), etag);
            body = rest.orElseThrow(() -> new IOException("the object has become shorter while it was read", why));
        } catch (EngineException e) {
            throw new IOException("the rest could not be fetched: " + e.getMessage(), e);
        }
    }

    /** Doubles each time; half of it depends on the key, so that streams that broke off together spread out. */
    private long pauseNanos() {
        long whole = PAUSE_NANOS_FIRST << resumptions;
        int chance = (key.hashCode() * 31 + Long.hashCode(nextByte)) * 0x9E3779B9;
        return whole / 2 + (long) (whole / 2 * ((chance >>> 1) / (double) Integer.MAX_VALUE));
    }

    /** A connection whose answer was not read to its end cannot be used again. */
    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        if (nextByte < endByte) {
            body.abort();
        } else {
            body.close();
        }
    }
}
