/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Fills one vector from the pages of a leaf: a place for each entry whose definition level reaches the leaf's
 * {@code exists}, with a value where the level is the highest. Owns the vector until it is finished.
 */
abstract class VectorSink implements LeafSink, AutoCloseable {
    private static final long ALL_ONES = -1L;

    private FieldVector target;
    private int size;

    VectorSink(FieldVector target) {
        this.target = target;
    }

    final FieldVector target() {
        return target;
    }

    final void replaceTarget(FieldVector other) {
        target = other;
    }

    /** Places filled so far. */
    final int size() {
        return size;
    }

    final void grow(int more) {
        size += more;
    }

    /** Makes room for so many places in all. */
    void room(int places) {
        while (target.getValueCapacity() < places) {
            target.reAlloc();
        }
    }

    /** The filled vector, which passes to the caller. */
    FieldVector finishVector() {
        FieldVector done = target;
        done.setValueCount(size);
        target = null;
        return done;
    }

    /** As a column of a batch; passes to the caller. */
    Column finishColumn(Field field) {
        return new FlatColumn(field, finishVector());
    }

    /** Number of places that the entries make. */
    static int places(PageDecoder page, int from, int to) {
        int exists = page.leaf().exists();
        if (exists == 0 || page.isAllDefined()) {
            return to - from;
        }
        byte[] defs = page.defs();
        int count = 0;
        for (int i = from; i < to; i++) {
            count += defs[i] >= exists ? 1 : 0;
        }
        return count;
    }

    /** Sets bits {@code from .. from + count}. */
    static void setBits(ArrowBuf validity, int from, int count) {
        int at = from;
        int end = from + count;
        while (at < end && (at & 63) != 0) {
            BitVectorHelper.setBit(validity, at++);
        }
        for (; end - at >= Long.SIZE; at += Long.SIZE) {
            validity.setLong(at >>> 3, ALL_ONES);
        }
        while (at < end) {
            BitVectorHelper.setBit(validity, at++);
        }
    }

    @Override
    public void close() {
        if (target != null) {
            target.close();
            target = null;
        }
    }
}
