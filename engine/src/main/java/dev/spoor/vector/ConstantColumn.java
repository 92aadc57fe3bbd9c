/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** A column whose rows all hold the same value. */
public final class ConstantColumn extends Column {
    private final FlatColumn value;
    private FieldVector flat;

    /** @param value one row; this column owns it */
    public ConstantColumn(FlatColumn value, int rowCount) {
        super(value.field(), rowCount);
        if (value.rowCount() != 1) {
            throw new IllegalArgumentException("a constant is one row, not " + value.rowCount());
        }
        this.value = value;
    }

    /** A NULL of any type. */
    public static ConstantColumn ofNull(Field field, int rowCount, Memory memory) {
        FieldVector vector = field.createVector(memory.allocator());
        vector.setInitialCapacity(1);
        vector.allocateNew();
        vector.setNull(0);
        vector.setValueCount(1);
        return new ConstantColumn(new FlatColumn(field, vector), rowCount);
    }

    /** One row: the value at index 0. */
    public FieldVector value() {
        return value.vector();
    }

    @Override
    public boolean isNull(int row) {
        return value.isNull(0);
    }

    @Override
    public synchronized FieldVector flat(Memory memory) {
        if (flat == null) {
            flat = RowCopier.take(value.vector(), new int[rowCount()], rowCount(), memory);
        }
        return flat;
    }

    @Override
    public Column take(int[] rows, int count, Memory memory) {
        for (int i = 0; i < count; i++) {
            if (rows[i] < 0 && !value.isNull(0)) {
                int[] toValue = new int[count];
                for (int k = 0; k < count; k++) {
                    toValue[k] = rows[k] < 0 ? -1 : 0;
                }
                return new FlatColumn(field(), RowCopier.take(value.vector(), toValue, count, memory));
            }
        }
        return new ConstantColumn((FlatColumn) value.retain(), count);
    }

    @Override
    public long memoryBytes() {
        return value.memoryBytes();
    }

    @Override
    void free() {
        value.close();
        if (flat != null) {
            flat.close();
        }
    }
}
