/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.group.TupleTable;
import dev.spoor.group.ValueCoder;
import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import java.util.Arrays;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.Field;

/** The distinct values of each group: pairs of group and value, numbered in order of first appearance. One thread. */
final class GroupKeys implements AutoCloseable {
    private static final int MERGE_ROWS = 4096;

    private final Memory memory;
    private final ValueCoder coder;
    private final TupleTable pairs;
    private final Reservation reservation;
    private int groupCount;
    private int[] codes = new int[0];
    private int[] groups = new int[0];
    private int[] pairIds = new int[0];
    private int[] sorted = new int[0];
    private int[] starts = new int[0];
    private int sortedGroupCount = -1;

    GroupKeys(Field field, Memory memory) {
        this.memory = memory;
        this.coder = ValueCoder.of(field, memory);
        this.reservation = new Reservation(memory);
        try {
            this.pairs = new TupleTable(2, memory);
        } catch (RuntimeException e) {
            coder.close();
            throw e;
        }
    }

    void grow(int newGroupCount) {
        groupCount = Math.max(groupCount, newGroupCount);
    }

    /** Number of pairs. */
    int size() {
        return pairs.size();
    }

    int group(int pair) {
        return pairs.codes(0)[pair];
    }

    /** Pair numbers of the selected rows, by position in the selection; valid until the next call. */
    int[] pairs(Column column, Selection selection, int[] groupIds) {
        int count = selection.count();
        if (count == 0) {
            return pairIds;
        }
        ensure(Math.max(count, column.rowCount()));
        try (Column taken =
                count == column.rowCount() ? column.retain() : column.take(selection.rows(), count, memory)) {
            coder.encode(taken, codes);
        }
        for (int i = 0; i < count; i++) {
            groups[i] = groupIds[selection.rows()[i]];
        }
        return encode(count);
    }

    /** My pair number for each pair of another state; -1 for those of groups to leave out. */
    int[] merge(GroupKeys other, int[] otherToMine) {
        int[] toMine = new int[other.size()];
        ensure(MERGE_ROWS);
        int[] theirs = new int[MERGE_ROWS];
        int count = 0;
        for (int pair = 0; pair < toMine.length; pair++) {
            toMine[pair] = -1;
            int mine = otherToMine[other.group(pair)];
            if (mine >= 0) {
                groups[count] = mine;
                codes[count] = coder.absorb(other.coder, other.pairs.codes(1)[pair]);
                theirs[count++] = pair;
            }
            if (count == MERGE_ROWS || (pair == toMine.length - 1 && count > 0)) {
                int[] ids = encode(count);
                for (int i = 0; i < count; i++) {
                    toMine[theirs[i]] = ids[i];
                }
                count = 0;
            }
        }
        return toMine;
    }

    /** All pairs by group, in order of appearance: group i's are from {@link #starts}[i] to starts[i + 1]. */
    int[] sortedPairs() {
        if (sortedGroupCount != groupCount || sorted.length != pairs.size()) {
            sort();
        }
        return sorted;
    }

    /** Positions in {@link #sortedPairs}, which is to be asked for first; one more than there are groups. */
    int[] starts() {
        return starts;
    }

    private void sort() {
        int size = pairs.size();
        starts = reservation.grow(starts, groupCount + 1);
        Arrays.fill(starts, 0);
        int[] groupOf = pairs.codes(0);
        for (int pair = 0; pair < size; pair++) {
            starts[groupOf[pair] + 1]++;
        }
        for (int group = 0; group < groupCount; group++) {
            starts[group + 1] += starts[group];
        }
        reservation.remove(4L * sorted.length);
        reservation.add(4L * size);
        sorted = new int[size];
        int[] next = starts.clone();
        for (int pair = 0; pair < size; pair++) {
            sorted[next[groupOf[pair]]++] = pair;
        }
        sortedGroupCount = groupCount;
    }

    /** Values of some pairs as a column; the caller owns it. */
    Column values(int[] somePairs, int from, int to) {
        int[] valueCodes = new int[to - from];
        for (int i = 0; i < valueCodes.length; i++) {
            valueCodes[i] = pairs.codes(1)[somePairs[from + i]];
        }
        return coder.decode(valueCodes, 0, valueCodes.length);
    }

    /** Writes a MAP for each group from first on: its values as keys, and what is given for each pair. */
    void writeMaps(MapVector out, int firstGroup, int count, EntryWriter entryWriter) {
        StructVector entries = (StructVector) out.getDataVector();
        FieldVector entryKeys = (FieldVector) entries.getChildByOrdinal(0);
        FieldVector entryValues = (FieldVector) entries.getChildByOrdinal(1);
        int[] sortedPairs = sortedPairs();
        int from = starts[firstGroup];
        try (Column keys = values(sortedPairs, from, starts[firstGroup + count])) {
            FieldVector keyVector = keys.flat(memory);
            for (int i = 0; i < count; i++) {
                int begin = starts[firstGroup + i];
                int end = starts[firstGroup + i + 1];
                if (begin == end) {
                    out.setNull(i);
                    continue;
                }
                int to = out.startNewValue(i);
                for (int at = begin; at < end; at++, to++) {
                    entries.setIndexDefined(to);
                    entryKeys.copyFromSafe(at - from, to, keyVector);
                    entryWriter.write(entryValues, to, sortedPairs[at]);
                }
                out.endValue(i, end - begin);
            }
        }
    }

    /** Writes the value of a MAP entry. */
    @FunctionalInterface
    interface EntryWriter {
        void write(FieldVector values, int row, int pair);
    }

    long memoryBytes() {
        return coder.memoryBytes() + pairs.memoryBytes() + reservation.bytes();
    }

    @Override
    public void close() {
        coder.close();
        pairs.close();
        reservation.close();
    }

    private int[] encode(int count) {
        pairs.encode(new int[][] {groups, codes}, new int[] {groupCount, coder.size()}, count, pairIds);
        return pairIds;
    }

    private void ensure(int rows) {
        if (codes.length < rows) {
            codes = new int[rows];
            groups = new int[rows];
            pairIds = new int[rows];
        }
    }
}
