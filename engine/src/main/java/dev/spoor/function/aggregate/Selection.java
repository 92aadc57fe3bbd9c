/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.vector.BulkReader;
import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Mask;

/** Row numbers of a batch that count, ascending. Reusable scratch space of one thread. */
final class Selection {
    private int[] identity = new int[0];
    private int[] some = new int[0];
    private int[] rows = identity;
    private int count;
    private final Mask mask = new Mask();

    /** Row numbers; the first {@link #count()} are valid until the selection changes. Not to be changed. */
    int[] rows() {
        return rows;
    }

    int count() {
        return count;
    }

    /** Takes the rows of {@code only}, or all if that is null. */
    void all(Mask only, int rowCount) {
        if (only == null) {
            everyRow(rowCount);
        } else {
            take(only);
        }
    }

    /** Takes the rows of {@code only} (all if that is null) where the column is not NULL. */
    void present(Column column, Mask only, int rowCount) {
        if (mayHaveNulls(column)) {
            BulkReader.present(column, mask);
            if (only != null) {
                mask.and(only);
            }
            take(mask);
        } else {
            all(only, rowCount);
        }
    }

    private void everyRow(int rowCount) {
        int known = identity.length;
        if (known < rowCount) {
            identity = new int[rowCount];
            for (int row = 0; row < rowCount; row++) {
                identity[row] = row;
            }
        }
        rows = identity;
        count = rowCount;
    }

    private void take(Mask wanted) {
        if (some.length < wanted.rowCount()) {
            some = new int[wanted.rowCount()];
        }
        rows = some;
        count = wanted.rows(some);
    }

    private static boolean mayHaveNulls(Column column) {
        if (column instanceof ConstantColumn constant) {
            return constant.isNull(0);
        }
        if (column instanceof DictionaryColumn dictionary) {
            return dictionary.codes().getNullCount() > 0;
        }
        return ((FlatColumn) column).vector().getNullCount() > 0;
    }
}
