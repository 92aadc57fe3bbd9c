/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.vector.Batch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * How compaction uses the machine.
 *
 * @param memoryBytes rows that are being sorted and written take at most so much; more is put aside on disk
 * @param workers threads that read log files
 * @param spillPath folder for what is put aside
 * @param spillBytesMax ... and how much that may be
 * @param batchFilesMax log files that are committed together at most
 * @param batchBytesMax ... and their stored bytes
 * @param dataFileBytes a data file ends soon after it has so many bytes
 * @param fileBytesMax stored bytes of the largest log file that is read; a larger one is unreadable
 * @param prefetchBytesMax stored bytes read ahead
 * @param history how long versions of the past can be read
 * @param shredding which values inside of JSON text become columns of their own
 * @param lease how long the right to change the lake lasts when its holder dies
 */
public record CompactionSettings(
        long memoryBytes,
        int workers,
        Path spillPath,
        long spillBytesMax,
        int batchFilesMax,
        long batchBytesMax,
        long dataFileBytes,
        long fileBytesMax,
        long prefetchBytesMax,
        Duration history,
        Shredding shredding,
        Duration lease) {
    /** Memory that is taken to be needed for writing one day; with less, one day is written at a time. */
    private static final long WRITER_BYTES = 160L << 20;

    /** All row groups being built have one part of so many of the memory as rows; building them takes twice as much. */
    private static final int GROUP_PARTS = 6;

    /** Buffers of pages take the same however few rows there are, which counts when there is less memory than this; ... */
    private static final long AMPLE_BYTES = 256L << 20;

    /** ... then rows have so much less of it. */
    private static final int GROUP_PARTS_OF_LITTLE = 12;

    /** Memory that is taken to be needed for a thread that reads log files; with less, one reads. */
    private static final long READER_BYTES = 64L << 20;

    /** A batch has one row for each so many bytes of memory, ... */
    private static final long BATCH_ROW_SHARE = 64L << 10;

    /** ... and so many at least. */
    private static final int BATCH_ROWS_MIN = 128;

    private static final int BATCH_FILES = 50_000;
    private static final long BATCH_BYTES = 256L << 20;
    private static final long DATA_FILE_BYTES = 256L << 20;
    private static final long FILE_BYTES = 512L << 20;
    private static final long PREFETCH_BYTES = 64L << 20;
    private static final Duration HISTORY = Duration.ofDays(7);
    private static final Duration LEASE = Duration.ofSeconds(30);

    public CompactionSettings {
        Objects.requireNonNull(spillPath, "spillPath is null");
        Objects.requireNonNull(shredding, "shredding is null");
        if (workers < 1 || batchFilesMax < 1 || memoryBytes < 1 || dataFileBytes < 1 || lease.toMillis() < 1) {
            throw new IllegalArgumentException("a compaction without room, workers or lease");
        }
    }

    /** Days that are written at the same time. */
    int writers() {
        return (int) Math.max(1, Math.min(workers, memoryBytes / WRITER_BYTES));
    }

    /** Memory of the rows that become one row group. */
    long groupBytes() {
        return memoryBytes / ((memoryBytes < AMPLE_BYTES ? GROUP_PARTS_OF_LITTLE : GROUP_PARTS) * writers());
    }

    /** Threads that read log files, fewer when there is little memory. */
    int readers() {
        return (int) Math.max(1, Math.min(workers, memoryBytes / READER_BYTES));
    }

    /** Rows of the batches that readers give, fewer when there is little memory. */
    int batchRows() {
        return (int) Math.max(BATCH_ROWS_MIN, Math.min(Batch.DEFAULT_ROWS, memoryBytes / BATCH_ROW_SHARE));
    }

    /** Usual sizes for a memory budget, a number of workers and a folder for what does not fit. */
    public static CompactionSettings of(long memoryBytes, int workers, Path spillPath, long spillBytesMax) {
        return new CompactionSettings(
                memoryBytes,
                workers,
                spillPath,
                spillBytesMax,
                BATCH_FILES,
                BATCH_BYTES,
                DATA_FILE_BYTES,
                FILE_BYTES,
                PREFETCH_BYTES,
                HISTORY,
                Shredding.AUTOMATIC,
                LEASE);
    }

    /** The same with other limits of a batch. */
    public CompactionSettings withBatches(int filesMax, long bytesMax) {
        return new CompactionSettings(
                memoryBytes,
                workers,
                spillPath,
                spillBytesMax,
                filesMax,
                bytesMax,
                dataFileBytes,
                fileBytesMax,
                prefetchBytesMax,
                history,
                shredding,
                lease);
    }

    /** The same with another lease. */
    public CompactionSettings withLease(Duration other) {
        return new CompactionSettings(
                memoryBytes,
                workers,
                spillPath,
                spillBytesMax,
                batchFilesMax,
                batchBytesMax,
                dataFileBytes,
                fileBytesMax,
                prefetchBytesMax,
                history,
                shredding,
                other);
    }

    /** The same with another memory of the past. */
    public CompactionSettings withHistory(Duration other) {
        return new CompactionSettings(
                memoryBytes,
                workers,
                spillPath,
                spillBytesMax,
                batchFilesMax,
                batchBytesMax,
                dataFileBytes,
                fileBytesMax,
                prefetchBytesMax,
                other,
                shredding,
                lease);
    }

    /** The same with other columns for values inside of JSON text. */
    public CompactionSettings withShredding(Shredding other) {
        return new CompactionSettings(
                memoryBytes,
                workers,
                spillPath,
                spillBytesMax,
                batchFilesMax,
                batchBytesMax,
                dataFileBytes,
                fileBytesMax,
                prefetchBytesMax,
                history,
                other,
                lease);
    }
}
