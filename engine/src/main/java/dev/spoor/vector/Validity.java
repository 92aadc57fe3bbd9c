/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;

/** Which rows of a vector have a value, 64 at a time. */
public final class Validity {
    private Validity() {}

    /**
     * Bit i tells whether row {@code from + i} has a value. Bits behind the last row mean nothing.
     *
     * @param from a multiple of 64, below the number of rows
     */
    public static long word(FieldVector vector, int from) {
        ArrowBuf bits = vector.getValidityBuffer();
        long start = from >>> 3;
        if (start + Long.BYTES <= bits.capacity()) {
            return bits.getLong(start);
        }
        long word = 0;
        for (int i = 0; start + i < bits.capacity(); i++) {
            word |= (bits.getByte(start + i) & 0xFFL) << (i << 3);
        }
        return word;
    }
}
