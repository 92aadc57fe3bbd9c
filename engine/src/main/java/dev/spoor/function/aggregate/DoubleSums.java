/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.vector.Memory;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;

/** Sums of DOUBLE. The last digits depend on the order of the rows. */
class DoubleSums extends NumberSums {
    private final boolean zeroIfNone;
    private double[] sums;

    DoubleSums(Memory memory, boolean zeroIfNone) {
        super(memory);
        this.zeroIfNone = zeroIfNone;
        sums = new double[0];
    }

    @Override
    final void grow(int groupCount) {
        super.grow(groupCount);
        sums = reservation.grow(sums, groupCount);
    }

    @Override
    final void add(FieldVector vector, int rowCount, int[] groupIds) {
        double[] values = reader.doubles(vector, rowCount);
        int[] rows = selection.rows();
        int count = selection.count();
        double[] totals = sums;
        long[] numbers = counts;
        for (int i = 0; i < count; i++) {
            int group = groupIds[rows[i]];
            totals[group] += values[rows[i]];
            numbers[group]++;
        }
    }

    @Override
    final void addSum(NumberSums from, int group, int mine) {
        sums[mine] += ((DoubleSums) from).sums[group];
    }

    @Override
    void write(FieldVector out, int row, int group) {
        if (counts[group] == 0 && !zeroIfNone) {
            out.setNull(row);
        } else {
            ((Float8Vector) out).setSafe(row, sums[group]);
        }
    }

    final double sum(int group) {
        return sums[group];
    }
}
