/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.vector.Reservation;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * The entries of one leaf for a run of rows: repetition and definition level, and where the value lies in the leaf's
 * vector. Made by walking from the column down, one level of nesting at a time. Reusable; one thread.
 */
final class Levels {
    private final Reservation heap;
    private byte[] defs;
    private byte[] reps;
    private int[] slots;
    private byte[] nextDefs;
    private byte[] nextReps;
    private int[] nextSlots;
    private int count;

    Levels(Reservation heap) {
        this.heap = heap;
        defs = heap.grow(new byte[0], 1);
        reps = heap.grow(new byte[0], 1);
        slots = heap.grow(new int[0], 1);
        nextDefs = heap.grow(new byte[0], 1);
        nextReps = heap.grow(new byte[0], 1);
        nextSlots = heap.grow(new int[0], 1);
    }

    int count() {
        return count;
    }

    byte[] defs() {
        return defs;
    }

    byte[] reps() {
        return reps;
    }

    /** -1 where there is no value. */
    int[] slots() {
        return slots;
    }

    /**
     * Walks down one leaf.
     *
     * @param chain from the column to the leaf
     * @param step 1 for a vector with a value for each row, 0 for one with the same value for all
     * @return the leaf's vector
     */
    FieldVector shred(FieldVector column, List<ParquetNode> chain, int fromRow, int rows, int step) {
        begin(fromRow, rows, step);
        FieldVector vector = column;
        for (int depth = 0; depth < chain.size(); depth++) {
            ParquetNode node = chain.get(depth);
            presence(vector, node);
            if (node.kind() == ParquetNode.Kind.ROW) {
                int child = node.children().indexOf(chain.get(depth + 1));
                vector = (FieldVector) ((StructVector) vector).getChildByOrdinal(child);
            } else if (node.kind() != ParquetNode.Kind.LEAF) {
                vector = elements((ListVector) vector, node);
                if (node.kind() == ParquetNode.Kind.MAP) {
                    int child = node.children().indexOf(chain.get(depth + 1));
                    vector = (FieldVector) ((StructVector) vector).getChildByOrdinal(child);
                }
            }
        }
        return vector;
    }

    /** One entry per row with the row as its slot; for columns that are told apart by other means. */
    void begin(int fromRow, int rows, int step) {
        room(rows);
        count = rows;
        for (int i = 0; i < rows; i++) {
            defs[i] = 0;
            reps[i] = 0;
            slots[i] = step == 0 ? 0 : fromRow + i;
        }
    }

    /** Marks an entry as NULL, or as one level further defined. */
    void present(int entry, boolean isPresent) {
        if (isPresent) {
            defs[entry]++;
        } else {
            slots[entry] = -1;
        }
    }

    private void presence(FieldVector vector, ParquetNode node) {
        boolean mayBeNull = vector.getNullCount() > 0;
        if (!node.isOptional()) {
            if (mayBeNull) {
                requireNone(vector, node);
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            if (slots[i] >= 0) {
                present(i, !mayBeNull || !vector.isNull(slots[i]));
            }
        }
    }

    private void requireNone(FieldVector vector, ParquetNode node) {
        for (int i = 0; i < count; i++) {
            if (slots[i] >= 0 && vector.isNull(slots[i])) {
                throw new IllegalArgumentException("a NULL in " + node.name() + ", which cannot be NULL");
            }
        }
    }

    private FieldVector elements(ListVector list, ParquetNode node) {
        int total = 0;
        for (int i = 0; i < count; i++) {
            int slot = slots[i];
            int length = slot < 0 ? 0 : list.getElementEndIndex(slot) - list.getElementStartIndex(slot);
            total = Math.addExact(total, Math.max(length, 1));
        }
        nextDefs = heap.grow(nextDefs, total);
        nextReps = heap.grow(nextReps, total);
        nextSlots = heap.grow(nextSlots, total);
        int at = 0;
        for (int i = 0; i < count; i++) {
            int slot = slots[i];
            int start = slot < 0 ? 0 : list.getElementStartIndex(slot);
            int end = slot < 0 ? 0 : list.getElementEndIndex(slot);
            if (start == end) {
                nextDefs[at] = defs[i];
                nextReps[at] = reps[i];
                nextSlots[at++] = -1;
            }
            for (int element = start; element < end; element++) {
                nextDefs[at] = (byte) node.elementDef();
                nextReps[at] = element == start ? reps[i] : (byte) (node.rep() + 1);
                nextSlots[at++] = element;
            }
        }
        swap();
        count = at;
        return list.getDataVector();
    }

    private void swap() {
        byte[] oldDefs = defs;
        byte[] oldReps = reps;
        int[] oldSlots = slots;
        defs = nextDefs;
        reps = nextReps;
        slots = nextSlots;
        nextDefs = oldDefs;
        nextReps = oldReps;
        nextSlots = oldSlots;
    }

    private void room(int rows) {
        defs = heap.grow(defs, rows);
        reps = heap.grow(reps, rows);
        slots = heap.grow(slots, rows);
    }
}
