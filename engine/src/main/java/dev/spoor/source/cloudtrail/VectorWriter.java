/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.json.ValueSlots;
import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** Columns of every type but text: the value in a slot, written by {@link NestedValues}. */
final class VectorWriter extends ColumnWriter {
    private final Field field;
    private final Field storedOrNull;
    private final int slot;
    private final Memory memory;
    private final int batchRows;
    private final NestedValues values = new NestedValues();
    private FieldVector vector;
    private NestedValues.Target target;
    private int row;
    private long bytes;

    /** @param storedOrNull the type that the value has in the schema; null for a value of any type */
    VectorWriter(Field field, Field storedOrNull, int slot, Memory memory, int batchRows) {
        this.field = field;
        this.storedOrNull = storedOrNull;
        this.slot = slot;
        this.memory = memory;
        this.batchRows = batchRows;
        begin();
    }

    @Override
    void append(byte[] text, int start, int end, ValueSlots slots) {
        int at = slots.start(slot);
        if (at >= 0) {
            values.write(target, row, text, at, slots.end(slot));
            bytes += slots.end(slot) - at;
        }
        row++;
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
        return bytes + row;
    }

    @Override
    public void close() {
        if (vector != null) {
            vector.close();
        }
    }

    private void begin() {
        row = 0;
        bytes = 0;
        FieldVector fresh = field.createVector(memory.allocator());
        try {
            fresh.setInitialCapacity(batchRows);
            fresh.allocateNew();
        } catch (RuntimeException e) {
            fresh.close();
            throw e;
        }
        vector = fresh;
        target = new NestedValues.Target(fresh, storedOrNull);
    }
}
