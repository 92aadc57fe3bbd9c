/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.group;

import dev.spoor.vector.BulkReader;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Reservation;
import java.util.Arrays;

/**
 * How many rows of a dictionary column have each entry of its dictionary, and NULL. Used again for the next column. One
 * thread.
 */
public final class EntryCounts {
    /** In {@link #entries}: NULL. */
    public static final int NULL_ENTRY = -1;

    private final Reservation reservation;
    private final BulkReader reader = new BulkReader();
    private final Mask present = new Mask();

    /** Of rows at even and at odd places: equal neighbours do not wait for each other's sum. */
    private int[] even;

    private int[] odd;
    private int[] entries;
    private int[] rows;
    private int size;

    /** @param reservation counts the arrays; closed by the caller */
    public EntryCounts(Reservation reservation) {
        this.reservation = reservation;
        even = reservation.grow(new int[0], 1);
        odd = reservation.grow(new int[0], 1);
        entries = reservation.grow(new int[0], 1);
        rows = reservation.grow(new int[0], 1);
    }

    /** Counts the rows of a column. */
    public void count(DictionaryColumn column) {
        int values = column.dictionary().size();
        even = reservation.grow(even, values);
        odd = reservation.grow(odd, values);
        entries = reservation.grow(entries, values + 1);
        rows = reservation.grow(rows, values + 1);
        Arrays.fill(even, 0, values, 0);
        Arrays.fill(odd, 0, values, 0);
        int rowCount = column.rowCount();
        int nulls = column.codes().getNullCount();
        if (nulls < rowCount) {
            int[] codes = reader.ints(column.codes(), rowCount);
            if (nulls == 0) {
                add(codes, rowCount);
            } else {
                BulkReader.present(column, present);
                addPresent(codes, present.words(), rowCount);
            }
        }
        size = 0;
        add(NULL_ENTRY, nulls);
        for (int entry = 0; entry < values; entry++) {
            add(entry, even[entry] + odd[entry]);
        }
    }

    private void add(int[] codes, int rowCount) {
        int[] first = even;
        int[] second = odd;
        int row = 0;
        for (; row + 1 < rowCount; row += 2) {
            first[codes[row]]++;
            second[codes[row + 1]]++;
        }
        if (row < rowCount) {
            first[codes[row]]++;
        }
    }

    private void addPresent(int[] codes, long[] words, int rowCount) {
        for (int from = 0; from < rowCount; from += Long.SIZE) {
            for (long left = words[from >>> 6]; left != 0; left &= left - 1) {
                even[codes[from + Long.numberOfTrailingZeros(left)]]++;
            }
        }
    }

    private void add(int entry, int count) {
        if (count > 0) {
            entries[size] = entry;
            rows[size++] = count;
        }
    }

    /** How many different entries there are. */
    public int size() {
        return size;
    }

    /** The entries that some row has, the first {@link #size}: {@link #NULL_ENTRY} or codes of the dictionary. */
    public int[] entries() {
        return entries;
    }

    /** How many rows have each of the {@link #entries}. */
    public int[] rows() {
        return rows;
    }
}
