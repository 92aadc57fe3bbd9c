/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Batch;
import java.util.Arrays;

/** Sorted rows, one after another, in memory or on disk. One thread. */
abstract class SortedRun implements AutoCloseable {
    /** First eight bytes of the current row's key, to be compared unsigned. */
    long prefix;

    byte[] keyBytes;
    int keyOffset;
    int keyLength;
    Batch batch;
    int row;

    /** Goes to the next row, the first at first; false at the end. */
    abstract boolean advance();

    /**
     * The batch that {@link #advance} just left, owned by the caller, who closes it when its rows are copied; null if it
     * left none or the run still needs it.
     */
    abstract Batch takeFinishedBatch();

    /** Bytes that reading this run takes, roughly; 0 if it is in memory already. */
    abstract long readingBytes();

    abstract long rowCount();

    /** Bytes of the rows, roughly. */
    abstract long writtenBytes();

    @Override
    public abstract void close();

    final int compareKeys(SortedRun other) {
        int first = Long.compareUnsigned(prefix, other.prefix);
        if (first != 0) {
            return first;
        }
        return Arrays.compareUnsigned(
                keyBytes,
                keyOffset,
                keyOffset + keyLength,
                other.keyBytes,
                other.keyOffset,
                other.keyOffset + other.keyLength);
    }
}
