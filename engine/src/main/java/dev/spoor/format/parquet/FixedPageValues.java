/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.vector.Reservation;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.parquet.format.Encoding;

/** Decimals of more than 18 digits: big-endian two's complement of a fixed length. */
final class FixedPageValues extends PageValues {
    private final int length;
    private final ByteSink values;
    private int count;
    private BigDecimal least;
    private BigDecimal greatest;

    FixedPageValues(int length, Reservation heap) {
        this.length = length;
        this.values = new ByteSink(heap);
    }

    @Override
    void add(FieldVector vector, int[] slots, int slotCount) {
        DecimalVector decimals = (DecimalVector) vector;
        for (int i = 0; i < slotCount; i++) {
            if (slots[i] >= 0) {
                BigDecimal value = decimals.getObject(slots[i]);
                byte[] bytes = plain(value.unscaledValue());
                values.write(bytes, 0, length);
                count++;
                least = least == null || value.compareTo(least) < 0 ? value : least;
                greatest = greatest == null || value.compareTo(greatest) > 0 ? value : greatest;
            }
        }
    }

    private byte[] plain(BigInteger value) {
        byte[] shortest = value.toByteArray();
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, 0, length - shortest.length, (byte) (value.signum() < 0 ? -1 : 0));
        System.arraycopy(shortest, 0, bytes, length - shortest.length, shortest.length);
        return bytes;
    }

    @Override
    int count() {
        return count;
    }

    @Override
    int bytes() {
        return values.size();
    }

    @Override
    Encoding encode(ByteSink out) {
        out.write(values.array(), 0, values.size());
        return Encoding.PLAIN;
    }

    @Override
    void clear() {
        values.clear();
        count = 0;
        least = null;
        greatest = null;
    }

    @Override
    BoundPair boundsOrNull() {
        return count == 0
                ? null
                : new BoundPair(least, greatest, plain(least.unscaledValue()), plain(greatest.unscaledValue()), true);
    }
}
