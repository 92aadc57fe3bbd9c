/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.group;

import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import java.util.Arrays;

/**
 * Numbers distinct tuples of codes: equal tuples have equal ids, 0 .. size-1, in order of first appearance. Works on
 * whole batches of codes, column by column, in the cheapest of three ways: an array over all combinations while that is
 * small, a hash of the codes packed in one long, a hash of all codes. Heap is counted in the memory and given back on
 * close. One thread.
 */
public final class TupleTable implements AutoCloseable {
    /** Combinations of codes up to 2 to this are looked up in an array; four bytes each. */
    private static final int DIRECT_BITS_MAX = 18;

    private static final int PACKED_BITS_MAX = 62;

    private enum Way {
        DIRECT,
        PACKED,
        WIDE
    }

    private final int columns;
    private final Reservation reservation;
    private final int[][] codeOf;
    private final int[] bits;
    private final int[] shifts;
    private Way way = Way.DIRECT;
    private int size;

    /** DIRECT: id + 1 by packed codes. PACKED, WIDE: id + 1 by hash. */
    private int[] slots;

    /** PACKED: packed codes by id. WIDE: hash by id. */
    private long[] keyOf = new long[0];

    private int[] packedInts = new int[0];
    private long[] packedLongs = new long[0];

    /** @param columns codes of a tuple; with 0 all rows are one tuple */
    public TupleTable(int columns, Memory memory) {
        this.columns = columns;
        this.reservation = new Reservation(memory);
        this.codeOf = new int[columns][0];
        this.bits = new int[columns];
        this.shifts = new int[columns];
        this.slots = reservation.grow(new int[0], 16);
    }

    /** Tuples so far. */
    public int size() {
        return size;
    }

    /** The codes of one column by id; not to be changed; valid until the next addition. */
    public int[] codes(int column) {
        return codeOf[column];
    }

    /**
     * Writes the id of each row; new tuples are added.
     *
     * @param codes by column and row; none is negative
     * @param sizes by column: codes are below it; never less than at an earlier call
     */
    public void encode(int[][] codes, int[] sizes, int rows, int[] ids) {
        if (columns == 0) {
            size = rows > 0 ? 1 : size;
            Arrays.fill(ids, 0, rows, 0);
            return;
        }
        fit(sizes);
        switch (way) {
            case DIRECT -> direct(codes, rows, ids, true);
            case PACKED -> packed(codes, rows, ids, true);
            case WIDE -> wide(codes, rows, ids, true);
        }
    }

    /** Writes the id of each row, -1 for unseen tuples and for rows with a negative code. Adds nothing. */
    public void find(int[][] codes, int[] sizes, int rows, int[] ids) {
        if (columns == 0) {
            Arrays.fill(ids, 0, rows, size - 1);
            return;
        }
        fit(sizes);
        switch (way) {
            case DIRECT -> direct(codes, rows, ids, false);
            case PACKED -> packed(codes, rows, ids, false);
            case WIDE -> wide(codes, rows, ids, false);
        }
    }

    /** Heap held. */
    public long memoryBytes() {
        return reservation.bytes();
    }

    @Override
    public void close() {
        reservation.close();
    }

    private void direct(int[][] codes, int rows, int[] ids, boolean add) {
        int[] packed = packedInts(codes, rows);
        int[] table = slots;
        for (int row = 0; row < rows; row++) {
            int at = packed[row];
            int id = at < 0 ? -1 : table[at] - 1;
            if (id < 0 && add) {
                id = add(codes, row, 0);
                table[at] = id + 1;
            }
            ids[row] = id;
        }
    }

    private int[] packedInts(int[][] codes, int rows) {
        if (columns == 1) {
            return codes[0];
        }
        if (packedInts.length < rows) {
            packedInts = new int[rows];
        }
        int[] packed = packedInts;
        System.arraycopy(codes[0], 0, packed, 0, rows);
        for (int column = 1; column < columns; column++) {
            int[] more = codes[column];
            int shift = shifts[column];
            for (int row = 0; row < rows; row++) {
                packed[row] |= more[row] << shift;
            }
        }
        return packed;
    }

    private void packed(int[][] codes, int rows, int[] ids, boolean add) {
        long[] packed = packedLongs(codes, rows);
        for (int row = 0; row < rows; row++) {
            long key = packed[row];
            int id = -1;
            if (key >= 0) {
                int slot = slotOf(key);
                id = slots[slot] - 1;
                if (id < 0 && add) {
                    id = addHashed(codes, row, key, slot);
                }
            }
            ids[row] = id;
        }
    }

