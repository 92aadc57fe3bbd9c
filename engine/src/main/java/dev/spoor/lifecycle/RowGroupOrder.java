/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.StringDictionary;
import dev.spoor.vector.StringDictionaryBuilder;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * The order of rows inside a row group: by what was called, then by who called it, then by time. Records of one kind look
 * alike, so next to each other they compress better, and equal values become runs; a page holds few names, so bounds of
 * pages tell more about names than they could about times. Row groups themselves follow each other in time.
 */
final class RowGroupOrder {
    /** Bits for the row, and for the rank of a text among those of its column. */
    private static final int BITS = 20;

    private final List<int[]> paths;
    private final Memory memory;

    /** @param paths texts to sort by, most significant first, three at most: index of the column, then of fields inside */
    RowGroupOrder(List<int[]> paths, Memory memory) {
        this.paths = List.copyOf(paths);
        this.memory = memory;
        if (RowStretch.ROWS_MAX >= 1 << BITS) {
            throw new IllegalStateException("row groups of " + RowStretch.ROWS_MAX + " rows");
        }
    }

    /** For each place of the order the row that belongs there, counted over all batches. Rows that are alike stay in place. */
    int[] of(List<Batch> batches, int rowCount) {
        int[] ranks = new int[rowCount]; // of the texts so far, together
        for (int[] path : paths) {
            ranks = then(ranks, ranks(batches, path, rowCount));
        }
        long[] keys = new long[rowCount];
        for (int row = 0; row < rowCount; row++) {
            keys[row] = (long) ranks[row] << BITS | row;
        }
        Arrays.sort(keys);
        int[] rows = new int[rowCount];
        for (int place = 0; place < rowCount; place++) {
            rows[place] = (int) keys[place] & (1 << BITS) - 1;
        }
        return rows;
    }

    /** Ranks of pairs. */
    private static int[] then(int[] first, int[] second) {
        long[] pairs = new long[first.length];
        for (int row = 0; row < pairs.length; row++) {
            pairs[row] = (long) first[row] << BITS | second[row];
        }
        long[] distinct = Arrays.stream(pairs).sorted().distinct().toArray();
        int[] ranks = new int[pairs.length];
        for (int row = 0; row < pairs.length; row++) {
            ranks[row] = Arrays.binarySearch(distinct, pairs[row]);
        }
        return ranks;
    }

    /** 0 where there is no text. */
    private int[] ranks(List<Batch> batches, int[] path, int rowCount) {
        int[] codes = new int[rowCount];
        try (StringDictionaryBuilder texts = new StringDictionaryBuilder(memory)) {
            int at = 0;
            for (Batch batch : batches) {
                code(batch, path, texts, codes, at);
                at += batch.rowCount();
            }
            Integer[] sorted = new Integer[texts.size()];
            Arrays.setAll(sorted, i -> i);
            Arrays.sort(sorted, (a, b) -> Arrays.compareUnsigned(texts.value(a), texts.value(b)));
            int[] ranks = new int[sorted.length];
            for (int rank = 0; rank < sorted.length; rank++) {
                ranks[sorted[rank]] = rank + 1;
            }
            for (int row = 0; row < rowCount; row++) {
                codes[row] = codes[row] < 0 ? 0 : ranks[codes[row]];
            }
            return codes;
        }
    }

    /** Codes of the texts of a batch, from a place on; -1 where there is none. */
    private void code(Batch batch, int[] path, StringDictionaryBuilder texts, int[] codes, int at) {
        Column column = batch.column(path[0]);
        if (column instanceof DictionaryColumn coded) {
            StringDictionary dictionary = coded.dictionary();
            int[] known = new int[dictionary.size()];
            Arrays.fill(known, -1);
            for (int row = 0; row < batch.rowCount(); row++) {
                int code = coded.isNull(row) ? -1 : coded.codes().get(row);
                if (code >= 0 && known[code] < 0) {
                    known[code] = texts.code(dictionary.value(code));
                }
                codes[at + row] = code < 0 ? -1 : known[code];
            }
            return;
        }
        FieldVector vector = column.flat(memory);
        boolean[] isMissing = new boolean[batch.rowCount()];
        for (int i = 1; i < path.length; i++) {
            for (int row = 0; row < isMissing.length; row++) {
                isMissing[row] |= vector.isNull(row);
            }
            vector = (FieldVector) ((StructVector) vector).getChildByOrdinal(path[i]);
        }
        VarCharVector values = (VarCharVector) vector;
        for (int row = 0; row < isMissing.length; row++) {
            codes[at + row] = isMissing[row] || values.isNull(row) ? -1 : texts.code(values.get(row));
        }
    }
}
