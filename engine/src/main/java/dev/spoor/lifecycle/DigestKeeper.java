/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.DigestBooks;
import dev.spoor.dataset.DigestFile;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.scan.Cancellation;
import dev.spoor.scan.LogLocation;
import dev.spoor.store.ByteRange;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Fetches the content of digest files into the ledger. One that cannot be fetched is noted and stops nothing; when none
 * of many can be, the rest is left for another time.
 */
final class DigestKeeper {
    /** CloudTrail's own are some kilobytes; this one would list a hundred thousand log files. */
    private static final long BYTES_MAX = 16L << 20;

    private static final int DIGESTS_PER_ROUND = 256;
    private static final int FAILURES_IN_A_ROW_MAX = 20;

    private final DigestBooks books;
    private final ExecutorService io;
    private final Cancellation cancellation;
    private int kept;
    private int failuresInARow;

    private record Fetched(byte[] content, Map<String, String> metadata) {}

    DigestKeeper(DigestBooks books, ExecutorService io, Cancellation cancellation) {
        this.books = books;
        this.io = io;
        this.cancellation = cancellation;
    }

    /** How many were fetched until now. */
    int kept() {
        return kept;
    }

    /** Fetches all that are open in a place. */
    void fetch(LogLocation location, Compactor.Listener listener) {
        ObjectStore store = location.store();
        failuresInARow = 0;
        while (true) {
            List<DigestFile> open = books.toFetch(store.location(), DIGESTS_PER_ROUND);
            if (open.isEmpty()) {
                return;
            }
            List<Future<Fetched>> fetches = new ArrayList<>();
            for (DigestFile digest : open) {
                fetches.add(io.submit(() -> fetch(store, digest.entry())));
            }
            try {
                for (int i = 0; i < open.size(); i++) {
                    cancellation.check();
                    keep(open.get(i), fetches.get(i), listener);
                    if (failuresInARow == FAILURES_IN_A_ROW_MAX) {
                        listener.problem(
                                store.location(), "has digest files that cannot be fetched; the next run tries again");
                        return;
                    }
                }
            } finally {
                fetches.forEach(fetch -> fetch.cancel(true));
            }
        }
    }

    private void keep(DigestFile digest, Future<Fetched> fetch, Compactor.Listener listener) {
        try {
            Fetched fetched = fetch.get();
            books.keep(digest, fetched.content(), fetched.metadata());
            kept++;
            failuresInARow = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(ErrorCode.CANCELLED, "interrupted while digest files were fetched", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof EngineException failure && failure.code() == ErrorCode.OBJECT_VANISHED) {
                books.fail(digest, DigestFile.State.VANISHED, "gone before it was fetched");
                return;
            }
            if (!(cause instanceof EngineException) && !(cause instanceof IOException)) {
                throw new IllegalStateException("digest file " + digest.entry().key(), cause);
            }
            failuresInARow++;
            String reason = cause.getMessage();
            books.fail(digest, DigestFile.State.UNREADABLE, reason);
            listener.problem(digest.source() + "/" + digest.entry().key(), "could not be kept: " + reason);
        }
    }

    private static Fetched fetch(ObjectStore store, ObjectEntry entry) throws IOException {
        if (entry.sizeBytes() > BYTES_MAX) {
            throw new EngineException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "digest file of " + entry.sizeBytes() + " bytes; at most " + BYTES_MAX + " are kept");
        }
        Map<String, String> metadata = store.userMetadata(entry);
        try (InputStream bytes = store.read(entry, ByteRange.ALL)) {
            byte[] content = bytes.readNBytes(Math.toIntExact(BYTES_MAX));
            if (content.length != entry.sizeBytes()) {
                throw new EngineException(
                        ErrorCode.STORE_FAILURE,
                        "it was listed with " + entry.sizeBytes() + " bytes and has " + content.length);
            }
            return new Fetched(content, metadata);
        }
    }
}
