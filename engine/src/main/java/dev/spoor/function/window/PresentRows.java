/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.window;

import dev.spoor.vector.Column;
import java.util.Arrays;

/** The rows of a column that are not NULL, for IGNORE NULLS. */
final class PresentRows {
    private final int[] rows;

    PresentRows(Column column) {
        int[] found = new int[column.rowCount()];
        int count = 0;
        for (int row = 0; row < found.length; row++) {
            if (!column.isNull(row)) {
                found[count++] = row;
            }
        }
        rows = Arrays.copyOf(found, count);
    }

    /** How many present rows come before a row. */
    int before(int row) {
        int place = Arrays.binarySearch(rows, row);
        return place >= 0 ? place : -place - 1;
    }

    /** The present row at a place, if it is in from .. to; else -1. */
    int at(long place, int from, int to) {
        if (place < 0 || place >= rows.length) {
            return -1;
        }
        int row = rows[(int) place];
        return row >= from && row < to ? row : -1;
    }
}
