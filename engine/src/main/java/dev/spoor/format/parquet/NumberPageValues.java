/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.vector.Reservation;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Type;

/** Whole numbers (decimals that fit one, too) as deltas; doubles and booleans plain. */
final class NumberPageValues extends PageValues {
    private final Type type;
    private final Reservation heap;
    private final DeltaEncoder deltas = new DeltaEncoder();
    private long[] values;
    private int count;

    NumberPageValues(Type type, Reservation heap) {
        this.type = type;
        this.heap = heap;
        this.values = heap.grow(new long[0], 1);
    }

    @Override
    void add(FieldVector vector, int[] slots, int slotCount) {
        values = heap.grow(values, count + slotCount);
        if (vector instanceof BitVector bits) {
            for (int i = 0; i < slotCount; i++) {
                if (slots[i] >= 0) {
                    values[count++] = bits.get(slots[i]);
                }
            }
            return;
        }
        if (vector instanceof DecimalVector decimals) {
            for (int i = 0; i < slotCount; i++) {
                if (slots[i] >= 0) {
                    values[count++] =
                            decimals.getObject(slots[i]).unscaledValue().longValueExact();
                }
            }
            return;
        }
        boolean isInt = ((BaseFixedWidthVector) vector).getTypeWidth() == Integer.BYTES;
        ArrowBuf data = vector.getDataBuffer();
        for (int i = 0; i < slotCount; i++) {
            int slot = slots[i];
            if (slot >= 0) {
                values[count++] = isInt ? data.getInt(slot * 4L) : data.getLong(slot * 8L);
            }
        }
    }

    @Override
    int count() {
        return count;
    }

    @Override
    int bytes() {
        return type == Type.BOOLEAN ? count / 8 : 8 * count;
    }

    @Override
    Encoding encode(ByteSink out) {
        if (type == Type.BOOLEAN) {
            out.writePacked(values, 0, count, 1);
            return Encoding.PLAIN;
        } else if (type == Type.DOUBLE) {
            for (int i = 0; i < count; i++) {
                out.writeLong(values[i]);
            }
            return Encoding.PLAIN;
        }
        deltas.encode(values, count, out);
        return Encoding.DELTA_BINARY_PACKED;
    }

    @Override
    void clear() {
        count = 0;
    }

    @Override
    BoundPair boundsOrNull() {
        if (count == 0) {
            return null;
        } else if (type == Type.DOUBLE) {
            return doubleBoundsOrNull();
        }
        long least = values[0];
        long greatest = values[0];
        for (int i = 1; i < count; i++) {
            least = Math.min(least, values[i]);
            greatest = Math.max(greatest, values[i]);
        }
        if (type == Type.BOOLEAN) {
            return new BoundPair(least != 0, greatest != 0, plain(least), plain(greatest), true);
        }
        return new BoundPair(least, greatest, plain(least), plain(greatest), true);
    }

    /** Not known when a NaN is among the values; zeros are taken for both zeros, as the format wants it. */
    private BoundPair doubleBoundsOrNull() {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double value = Double.longBitsToDouble(values[i]);
            if (Double.isNaN(value)) {
                return null;
            }
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        least = least == 0 ? -0.0 : least;
        greatest = greatest == 0 ? 0.0 : greatest;
        byte[] lower = plain(Double.doubleToRawLongBits(least));
        return new BoundPair(least, greatest, lower, plain(Double.doubleToRawLongBits(greatest)), false);
    }

    @Override
    boolean hasBounds() {
        return type != Type.DOUBLE;
    }

    private byte[] plain(long value) {
        byte[] bytes = new byte[type == Type.BOOLEAN ? 1 : type == Type.INT32 ? 4 : 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (value >>> (8 * i));
        }
        return bytes;
    }
}