    private long[] packedLongs(int[][] codes, int rows) {
        if (packedLongs.length < rows) {
            packedLongs = new long[rows];
        }
        long[] packed = packedLongs;
        Arrays.fill(packed, 0, rows, 0L);
        for (int column = 0; column < columns; column++) {
            int[] more = codes[column];
            int shift = shifts[column];
            for (int row = 0; row < rows; row++) {
                packed[row] |= (long) more[row] << shift;
            }
        }
        return packed;
    }

    /** The slot that holds the packed codes, or the free one where they belong. */
    private int slotOf(long key) {
        int mask = slots.length - 1;
        int slot = (int) KeyHash.ofLong(key) & mask;
        while (slots[slot] != 0 && keyOf[slots[slot] - 1] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void wide(int[][] codes, int rows, int[] ids, boolean add) {
        for (int row = 0; row < rows; row++) {
            long hash = 0;
            int negative = 0;
            for (int column = 0; column < columns; column++) {
                int code = codes[column][row];
                negative |= code;
                hash = KeyHash.combine(hash, code);
            }
            int id = -1;
            if (negative >= 0) {
                int slot = slotOf(hash, codes, row);
                id = slots[slot] - 1;
                if (id < 0 && add) {
                    id = addHashed(codes, row, hash, slot);
                }
            }
            ids[row] = id;
        }
    }

    private int slotOf(long hash, int[][] codes, int row) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0 && !isTuple(slots[slot] - 1, hash, codes, row)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean isTuple(int id, long hash, int[][] codes, int row) {
        if (keyOf[id] != hash) {
            return false;
        }
        for (int column = 0; column < columns; column++) {
            if (codeOf[column][id] != codes[column][row]) {
                return false;
            }
        }
        return true;
    }

    private int addHashed(int[][] codes, int row, long key, int slot) {
        int id = add(codes, row, key);
        if (id * 2L >= slots.length) {
            rehash(slots.length * 2);
        } else {
            slots[slot] = id + 1;
        }
        return id;
    }

    private int add(int[][] codes, int row, long key) {
        int id = size;
        for (int column = 0; column < columns; column++) {
            codeOf[column] = reservation.grow(codeOf[column], id + 1);
            codeOf[column][id] = codes[column][row];
        }
        if (way != Way.DIRECT) {
            keyOf = reservation.grow(keyOf, id + 1);
            keyOf[id] = key;
        }
        size++;
        return id;
    }

    /** Makes room for codes below these sizes: more bits for a column, or another way when bits run out. */
    private void fit(int[] sizes) {
        boolean fits = true;
        for (int column = 0; column < columns; column++) {
            fits &= sizes[column] <= 1L << bits[column];
        }
        if (fits) {
            return;
        }
        int total = 0;
        for (int column = 0; column < columns; column++) {
            if (sizes[column] > 1L << bits[column]) {
                bits[column] = 32 - Integer.numberOfLeadingZeros(sizes[column]);
            }
            shifts[column] = total;
            total += bits[column];
        }
        rebuild(total);
    }

    private void rebuild(int totalBits) {
        if (columns == 1 || totalBits <= DIRECT_BITS_MAX) {
            way = Way.DIRECT;
            int length = 1 << totalBits;
            reservation.add(4L * length);
            reservation.remove(4L * slots.length);
            slots = new int[length];
            for (int id = 0; id < size; id++) {
                slots[(int) pack(id)] = id + 1;
            }
            return;
        }
        way = totalBits <= PACKED_BITS_MAX ? Way.PACKED : Way.WIDE;
        keyOf = reservation.grow(keyOf, size);
        for (int id = 0; id < size; id++) {
            keyOf[id] = way == Way.PACKED ? pack(id) : hash(id);
        }
        rehash(ValueCoder.slotsFor(size));
    }

    private void rehash(int length) {
        reservation.add(4L * length);
        reservation.remove(4L * slots.length);
        slots = new int[length];
        int mask = length - 1;
        for (int id = 0; id < size; id++) {
            int slot = (int) (way == Way.PACKED ? KeyHash.ofLong(keyOf[id]) : keyOf[id]) & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = id + 1;
        }
    }

    private long pack(int id) {
        long packed = 0;
        for (int column = 0; column < columns; column++) {
            packed |= (long) codeOf[column][id] << shifts[column];
        }
        return packed;
    }

    private long hash(int id) {
        long hash = 0;
        for (int column = 0; column < columns; column++) {
            hash = KeyHash.combine(hash, codeOf[column][id]);
        }
        return hash;
    }
}
