/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import java.util.ArrayList;
import java.util.List;

/** Disjoint stretches of rows of a row group, ascending. Immutable. */
final class RowRanges {
    private final long[] bounds;

    private RowRanges(long[] bounds) {
        this.bounds = bounds;
    }

    static RowRanges all(long rows) {
        return rows == 0 ? none() : new RowRanges(new long[] {0, rows});
    }

    static RowRanges none() {
        return new RowRanges(new long[0]);
    }

    /** Of stretches in ascending order; those that touch become one. */
    static RowRanges of(List<long[]> stretches) {
        List<Long> all = new ArrayList<>();
        for (long[] stretch : stretches) {
            int last = all.size() - 1;
            if (last >= 0 && all.get(last) == stretch[0]) {
                all.set(last, stretch[1]);
            } else if (stretch[0] < stretch[1]) {
                all.add(stretch[0]);
                all.add(stretch[1]);
            }
        }
        return new RowRanges(all.stream().mapToLong(Long::longValue).toArray());
    }

    int count() {
        return bounds.length / 2;
    }

    long start(int range) {
        return bounds[2 * range];
    }

    /** One past the last row. */
    long end(int range) {
        return bounds[2 * range + 1];
    }

    long rows() {
        long rows = 0;
        for (int i = 0; i < count(); i++) {
            rows += end(i) - start(i);
        }
        return rows;
    }

    RowRanges intersect(RowRanges other) {
        List<long[]> both = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < count() && j < other.count()) {
            long from = Math.max(start(i), other.start(j));
            long to = Math.min(end(i), other.end(j));
            if (from < to) {
                both.add(new long[] {from, to});
            }
            if (end(i) < other.end(j)) {
                i++;
            } else {
                j++;
            }
        }
        return of(both);
    }
}
