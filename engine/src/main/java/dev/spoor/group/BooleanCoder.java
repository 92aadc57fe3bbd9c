/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.group;

import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** Codes of booleans: 0 NULL, 1 FALSE, 2 TRUE. */
final class BooleanCoder extends ValueCoder {
    private static final int FALSE = 1;
    private static final int TRUE = 2;

    BooleanCoder(Field field, Memory memory) {
        super(field, memory);
    }

    @Override
    public int size() {
        return TRUE + 1;
    }

    @Override
    void codeFlat(FieldVector vector, int rows, int[] codes, boolean add) {
        BitVector bits = (BitVector) vector;
        for (int row = 0; row < rows; row++) {
            codes[row] = bits.isNull(row) ? NULL : FALSE + bits.get(row);
        }
    }

    @Override
    void hashFlat(FieldVector vector, int rows, long[] hashes) {
        BitVector bits = (BitVector) vector;
        for (int row = 0; row < rows; row++) {
            hashes[row] = bits.isNull(row) ? KeyHash.NULL : hash(FALSE + bits.get(row));
        }
    }

    @Override
    public long hash(int code) {
        return code == NULL ? KeyHash.NULL : KeyHash.ofLong(code);
    }

    @Override
    public int absorb(ValueCoder other, int otherCode) {
        return otherCode;
    }

    @Override
    public Column decode(int[] codes, int from, int count) {
        BitVector vector = (BitVector) field().createVector(reservation.memory().allocator());
        try {
            vector.allocateNew(count);
            for (int i = 0; i < count; i++) {
                int code = codes[from + i];
                if (code == NULL) {
                    vector.setNull(i);
                } else {
                    vector.set(i, code - FALSE);
                }
            }
            vector.setValueCount(count);
            return new FlatColumn(field(), vector);
        } catch (RuntimeException | Error e) {
            vector.close();
            throw e;
        }
    }

    @Override
    public long memoryBytes() {
        return 0;
    }

    @Override
    public void close() {
        reservation.close();
    }
}
