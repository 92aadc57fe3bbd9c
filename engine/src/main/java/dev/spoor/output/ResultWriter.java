/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Schema;
import java.io.IOException;
import java.util.List;

/**
 * Writes one result: {@link #begin} once, {@link #write} for each batch, {@link #end} once. One thread at a time. What it writes
 * to belongs to the caller, who flushes and closes it. Closing the writer frees what it holds, whether the result ended or not.
 */
public interface ResultWriter extends AutoCloseable {

    /**
     * What the columns are.
     *
     * @param columnNames labels as the statement spells them; need not be unique
     * @param schema their types, by index
     */
    void begin(List<String> columnNames, Schema schema) throws IOException;

    /** Rows, in order; the batch stays the caller's. */
    void write(Batch batch) throws IOException;

    /** No more rows. */
    void end() throws IOException;

    /** Values that were shortened to fit the terminal so far. */
    default long valuesCut() {
        return 0;
    }

    /** Columns that were left out because they did not fit to the terminal. */
    default List<String> columnsLeftOut() {
        return List.of();
    }

    /** Somebody waits for the rows: writes those that were held back to see what follows. */
    default void show() throws IOException {}

    @Override
    default void close() {}
}
