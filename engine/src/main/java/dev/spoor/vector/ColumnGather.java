/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Field;

/** Collects rows of several columns of one type into a new column. */
public final class ColumnGather {
    private ColumnGather() {}

    /**
     * Row i of the result is row rows[i] of sources[which[i]], NULL where rows[i] is -1; which[i] then means nothing.
     * Stays dictionary-encoded where all sources have the same dictionary. The caller owns the result.
     *
     * @param sources at least one; borrowed; the result is called as the first
     */
    public static Column gather(Column[] sources, int[] which, int[] rows, int count, Memory memory) {
        if (sources.length == 1) {
            return sources[0].take(rows, count, memory);
        }
        StringDictionary common = commonDictionary(sources);
        FieldVector[] vectors = new FieldVector[sources.length];
        if (common != null) {
            for (int i = 0; i < sources.length; i++) {
                vectors[i] = ((DictionaryColumn) sources[i]).codes();
            }
            IntVector codes = (IntVector) VectorGather.gather(vectors, which, rows, count, memory);
            return new DictionaryColumn(sources[0].field(), codes, common);
        }
        Field field = sources[0].field();
        boolean encoded = false;
        int[] flatRows = rows;
        for (int i = 0; i < sources.length; i++) {
            encoded |= sources[i] instanceof DictionaryColumn;
            if (sources[i] instanceof ConstantColumn constant) {
                vectors[i] = constant.value();
                if (flatRows == rows) {
                    flatRows = rows.clone();
                }
            } else if (sources[i] instanceof FlatColumn flat) {
                vectors[i] = flat.vector();
            }
        }
        if (flatRows != rows) {
            for (int i = 0; i < count; i++) {
                if (rows[i] >= 0 && sources[which[i]] instanceof ConstantColumn) {
                    flatRows[i] = 0;
                }
            }
        }
        return encoded
                ? new FlatColumn(field, gatherText(sources, vectors, which, flatRows, count, memory))
                : new FlatColumn(field, VectorGather.gather(vectors, which, flatRows, count, memory));
    }

    /** All rows of the columns, one column after another. The caller owns the result. */
    public static Column concatenate(Column[] sources, Memory memory) {
        int count = 0;
        for (Column source : sources) {
            count += source.rowCount();
        }
        int[] which = new int[count];
        int[] rows = new int[count];
        int at = 0;
        for (int source = 0; source < sources.length; source++) {
            for (int row = 0; row < sources[source].rowCount(); row++) {
                which[at] = source;
                rows[at++] = row;
            }
        }
        return gather(sources, which, rows, count, memory);
    }

    /** The largest snapshot of the one dictionary that all sources have, or null. */
    private static StringDictionary commonDictionary(Column[] sources) {
        StringDictionary largest = null;
        for (Column source : sources) {
            if (!(source instanceof DictionaryColumn encoded)) {
                return null;
            }
            StringDictionary dictionary = encoded.dictionary();
            if (largest != null && !largest.sameAs(dictionary)) {
                return null;
            }
            if (largest == null || dictionary.size() > largest.size()) {
                largest = dictionary;
            }
        }
        return largest;
    }

    /** Text from vectors where there are any, else from the dictionary. */
    private static FieldVector gatherText(
            Column[] sources, FieldVector[] vectors, int[] which, int[] rows, int count, Memory memory) {
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            bytes += length(sources, vectors, which[i], rows[i]);
        }
        VarCharVector target = new VarCharVector(sources[0].field(), memory.allocator());
        try {
            target.allocateNew(bytes, count);
            ArrowBuf to = target.getDataBuffer();
            ArrowBuf offsets = target.getOffsetBuffer();
            int end = 0;
            offsets.setInt(0, 0);
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                int source = which[i];
                if (row >= 0 && vectors[source] instanceof VarCharVector texts && !texts.isNull(row)) {
                    int length = texts.getValueLength(row);
                    to.setBytes(end, texts.getDataBuffer(), texts.getStartOffset(row), length);
                    end += length;
                    BitVectorHelper.setBit(target.getValidityBuffer(), i);
                } else if (row >= 0 && sources[source] instanceof DictionaryColumn encoded && !encoded.isNull(row)) {
                    byte[] value = encoded.dictionary().value(encoded.codes().get(row));
                    to.setBytes(end, value, 0, value.length);
                    end += value.length;
                    BitVectorHelper.setBit(target.getValidityBuffer(), i);
                }
                offsets.setInt((i + 1) * 4L, end);
            }
            target.setLastSet(count - 1);
            target.setValueCount(count);
            return target;
        } catch (RuntimeException e) {
            target.close();
            throw e;
        }
    }

    private static int length(Column[] sources, FieldVector[] vectors, int source, int row) {
        if (row < 0) {
            return 0;
        }
        if (vectors[source] instanceof VarCharVector texts) {
            return texts.isNull(row) ? 0 : texts.getValueLength(row);
        }
        DictionaryColumn encoded = (DictionaryColumn) sources[source];
        return encoded.isNull(row)
                ? 0
                : encoded.dictionary().value(encoded.codes().get(row)).length;
    }
}
