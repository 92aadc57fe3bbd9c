/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.StringDictionaryBuilder;
import java.util.ArrayList;
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
    /** Rows of a row group at most. */
    static final int ROWS_MAX = 1 << 17;

    /** Bits for a row, and for the rank of a text among those of its column. */
    private static final int BITS = 18;

    private final List<int[]> paths;
    private final Memory memory;

    /** @param paths texts to sort by, most significant first: index of the column, then of fields inside of it */
    RowGroupOrder(List<int[]> paths, Memory memory) {
        this.paths = List.copyOf(paths);
        this.memory = memory;
    }

    /**
     * The rows in their order; those that are alike stay in theirs.
     *
     * @param rows oldest first, {@link #ROWS_MAX} at most
     */
    RowPlaces of(RowPlaces rows) {
        if (rows.count() > ROWS_MAX) {
            throw new IllegalArgumentException(rows.count() + " rows in a row group");
        }
        int[] ranks = new int[rows.count()]; // of the texts so far, together
        for (int[] path : paths) {
            ranks = then(ranks, ranks(rows, path));
        }
        long[] keys = new long[rows.count()];
        for (int place = 0; place < keys.length; place++) {
            keys[place] = (long) ranks[place] << BITS | place;
        }
        Arrays.sort(keys);
        int[] places = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            places[i] = (int) keys[i] & (1 << BITS) - 1;
        }
        return rows.take(places);
    }

    /** Ranks of pairs. */
    private static int[] then(int[] first, int[] second) {
        long[] pairs = new long[first.length];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = (long) first[i] << BITS | second[i];
        }
        long[] distinct = pairs.clone();
        Arrays.sort(distinct);
        int count = 0;
        for (int i = 0; i < distinct.length; i++) {
            if (i == 0 || distinct[i] != distinct[count - 1]) {
                distinct[count++] = distinct[i];
            }
        }
        int[] ranks = new int[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            ranks[i] = Arrays.binarySearch(distinct, 0, count, pairs[i]);
        }
        return ranks;
    }

    /** Rank of each row's text; 0 where there is none. */
    private int[] ranks(RowPlaces rows, int[] path) {
        List<Texts> sources = new ArrayList<>();
        rows.batches().forEach(batch -> sources.add(new Texts(batch, path)));
        int[] codes = new int[rows.count()];
        try (StringDictionaryBuilder distinct = new StringDictionaryBuilder(memory)) {
            for (int place = 0; place < codes.length; place++) {
                codes[place] = sources.get(rows.batchIndex(place)).code(rows.row(place), distinct);
            }
            Integer[] sorted = new Integer[distinct.size()];
            Arrays.setAll(sorted, i -> i);
            Arrays.sort(sorted, (a, b) -> Arrays.compareUnsigned(distinct.value(a), distinct.value(b)));
            int[] ranks = new int[sorted.length];
            for (int rank = 0; rank < sorted.length; rank++) {
                ranks[sorted[rank]] = rank + 1;
            }
            for (int place = 0; place < codes.length; place++) {
                codes[place] = codes[place] < 0 ? 0 : ranks[codes[place]];
            }
            return codes;
        }
    }

    /** The texts at one path of one batch. */
    private final class Texts {
        private final DictionaryColumn codedOrNull;
        private final int[] known;
        private final List<FieldVector> outside = new ArrayList<>();
        private VarCharVector flatOrNull;

        Texts(Batch batch, int[] path) {
            Column column = batch.column(path[0]);
            codedOrNull = column instanceof DictionaryColumn coded ? coded : null;
            known = new int[codedOrNull == null ? 0 : codedOrNull.dictionary().size()];
            Arrays.fill(known, -1);
            if (codedOrNull == null) {
                FieldVector vector = column.flat(memory);
                for (int i = 1; i < path.length; i++) {
                    outside.add(vector);
                    vector = (FieldVector) ((StructVector) vector).getChildByOrdinal(path[i]);
                }
                flatOrNull = (VarCharVector) vector;
            }
        }

        /** The code of a row's text among all; -1 where there is none. */
        int code(int row, StringDictionaryBuilder distinct) {
            if (codedOrNull != null) {
                if (codedOrNull.isNull(row)) {
                    return -1;
                }
                int code = codedOrNull.codes().get(row);
                if (known[code] < 0) {
                    known[code] = distinct.code(codedOrNull.dictionary().value(code));
                }
                return known[code];
            }
            for (FieldVector struct : outside) {
                if (struct.isNull(row)) {
                    return -1;
                }
            }
            return flatOrNull.isNull(row) ? -1 : distinct.code(flatOrNull.get(row));
        }
    }
}
