/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.json.ValueSlots;
import dev.spoor.vector.Column;

/** Builds one output column, record by record and batch by batch. One thread; holds memory until closed. */
abstract class ColumnWriter implements AutoCloseable {
    /** Adds the value of a record; the record lies between the two places of the text. */
    abstract void append(byte[] text, int start, int end, ValueSlots slots);

    /** The values since the last build, owned by the caller; starts the next batch. */
    abstract Column build();

    /** About how many bytes the values since the last build take. */
    abstract long batchBytes();

    /** The records that follow are from this file. */
    void startFile(String path) {}

    @Override
    public abstract void close();
}
