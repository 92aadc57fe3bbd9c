/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.group;

import dev.spoor.vector.BulkReader;
import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import dev.spoor.vector.StringDictionary;
import java.util.Arrays;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Numbers the distinct values of a column: equal values have equal codes, 0 .. size-1, in order of first appearance;
 * {@link #NULL} is 0. Columns of any shape with the field's type may follow each other. Heap and buffers are counted in
 * the memory and given back on close. One thread.
 */
public abstract sealed class ValueCoder implements AutoCloseable
        permits BooleanCoder, LongCoder, BytesCoder, NestedCoder {
    /** Code of NULL. */
    public static final int NULL = 0;

    /** Instead of a code: the value has none. */
    public static final int UNKNOWN = -1;

    private final Field field;
    final Reservation reservation;
    final BulkReader reader = new BulkReader();
    final Mask present = new Mask();

    ValueCoder(Field field, Memory memory) {
        this.field = field;
        this.reservation = new Reservation(memory);
    }

    /** A coder of values of this type. */
    public static ValueCoder of(Field field, Memory memory) {
        try (FieldVector example = field.createVector(memory.allocator())) {
            if (example instanceof BitVector) {
                return new BooleanCoder(field, memory);
            }
            if (example instanceof BaseVariableWidthVector || example instanceof DecimalVector) {
                return new BytesCoder(field, memory);
            }
            if (example instanceof BaseFixedWidthVector) {
                return new LongCoder(field, memory);
            }
            return new NestedCoder(field, memory);
        }
    }

    public final Field field() {
        return field;
    }

    /** Codes are below this; NULL's counts although no NULL may have come. */
    public abstract int size();

    /** Writes the code of each row; new values get codes. */
    public final void encode(Column column, int[] codes) {
        fill(column, codes, true);
    }

    /** Writes the code of each row, {@link #UNKNOWN} for values that have none. Changes nothing. */
    public final void find(Column column, int[] codes) {
        fill(column, codes, false);
    }

    /**
     * Writes the code of each of some entries of a dictionary; new values get codes.
     *
     * @param entries codes of the dictionary, or {@link EntryCounts#NULL_ENTRY}
     */
    public void encodeEntries(StringDictionary dictionary, int[] entries, int count, int[] codes) {
        throw new IllegalStateException("a dictionary of " + field);
    }

    /** Hash of the value of a code; equal values have equal hashes in every coder of this type. */
    public abstract long hash(int code);

    /** Writes the hash of the value of each row; nothing gets a code. */
    public final void hashes(Column column, long[] hashes) {
        int rows = column.rowCount();
        if (column instanceof ConstantColumn constant) {
            long[] one = new long[1];
            hashFlat(constant.value(), 1, one);
            Arrays.fill(hashes, 0, rows, constant.isNull(0) ? KeyHash.NULL : one[0]);
            return;
        }
        if (column instanceof DictionaryColumn dictionary) {
            hashDictionary(dictionary, hashes);
        } else {
            hashFlat(column.flat(reservation.memory()), rows, hashes);
        }
        BulkReader.present(column, present);
        for (int row = 0; row < rows; row++) {
            if (!present.get(row)) {
                hashes[row] = KeyHash.NULL;
            }
        }
    }

    /** The code here of the value that has a code in another coder of the same type; added if new. */
    public abstract int absorb(ValueCoder other, int otherCode);

    /** Values of codes[from] .. codes[from+count) as a new column; the caller owns it. */
    public abstract Column decode(int[] codes, int from, int count);

    /** Heap and buffers held. */
    public abstract long memoryBytes();

    @Override
    public abstract void close();

    private void fill(Column column, int[] codes, boolean add) {
        int rows = column.rowCount();
        if (column instanceof ConstantColumn constant) {
            if (constant.isNull(0)) {
                Arrays.fill(codes, 0, rows, NULL);
            } else {
                int[] one = new int[1];
                codeFlat(constant.value(), 1, one, add);
                Arrays.fill(codes, 0, rows, one[0]);
            }
            return;
        }
        BulkReader.present(column, present);
        if (column instanceof DictionaryColumn dictionary) {
            codeDictionary(dictionary, codes, add);
        } else {
            codeFlat(column.flat(reservation.memory()), rows, codes, add);
        }
    }

    /** Codes of a flat vector's rows; {@link #present} is set, except for the one row of a constant. */
    abstract void codeFlat(FieldVector vector, int rows, int[] codes, boolean add);

    /** Hashes of a flat vector's rows; those of NULLs do not matter. */
    abstract void hashFlat(FieldVector vector, int rows, long[] hashes);

    /** Codes of a dictionary column's rows; {@link #present} is set. */
    void codeDictionary(DictionaryColumn column, int[] codes, boolean add) {
        throw new IllegalStateException("a dictionary column of " + field);
    }

    /** Hashes of a dictionary column's rows; those of NULLs do not matter. */
    void hashDictionary(DictionaryColumn column, long[] hashes) {
        throw new IllegalStateException("a dictionary column of " + field);
    }

    /** A power of two with room for so many values at half load. */
    static int slotsFor(int values) {
        return Integer.highestOneBit(Math.max(values, 8) - 1) << 2;
    }
}
