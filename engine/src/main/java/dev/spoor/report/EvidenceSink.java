/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Schema;
import java.io.IOException;
import java.util.List;

/**
 * Takes all rows of all questions of a report. Questions may answer side by side, so {@link #begin} may be called on any thread;
 * each {@link RowSink} is used by one.
 */
public interface EvidenceSink {
    /** Keeps nothing. */
    EvidenceSink NONE = new EvidenceSink() {};

    /** Takes the rows of a question. */
    interface RowSink extends AutoCloseable {
        /** Keeps nothing. */
        RowSink NONE = new RowSink() {};

        /** The next rows; the batch stays the caller's. */
        default void rows(Batch batch) throws IOException {}

        /** The same rows, each a line of JSON. */
        default void lines(CharSequence lines) throws IOException {}

        /** The question has no more rows. Not called when it fails. */
        default void end() throws IOException {}

        /** After the end, or after a failure: then there are no rows of the question. */
        @Override
        default void close() throws IOException {}
    }

    /** A question begins to answer; once more when it must be asked again, and then what came before is void. */
    default RowSink begin(Question question, List<String> columns, Schema schema) throws IOException {
        return RowSink.NONE;
    }

    /**
     * After all questions, whether {@link #logFile} and {@link #dataFile} are wanted: every file that the report rests on, which may
     * be very many. These come on one thread, {@link #lake} first.
     */
    default boolean wantsFiles() {
        return false;
    }

    /** The version of the lake that the report rests on, if on any; see {@link dev.spoor.catalog.Catalog#lakeVersion}. */
    default void lake(long version) throws IOException {}

    /**
     * A log file that was looked at.
     *
     * @param key as {@code sys.log_files} names it
     * @param state as there
     * @param integrityOrNull what verification found; null if it was never verified
     */
    default void logFile(String key, long bytes, String state, String integrityOrNull) throws IOException {}

    /** A data file of the lake; key as {@code sys.data_files} names it. */
    default void dataFile(String key, long bytes) throws IOException {}
}
