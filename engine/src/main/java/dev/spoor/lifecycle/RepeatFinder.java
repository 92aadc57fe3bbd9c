/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.format.ContentHash;
import dev.spoor.lifecycle.HeldRecords.Hash;
import dev.spoor.source.StoredColumns;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarCharVector;

/**
 * Tells first deliveries from repeats, in rows that are sorted as {@link LakeRows#order} says: a repeat has the content of
 * the row before it, or of a record that the lake holds. Rows without a hash are never repeats. One thread.
 */
final class RepeatFinder {
    private final LakeRows rows;
    private final HeldRecords held;
    private final ContentHash idHash;
    private final Memory memory;
    private boolean hasLast;
    private long lastHigh;
    private long lastLow;

    /** @param seed of all hashes */
    RepeatFinder(LakeRows rows, HeldRecords held, long seed, Memory memory) {
        this.rows = rows;
        this.held = held;
        this.idHash = new ContentHash(seed);
        this.memory = memory;
    }

    /**
     * For each row of the next batches, which one is a repeat.
     *
     * @param batches with {@link LakeRows#working working columns}. All rows have a time, or none has
     */
    List<boolean[]> find(List<Batch> batches) {
        Set<Hash> known = held(batches);
        List<boolean[]> repeats = new ArrayList<>();
        batches.forEach(batch -> repeats.add(find(batch, known)));
        return repeats;
    }

    private Set<Hash> held(List<Batch> batches) {
        Batch first = batches.get(0);
        Batch last = batches.get(batches.size() - 1);
        TimeStampVector from = times(first);
        TimeStampVector to = times(last);
        if (from.isNull(0)) {
            return held.mayHoldWithoutTime() ? held.withoutTime(ids(batches)) : Set.of();
        }
        long least = from.get(0);
        long greatest = to.get(last.rowCount() - 1);
        return held.mayHold(least, greatest) ? held.between(least, greatest, ids(batches)) : Set.of();
    }

    private TimeStampVector times(Batch batch) {
        return (TimeStampVector) batch.column(rows.time()).flat(memory);
    }

    private Set<Hash> ids(List<Batch> batches) {
        Set<Hash> ids = new HashSet<>();
        for (Batch batch : batches) {
            VarCharVector texts = (VarCharVector)
                    batch.column(rows.indexOf(StoredColumns.EVENT_ID)).flat(memory);
            for (int row = 0; row < batch.rowCount(); row++) {
                if (!texts.isNull(row)) {
                    byte[] id = texts.get(row);
                    idHash.hash(id, 0, id.length);
                    ids.add(new Hash(idHash.high(), idHash.low()));
                }
            }
        }
        return ids;
    }

    private boolean[] find(Batch batch, Set<Hash> known) {
        BigIntVector high = (BigIntVector) batch.column(rows.hashHigh()).flat(memory);
        BigIntVector low = (BigIntVector) batch.column(rows.hashLow()).flat(memory);
        boolean[] repeats = new boolean[batch.rowCount()];
        for (int row = 0; row < repeats.length; row++) {
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
