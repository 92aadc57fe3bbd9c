/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * One column of a batch: immutable Arrow data in one of three shapes. Reference-counted: whoever gets a column from
 * an evaluation or a batch constructor owns one reference and closes it once; {@link #retain()} makes another owner.
 * Safe to read from several threads.
 *
 * <p>Kernels that do not care about the shape call {@link #flat}; those that do are the fast ones.
 */
public abstract sealed class Column implements AutoCloseable permits FlatColumn, DictionaryColumn, ConstantColumn {
    private final Field field;
    private final int rowCount;
    private final AtomicInteger owners = new AtomicInteger(1);

    Column(Field field, int rowCount) {
        this.field = field;
        this.rowCount = rowCount;
    }

    /** Name and type. The name is informative only; plans address columns by index. */
    public final Field field() {
        return field;
    }

    public final int rowCount() {
        return rowCount;
    }

    public abstract boolean isNull(int row);

    /**
     * The same values as one flat vector of {@link #rowCount()} values, borrowed: valid until the last owner closes
     * this column, never to be closed or changed by the caller. Made on the first call and kept.
     */
    public abstract FieldVector flat(Memory memory);

    /**
     * A new column of {@code count} rows: row i holds row {@code rows[i]} of this one, or NULL where that is -1. Keeps
     * dictionary and constant shapes where it can. The caller owns it.
     */
    public abstract Column take(int[] rows, int count, Memory memory);

    /** Rows from .. from+count as a new column; the caller owns it. */
    public Column slice(int from, int count, Memory memory) {
        if (from == 0 && count == rowCount) {
            return retain();
        }
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = from + i;
        }
        return take(rows, count, memory);
    }

    /** Bytes of this column's buffers, roughly; a dictionary is not counted. */
    public abstract long memoryBytes();

    /** Another reference to this column; returns this. */
    public final Column retain() {
        if (owners.getAndIncrement() <= 0) {
            throw new IllegalStateException("column '" + field.getName() + "' used after its last owner closed it");
        }
        return this;
    }

    /** Ends one owner's reference; the last one frees the buffers. */
    @Override
    public final void close() {
        int left = owners.decrementAndGet();
        if (left == 0) {
            free();
        } else if (left < 0) {
            throw new IllegalStateException("column '" + field.getName() + "' closed more often than owned");
        }
    }

    abstract void free();
}
