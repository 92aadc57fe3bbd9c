/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Field;

/** A VARCHAR (or JSON) column of codes into a {@link StringDictionary}; a NULL code is a NULL value. */
public final class DictionaryColumn extends Column {
    private final IntVector codes;
    private final StringDictionary dictionary;
    private FieldVector flat;

    /** Takes ownership of the codes, whose value count must be set. */
    public DictionaryColumn(Field field, IntVector codes, StringDictionary dictionary) {
        super(field, codes.getValueCount());
        this.codes = codes;
        this.dictionary = dictionary;
    }

    /** Code of each row; NULL where the value is NULL. */
    public IntVector codes() {
        return codes;
    }

    public StringDictionary dictionary() {
        return dictionary;
    }

    @Override
    public boolean isNull(int row) {
        return codes.isNull(row);
    }

    @Override
    public synchronized FieldVector flat(Memory memory) {
        if (flat == null) {
            flat = decode(memory);
        }
        return flat;
    }

    @Override
    public Column take(int[] rows, int count, Memory memory) {
        return new DictionaryColumn(field(), (IntVector) RowCopier.take(codes, rows, count, memory), dictionary);
    }

    @Override
    public long memoryBytes() {
        return codes.getBufferSize();
    }

    @Override
    void free() {
        codes.close();
        if (flat != null) {
            flat.close();
        }
    }

    private FieldVector decode(Memory memory) {
        int rows = rowCount();
        long bytes = 0;
        for (int row = 0; row < rows; row++) {
            if (!codes.isNull(row)) {
                bytes += dictionary.value(codes.get(row)).length;
            }
        }
        VarCharVector vector = new VarCharVector(field(), memory.allocator());
        try {
            vector.allocateNew(bytes, rows);
            for (int row = 0; row < rows; row++) {
                if (codes.isNull(row)) {
                    vector.setNull(row);
                } else {
                    vector.set(row, dictionary.value(codes.get(row)));
                }
            }
            vector.setValueCount(rows);
            return vector;
        } catch (RuntimeException e) {
            vector.close();
            throw e;
        }
    }
}
