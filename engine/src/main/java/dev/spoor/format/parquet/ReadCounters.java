/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

/** What a reader did, for EXPLAIN ANALYZE and for tests. Written by one thread. */
public final class ReadCounters {
    long splitsSkipped;
    long splitsRead;
    long pagesRead;
    long pagesSkipped;
    long rowsDecoded;
    long rowsGiven;
    long bytesRead;
    long bytesInflated;

    ReadCounters() {}

    /** Row groups that statistics, dictionaries or bloom filters excluded. */
    public long splitsSkipped() {
        return splitsSkipped;
    }

    public long splitsRead() {
        return splitsRead;
    }

    /** Data pages that were decoded. */
    public long pagesRead() {
        return pagesRead;
    }

    /** Data pages that were passed header by header; those that an index allowed to jump over are not counted. */
    public long pagesSkipped() {
        return pagesSkipped;
    }

    /** Rows whose filter columns were decoded. */
    public long rowsDecoded() {
        return rowsDecoded;
    }

    /** Stored bytes of pages and their headers that were fetched. */
    public long bytesRead() {
        return bytesRead;
    }

    /** Bytes of the pages that were decoded, after decompression. */
    public long bytesInflated() {
        return bytesInflated;
    }

    /** Rows in batches. */
    public long rowsGiven() {
        return rowsGiven;
    }
}
