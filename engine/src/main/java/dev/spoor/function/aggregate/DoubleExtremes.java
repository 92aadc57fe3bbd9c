/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;

/** Of DOUBLE: NaN is the greatest. */
final class DoubleExtremes extends Extremes {
    private double[] values;

    DoubleExtremes(boolean greatest, Memory memory) {
        super(greatest, memory);
        values = new double[0];
    }

    @Override
    void grow(int groupCount) {
        super.grow(groupCount);
        values = reservation.grow(values, groupCount);
    }

    @Override
    void addRows(Column column, Selection selection, int[] groupIds) {
        double[] candidates = reader.doubles(column.flat(memory()), column.rowCount());
        int[] rows = selection.rows();
        int count = selection.count();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            int group = groupIds[row];
            if (seen[group] == 0 || isBetter(candidates[row], values[group])) {
                seen[group] = 1;
                values[group] = candidates[row];
                noteImproved(row);
            }
        }
    }

    @Override
    boolean mergeGroup(Extremes other, int group, int mine) {
        double value = ((DoubleExtremes) other).values[group];
        if (seen[mine] != 0 && !isBetter(value, values[mine])) {
            return false;
        }
        seen[mine] = 1;
        values[mine] = value;
        return true;
    }

    @Override
    void writeValue(FieldVector out, int row, int group) {
        ((Float8Vector) out).setSafe(row, values[group]);
    }

    private boolean isBetter(double value, double than) {
        int order = Double.compare(value, than);
        return greatest ? order > 0 : order < 0;
    }
}
