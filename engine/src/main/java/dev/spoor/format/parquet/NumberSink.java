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
import org.apache.arrow.vector.BitVectorHelper;
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
    public void append(PageDecoder page, int from, int to, int firstValue) {
        int places = places(page, from, to);
        room(size() + places);
        if (width > 0 && page.isAllDefined()) {
            ArrowBuf data = target().getDataBuffer();
            long[] numbers = page.numbers();
            for (int i = 0; i < places; i++) {
                put(data, size() + i, numbers[firstValue + i]);
            }
            setBits(target().getValidityBuffer(), size(), places);
        } else {
            appendSome(page, from, to, firstValue);
        }
        grow(places);
    }

    private void put(ArrowBuf data, int place, long number) {
        if (width == Long.BYTES) {
            data.setLong((long) place * Long.BYTES, number);
        } else {
            data.setInt((long) place * Integer.BYTES, (int) number);
        }
    }

    private void appendSome(PageDecoder page, int from, int to, int firstValue) {
        FieldVector vector = target();
        ArrowBuf data = vector.getDataBuffer();
        ArrowBuf validity = vector.getValidityBuffer();
        byte[] defs = page.defs();
        int def = page.leaf().def();
        int exists = page.leaf().exists();
        int place = size();
        int value = firstValue;
        for (int i = from; i < to; i++) {
            int level = page.isAllDefined() ? def : defs[i];
            if (level == def) {
                if (width > 0) {
                    put(data, place, page.numbers()[value]);
                    BitVectorHelper.setBit(validity, place);
                } else {
                    set(vector, place, page, value);
                }
                value++;
            }
            place += level >= exists ? 1 : 0;
        }
    }

    private static void set(FieldVector vector, int place, PageDecoder page, int value) {
        if (vector instanceof BitVector bits) {
            bits.set(place, (int) page.numbers()[value]);
            return;
        }
        DecimalVector decimals = (DecimalVector) vector;
        BigInteger unscaled;
        if (page.form() == PageDecoder.Form.NUMBERS) {
            unscaled = BigInteger.valueOf(page.numbers()[value]);
        } else if (page.form() == PageDecoder.Form.CODES) {
            unscaled = new BigInteger(page.dictionary().value(page.codes()[value]));
        } else {
            ByteValues bytes = page.bytes();
            unscaled = new BigInteger(bytes.data(), bytes.start(value), bytes.length(value));
        }
        decimals.set(place, new BigDecimal(unscaled, decimals.getScale()));
    }
}
