/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Hashes rows so that their order does not matter, and no two sets of rows can be made to look the same. */
final class RowsHash {
    /** Rows of one question; 32 bytes are kept of each. */
    static final int ROWS_MAX = 5_000_000;

    private final List<byte[]> hashes = new ArrayList<>();
    private final MessageDigest sha256 = sha256();

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds a row, as one line of JSON. */
    void add(String line) {
        if (hashes.size() == ROWS_MAX) {
            throw new EngineException(
                            ErrorCode.LIMIT_EXCEEDED, "a question of a report has more than " + ROWS_MAX + " rows")
                    .advise("ask for a shorter period, or let the question count");
        }
        hashes.add(sha256.digest(line.getBytes(StandardCharsets.UTF_8)));
    }

    long rows() {
        return hashes.size();
    }

    /** Of all rows so far, in hexadecimal. */
    String value() {
        byte[][] sorted = hashes.toArray(byte[][]::new);
        Arrays.sort(sorted, Arrays::compareUnsigned);
        for (byte[] hash : sorted) {
            sha256.update(hash);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
