/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The first bytes of another stream. */
final class BoundedInputStream extends FilterInputStream {
    private long leftBytes;

    BoundedInputStream(InputStream in, long bytesMax) {
        super(in);
        this.leftBytes = bytesMax;
    }

    @Override
    public int read() throws IOException {
        if (leftBytes == 0) {
            return -1;
        }
        int read = super.read();
        leftBytes -= read < 0 ? 0 : 1;
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (leftBytes == 0) {
            return length == 0 ? 0 : -1;
        }
        int read = super.read(into, offset, (int) Math.min(length, leftBytes));
        leftBytes -= Math.max(read, 0);
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(Math.min(count, leftBytes));
        leftBytes -= skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(super.available(), leftBytes);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
