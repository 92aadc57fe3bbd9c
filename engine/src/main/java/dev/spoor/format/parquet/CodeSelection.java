/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import dev.spoor.vector.StringDictionary;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A filter on one text column of a row group of which every value is an index into a dictionary: the filter is asked once
 * about each entry, and rows are kept by their index. No row makes a string, a vector or a bit. One thread.
 *
 * <p>This gives the rows that testing each would give: the filter sees one column and nothing else, is the same for equal
 * rows, and fails for no value, so neither a value that no row has, nor how often one is asked about, makes a difference
 * ({@link ParquetReadRequest.RowFilter#byValue}).
 */
final class CodeSelection {
    private final StringDictionary dictionary;
    private final Reservation heap;

    /** By code: 1 where rows are kept, otherwise 0. Not longer than the dictionary, so that no code outside of it passes. */
    private final byte[] kept;

    private final boolean keepsNulls;
    private final int keptValues;
    private int[] rows;
    private int[] codes;
    private int count;

    private CodeSelection(StringDictionary dictionary, Mask verdicts, Reservation heap) {
        this.dictionary = dictionary;
        this.heap = heap;
        int size = dictionary.size();
        heap.add(size);
        kept = new byte[size];
        int found = 0;
        for (int code = 0; code < size; code++) {
            kept[code] = (byte) (verdicts.get(code) ? 1 : 0);
            found += kept[code];
        }
        keepsNulls = verdicts.get(size);
        keptValues = found;
        rows = heap.grow(new int[0], 1);
        codes = heap.grow(new int[0], 1);
    }

    /**
     * Asks a filter about each entry, and about NULL.
     *
     * @param field of the column
     * @param heap counts the arrays; not closed by this
     */
    static CodeSelection of(
            ParquetReadRequest.RowFilter filter, Field field, StringDictionary dictionary, Reservation heap) {
        Memory memory = heap.memory();
        int size = dictionary.size();
        IntVector each = new IntVector(field.getName(), memory.allocator());
        try {
            each.allocateNew(size + 1);
            for (int code = 0; code < size; code++) {
                each.set(code, code);
            }
            each.setNull(size);
            each.setValueCount(size + 1);
        } catch (RuntimeException e) {
            each.close();
            throw e;
        }
        Mask verdicts = new Mask();
        try (Batch entries = new Batch(size + 1, List.of(new DictionaryColumn(field, each, dictionary)))) {
            filter.predicate().test(entries, verdicts, filter.context());
        }
        return new CodeSelection(dictionary, verdicts, heap);
    }

    /** Whether no row is kept, of a column that may hold NULLs or not. */
    boolean keepsNothing(boolean mayHoldNulls) {
        return keptValues == 0 && !(mayHoldNulls && keepsNulls);
    }

    /** Whether every row is kept, of a column that may hold NULLs or not. */
    boolean keepsEverything(boolean mayHoldNulls) {
        return keptValues == dictionary.size() && (!mayHoldNulls || keepsNulls);
    }

    /** Forgets the rows kept so far, and makes room for so many. */
    void begin(int rowCount) {
        count = 0;
        rows = heap.grow(rows, rowCount + 1); // a row that is not kept is written behind the last one that is
        codes = heap.grow(codes, rowCount + 1);
    }

    /**
     * Looks at values of rows {@code first .. first + length}, none of which is NULL. Codes outside of the dictionary raise
     * an IndexOutOfBoundsException here and below.
     */
    void add(int[] values, int length, int first) {
        int at = count;
        int[] toRows = rows;
        int[] toCodes = codes;
        byte[] verdicts = kept;
        for (int i = 0; i < length; i++) {
            int code = values[i];
            toRows[at] = first + i;
            toCodes[at] = code;
            at += verdicts[code];
        }
        count = at;
    }

    /** Looks at rows {@code first .. first + length}, which all have one value. */
    void addEqual(int code, int length, int first) {
        if (kept[code] == 0) {
            return;
        }
        for (int i = 0; i < length; i++) {
            rows[count + i] = first + i;
        }
        Arrays.fill(codes, count, count + length, code);
        count += length;
    }

    /**
     * Looks at rows {@code first .. first + length}, some of which are NULL.
     *
     * @param values of those that are not
     * @param defined bits that tell which those are
     * @param from the bit of the first row
     */
    void add(int[] values, long[] defined, int from, int length, int first) {
        int value = 0;
        for (int i = 0; i < length; i += Long.SIZE) {
            long there = BitRuns.at(defined, from + i) & -1L >>> -Math.min(Long.SIZE, length - i);
            if (!keepsNulls) {
                for (long left = there; left != 0; left &= left - 1) {
                    int code = values[value++];
                    rows[count] = first + i + Long.numberOfTrailingZeros(left);
                    codes[count] = code;
                    count += kept[code];
                }
                continue;
            }
            int end = Math.min(Long.SIZE, length - i);
            for (int bit = 0; bit < end; bit++) {
                boolean isThere = (there >>> bit & 1) != 0;
                int code = isThere ? values[value++] : -1;
                rows[count] = first + i + bit;
                codes[count] = code;
                count += isThere ? kept[code] : 1;
            }
        }
    }

    /** How many rows are kept. */
    int count() {
        return count;
    }

    /** The rows kept, ascending: the first {@link #count}; valid until the next {@link #begin}. */
    int[] rows() {
        return rows;
    }

    /** The column's values of the rows kept; owned by the caller. */
    Column column(Field field) {
        IntVector vector = new IntVector(field.getName(), heap.memory().allocator());
        try {
            vector.allocateNew(count);
            if (keepsNulls) {
                for (int i = 0; i < count; i++) {
                    if (codes[i] >= 0) {
                        BitVectorHelper.setBit(vector.getValidityBuffer(), i);
                    } else {
                        codes[i] = 0;
                    }
                }
            } else {
                VectorSink.setBits(vector.getValidityBuffer(), 0, count);
            }
            vector.getDataBuffer()
                    .nioBuffer(0, count * Integer.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asIntBuffer()
                    .put(codes, 0, count);
            vector.setValueCount(count);
        } catch (RuntimeException e) {
            vector.close();
            throw e;
        }
        return new DictionaryColumn(field, vector, dictionary);
    }
}
