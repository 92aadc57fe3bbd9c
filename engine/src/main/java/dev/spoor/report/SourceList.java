/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.Engine;
import dev.spoor.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Hashes the files that a report rests on, and writes the list. One thread. */
final class SourceList {
    private static final int BUFFER_BYTES = 1 << 16;

    /** States of log files that a lake does not hold. */
    private static final Set<String> NOT_IN_LAKE = Set.of("unread", "read", "deferred");

    private final Engine engine;
    private final Appendable out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long count;
    private long unavailable;
    private OptionalLong lake = OptionalLong.empty();
    private long logsBesideLake;

    SourceList(Engine engine, Appendable out) {
        this.engine = engine;
        this.out = out;
    }

    long count() {
        return count;
    }

    /** Those whose bytes could not be had. */
    long unavailable() {
        return unavailable;
    }

    /** The version of the lake; empty if there is none. */
    OptionalLong lake() {
        return lake;
    }

    /** Log files that had to be read because that version does not hold them. */
    long logsBesideLake() {
        return logsBesideLake;
    }

    void setLake(long version) {
        lake = OptionalLong.of(version);
    }

    /** Adds a log file. */
    void addLog(String key, long bytes, String state, String integrityOrNull) throws IOException {
        logsBesideLake += lake.isPresent() && NOT_IN_LAKE.contains(state) ? 1 : 0;
        add(new SourceFile(SourceFile.LOG, key, bytes, state, integrityOrNull, sha256(engine.logFile(key))));
    }

    /** Adds a data file of the lake. */
    void addLake(String key, long bytes) throws IOException {
        add(new SourceFile(SourceFile.LAKE, key, bytes, null, null, sha256(engine.dataFile(key))));
    }

    private void add(SourceFile file) throws IOException {
        count++;
        unavailable += file.sha256() == null ? 1 : 0;
        out.append(file.line());
    }

    private String sha256(Optional<StoredObject> object) throws IOException {
        if (object.isEmpty()) {
            return null;
        }
        try (InputStream in = object.get().read()) {
            return sha256(in, buffer);
        }
    }

    /** Of a stream to its end. */
    static String sha256(InputStream in) throws IOException {
        return sha256(in, new byte[BUFFER_BYTES]);
    }

    private static String sha256(InputStream in, byte[] buffer) throws IOException {
        MessageDigest sha256 = RowsHash.sha256();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            sha256.update(buffer, 0, read);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
