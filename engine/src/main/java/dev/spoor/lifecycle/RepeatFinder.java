/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.format.ContentHash;
import dev.spoor.lifecycle.HeldRecords.Hash;
import dev.spoor.source.StoredColumns;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarCharVector;

/**
 * Tells first deliveries from repeats: a repeat has the content of a row of the same time before it, or of a record that
 * the lake holds. Rows without a hash are never repeats. One thread.
 */
final class RepeatFinder {
    private final LakeRows rows;
    private final HeldRecords held;
    private final ContentHash idHash;
    private final Memory memory;

    /** @param seed of all hashes */
    RepeatFinder(LakeRows rows, HeldRecords held, long seed, Memory memory) {
        this.rows = rows;
        this.held = held;
        this.idHash = new ContentHash(seed);
        this.memory = memory;
    }

    /**
     * For each place, whether the row there is a repeat.
     *
     * @param working at least one row, oldest first, with the {@link LakeRows#working working columns}; all of one day, or
     *     all without a time
     */
    boolean[] find(RowPlaces working) {
        List<TimeStampVector> times = new ArrayList<>();
        List<BigIntVector> highs = new ArrayList<>();
        List<BigIntVector> lows = new ArrayList<>();
        for (Batch batch : working.batches()) {
            times.add((TimeStampVector) batch.column(rows.time()).flat(memory));
            highs.add((BigIntVector) batch.column(rows.hashHigh()).flat(memory));
            lows.add((BigIntVector) batch.column(rows.hashLow()).flat(memory));
        }
        int count = working.count();
        long[] micros = new long[count];
        boolean hasTimes = !times.get(working.batchIndex(0)).isNull(working.row(0));
        for (int place = 0; hasTimes && place < count; place++) {
            micros[place] = times.get(working.batchIndex(place)).get(working.row(place));
        }
        Set<Hash> known = held(working, hasTimes, micros);
        boolean[] repeats = new boolean[count];
        Set<Hash> ofThisTime = new HashSet<>();
        for (int place = 0; place < count; place++) {
            boolean isNewTime = place == 0 || micros[place] != micros[place - 1];
            boolean isAlone = isNewTime && (place + 1 == count || micros[place + 1] != micros[place]);
            if (isNewTime) {
                ofThisTime.clear();
            }
            BigIntVector high = highs.get(working.batchIndex(place));
            int row = working.row(place);
            if (high.isNull(row) || isAlone && known.isEmpty()) {
                continue;
            }
            Hash hash =
                    new Hash(high.get(row), lows.get(working.batchIndex(place)).get(row));
            repeats[place] = !ofThisTime.add(hash) || known.contains(hash);
        }
        return repeats;
    }

    private Set<Hash> held(RowPlaces working, boolean hasTimes, long[] micros) {
        if (!hasTimes) {
            return held.mayHoldWithoutTime() ? held.withoutTime(ids(working)) : Set.of();
        }
        long least = micros[0];
        long greatest = micros[micros.length - 1];
        return held.mayHold(least, greatest) ? held.between(least, greatest, ids(working)) : Set.of();
    }

    private Set<Hash> ids(RowPlaces working) {
        Set<Hash> ids = new HashSet<>();
        int id = rows.indexOf(StoredColumns.EVENT_ID);
        for (Batch batch : working.batches()) {
            Column column = batch.column(id);
            VarCharVector texts = column instanceof DictionaryColumn ? null : (VarCharVector) column.flat(memory);
            for (int row = 0; row < batch.rowCount(); row++) {
                if (!column.isNull(row)) {
                    byte[] text = column instanceof DictionaryColumn coded
                            ? coded.dictionary().value(coded.codes().get(row))
                            : texts.get(row);
                    idHash.hash(text, 0, text.length);
                    ids.add(new Hash(idHash.high(), idHash.low()));
                }
            }
        }
        return ids;
    }
}
