/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Batch;
import dev.spoor.vector.BatchFileReader;
import dev.spoor.vector.KeyBuffer;
import dev.spoor.vector.KeyEncoder;
import java.util.Arrays;
import java.util.List;

/** A sorted run in a {@link SpillFile}, which it owns. Keys are encoded again as blocks are read. */
final class FileRun extends SortedRun {
    private final SpillFile file;
    private final KeyEncoder encoder;
    private final List<Integer> keyColumns;
    private final KeyBuffer keys = new KeyBuffer();
    private final long blockBytes;
    private int[] keyEnds = new int[0];
    private BatchFileReader reader;
    private Batch finished;

    /** @param blockBytes size of a block, roughly, with the dictionaries of the file */
    FileRun(SpillFile file, SortOrder order, long blockBytes) {
        this.file = file;
        this.encoder = order.newEncoder();
        this.keyColumns = order.columns();
        this.blockBytes = blockBytes;
    }

    @Override
    boolean advance() {
        if (reader == null) {
            reader = file.read();
        }
        if (batch != null && row + 1 < batch.rowCount()) {
            toRow(row + 1);
            return true;
        }
        finished = batch;
        batch = null;
        batch = reader.next();
        if (batch == null) {
            return false;
        }
        encodeKeys();
        toRow(0);
        return true;
    }

    @Override
    Batch takeFinishedBatch() {
        Batch taken = finished;
        finished = null;
        return taken;
    }

    @Override
    long readingBytes() {
        return blockBytes;
    }

    @Override
    long rowCount() {
        return file.rowCount();
    }

    @Override
    long writtenBytes() {
        return file.writtenBytes();
    }

    @Override
    public void close() {
        if (batch != null) {
            batch.close();
            batch = null;
        }
        if (finished != null) {
            finished.close();
            finished = null;
        }
        if (reader != null) {
            reader.close();
        }
        file.close();
    }

    private void encodeKeys() {
        int rows = batch.rowCount();
        if (keyEnds.length < rows) {
            keyEnds = Arrays.copyOf(keyEnds, rows);
        }
        encoder.bind(batch, keyColumns);
        keys.setLength(0);
        for (int i = 0; i < rows; i++) {
            encoder.encode(i, keys);
            keyEnds[i] = keys.length();
        }
        keyBytes = keys.bytes();
    }

    private void toRow(int next) {
        row = next;
        keyOffset = next == 0 ? 0 : keyEnds[next - 1];
        keyLength = keyEnds[next] - keyOffset;
        prefix = KeyBuffer.prefix(keyBytes, keyOffset, keyLength);
    }
}
