/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.vector.Reservation;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;

/**
 * About how many distinct 64-bit hashes were added: a HyperLogLog sketch of Apache DataSketches, which keeps a few
 * hundred hashes nearly exactly before it turns to registers. (Flajolet, Fusy, Gandouet, Meunier: HyperLogLog, 2007.)
 *
 * <p>The estimate is the composite one, a function of the registers alone: it does not depend on the order of additions
 * nor on how they were spread over sketches that were merged, which the more exact one of DataSketches does.
 */
final class DistinctSketch {
    /** Registers as a power of two that give the error that is promised where none is asked for. */
    static final int REGISTERS_LOG2 = 11;

    private static final int REGISTERS_LOG2_MIN = 4;
    private static final int REGISTERS_LOG2_MAX = 16;

    /** The standard error is this over the square root of the number of registers. */
    private static final double ERROR_FACTOR = 1.04;

    /** Heap of the objects around the array of a sketch. */
    private static final int OBJECT_BYTES = 120;

    private HllSketch sketch;
    private long counted;

    /** Of the fewest registers that give a standard error, such as 0.023. */
    static int registersLog2(double standardError) {
        double registers = Math.pow(ERROR_FACTOR / standardError, 2);
        int log2 = (int) Math.ceil(Math.log(registers) / Math.log(2) - 1e-9);
        return Math.max(REGISTERS_LOG2_MIN, Math.min(REGISTERS_LOG2_MAX, log2));
    }

    /** @param reservation counts the heap of this sketch from now on */
    DistinctSketch(int registersLog2, Reservation reservation) {
        sketch = new HllSketch(registersLog2, TgtHllType.HLL_8);
        count(reservation);
    }

    void add(long hash, Reservation reservation) {
        sketch.update(hash);
        if (!isFullSize()) {
            count(reservation);
        }
    }

    void merge(DistinctSketch other, Reservation reservation) {
        Union union = new Union(sketch.getLgConfigK());
        union.update(sketch);
        union.update(other.sketch);
        sketch = union.getResult(TgtHllType.HLL_8);
        count(reservation);
    }

    long estimate() {
        return Math.round(sketch.getCompositeEstimate());
    }

    private boolean isFullSize() {
        return counted > 1L << sketch.getLgConfigK();
    }

    private void count(Reservation reservation) {
        long bytes = OBJECT_BYTES + sketch.getUpdatableSerializationBytes();
        if (bytes != counted) {
            reservation.add(bytes);
            reservation.remove(counted);
            counted = bytes;
        }
    }
}
