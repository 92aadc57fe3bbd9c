/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.vector.Memory;
import java.math.BigDecimal;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;

/** Sums of DECIMAL, exact. */
class DecimalSums extends NumberSums {
    /** Heap of a number of up to some 60 digits. */
    private static final int SUM_BYTES = 104;

    private final boolean zeroIfNone;
    private BigDecimal[] sums;

    DecimalSums(Memory memory, boolean zeroIfNone) {
        super(memory);
        this.zeroIfNone = zeroIfNone;
        sums = new BigDecimal[0];
    }

    @Override
    final void grow(int groupCount) {
        super.grow(groupCount);
        sums = reservation.grow(sums, groupCount);
    }

    @Override
    final void add(FieldVector vector, int rowCount, int[] groupIds) {
        DecimalVector decimals = (DecimalVector) vector;
        int[] rows = selection.rows();
        int count = selection.count();
        for (int i = 0; i < count; i++) {
            int group = groupIds[rows[i]];
            addTo(group, decimals.getObject(rows[i]));
            counts[group]++;
        }
    }

    @Override
    final void addSum(NumberSums from, int group, int mine) {
        addTo(mine, ((DecimalSums) from).sums[group]);
    }

    @Override
    void write(FieldVector out, int row, int group) {
        DecimalVector decimals = (DecimalVector) out;
        if (counts[group] == 0 && !zeroIfNone) {
            out.setNull(row);
            return;
        }
        BigDecimal sum = sums[group] == null ? BigDecimal.ZERO : sums[group];
        BigDecimal scaled = sum.setScale(decimals.getScale());
        if (scaled.precision() > decimals.getPrecision()) {
            throw new EngineException(
                    ErrorCode.NUMERIC_OVERFLOW,
                    "sum " + sum.toPlainString() + " has more than " + decimals.getPrecision()
                            + " digits; sum CAST(... AS DOUBLE) instead");
        }
        decimals.setSafe(row, scaled);
    }

    final BigDecimal sum(int group) {
        return sums[group];
    }

    private void addTo(int group, BigDecimal value) {
        if (sums[group] == null) {
            reservation.add(SUM_BYTES);
            sums[group] = value;
        } else {
            sums[group] = sums[group].add(value);
        }
    }
}
