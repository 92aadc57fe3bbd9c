/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A three-valued result for each row of a batch, 64 rows a word: a row is TRUE, NULL, or FALSE when it is neither. Bits
 * at and after the row count are clear in both.
 */
final class Truth {
    private final int rowCount;
    private final long[] trues;
    private final long[] nulls;

    /** All FALSE. */
    Truth(int rowCount) {
        this.rowCount = rowCount;
        this.trues = new long[(rowCount + 63) >>> 6];
        this.nulls = new long[trues.length];
    }

    /** The values of a BOOLEAN column. */
    static Truth of(Column column) {
        Truth truth = new Truth(column.rowCount());
        if (column instanceof ConstantColumn constant) {
            BitVector value = (BitVector) constant.value();
            if (value.isNull(0)) {
                truth.fill(truth.nulls);
            } else if (value.get(0) != 0) {
                truth.fill(truth.trues);
            }
            return truth;
        }
        BitVector vector = (BitVector) ((FlatColumn) column).vector();
        truth.readValidity(vector);
        ArrowBuf data = vector.getDataBuffer();
        for (int i = 0; i < truth.trues.length; i++) {
            truth.trues[i] = word(data, i) & ~truth.nulls[i] & truth.wordMask(i);
        }
        return truth;
    }

    /** Marks the rows where any of the columns is NULL. */
    void nullWhereNull(Column column) {
        if (column instanceof ConstantColumn) {
            if (rowCount > 0 && column.isNull(0)) {
                fill(nulls);
            }
        } else if (column instanceof FlatColumn flat) {
            readValidity(flat.vector());
        } else {
            for (int row = 0; row < rowCount; row++) {
                if (column.isNull(row)) {
                    setNull(row);
                }
            }
        }
    }

    private void readValidity(FieldVector vector) {
        if (vector.getNullCount() == 0) {
            return;
        }
        ArrowBuf validity = vector.getValidityBuffer();
        for (int i = 0; i < nulls.length; i++) {
            nulls[i] |= ~word(validity, i) & wordMask(i);
        }
    }

    int rowCount() {
        return rowCount;
    }

    /** 64 rows a word; writers keep NULL rows and rows past the end clear ({@link #trim}). */
    long[] trues() {
        return trues;
    }

    long[] nulls() {
        return nulls;
    }

    boolean isTrue(int row) {
        return (trues[row >>> 6] >>> row & 1) != 0;
    }

    boolean isNull(int row) {
        return (nulls[row >>> 6] >>> row & 1) != 0;
    }

    void setTrue(int row) {
        trues[row >>> 6] |= 1L << row;
    }

    void setNull(int row) {
        nulls[row >>> 6] |= 1L << row;
    }

    /** Clears TRUE where a row is NULL or past the end. */
    void trim() {
        for (int i = 0; i < trues.length; i++) {
            trues[i] &= ~nulls[i] & wordMask(i);
        }
    }

    /** Swaps TRUE and FALSE. */
    void negate() {
        for (int i = 0; i < trues.length; i++) {
            trues[i] = ~trues[i] & ~nulls[i] & wordMask(i);
        }
    }

    /** Writes the TRUE rows; the mask stands for as many rows. */
    void writeTo(Mask mask) {
        mask.reset(rowCount);
        System.arraycopy(trues, 0, mask.words(), 0, trues.length);
    }

    /** As a BOOLEAN column, owned by the caller. */
    Column toColumn(Field field, Memory memory) {
        BitVector vector = new BitVector(field, memory.allocator());
        try {
            vector.allocateNew(rowCount);
            ArrowBuf validity = vector.getValidityBuffer();
            ArrowBuf data = vector.getDataBuffer();
            for (int i = 0; i < trues.length; i++) {
                write(validity, i, ~nulls[i] & wordMask(i));
                write(data, i, trues[i]);
            }
            vector.setValueCount(rowCount);
            return new FlatColumn(field, vector);
        } catch (RuntimeException e) {
            vector.close();
            throw e;
        }
    }

    /** Bits of the word that stand for rows. */
    private long wordMask(int word) {
        int rest = rowCount - (word << 6);
        return rest >= 64 ? -1L : (1L << rest) - 1;
    }

    private void fill(long[] words) {
        Arrays.fill(words, -1L);
        if (words.length > 0) {
            words[words.length - 1] = wordMask(words.length - 1);
        }
    }

    private static long word(ArrowBuf buffer, int index) {
        long at = index * 8L;
        long capacity = buffer.capacity();
        if (at + 8 <= capacity) {
            return buffer.getLong(at);
        }
        long word = 0;
        for (long i = at; i < capacity; i++) {
            word |= (buffer.getByte(i) & 0xFFL) << ((i - at) << 3);
        }
        return word;
    }

    private static void write(ArrowBuf buffer, int index, long word) {
        long at = index * 8L;
        if (at + 8 <= buffer.capacity()) {
            buffer.setLong(at, word);
            return;
        }
        for (long i = at; i < buffer.capacity(); i++) {
            buffer.setByte(i, (byte) (word >>> ((i - at) << 3)));
        }
    }
}
