/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.lifecycle.HeldRecords.Hash;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.util.Set;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.TimeStampVector;

/**
 * Tells first deliveries from repeats, in rows that are sorted as {@link LakeRows#order} says: a repeat has the content of
 * the row before it, or of a record that the lake holds. Rows without a hash are never repeats. One thread.
 */
final class RepeatFinder {
    private final LakeRows rows;
    private final HeldRecords held;
    private final Memory memory;
    private boolean hasLast;
    private long lastHigh;
    private long lastLow;

    RepeatFinder(LakeRows rows, HeldRecords held, Memory memory) {
        this.rows = rows;
        this.held = held;
        this.memory = memory;
    }

    /** For each row of the next batch, whether it is a repeat. All rows have a time, or none has. */
    boolean[] find(Batch batch) {
        BigIntVector high = (BigIntVector) batch.column(rows.hashHigh()).flat(memory);
        BigIntVector low = (BigIntVector) batch.column(rows.hashLow()).flat(memory);
        TimeStampVector times = (TimeStampVector) batch.column(rows.time()).flat(memory);
        int count = batch.rowCount();
        Set<Hash> known = times.isNull(0) ? held.withoutTime() : held.between(times.get(0), times.get(count - 1));
        boolean[] repeats = new boolean[count];
        for (int row = 0; row < count; row++) {
            if (high.isNull(row)) {
                hasLast = false;
                continue;
            }
            boolean isLast = hasLast && high.get(row) == lastHigh && low.get(row) == lastLow;
            hasLast = true;
            lastHigh = high.get(row);
            lastLow = low.get(row);
            repeats[row] = isLast || !known.isEmpty() && known.contains(new Hash(lastHigh, lastLow));
        }
        return repeats;
    }
}
