/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Hashes what the first member of a gzip file (RFC 1952) unpacks to, as it streams by: two buffers, whatever the size of
 * the file. Reused for one file after the other; one thread.
 */
final class GzipHasher implements AutoCloseable {
    private static final int STORED_BYTES = 64 << 10;
    private static final int UNPACKED_BYTES = 32 << 10;

    /** CloudTrail's files have 50 MB at most; one that unpacks to more than this is not one of them. */
    private static final long UNPACKED_BYTES_MAX = 8L << 30;

    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final int FLAGS_RESERVED = 0xe0;
    private static final int DEFLATE = 8;
    private static final int END = -1;

    private final MessageDigest sha256 = Sha256.newDigest();
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] stored = new byte[STORED_BYTES];
    private final byte[] unpacked = new byte[UNPACKED_BYTES];
    private InputStream in;
    private int position;
    private int limit;

    /**
     * What a file is.
     *
     * @param sha256OrNull of what its first member unpacks to, hexadecimal; null when that does not unpack
     * @param faultOrNull why it does not, or that something stands behind it
     * @param unpackedBytes how much was hashed
     */
    record Content(String sha256OrNull, String faultOrNull, long unpackedBytes) {}

    /** Breaks off at a fault. */
    private static final class FaultException extends Exception {
        private static final long serialVersionUID = 1L;

        FaultException(String reason) {
            super(reason, null, false, false);
        }
    }

    /** Reads a file to its end or to its first fault. The caller closes the stream. */
    Content read(InputStream bytes) throws IOException {
        in = bytes;
        position = 0;
        limit = 0;
        sha256.reset();
        inflater.reset();
        checksum.reset();
        long length = 0;
        try {
            header();
            length = body();
            trailer(length);
        } catch (FaultException e) {
            return new Content(null, e.getMessage(), inflater.getBytesWritten());
        }
        String hash = HexFormat.of().formatHex(sha256.digest());
        return new Content(hash, next() == END ? null : "more bytes stand behind the gzip data", length);
    }

    private void header() throws IOException, FaultException {
        if (next() != 0x1f || next() != 0x8b) {
            throw new FaultException("it is no gzip file");
        }
        int method = needed();
        int flags = needed();
        if (method != DEFLATE || (flags & FLAGS_RESERVED) != 0) {
            throw new FaultException("it has an unknown kind of gzip compression");
        }
        skip(6);
        if ((flags & FLAG_EXTRA) != 0) {
            skip(needed() | needed() << 8);
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            skip(2);
        }
    }

    private long body() throws IOException, FaultException {
        try {
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    if (position == limit && !fill()) {
                        throw new FaultException("its gzip data end early");
                    }
                    inflater.setInput(stored, position, limit - position);
                    position = limit;
                }
                int got = inflater.inflate(unpacked, 0, unpacked.length);
                sha256.update(unpacked, 0, got);
                checksum.update(unpacked, 0, got);
                if (got == 0 && inflater.needsDictionary() || inflater.getBytesWritten() > UNPACKED_BYTES_MAX) {
                    throw new FaultException("its gzip data are not CloudTrail's");
                }
            }
        } catch (DataFormatException e) {
            throw new FaultException("its gzip data are damaged");
        }
        position = limit - inflater.getRemaining();
        return inflater.getBytesWritten();
    }

    private void trailer(long length) throws IOException, FaultException {
        if (word() != (int) checksum.getValue() || word() != (int) length) {
            throw new FaultException("its gzip checksum is wrong");
        }
    }

    private int word() throws IOException, FaultException {
        return needed() | needed() << 8 | needed() << 16 | needed() << 24;
    }

    private void skipText() throws IOException, FaultException {
        while (needed() != 0) {
            // a zero ends it
        }
    }

    private void skip(int bytes) throws IOException, FaultException {
        for (int i = 0; i < bytes; i++) {
            needed();
        }
    }

    private int needed() throws IOException, FaultException {
        int next = next();
        if (next == END) {
            throw new FaultException("its gzip data end early");
        }
        return next;
    }

    private int next() throws IOException {
        return position < limit || fill() ? stored[position++] & 0xff : END;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(stored, 0, stored.length));
        return limit > 0;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
