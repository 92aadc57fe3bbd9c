/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.group;

import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** Codes of numbers, dates, times and intervals of four or eight bytes. */
final class LongCoder extends ValueCoder {
    private static final long CANONICAL_NAN = Double.doubleToLongBits(Double.NaN);

    private final boolean floating;
    private long[] values;
    private int[] slots;
    private int size = 1;

    LongCoder(Field field, Memory memory) {
        super(field, memory);
        floating = field.getType().equals(SqlTypes.DOUBLE);
        try {
            values = reservation.grow(new long[0], 16);
            slots = reservation.grow(new int[0], slotsFor(8));
        } catch (RuntimeException e) {
            reservation.close();
            throw e;
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    void codeFlat(FieldVector vector, int rows, int[] codes, boolean add) {
        long[] raw = normalised(vector, rows);
        boolean nulls = vector.getNullCount() > 0;
        long last = 0;
        int lastCode = UNKNOWN;
        for (int row = 0; row < rows; row++) {
            if (nulls && !present.get(row)) {
                codes[row] = NULL;
                continue;
            }
            long value = raw[row];
            if (value != last || lastCode < 0) {
                last = value;
                lastCode = code(value, add);
            }
            codes[row] = lastCode;
        }
    }

    @Override
    void hashFlat(FieldVector vector, int rows, long[] hashes) {
        long[] raw = normalised(vector, rows);
        for (int row = 0; row < rows; row++) {
            hashes[row] = KeyHash.ofLong(raw[row]);
        }
    }

    @Override
    public long hash(int code) {
        return code == NULL ? KeyHash.NULL : KeyHash.ofLong(values[code]);
    }

    @Override
    public int absorb(ValueCoder other, int otherCode) {
        return otherCode == NULL ? NULL : code(((LongCoder) other).values[otherCode], true);
    }

    @Override
    public Column decode(int[] codes, int from, int count) {
        BaseFixedWidthVector vector =
                (BaseFixedWidthVector) field().createVector(reservation.memory().allocator());
        try {
            vector.allocateNew(count);
            boolean wide = vector.getTypeWidth() == 8;
            ArrowBuf data = vector.getDataBuffer();
            ArrowBuf validity = vector.getValidityBuffer();
            for (int i = 0; i < count; i++) {
                int code = codes[from + i];
                if (code == NULL) {
                    continue;
                }
                BitVectorHelper.setBit(validity, i);
                if (wide) {
                    data.setLong(i * 8L, values[code]);
                } else {
                    data.setInt(i * 4L, (int) values[code]);
                }
            }
            vector.setValueCount(count);
            return new FlatColumn(field(), vector);
        } catch (RuntimeException | Error e) {
            vector.close();
            throw e;
        }
    }

    @Override
    public long memoryBytes() {
        return reservation.bytes();
    }

    @Override
    public void close() {
        reservation.close();
    }

    private long[] normalised(FieldVector vector, int rows) {
        long[] raw = reader.longs(vector, rows);
        if (floating) {
            for (int row = 0; row < rows; row++) {
                double value = Double.longBitsToDouble(raw[row]);
                if (value == 0) {
                    raw[row] = 0;
                } else if (value != value) {
                    raw[row] = CANONICAL_NAN;
                }
            }
        }
        return raw;
    }

    private int code(long value, boolean add) {
        int mask = slots.length - 1;
        int slot = (int) KeyHash.ofLong(value) & mask;
        while (true) {
            int code = slots[slot];
            if (code == 0) {
                return add ? add(value, slot) : UNKNOWN;
            }
            if (values[code] == value) {
                return code;
            }
            slot = (slot + 1) & mask;
        }
    }

    private int add(long value, int slot) {
        values = reservation.grow(values, size + 1);
        int code = size;
        if (code * 2L > slots.length) {
            rehash();
            insert(value, code);
        } else {
            slots[slot] = code;
        }
        values[code] = value;
        size++;
        return code;
    }

    private void rehash() {
        int[] old = slots;
        slots = reservation.grow(new int[0], old.length * 2);
        for (int code = 1; code < size; code++) {
            insert(values[code], code);
        }
        reservation.remove(4L * old.length);
    }

    private void insert(long value, int code) {
        int mask = slots.length - 1;
        int slot = (int) KeyHash.ofLong(value) & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = code;
    }
}
