/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;

/**
 * Reads messages of clients: not more bytes than are allowed, and not slower than is allowed, because a message that trickles in holds
 * a thread. Thread-safe.
 */
final class MessageReader {
    /** Bytes of the largest message that is read. */
    static final int MESSAGE_BYTES_MAX = 16 << 20;

    /** What every client is allowed, however slow it begins. */
    static final Duration GRACE = Duration.ofSeconds(20);

    /** Bytes that must come in a second after that, on average. */
    static final int RATE_BYTES_MIN = 1_024;

    private static final int BUFFER_BYTES = 8 << 10;
    private static final long MILLIS_PER_SECOND = 1_000;

    private final Clock clock;

    MessageReader(Clock clock) {
        this.clock = clock;
    }

    /** A message that is not read on. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        private final boolean isTooLarge;

        Refused(boolean isTooLarge) {
            super(isTooLarge ? "the message is too large" : "the message comes too slowly");
            this.isTooLarge = isTooLarge;
        }

        boolean isTooLarge() {
            return isTooLarge;
        }
    }

    /** A whole message; throws {@link Refused}, or another IOException when the client has left. */
    byte[] read(InputStream in) throws IOException {
        long start = clock.millis();
        ByteArrayOutputStream message = new ByteArrayOutputStream(BUFFER_BYTES);
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            message.write(buffer, 0, count);
            if (message.size() > MESSAGE_BYTES_MAX) {
                throw new Refused(true);
            }
            long late = clock.millis() - start - GRACE.toMillis();
            if (late > 0 && message.size() < late * RATE_BYTES_MIN / MILLIS_PER_SECOND) {
                throw new Refused(false);
            }
        }
        return message.toByteArray();
    }
}
