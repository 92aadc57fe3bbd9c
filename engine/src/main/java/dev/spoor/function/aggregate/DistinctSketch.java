/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.vector.Reservation;
import java.util.Arrays;

/**
 * About how many distinct 64-bit hashes were added: the hashes themselves while they are few, then a HyperLogLog of 2048
 * registers, whose standard error is 1.04 / sqrt(2048) = 2.3 %, with linear counting where many registers are empty.
 * (Flajolet, Fusy, Gandouet, Meunier: HyperLogLog, 2007.)
 */
final class DistinctSketch {
    private static final int INDEX_BITS = 11;
    private static final int REGISTERS = 1 << INDEX_BITS;

    /** Bias correction of the harmonic mean for this many registers. */
    private static final double ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);

    /** Below this estimate, linear counting is better. */
    private static final double LINEAR_MAX = 2.5 * REGISTERS;

    /** Hashes kept exactly: as many bytes as the registers would take. */
    private static final int EXACT_MAX = REGISTERS / Long.BYTES;

    private static final int OBJECT_BYTES = 56;

    /** Ascending; null once there are registers. */
    private long[] exact;

    private int exactCount;
    private byte[] registers;

    /** @param reservation counts the heap of this sketch from now on */
    DistinctSketch(Reservation reservation) {
        reservation.add(OBJECT_BYTES);
        exact = reservation.grow(new long[0], 4);
    }

    void add(long hash, Reservation reservation) {
        if (exact == null) {
            register(hash);
            return;
        }
        int at = Arrays.binarySearch(exact, 0, exactCount, hash);
        if (at >= 0) {
            return;
        }
        if (exactCount == EXACT_MAX) {
            toRegisters(reservation);
            register(hash);
            return;
        }
        exact = reservation.grow(exact, exactCount + 1);
        int to = -at - 1;
        System.arraycopy(exact, to, exact, to + 1, exactCount - to);
        exact[to] = hash;
        exactCount++;
    }

    void merge(DistinctSketch other, Reservation reservation) {
        if (other.exact != null) {
            for (int i = 0; i < other.exactCount; i++) {
                add(other.exact[i], reservation);
            }
            return;
        }
        if (exact != null) {
            toRegisters(reservation);
        }
        for (int i = 0; i < REGISTERS; i++) {
            registers[i] = (byte) Math.max(registers[i], other.registers[i]);
        }
    }

    long estimate() {
        if (exact != null) {
            return exactCount;
        }
        double sum = 0;
        int empty = 0;
        for (byte register : registers) {
            sum += 1.0 / (1L << register);
            empty += register == 0 ? 1 : 0;
        }
        double estimate = ALPHA * REGISTERS * REGISTERS / sum;
        if (estimate <= LINEAR_MAX && empty > 0) {
            estimate = REGISTERS * Math.log((double) REGISTERS / empty);
        }
        return Math.round(estimate);
    }

    private void toRegisters(Reservation reservation) {
        reservation.add(REGISTERS);
        registers = new byte[REGISTERS];
        for (int i = 0; i < exactCount; i++) {
            register(exact[i]);
        }
        reservation.remove(8L * exact.length);
        exact = null;
    }

    /** The highest bits choose the register; it keeps the longest run of zeros seen in the rest, plus one. */
    private void register(long hash) {
        int index = (int) (hash >>> (Long.SIZE - INDEX_BITS));
        long rest = hash << INDEX_BITS | 1L << (INDEX_BITS - 1);
        byte rank = (byte) (Long.numberOfLeadingZeros(rest) + 1);
        if (registers[index] < rank) {
            registers[index] = rank;
        }
    }
}
