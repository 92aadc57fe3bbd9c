/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.expr.Values;
import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** A growing list of values of one type, NULLs included, in Arrow memory. One thread. */
final class ValueList implements AutoCloseable {
    private static final int FIRST_VALUES = 16;

    private final Field field;
    private final Memory memory;
    private FieldVector vector;
    private int size;

    ValueList(Field field, Memory memory) {
        this.field = field;
        this.memory = memory;
        // Holds no buffers until the first value comes.
        this.vector = field.createVector(memory.allocator());
    }

    int size() {
        return size;
    }

    /** Appends values of a column, which has this list's type. */
    void append(Column column, int[] rows, int count) {
        if (count == 0) {
            return;
        }
        if (column instanceof FlatColumn flat) {
            appendRows(flat.vector(), rows, count);
            return;
        }
        try (Column taken = column.take(rows, count, memory)) {
            FieldVector flat = taken.flat(memory);
            for (int i = 0; i < count; i++) {
                appendRow(flat, i);
            }
        }
    }

    /** Appends one value of another list of this type. */
    void append(ValueList other, int index) {
        appendRow(other.vector, index);
    }

    /** Writes a value to a row of a vector of this type. */
    void write(int index, FieldVector out, int row) {
        out.copyFromSafe(index, row, vector);
    }

    /** The vector that holds the values; its value count is not set. */
    FieldVector vector() {
        return vector;
    }

    /** Keeps only the values at these indexes, in this order. */
    void keep(int[] indexes, int count) {
        vector.setValueCount(size);
        FlatColumn all = new FlatColumn(field, vector);
        // The taken column's only owner is this list from now on.
        FieldVector kept = ((FlatColumn) all.take(indexes, count, memory)).vector();
        vector.close();
        vector = kept;
        size = count;
    }

    long memoryBytes() {
        vector.setValueCount(size);
        return vector.getBufferSize();
    }

    /** A value as {@link Values} has it; null for NULL. */
    Object object(int index) {
        return Values.read(vector, index);
    }

    @Override
    public void close() {
        vector.close();
    }

    private void appendRows(FieldVector from, int[] rows, int count) {
        for (int i = 0; i < count; i++) {
            appendRow(from, rows[i]);
        }
    }

    private void appendRow(FieldVector from, int row) {
        if (size == 0) {
            vector.setInitialCapacity(FIRST_VALUES);
            vector.allocateNew();
        }
        vector.copyFromSafe(row, size, from);
        size++;
    }
}
