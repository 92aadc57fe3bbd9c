/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.json.ValueSlots;
import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.types.pojo.Field;

/** The positions of records in their files. */
final class OrdinalWriter extends ColumnWriter {
    private final Field field;
    private final Memory memory;
    private final int batchRows;
    private BigIntVector vector;
    private int row;
    private long ordinal;

    OrdinalWriter(Field field, Memory memory, int batchRows) {
        this.field = field;
        this.memory = memory;
        this.batchRows = batchRows;
        begin();
    }

    /** The position of the record that is appended next. */
    void setOrdinal(long position) {
        ordinal = position;
    }

    @Override
    void append(byte[] text, int start, int end, ValueSlots slots) {
        vector.setSafe(row++, ordinal);
    }

    @Override
    Column build() {
        vector.setValueCount(row);
        Column built = new FlatColumn(field, vector);
        vector = null;
        begin();
        return built;
    }

    @Override
    long batchBytes() {
        return row * 8L;
    }

    @Override
    public void close() {
        if (vector != null) {
            vector.close();
        }
    }

    private void begin() {
        row = 0;
        BigIntVector fresh = new BigIntVector(field, memory.allocator());
        fresh.allocateNew(batchRows);
        vector = fresh;
    }
}
