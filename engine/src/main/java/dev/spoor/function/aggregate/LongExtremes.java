/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;

/** Of BOOLEAN, integers, dates, times and intervals. */
final class LongExtremes extends Extremes {
    private long[] values;
    private long[] bits = new long[0];

    LongExtremes(boolean greatest, Memory memory) {
        super(greatest, memory);
        values = new long[0];
    }

    @Override
    void grow(int groupCount) {
        super.grow(groupCount);
        values = reservation.grow(values, groupCount);
    }

    @Override
    void addRows(Column column, Selection selection, int[] groupIds) {
        long[] candidates = longs(column.flat(memory()), column.rowCount());
        int[] rows = selection.rows();
        int count = selection.count();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            int group = groupIds[row];
            long value = candidates[row];
            if (seen[group] == 0 || (greatest ? value > values[group] : value < values[group])) {
                seen[group] = 1;
                values[group] = value;
                noteImproved(row);
            }
        }
    }

    @Override
    boolean mergeGroup(Extremes other, int group, int mine) {
        long value = ((LongExtremes) other).values[group];
        if (seen[mine] != 0 && (greatest ? value <= values[mine] : value >= values[mine])) {
            return false;
        }
        seen[mine] = 1;
        values[mine] = value;
        return true;
    }

    @Override
    void writeValue(FieldVector out, int row, int group) {
        if (out instanceof BitVector booleans) {
            booleans.setSafe(row, (int) values[group]);
            return;
        }
        BaseFixedWidthVector fixed = (BaseFixedWidthVector) out;
        while (row >= fixed.getValueCapacity()) {
            fixed.reAlloc();
        }
        BitVectorHelper.setBit(fixed.getValidityBuffer(), row);
        if (fixed.getTypeWidth() == Long.BYTES) {
            fixed.getDataBuffer().setLong((long) row * Long.BYTES, values[group]);
        } else {
            fixed.getDataBuffer().setInt((long) row * Integer.BYTES, (int) values[group]);
        }
    }

    private long[] longs(FieldVector vector, int rowCount) {
        if (!(vector instanceof BitVector booleans)) {
            return reader.longs(vector, rowCount);
        }
        if (bits.length < rowCount) {
            bits = new long[rowCount];
        }
        for (int row = 0; row < rowCount; row++) {
            bits[row] = booleans.isNull(row) ? 0 : booleans.get(row);
        }
        return bits;
    }
}
