/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import dev.spoor.vector.StringDictionary;
import dev.spoor.vector.StringDictionaryBuilder;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.parquet.format.Encoding;

/**
 * Texts and binaries: indexes into the chunk's dictionary as long as that pays, then lengths as deltas with the bytes
 * behind them. A dictionary that holds mostly new values after the first page is dropped altogether; one that grows too
 * large serves the pages until then.
 */
final class TextPageValues extends PageValues {
    /** A first page with more distinct values than this, and more than half as many as values, is not encoded. */
    private static final int DICTIONARY_TRIAL_VALUES = 1024;

    private final Memory memory;
    private final Reservation heap;
    private final boolean isText;
    private final int dictionaryBytesMax;
    private final boolean hashing;
    private final HybridEncoder hybrid = new HybridEncoder();
    private final DeltaEncoder deltas = new DeltaEncoder();
    private final ByteSink flat;

    private StringDictionaryBuilder dictionary;
    private boolean encoding;
    private boolean dictionaryUsed;
    private long dictionaryTextBytes;
    private int[] codes;
    private long[] lengths;
    private int count;
    private StringDictionary lastSource;
    private int[] lastMapping = {};
    private long[] hashes;
    private int hashCount;
    private byte[] scratch;

    TextPageValues(boolean isText, int dictionaryBytesMax, boolean hashing, Memory memory, Reservation heap) {
        this.memory = memory;
        this.heap = heap;
        this.isText = isText;
        this.dictionaryBytesMax = dictionaryBytesMax;
        this.hashing = hashing;
        this.flat = new ByteSink(heap);
        this.codes = heap.grow(new int[0], 1);
        this.lengths = heap.grow(new long[0], 1);
        this.hashes = heap.grow(new long[0], 1);
        this.scratch = heap.grow(new byte[0], 1);
        this.dictionary = new StringDictionaryBuilder(memory);
        this.encoding = dictionaryBytesMax > 0;
    }

    @Override
    void add(FieldVector vector, int[] slots, int slotCount) {
        room(slotCount);
        BaseVariableWidthVector texts = (BaseVariableWidthVector) vector;
        ArrowBuf data = texts.getDataBuffer();
        int lastSlot = -1;
        int lastCode = -1;
        for (int i = 0; i < slotCount; i++) {
            int slot = slots[i];
            if (slot < 0) {
                continue;
            }
            if (encoding && slot == lastSlot) {
                codes[count++] = lastCode;
                continue;
            }
            int length = texts.getValueLength(slot);
            scratch = heap.grow(scratch, length);
            data.getBytes(texts.getStartOffset(slot), scratch, 0, length);
            append(scratch, length);
            if (encoding) {
                lastSlot = slot;
                lastCode = codes[count - 1];
            }
        }
    }

    /** Appends values that are already encoded with another dictionary. */
    void add(IntVector from, StringDictionary source, int[] slots, int slotCount) {
        room(slotCount);
        if (!encoding) {
            for (int i = 0; i < slotCount; i++) {
                if (slots[i] >= 0) {
                    byte[] value = source.value(from.get(slots[i]));
                    append(value, value.length);
                }
            }
            return;
        }
        map(source);
        ArrowBuf data = from.getDataBuffer();
        for (int i = 0; i < slotCount; i++) {
            if (slots[i] >= 0) {
                int code = data.getInt(slots[i] * 4L);
                if (lastMapping[code] < 0) {
                    byte[] value = source.value(code);
                    lastMapping[code] = code(value, value.length);
                }
                codes[count++] = lastMapping[code];
            }
        }
    }

    /** Makes the mapping cover every code of the source; -1 stands for a code that was not met. */
    private void map(StringDictionary source) {
        boolean same = lastSource != null && lastSource.sameAs(source);
        int known = same ? lastMapping.length : 0;
        if (lastMapping.length < source.size()) {
            lastMapping = heap.grow(lastMapping, source.size());
        }
        Arrays.fill(lastMapping, known, lastMapping.length, -1);
        lastSource = source;
    }

    private void append(byte[] value, int length) {
        if (encoding) {
            codes[count++] = code(value, length);
            return;
        }
        flat.write(value, 0, length);
        lengths[count++] = length;
        if (hashing) {
            hashes = heap.grow(hashes, hashCount + 1);
            hashes[hashCount++] = XxHash64.hash(value, 0, length);
        }
    }

    private int code(byte[] value, int length) {
        int before = dictionary.size();
        int code = dictionary.code(value, 0, length);
        if (code == before) {
            dictionaryTextBytes += length + Integer.BYTES;
        }
        return code;
    }

    private void room(int more) {
        if (encoding) {
            codes = heap.grow(codes, count + more);
        } else {
            lengths = heap.grow(lengths, count + more);
        }
    }

    @Override
    int count() {
        return count;
    }

    @Override
    int bytes() {
        return encoding ? 2 * count : flat.size() + Integer.BYTES * count;
    }

