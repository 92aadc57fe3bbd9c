/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Batch;

/** A sorted {@link SortBuffer}, which it owns. */
final class MemoryRun extends SortedRun {
    private final SortBuffer buffer;
    private int place = -1;

    MemoryRun(SortBuffer buffer) {
        this.buffer = buffer;
    }

    @Override
    boolean advance() {
        if (++place >= buffer.size()) {
            return false;
        }
        prefix = buffer.prefix(place);
        keyBytes = buffer.keyBytes(place);
        keyOffset = buffer.keyOffset(place);
        keyLength = buffer.keyLength(place);
        batch = buffer.batch(place);
        row = buffer.row(place);
        return true;
    }

    @Override
    Batch takeFinishedBatch() {
        return null;
    }

    @Override
    long readingBytes() {
        return 0;
    }

    @Override
    long rowCount() {
        return buffer.size();
    }

    @Override
    long writtenBytes() {
        return buffer.memoryBytes();
    }

    @Override
    public void close() {
        buffer.close();
    }
}
