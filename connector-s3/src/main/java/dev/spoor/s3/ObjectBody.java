/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.Abortable;

/**
 * The bytes of an answer as they come. The owner closes it when it has read all of them, and otherwise aborts it: a
 * connection whose answer was not read to its end cannot be used again. One thread.
 *
 * @param stream of bytes that may break off
 * @param lengthBytes that were announced
 * @param etagOrNull of the version that they are of, in quotes
 * @param abortable closes the connection
 */
record ObjectBody(InputStream stream, long lengthBytes, String etagOrNull, Abortable abortable) {
    void abort() {
        abortable.abort();
    }

    void close() throws IOException {
        stream.close();
    }
}
