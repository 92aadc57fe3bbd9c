/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.function.GroupedAccumulator;
import dev.spoor.vector.BulkReader;
import dev.spoor.vector.Column;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** Sum and number of the values of each group; what a result is made of them differs. */
abstract class NumberSums implements GroupedAccumulator {
    final Reservation reservation;
    final Selection selection = new Selection();
    final BulkReader reader = new BulkReader();
    long[] counts;

    NumberSums(Memory memory) {
        reservation = new Reservation(memory);
        counts = new long[0];
    }

    @Override
    public final void update(List<Column> arguments, int[] groupIds, Mask only, int rowCount, int groupCount) {
        grow(groupCount);
        Column column = arguments.get(0);
        selection.present(column, only, rowCount);
        if (selection.count() > 0) {
            add(column.flat(reservation.memory()), rowCount, groupIds);
        }
    }

    @Override
    public final void merge(GroupedAccumulator other, int[] otherToMine, int groupCount) {
        grow(groupCount);
        NumberSums from = (NumberSums) other;
        int groups = Math.min(otherToMine.length, from.counts.length);
        for (int group = 0; group < groups; group++) {
            int mine = otherToMine[group];
            if (mine >= 0 && from.counts[group] > 0) {
                addSum(from, group, mine);
                counts[mine] += from.counts[group];
            }
        }
    }

    @Override
    public final void writeResult(FieldVector out, int firstGroup, int count) {
        grow(firstGroup + count);
        for (int i = 0; i < count; i++) {
            write(out, i, firstGroup + i);
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

    /** Makes room for so many groups. */
    void grow(int groupCount) {
        counts = reservation.grow(counts, groupCount);
    }

    /** Adds and counts the selected rows of a vector. */
    abstract void add(FieldVector vector, int rowCount, int[] groupIds);

    /** Adds another state's sum of a group with rows; the caller counts. */
    abstract void addSum(NumberSums from, int group, int mine);

    abstract void write(FieldVector out, int row, int group);
}
