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

    @Override
    public final void append(PageDecoder page, int from, int to, int firstValue) throws MalformedPageException {
        int values = page.valuesIn(from, to);
        int places = page.placesIn(from, to);
        begin(page, places, values);
        int[] slots = null;
        if (values == places) {
            setBits(validity(), size, places);
        } else {
            slots = page.slots(from, to);
            if (page.isFlat()) {
                BitRuns.copy(page.defined(), from, places, validity(), size);
            } else {
                setBits(slots, values);
            }
        }
        if (values > 0) {
            put(page, firstValue, values, null, slots);
        }
        size += places;
        end(size);
    }

    /**
     * Appends some entries of a page of a flat leaf.
     *
     * @param entries in ascending order
     */
    final void pick(PageDecoder page, int[] entries) throws MalformedPageException {
        int[] picked = page.scratch().picked(entries.length);
        int[] slots = page.scratch().slots(entries.length);
        int values = page.find(entries, picked, slots);
        begin(page, entries.length, values);
        if (values == entries.length) {
            slots = null;
            setBits(validity(), size, values);
        } else {
            setBits(slots, values);
        }
        if (values > 0) {
            put(page, 0, values, picked, slots);
        }
        size += entries.length;
        end(size);
    }

    /** Makes room for so many places more, of which so many have a value. */
    void begin(PageDecoder page, int places, int values) {
        room(size + places);
    }

    /**
     * Puts values where they belong.
     *
     * @param first number of the first value, if they follow each other
     * @param pickedOrNull numbers of the values, if they do not; may be changed
     * @param slotsOrNull places, counted from {@link #size}; null when each value has the one after the value before
     */
    abstract void put(PageDecoder page, int first, int count, int[] pickedOrNull, int[] slotsOrNull)
            throws MalformedPageException;

    /** All places before {@code size} are filled. */
    void end(int size) {}

    private ArrowBuf validity() {
        return target.getValidityBuffer();
    }

    private void setBits(int[] slots, int count) {
        ArrowBuf validity = validity();
        for (int i = 0; i < count; i++) {
            BitVectorHelper.setBit(validity, size + slots[i]);
        }
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
