/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Builds a text column batch by batch, dictionary-encoded as long as that pays: once many rows have shown mostly new
 * values, this column stays flat from the next batch on. One thread. {@link #close} frees what was not built.
 */
public final class TextColumnBuilder implements AutoCloseable {
    /** A dictionary is given up when it holds more than this many values and more than half as many as rows seen. */
    private static final int DICTIONARY_TRIAL_VALUES = 2048;

    /** A dictionary never holds more values than this; nor one value longer than the next. */
    private static final int DICTIONARY_VALUES_MAX = 1 << 16;

    private static final int DICTIONARY_VALUE_BYTES_MAX = 4096;

    private final Field field;
    private final Memory memory;
    private final int rowsHint;
    private StringDictionaryBuilder dictionary;
    private boolean encode = true;
    private long rowsSeen;
    private IntVector codes;
    private VarCharVector flat;
    private int row;
    private long flatBytes;

    public TextColumnBuilder(Field field, Memory memory, int rowsHint) {
        this.field = field;
        this.memory = memory;
        this.rowsHint = rowsHint;
        this.dictionary = new StringDictionaryBuilder(memory);
        begin();
    }

    public void appendNull() {
        if (codes != null) {
            ensureCodes();
            codes.setNull(row++);
        } else {
            flat.setNull(row++);
        }
    }

    /** Appends UTF-8 bytes; copies what it keeps. */
    public void append(byte[] buffer, int offset, int length) {
        if (codes != null) {
            boolean fits = length <= DICTIONARY_VALUE_BYTES_MAX && dictionary.size() < DICTIONARY_VALUES_MAX;
            if (fits) {
                ensureCodes();
                codes.set(row++, dictionary.code(buffer, offset, length));
                return;
            }
            goFlat();
        }
        flat.setSafe(row++, buffer, offset, length);
        flatBytes += length;
    }

    /** Bytes that this batch's values take so far, roughly. */
    public long batchBytes() {
        return codes != null ? row * 4L : flatBytes + row * 4L;
    }

    /** The rows since the last build as a column owned by the caller; starts the next batch. */
    public Column build() {
        int rows = row;
        rowsSeen += rows;
        Column built;
        if (codes != null) {
            codes.setValueCount(rows);
            built = new DictionaryColumn(field, codes, dictionary.snapshot());
            codes = null;
            encode = dictionary.size() <= DICTIONARY_TRIAL_VALUES || dictionary.size() <= rowsSeen / 2;
        } else {
            flat.setValueCount(rows);
            built = new FlatColumn(field, flat);
            flat = null;
        }
        try {
            begin();
        } catch (RuntimeException e) {
            built.close();
            throw e;
        }
        return built;
    }

    @Override
    public void close() {
        if (codes != null) {
            codes.close();
        }
        if (flat != null) {
            flat.close();
        }
        dictionary.close();
    }

    private void begin() {
        row = 0;
        flatBytes = 0;
        if (encode) {
            codes = new IntVector(field.getName(), memory.allocator());
            codes.allocateNew(rowsHint);
        } else {
            flat = new VarCharVector(field, memory.allocator());
            flat.allocateNew((long) rowsHint * 16, rowsHint);
        }
    }

    private void ensureCodes() {
        while (row >= codes.getValueCapacity()) {
            codes.reAlloc();
        }
    }

    /** This batch turned out not to suit a dictionary: decode what it has. */
    private void goFlat() {
        VarCharVector decoded = new VarCharVector(field, memory.allocator());
        try {
            decoded.allocateNew((long) rowsHint * 32, rowsHint);
            for (int i = 0; i < row; i++) {
                if (codes.isNull(i)) {
                    decoded.setNull(i);
                } else {
                    byte[] value = dictionary.value(codes.get(i));
                    decoded.setSafe(i, value);
                    flatBytes += value.length;
                }
            }
        } catch (RuntimeException e) {
            decoded.close();
            throw e;
        }
        codes.close();
        codes = null;
        flat = decoded;
        encode = dictionary.size() < DICTIONARY_VALUES_MAX;
    }
}
