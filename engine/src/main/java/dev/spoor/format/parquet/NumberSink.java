/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.vector.Memory;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** Booleans, whole numbers, doubles, times and decimals of any stored form. */
final class NumberSink extends VectorSink {
    private final int width;

    NumberSink(Field field, int capacity, Memory memory) {
        this(field.createVector(memory.allocator()), capacity);
    }

    /** Fills a vector that has nothing yet, such as one inside of another; takes it over. */
    NumberSink(FieldVector target, int capacity) {
        super(target);
        try {
            ((BaseFixedWidthVector) target).allocateNew(Math.max(capacity, 1));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        boolean odd = target instanceof BitVector || target instanceof DecimalVector;
        this.width = odd ? 0 : ((BaseFixedWidthVector) target).getTypeWidth();
    }

    @Override
    void put(PageDecoder page, int first, int count, int[] pickedOrNull, int[] slotsOrNull)
            throws MalformedPageException {
        if (width == 0) {
            putOdd(page, first, count, pickedOrNull, slotsOrNull);
            return;
        }
        ArrowBuf data = target().getDataBuffer();
        long[] numbers = page.numbers();
        int size = size();
        if (pickedOrNull == null && slotsOrNull == null && width == Long.BYTES) {
            for (int i = 0; i < count; i++) {
                data.setLong((size + i) * 8L, numbers[first + i]);
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            long number = numbers[pickedOrNull == null ? first + i : pickedOrNull[i]];
            long place = size + (slotsOrNull == null ? i : slotsOrNull[i]);
            if (width == Long.BYTES) {
                data.setLong(place * Long.BYTES, number);
            } else {
                data.setInt(place * Integer.BYTES, (int) number);
            }
        }
    }

    private void putOdd(PageDecoder page, int first, int count, int[] pickedOrNull, int[] slotsOrNull)
            throws MalformedPageException {
        for (int i = 0; i < count; i++) {
            int value = pickedOrNull == null ? first + i : pickedOrNull[i];
            set(target(), size() + (slotsOrNull == null ? i : slotsOrNull[i]), page, value);
        }
    }

    private static void set(FieldVector vector, int place, PageDecoder page, int value) throws MalformedPageException {
        if (vector instanceof BitVector bits) {
            bits.set(place, (int) page.numbers()[value]);
            return;
        }
        DecimalVector decimals = (DecimalVector) vector;
        BigInteger unscaled;
        if (page.form() == PageDecoder.Form.NUMBERS) {
            unscaled = BigInteger.valueOf(page.numbers()[value]);
        } else if (page.form() == PageDecoder.Form.CODES) {
            unscaled = new BigInteger(page.dictionary().value(page.codes(value, 1)[0]));
        } else {
            ByteValues bytes = page.bytes();
            unscaled = new BigInteger(bytes.data(), bytes.start(value), bytes.length(value));
        }
        decimals.set(place, new BigDecimal(unscaled, decimals.getScale()));
    }
}
