/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.vector.Batch;
import dev.spoor.vector.BatchFileReader;
import dev.spoor.vector.BatchFileWriter;
import dev.spoor.vector.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Batches put aside on disk: written once, then read any number of times, deleted and counted back on close. One thread
 * at a time.
 */
final class SpillFile implements AutoCloseable {
    private final SpillSpace space;
    private final List<Field> fields;
    private final Memory memory;
    private final Path path;
    private final BatchFileWriter writer;
    private boolean open = true;

    /**
     * @param purpose part of the file's name
     * @param fields types of the columns to be written
     */
    SpillFile(QueryContext context, String purpose, List<Field> fields) {
        this.space = context.spill();
        this.memory = context.memory();
        this.fields = fields;
        this.path = space.newFile(purpose);
        this.writer = new BatchFileWriter(path, memory, space::use);
    }

    /** Appends a batch, which stays the caller's. */
    void write(Batch batch) {
        writer.write(batch);
    }

    /** Ends writing and frees the write buffer. */
    void finish() {
        writer.finish();
    }

    long rowCount() {
        return writer.rowCount();
    }

    long writtenBytes() {
        return writer.writtenBytes();
    }

    /** Heap that a reader of the whole file needs for its dictionaries, roughly. */
    long dictionaryBytes() {
        return writer.dictionaryBytes();
    }

    /** Reads from the start; only after {@link #finish}; the caller closes it before this file. */
    BatchFileReader read() {
        return new BatchFileReader(path, fields, memory);
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        writer.close();
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new EngineException(ErrorCode.STORE_FAILURE, "temporary file not deleted: " + path, e);
        } finally {
            space.giveBack(writer.writtenBytes());
        }
    }
}
