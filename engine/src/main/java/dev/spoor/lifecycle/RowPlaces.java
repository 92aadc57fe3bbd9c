/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.TimeStampVector;

/**
 * Rows of one day in some order: each is a row of one of several batches. Rows are moved by moving their places; they are
 * copied once, when they are written. Immutable. The batches stay their owner's.
 */
final class RowPlaces {
    private static final long MICROS_PER_DAY = TimeUnit.DAYS.toMicros(1);

    /** A time of day in microseconds takes 37 bits; the rest of a long is for the row. */
    private static final int ROW_BITS = 26;

    /** So many rows at most can be put in order at once. */
    static final int ROWS_MAX = 1 << ROW_BITS;

    private final Batch[] batches;
    private final int[] batchOf;
    private final int[] rowOf;
    private final int count;

    private RowPlaces(Batch[] batches, int[] batchOf, int[] rowOf, int count) {
        this.batches = batches;
        this.batchOf = batchOf;
        this.rowOf = rowOf;
        this.count = count;
    }

    /** All rows, one batch after the other. */
    static RowPlaces inSequence(List<Batch> batches) {
        int count = 0;
        for (Batch batch : batches) {
            count = Math.addExact(count, batch.rowCount());
        }
        int[] batchOf = new int[count];
        int[] rowOf = new int[count];
        int at = 0;
        for (int i = 0; i < batches.size(); i++) {
            for (int row = 0; row < batches.get(i).rowCount(); row++) {
                batchOf[at] = i;
                rowOf[at++] = row;
            }
        }
        return new RowPlaces(batches.toArray(new Batch[0]), batchOf, rowOf, count);
    }

    /**
     * All rows, oldest first; those of the same time as they come.
     *
     * @param time the column with their times; either all rows have one, of the same day, or none has
     */
    static RowPlaces byTime(List<Batch> batches, int time, Memory memory) {
        RowPlaces all = inSequence(batches);
        if (all.count > ROWS_MAX) {
            throw new IllegalArgumentException(all.count + " rows of one day");
        }
        long[] keys = new long[all.count];
        int at = 0;
        for (Batch batch : batches) {
            TimeStampVector times = (TimeStampVector) batch.column(time).flat(memory);
            for (int row = 0; row < batch.rowCount(); row++) {
                long ofDay = times.isNull(row) ? 0 : Math.floorMod(times.get(row), MICROS_PER_DAY);
                keys[at] = ofDay << ROW_BITS | at;
                at++;
            }
        }
        Arrays.sort(keys);
        int[] places = new int[all.count];
        for (int i = 0; i < places.length; i++) {
            places[i] = (int) keys[i] & ROWS_MAX - 1;
        }
        return all.take(places);
    }

    int count() {
        return count;
    }

    /** The batch of the row at a place. */
    Batch batch(int place) {
        return batches[batchOf[place]];
    }

    /** Index of that batch. */
    int batchIndex(int place) {
        return batchOf[place];
    }

    /** The row's number in its batch. */
    int row(int place) {
        return rowOf[place];
    }

    /** The batches, by their indexes. */
    List<Batch> batches() {
        return List.of(batches);
    }

    /** Other batches with the same rows. */
    RowPlaces in(List<Batch> others) {
        return new RowPlaces(others.toArray(new Batch[0]), batchOf, rowOf, count);
    }

    /** The rows of these places, in their order. */
    RowPlaces take(int[] places) {
        int[] takenBatches = new int[places.length];
        int[] takenRows = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            takenBatches[i] = batchOf[places[i]];
            takenRows[i] = rowOf[places[i]];
        }
        return new RowPlaces(batches, takenBatches, takenRows, places.length);
    }

    /** The rows whose mark is as wanted. */
    RowPlaces marked(boolean[] marks, boolean wanted) {
        int[] places = new int[count];
        int kept = 0;
        for (int place = 0; place < count; place++) {
            if (marks[place] == wanted) {
                places[kept++] = place;
            }
        }
        return kept == count ? this : take(Arrays.copyOf(places, kept));
    }

    /** Rows from .. to - 1. */
    RowPlaces between(int from, int to) {
        return new RowPlaces(
                batches, Arrays.copyOfRange(batchOf, from, to), Arrays.copyOfRange(rowOf, from, to), to - from);
    }

    /** Rows from .. from + rows - 1 as a batch that the caller owns. */
    Batch gather(int from, int rows, Memory memory) {
        int[] numbers = new int[batches.length]; // of the batches that have some of these rows, plus one
        Batch[] sources = new Batch[Math.min(rows, batches.length)];
        int[] which = new int[rows];
        int known = 0;
        for (int i = 0; i < rows; i++) {
            int batch = batchOf[from + i];
            if (numbers[batch] == 0) {
                sources[known++] = batches[batch];
                numbers[batch] = known;
            }
            which[i] = numbers[batch] - 1;
        }
        return Batch.gather(
                Arrays.copyOf(sources, known), which, Arrays.copyOfRange(rowOf, from, from + rows), rows, memory);
    }
}
