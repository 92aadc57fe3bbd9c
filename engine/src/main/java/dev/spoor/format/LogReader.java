/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format;

import dev.spoor.vector.Batch;

/**
 * Decodes log files, one after another, into batches that span files. One per worker; one thread. Memory of built
 * batches passes to the caller; the rest is freed on close.
 */
public interface LogReader extends AutoCloseable {
    /**
     * Begins a file.
     *
     * @param key object key, for provenance and errors
     * @param stored holds the bytes as they lie in the store (gzip or not: told by content), between two places; may be
     *     reused by the caller after {@link #read} returned true
     */
    void start(String key, byte[] stored, int from, int to);

    /** Decodes until the batch is full or the file ends; true when the file ended. */
    boolean read();

    /** Whether the batch being built is full and should be taken. */
    boolean isFull();

    /** The rows so far as a batch owned by the caller, null if there are none. */
    Batch take();

    /** What the last ended file gave. */
    FileOutcome outcome();

    /** What the file being read gave until now, without statistics: for a reader that stops in the middle. */
    FileOutcome outcomeSoFar();

    @Override
    void close();
}
