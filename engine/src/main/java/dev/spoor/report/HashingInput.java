/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Hashes and counts what is read through it. */
final class HashingInput extends FilterInputStream {
    private final MessageDigest sha256 = RowsHash.sha256();
    private long count;

    HashingInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        if (read > 0) {
            sha256.update(into, from, read);
            count += read;
        }
        return read;
    }

    long count() {
        return count;
    }

    /** Of all that was read, in hexadecimal; once. */
    String sha256() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
