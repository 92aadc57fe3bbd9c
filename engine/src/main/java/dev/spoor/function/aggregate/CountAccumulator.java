/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.function.GroupedAccumulator;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;

/** A number of rows per group. */
abstract class CountAccumulator implements GroupedAccumulator {
    final Selection selection = new Selection();
    private final Reservation reservation;
    private long[] counts;

    CountAccumulator(Memory memory) {
        reservation = new Reservation(memory);
        counts = new long[0];
    }

    final void grow(int groupCount) {
        counts = reservation.grow(counts, groupCount);
    }

    /** Counts so many rows in each of some groups. */
    final void add(int[] groupIds, int[] rows, int count) {
        for (int i = 0; i < count; i++) {
            counts[groupIds[i]] += rows[i];
        }
    }

    /** Counts all rows. */
    final void countAll(int[] groupIds, int rowCount) {
        long[] sums = counts;
        for (int row = 0; row < rowCount; row++) {
            sums[groupIds[row]]++;
        }
    }

    /** Counts the selected rows. */
    final void count(int[] groupIds) {
        long[] sums = counts;
        int[] rows = selection.rows();
        int count = selection.count();
        for (int i = 0; i < count; i++) {
            sums[groupIds[rows[i]]]++;
        }
    }

    @Override
    public final void merge(GroupedAccumulator other, int[] otherToMine, int groupCount) {
        grow(groupCount);
        CountAccumulator from = (CountAccumulator) other;
        for (int group = 0; group < otherToMine.length; group++) {
            if (otherToMine[group] >= 0 && group < from.counts.length) {
                counts[otherToMine[group]] += from.counts[group];
            }
        }
    }

    @Override
    public final void writeResult(FieldVector out, int firstGroup, int count) {
        BigIntVector target = (BigIntVector) out;
        grow(firstGroup + count);
        for (int i = 0; i < count; i++) {
            target.setSafe(i, counts[firstGroup + i]);
        }
    }

    @Override
    public final long memoryBytes() {
        return reservation.bytes();
    }

    @Override
    public final void close() {
        reservation.close();
    }
}
