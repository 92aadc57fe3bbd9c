/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.vector.Reservation;
import java.util.Arrays;
import org.apache.datasketches.kll.KllLongsSketch;
import org.apache.datasketches.kll.KllSketch;
import org.apache.datasketches.quantilescommon.QuantileSearchCriteria;

/**
 * About where parts of many numbers lie: all numbers with their weights while there are at most {@value #EXACT_MAX}, then
 * a KLL sketch of Apache DataSketches. (Karnin, Lang, Liberty: Optimal Quantile Approximation in Streams, 2016.) The
 * sketch flips coins, so that two runs over the same numbers may differ, both within the error.
 *
 * <p>Numbers are given as integers in whose order they are ({@link #ordered}), so that one kind of sketch does for integers
 * and for DOUBLE, with NaN as the greatest.
 */
final class QuantileSketch {
    /** Numbers that are kept before a sketch is made of them. */
    static final int EXACT_MAX = 1024;

    /**
     * Size of the sketch where no accuracy is asked for: the rank that a result really has is off by at most 0.44 % of
     * all ranks in 99 of 100 cases.
     */
    static final int SIZE = 1024;

    private static final int SIZE_MIN = 8;
    private static final int OBJECT_BYTES = 96;

    private final int size;
    private long[] values;

    /** Null as long as each is 1. */
    private long[] weights;

    private int count;
    private boolean sorted;

    /** Null while all numbers are kept. */
    private KllLongsSketch sketch;

    /** Heap that is counted for the sketch, and for how many numbers that is enough. */
    private long sketchBytes;

    private long enoughFor;

    /** Size of a sketch whose ranks are off by at most so much, such as 0.01. */
    static int sizeFor(double accuracy) {
        return Math.max(SIZE_MIN, Math.min(KllSketch.MAX_K, KllSketch.getKFromEpsilon(accuracy, false)));
    }

    /** @param reservation counts the heap of this sketch from now on */
    QuantileSketch(int size, Reservation reservation) {
        this.size = size;
        reservation.add(OBJECT_BYTES);
        values = reservation.grow(new long[0], 4);
    }

    int size() {
        return size;
    }

    /** The integer that stands for a number. */
    static long ordered(double number) {
        long bits = Double.doubleToLongBits(number);
        return bits ^ (bits >> (Long.SIZE - 1) & Long.MAX_VALUE);
    }

    /** The number that an integer stands for. */
    static double number(long ordered) {
        return Double.longBitsToDouble(ordered ^ (ordered >> (Long.SIZE - 1) & Long.MAX_VALUE));
    }

    /** @param weight how often the value counts, at least 1 */
    void add(long value, long weight, Reservation reservation) {
        if (sketch == null && count == EXACT_MAX) {
            toSketch(reservation);
        }
        if (sketch != null) {
            update(value, weight, reservation);
            return;
        }
        if (weight != 1 && weights == null) {
            weights = reservation.grow(new long[0], count + 1);
            Arrays.fill(weights, 0, count, 1);
        }
        values = reservation.grow(values, count + 1);
        values[count] = value;
        if (weights != null) {
            weights = reservation.grow(weights, count + 1);
            weights[count] = weight;
        }
        count++;
        sorted = false;
    }

    void merge(QuantileSketch other, Reservation reservation) {
        if (other.sketch == null) {
            for (int i = 0; i < other.count; i++) {
                add(other.values[i], other.weights == null ? 1 : other.weights[i], reservation);
            }
            return;
        }
        if (sketch == null) {
            toSketch(reservation);
        }
        makeRoom(other.sketch.getN(), reservation);
        sketch.merge(other.sketch);
    }

    /** The least value so that at least the part (0 to 1) of all values is not greater. There is one. */
    long quantile(double part) {
        if (sketch != null) {
            return sketch.getQuantile(part, QuantileSearchCriteria.INCLUSIVE);
        }
        sort();
        if (weights == null) {
            return values[(int) Math.max(0, Math.min(count - 1, Math.ceil(part * count) - 1))];
        }
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += weights[i];
        }
        double before = 0;
        for (int i = 0; i < count - 1; i++) {
            before += weights[i];
            if (before >= part * total) {
                return values[i];
            }
        }
        return values[count - 1];
    }

    private void update(long value, long weight, Reservation reservation) {
        makeRoom(weight, reservation);
        if (weight == 1) {
            sketch.update(value);
        } else {
            sketch.update(value, weight);
        }
    }

    private void toSketch(Reservation reservation) {
        sketch = KllLongsSketch.newHeapInstance(size);
        for (int i = 0; i < count; i++) {
            update(values[i], weights == null ? 1 : weights[i], reservation);
        }
        reservation.remove(8L * values.length + (weights == null ? 0 : 8L * weights.length));
        values = null;
        weights = null;
        count = 0;
    }

    /** Counts the heap that the sketch needs for more numbers, and for as much again when it is asked. */
    private void makeRoom(long more, Reservation reservation) {
        long wanted = sketch.getN() + more;
        if (wanted > enoughFor) {
            enoughFor = Math.max(2 * wanted, EXACT_MAX);
            long items = KllSketch.getMaxSerializedSizeBytes(size, enoughFor, KllSketch.SketchType.LONGS_SKETCH, true);
            // The items, and the sorted values with their weights that answering makes of them.
            long bytes = 3 * items;
            reservation.add(bytes - sketchBytes);
            sketchBytes = bytes;
        }
    }

    private void sort() {
        if (sorted) {
            return;
        }
        sorted = true;
        if (weights == null) {
            Arrays.sort(values, 0, count);
            return;
        }
        Integer[] order = new Integer[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        Arrays.sort(order, (a, b) -> Long.compare(values[a], values[b]));
        long[] oldValues = Arrays.copyOf(values, count);
        long[] oldWeights = Arrays.copyOf(weights, count);
        for (int i = 0; i < count; i++) {
            values[i] = oldValues[order[i]];
            weights[i] = oldWeights[order[i]];
        }
    }
}
