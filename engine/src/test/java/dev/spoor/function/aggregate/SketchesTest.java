/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The two sketches keep the error that the functions' documentation states, however their input is spread. */
class SketchesTest {
    private static final long SEED = 20261121;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 100, 193, 1000, 5000, 200_000})
    void distinctCountsAreNearAndDoNotDependOnTheSpread(int distinct) {
        try (Memory memory = Memory.root(1 << 24);
                Reservation reservation = new Reservation(memory)) {
            long expected = -1;
            for (int parts : new int[] {1, 2, 7}) {
                List<DistinctSketch> sketches = new ArrayList<>();
                for (int i = 0; i < parts; i++) {
                    sketches.add(new DistinctSketch(DistinctSketch.REGISTERS_LOG2, reservation));
                }
                Random spread = new Random(parts);
                for (int repeat = 0; repeat < 2; repeat++) {
                    Random hashes = new Random(SEED + distinct);
                    for (int i = 0; i < distinct; i++) {
                        sketches.get(spread.nextInt(parts)).add(hashes.nextLong(), reservation);
                    }
                }
                DistinctSketch all = sketches.get(0);
                sketches.subList(1, parts).forEach(one -> all.merge(one, reservation));
                expected = expected < 0 ? all.estimate() : expected;
                assertEquals(expected, all.estimate(), parts + " parts");
            }
            double error = distinct <= 100 ? 0 : 4 * 0.023 * distinct;
            assertEquals(distinct, expected, error);
        }
    }

    @Test
    void aSmallerErrorTakesMoreRegisters() {
        assertEquals(11, DistinctSketch.registersLog2(0.023));
        assertEquals(16, DistinctSketch.registersLog2(0.0040625));
        assertEquals(4, DistinctSketch.registersLog2(0.26));
    }

    @Test
    void memoryOfADistinctCountIsCountedAsItGrows() {
        try (Memory memory = Memory.root(1 << 20);
                Reservation reservation = new Reservation(memory)) {
            DistinctSketch sketch = new DistinctSketch(DistinctSketch.REGISTERS_LOG2, reservation);
            long empty = reservation.bytes();
            Random hashes = new Random(SEED);
            for (int i = 0; i < 5000; i++) {
                sketch.add(hashes.nextLong(), reservation);
            }
            assertTrue(empty > 0 && empty < 300, "empty: " + empty);
            assertTrue(reservation.bytes() > 2048, "full: " + reservation.bytes());
        }
    }

    @Test
    void fewNumbersGiveExactQuantilesHoweverTheyAreSpread() {
        try (Memory memory = Memory.root(1 << 24);
                Reservation reservation = new Reservation(memory)) {
            for (int parts : new int[] {1, 3}) {
                QuantileSketch all = spread(1000, parts, reservation);
                assertEquals(0, all.quantile(0));
                assertEquals(99, all.quantile(0.1));
                assertEquals(499, all.quantile(0.5));
                assertEquals(999, all.quantile(1));
            }
        }
    }

    @Test
    void manyNumbersGiveQuantilesWithinTheError() {
        try (Memory memory = Memory.root(1 << 24);
                Reservation reservation = new Reservation(memory)) {
            for (int parts : new int[] {1, 5}) {
                QuantileSketch all = spread(100_000, parts, reservation);
                for (double part : new double[] {0, 0.01, 0.25, 0.5, 0.95, 1}) {
                    // Three times what 99 of 100 cases keep to.
                    assertEquals(part * 100_000, all.quantile(part), 3 * 0.0044 * 100_000);
                }
                assertEquals(0, all.quantile(0));
                assertEquals(99_999, all.quantile(1));
            }
            long bytes = reservation.bytes();
            assertTrue(bytes > 100_000 && bytes < 2_000_000, "counted: " + bytes);
        }
    }

    private static QuantileSketch spread(int numbers, int parts, Reservation reservation) {
        List<QuantileSketch> sketches = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            sketches.add(new QuantileSketch(QuantileSketch.SIZE, reservation));
        }
        for (int i = 0; i < numbers; i++) {
            // 7919 is prime to both counts: every number comes once, in no order.
            sketches.get(i % parts).add((i * 7919L) % numbers, 1, reservation);
        }
        sketches.subList(1, parts).forEach(one -> sketches.get(0).merge(one, reservation));
        return sketches.get(0);
    }

    @Test
    void aWeightIsThatManyValues() {
        try (Memory memory = Memory.root(1 << 24);
                Reservation reservation = new Reservation(memory)) {
            QuantileSketch few = new QuantileSketch(QuantileSketch.SIZE, reservation);
            few.add(30, 1, reservation);
            few.add(10, 5, reservation);
            few.add(20, 4, reservation);
            assertEquals(10, few.quantile(0.5));
            assertEquals(20, few.quantile(0.51));
            assertEquals(20, few.quantile(0.9));
            assertEquals(30, few.quantile(0.91));
            QuantileSketch many = new QuantileSketch(QuantileSketch.SIZE, reservation);
            for (int i = 0; i < 3000; i++) {
                many.add(i, i < 1500 ? 9 : 1, reservation);
            }
            assertEquals(833, many.quantile(0.5), 60);
        }
    }

    @Test
    void doublesKeepTheirOrderAsIntegers() {
        double[] ascending = {
            Double.NEGATIVE_INFINITY, -1e300, -2.5, -0.0, 0.0, Double.MIN_VALUE, 7, Double.POSITIVE_INFINITY, Double.NaN
        };
        for (int i = 0; i < ascending.length; i++) {
            long ordered = QuantileSketch.ordered(ascending[i]);
            assertEquals(
                    Double.doubleToLongBits(ascending[i]), Double.doubleToLongBits(QuantileSketch.number(ordered)));
            assertTrue(i == 0 || QuantileSketch.ordered(ascending[i - 1]) < ordered, "at " + ascending[i]);
        }
    }
}
