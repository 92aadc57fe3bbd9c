/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.vector.BulkReader;
import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The least or the greatest value of each group. Text by its bytes; DOUBLE with NaN as the greatest; nested values by
 * their parts. After each addition {@link #improved()} says where a better value came from. One thread.
 */
abstract sealed class Extremes implements AutoCloseable
        permits LongExtremes, DoubleExtremes, TextExtremes, ObjectExtremes {
    final Reservation reservation;
    final BulkReader reader = new BulkReader();
    final boolean greatest;
    byte[] seen;
    private int[] improved = new int[0];
    private int improvedCount;

    Extremes(boolean greatest, Memory memory) {
        this.greatest = greatest;
        this.reservation = new Reservation(memory);
        this.seen = new byte[0];
    }

    static Extremes of(Field field, boolean greatest, Memory memory) {
        try (FieldVector example = field.createVector(memory.allocator())) {
            if (example instanceof BaseVariableWidthVector) {
                return new TextExtremes(greatest, memory);
            }
            if (example instanceof Float8Vector) {
                return new DoubleExtremes(greatest, memory);
            }
            boolean asLong = example instanceof BitVector
                    || (example instanceof BaseFixedWidthVector && !(example instanceof DecimalVector));
            return asLong ? new LongExtremes(greatest, memory) : new ObjectExtremes(greatest, memory);
        }
    }

    final Memory memory() {
        return reservation.memory();
    }

    final boolean has(int group) {
        return group < seen.length && seen[group] != 0;
    }

    /** Makes room for so many groups. */
    void grow(int groupCount) {
        seen = reservation.grow(seen, groupCount);
    }

    /** Adds the selected rows, none of which is NULL; improved() then lists rows, in order. */
    final void add(Column column, Selection selection, int[] groupIds) {
        forgetImproved(selection.count());
        if (selection.count() > 0) {
            addRows(column, selection, groupIds);
        }
    }

    /** Adds another state; improved() then lists groups of the other. */
    final void merge(Extremes other, int[] otherToMine) {
        forgetImproved(otherToMine.length);
        for (int group = 0; group < otherToMine.length; group++) {
            if (otherToMine[group] >= 0 && other.has(group) && mergeGroup(other, group, otherToMine[group])) {
                noteImproved(group);
            }
        }
    }

    /** Where the values came from that were better than all before them in their group. */
    final int[] improved() {
        return improved;
    }

    final int improvedCount() {
        return improvedCount;
    }

    final void noteImproved(int source) {
        improved[improvedCount++] = source;
    }

    final void write(FieldVector out, int row, int group) {
        if (has(group)) {
            writeValue(out, row, group);
        } else {
            out.setNull(row);
        }
    }

    @Override
    public void close() {
        reservation.close();
    }

    private void forgetImproved(int max) {
        improvedCount = 0;
        if (improved.length < max) {
            improved = new int[max];
        }
    }

    abstract void addRows(Column column, Selection selection, int[] groupIds);

    /** Whether the other's value was better. */
    abstract boolean mergeGroup(Extremes other, int group, int mine);

    abstract void writeValue(FieldVector out, int row, int group);
}