    @Override
    Encoding encode(ByteSink out) {
        int size = dictionary.size();
        if (encoding && !dictionaryUsed && size > DICTIONARY_TRIAL_VALUES && size > count / 2) {
            giveUpUnused();
        }
        if (encoding) {
            dictionaryUsed |= count > 0;
            int width = Bytes.bitWidth(Math.max(size - 1, 0));
            out.write(width);
            hybrid.encode(codes, count, width, out);
            return Encoding.RLE_DICTIONARY;
        }
        deltas.encode(lengths, count, out);
        out.write(flat.array(), 0, flat.size());
        return Encoding.DELTA_LENGTH_BYTE_ARRAY;
    }

    private void giveUpUnused() {
        encoding = false;
        int values = count;
        count = 0;
        room(values);
        for (int i = 0; i < values; i++) {
            byte[] value = dictionary.value(codes[i]);
            append(value, value.length);
        }
        freshDictionary();
    }

    @Override
    void clear() {
        count = 0;
        flat.clear();
        encoding &= dictionaryTextBytes <= dictionaryBytesMax;
    }

    @Override
    BoundPair boundsOrNull() {
        if (count == 0) {
            return null;
        }
        return encoding ? codeBounds() : flatBounds();
    }

    private BoundPair codeBounds() {
        boolean[] seen = new boolean[dictionary.size()];
        byte[] least = null;
        byte[] greatest = null;
        for (int i = 0; i < count; i++) {
            if (!seen[codes[i]]) {
                seen[codes[i]] = true;
                byte[] value = dictionary.value(codes[i]);
                least = least == null || Arrays.compareUnsigned(value, least) < 0 ? value : least;
                greatest = greatest == null || Arrays.compareUnsigned(value, greatest) > 0 ? value : greatest;
            }
        }
        return pair(least, greatest);
    }

    private BoundPair flatBounds() {
        byte[] bytes = flat.array();
        int leastAt = 0;
        int leastEnd = (int) lengths[0];
        int greatestAt = 0;
        int greatestEnd = leastEnd;
        int at = leastEnd;
        for (int i = 1; i < count; i++) {
            int end = at + (int) lengths[i];
            if (Arrays.compareUnsigned(bytes, at, end, bytes, leastAt, leastEnd) < 0) {
                leastAt = at;
                leastEnd = end;
            } else if (Arrays.compareUnsigned(bytes, at, end, bytes, greatestAt, greatestEnd) > 0) {
                greatestAt = at;
                greatestEnd = end;
            }
            at = end;
        }
        return pair(Arrays.copyOfRange(bytes, leastAt, leastEnd), Arrays.copyOfRange(bytes, greatestAt, greatestEnd));
    }

    private BoundPair pair(byte[] least, byte[] greatest) {
        byte[] lower = Bound.lower(least, isText);
        byte[] upper = Bound.upperOrNull(greatest, isText);
        boolean exact = lower == least && upper == greatest;
        Unsigned high = upper == null ? null : new Unsigned(upper);
        return new BoundPair(new Unsigned(lower), high, lower, upper, exact);
    }

    @Override
    byte[] dictionaryOrNull() {
        if (!dictionaryUsed) {
            return null;
        }
        byte[] plain = new byte[Math.toIntExact(dictionaryTextBytes)];
        int at = 0;
        for (int code = 0; code < dictionary.size(); code++) {
            byte[] value = dictionary.value(code);
            Bytes.INTS.set(plain, at, value.length);
            System.arraycopy(value, 0, plain, at + Integer.BYTES, value.length);
            at += Integer.BYTES + value.length;
        }
        return plain;
    }

    @Override
    int dictionarySize() {
        return dictionary.size();
    }

    @Override
    long heldBytes() {
        return dictionaryTextBytes;
    }

    @Override
    long[] hashesOrNull() {
        if (!hashing || hashCount == 0) {
            return null; // the dictionary says it all, exactly
        }
        long[] all = Arrays.copyOf(hashes, hashCount + (dictionaryUsed ? dictionary.size() : 0));
        for (int i = hashCount; i < all.length; i++) {
            byte[] value = dictionary.value(i - hashCount);
            all[i] = XxHash64.hash(value, 0, value.length);
        }
        return all;
    }

    /** The next chunk tries a dictionary anew. */
    @Override
    void reset() {
        freshDictionary();
        encoding = dictionaryBytesMax > 0;
        dictionaryUsed = false;
        hashCount = 0;
        clear();
    }

    void close() {
        dictionary.close();
    }

    private void freshDictionary() {
        dictionary.close();
        dictionary = new StringDictionaryBuilder(memory);
        dictionaryTextBytes = 0;
        lastSource = null;
    }

    /** Bytes in the order of unsigned bytes, which for UTF-8 is the order of code points. */
    record Unsigned(byte[] bytes) implements Comparable<Unsigned> {
        @Override
        public int compareTo(Unsigned other) {
            return Arrays.compareUnsigned(bytes, other.bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Unsigned that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }
}
