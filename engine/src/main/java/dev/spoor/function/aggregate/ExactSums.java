/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.vector.Memory;
import java.math.BigInteger;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;

/** Sums of INTEGER and BIGINT: a long that may wrap, and how often it did. */
class ExactSums extends NumberSums {
    private final boolean zeroIfNone;
    private long[] sums;
    private long[] wraps;

    ExactSums(Memory memory, boolean zeroIfNone) {
        super(memory);
        this.zeroIfNone = zeroIfNone;
        sums = new long[0];
        wraps = new long[0];
    }

    @Override
    final void grow(int groupCount) {
        super.grow(groupCount);
        sums = reservation.grow(sums, groupCount);
        wraps = reservation.grow(wraps, groupCount);
    }

    @Override
    final void add(FieldVector vector, int rowCount, int[] groupIds) {
        long[] values = reader.longs(vector, rowCount);
        int[] rows = selection.rows();
        int count = selection.count();
        long[] totals = sums;
        long[] numbers = counts;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            int group = groupIds[row];
            long value = values[row];
            long before = totals[group];
            long after = before + value;
            if (((before ^ after) & (value ^ after)) < 0) {
                wraps[group] += value < 0 ? -1 : 1;
            }
            totals[group] = after;
            numbers[group]++;
        }
    }

    @Override
    final void addSum(NumberSums from, int group, int mine) {
        ExactSums other = (ExactSums) from;
        long before = sums[mine];
        long value = other.sums[group];
        long after = before + value;
        if (((before ^ after) & (value ^ after)) < 0) {
            wraps[mine] += value < 0 ? -1 : 1;
        }
        sums[mine] = after;
        wraps[mine] += other.wraps[group];
    }

    @Override
    void write(FieldVector out, int row, int group) {
        if (counts[group] == 0 && !zeroIfNone) {
            out.setNull(row);
        } else if (wraps[group] != 0) {
            throw new EngineException(
                    ErrorCode.NUMERIC_OVERFLOW,
                    "sum " + total(group) + " is out of the range of BIGINT; sum CAST(... AS DECIMAL(38,0)) instead");
        } else {
            ((BigIntVector) out).setSafe(row, sums[group]);
        }
    }

    final boolean fitsLong(int group) {
        return wraps[group] == 0;
    }

    final long longSum(int group) {
        return sums[group];
    }

    /** The exact sum: each wrap stands for 2 to the 64. */
    final BigInteger total(int group) {
        return BigInteger.valueOf(wraps[group]).shiftLeft(Long.SIZE).add(BigInteger.valueOf(sums[group]));
    }
}
