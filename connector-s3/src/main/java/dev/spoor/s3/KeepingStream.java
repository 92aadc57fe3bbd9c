/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Another stream of known length, whose bytes are kept when it was read to its end. One thread. */
final class KeepingStream extends FilterInputStream {
    private final ObjectCache cache;
    private final String name;
    private final byte[] kept;
    private int length;
    private boolean isKept;

    KeepingStream(InputStream in, int lengthMax, ObjectCache cache, String name) {
        super(in);
        this.kept = new byte[lengthMax];
        this.cache = cache;
        this.name = name;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        int read = super.read(into, offset, count);
        if (read > 0) {
            System.arraycopy(into, offset, kept, length, read);
            length += read;
        }
        if (!isKept && length == kept.length) {
            isKept = true;
            cache.put(name, kept, length);
        }
        return read;
    }

    /** Skipped bytes are kept, too. */
    @Override
    public long skip(long count) throws IOException {
        byte[] skipped = new byte[(int) Math.min(count, 1 << 12)];
        long left = count;
        while (left > 0) {
            int read = read(skipped, 0, (int) Math.min(left, skipped.length));
            if (read < 0) {
                break;
            }
            left -= read;
        }
        return count - left;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
