/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** A column that holds each value in place. */
public final class FlatColumn extends Column {
    private final FieldVector vector;

    /** Takes ownership of the vector, whose value count must be set; it must not change any more. */
    public FlatColumn(FieldVector vector) {
        this(vector.getField(), vector);
    }

    /** As above, under another name or with other metadata (such as JSON). */
    public FlatColumn(Field field, FieldVector vector) {
        super(field, vector.getValueCount());
        this.vector = vector;
    }

    public FieldVector vector() {
        return vector;
    }

    @Override
    public boolean isNull(int row) {
        return vector.isNull(row);
    }

    @Override
    public FieldVector flat(Memory memory) {
        return vector;
    }

    @Override
    public Column take(int[] rows, int count, Memory memory) {
        return new FlatColumn(field(), RowCopier.take(vector, rows, count, memory));
    }

    @Override
    public long memoryBytes() {
        return vector.getBufferSize();
    }

    @Override
    void free() {
        vector.close();
    }
}
