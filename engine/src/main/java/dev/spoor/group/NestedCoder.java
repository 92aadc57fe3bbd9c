/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.group;

import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Codes of ARRAY, MAP and ROW: by their {@linkplain NestedKey normalised bytes}. The first value of each code is kept as
 * it came, so that a MAP comes out with its entries in an order that it had.
 */
final class NestedCoder extends ValueCoder {
    private final ByteTable table;
    private final NestedKey key = new NestedKey();

    /** Row code - 1 is the value of a code. */
    private final FieldVector firsts;

    NestedCoder(Field field, Memory memory) {
        super(field, memory);
        try {
            table = new ByteTable(reservation);
        } catch (RuntimeException e) {
            reservation.close();
            throw e;
        }
        firsts = field.createVector(memory.allocator());
    }

    @Override
    public int size() {
        return table.size();
    }

    @Override
    void codeFlat(FieldVector vector, int rows, int[] codes, boolean add) {
        for (int row = 0; row < rows; row++) {
            codes[row] = vector.isNull(row) ? NULL : code(vector, row, add);
        }
    }

    @Override
    void hashFlat(FieldVector vector, int rows, long[] hashes) {
        for (int row = 0; row < rows; row++) {
            key.set(vector, row);
            hashes[row] = KeyHash.ofBytes(key.bytes(), 0, key.length());
        }
    }

    @Override
    public long hash(int code) {
        return code == NULL ? KeyHash.NULL : table.hash(code);
    }

    @Override
    public int absorb(ValueCoder other, int otherCode) {
        return otherCode == NULL ? NULL : code(((NestedCoder) other).firsts, otherCode - 1, true);
    }

    @Override
    public Column decode(int[] codes, int from, int count) {
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = codes[from + i] == NULL ? -1 : codes[from + i] - 1;
        }
        firsts.setValueCount(table.size() - 1);
        // A view: it does not own the vector and is not closed.
        return new FlatColumn(field(), firsts).take(rows, count, reservation.memory());
    }

    @Override
    public long memoryBytes() {
        firsts.setValueCount(table.size() - 1);
        return reservation.bytes() + firsts.getBufferSize();
    }

    @Override
    public void close() {
        firsts.close();
        reservation.close();
    }

    private int code(FieldVector vector, int row, boolean add) {
        key.set(vector, row);
        int before = table.size();
        long hash = KeyHash.ofBytes(key.bytes(), 0, key.length());
        int code = table.code(key.bytes(), 0, key.length(), hash, add);
        if (code == before) {
            firsts.copyFromSafe(row, code - 1, vector);
        }
        return code;
    }
}
