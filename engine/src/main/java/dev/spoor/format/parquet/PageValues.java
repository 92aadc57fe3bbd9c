/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import org.apache.arrow.vector.FieldVector;
import org.apache.parquet.format.Encoding;

/** The values of the page being built, of one physical type, and how they are encoded. One thread. */
abstract class PageValues {
    /** Appends the values at {@code slots[i] >= 0}. */
    abstract void add(FieldVector vector, int[] slots, int count);

    /** Values in the page. */
    abstract int count();

    /** Bytes that the page's values take before compression, roughly. */
    abstract int bytes();

    /** Writes the page's values; how they were encoded. */
    abstract Encoding encode(ByteSink out);

    /** Starts the next page. */
    abstract void clear();

    /** Least value of the page, as plain bytes and as ours; null when there is none or it is not known. */
    abstract BoundPair boundsOrNull();

    /** Whether a page with values may have no bounds. */
    boolean hasBounds() {
        return true;
    }

    /** The dictionary page's values in plain encoding; null when no page uses a dictionary. */
    byte[] dictionaryOrNull() {
        return null;
    }

    /** Values in the dictionary. */
    int dictionarySize() {
        return 0;
    }

    /** Heap bytes held besides the page. */
    long heldBytes() {
        return 0;
    }

    /** Hashes of all values of the chunk for a bloom filter; null when there shall be none. */
    long[] hashesOrNull() {
        return null;
    }

    /** Starts the next chunk. */
    void reset() {
        clear();
    }

    /**
     * Least and greatest value.
     *
     * @param lower plain bytes, maybe cut
     * @param upper plain bytes, maybe cut and raised; null when that was not possible
     * @param exact whether neither was cut
     */
    record BoundPair(Comparable<?> least, Comparable<?> greatest, byte[] lower, byte[] upper, boolean exact) {}
}
