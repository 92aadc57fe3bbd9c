/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.group.EntryCounts;
import dev.spoor.group.TupleTable;
import dev.spoor.group.ValueCoder;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import dev.spoor.vector.StringDictionary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Groups of rows by key columns, for one or more grouping sets at once. Groups have dense numbers over all sets, in order
 * of first appearance. One thread.
 *
 * <p>Use: {@link #read} a batch, then ask for the group numbers of its rows in each set.
 */
final class GroupTable implements AutoCloseable {
    private static final int ABSORB_ROWS = 4096;

    private final List<ValueCoder> coders = new ArrayList<>();
    private final List<TupleTable> tables = new ArrayList<>();
    private final int[][] sets;
    private final boolean[] used;
    private final Reservation reservation;

    /** By key and row of the batch read last. */
    private final int[][] codes;

    private int[] ids = new int[0];

    /** Only with several sets: group number by set and number in its table, and the way back. */
    private final int[][] groupOf;

    private int[] setOf = new int[0];
    private int[] localOf = new int[0];
    private int groupCount;

    /** @param groupingSets each a list of positions in the keys */
    GroupTable(List<Field> keys, List<List<Integer>> groupingSets, Memory memory) {
        reservation = new Reservation(memory);
        codes = new int[keys.size()][0];
        used = new boolean[keys.size()];
        sets = new int[groupingSets.size()][];
        groupOf = new int[sets.length][0];
        try {
            for (int set = 0; set < sets.length; set++) {
                sets[set] = groupingSets.get(set).stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
                for (int key : sets[set]) {
                    used[key] = true;
                }
                tables.add(new TupleTable(sets[set].length, memory));
            }
            for (Field key : keys) {
                coders.add(ValueCoder.of(key, memory));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    int setCount() {
        return sets.length;
    }

    int groupCount() {
        return sets.length == 1 ? tables.get(0).size() : groupCount;
    }

    /** The grouping set of a group. */
    int setOf(int group) {
        return sets.length == 1 ? 0 : setOf[group];
    }

    /**
     * Looks at the key columns of a batch.
     *
     * @param columns of the batch, by key
     * @param add whether rows may make new groups; if not, {@link #groups} gives -1 for rows of unseen groups
     */
    void read(Batch batch, List<Integer> columns, boolean add) {
        for (int key = 0; key < codes.length; key++) {
            if (!used[key]) {
                continue;
            }
            if (codes[key].length < batch.rowCount()) {
                codes[key] = new int[batch.rowCount()];
            }
            Column column = batch.column(columns.get(key));
            if (add) {
                coders.get(key).encode(column, codes[key]);
            } else {
                coders.get(key).find(column, codes[key]);
            }
        }
    }

    /** Group numbers of the rows of the batch read last, in one set; valid until the next call. */
    int[] groups(int set, int rowCount, boolean add) {
        if (ids.length < rowCount) {
            ids = new int[rowCount];
        }
        int[][] setCodes = new int[sets[set].length][];
        int[] sizes = new int[sets[set].length];
        for (int i = 0; i < setCodes.length; i++) {
            setCodes[i] = codes[sets[set][i]];
            sizes[i] = coders.get(sets[set][i]).size();
        }
        TupleTable table = tables.get(set);
        if (add) {
            table.encode(setCodes, sizes, rowCount, ids);
        } else {
            table.find(setCodes, sizes, rowCount, ids);
        }
        if (sets.length > 1) {
            toGroups(set, rowCount);
        }
        return ids;
    }

    /**
     * Group numbers of some entries of the dictionary of the only key, in the only set; new ones get groups. Valid until
     * the next call.
     */
    int[] groupsOfEntries(StringDictionary dictionary, EntryCounts counts) {
        int count = counts.size();
        if (codes[0].length < count) {
            codes[0] = new int[count];
        }
        coders.get(0).encodeEntries(dictionary, counts.entries(), count, codes[0]);
        return groups(0, count, true);
    }

    /** Makes sure that the group of a grouping set is there if the set is empty. */
    void ensureTotal(int set) {
        if (sets[set].length == 0) {
            groups(set, 1, true);
        }
    }

    /** Hashes of the keys of each row of a batch in one set; equal keys have equal hashes in every table. */
    void hashes(Batch batch, List<Integer> columns, int set, long[] hashes) {
        int rows = batch.rowCount();
        Arrays.fill(hashes, 0, rows, 0L);
        long[] next = new long[rows];
        for (int key : sets[set]) {
            coders.get(key).hashes(batch.column(columns.get(key)), next);
            for (int row = 0; row < rows; row++) {
                hashes[row] = mix(hashes[row], next[row]);
            }
        }
    }

    /** Hash of a group's keys, as {@link #hashes} has it. */
    long hash(int group) {
        int set = setOf(group);
        long hash = 0;
        for (int i = 0; i < sets[set].length; i++) {
            int code = tables.get(set).codes(i)[localOf(group)];
            hash = mix(hash, coders.get(sets[set][i]).hash(code));
        }
        return hash;
    }

    /** Which groups of a table. */
    @FunctionalInterface
    interface Wanted {
        boolean test(int group);
    }

    /** Adds the wanted groups of another table of the same keys and sets; my group number of each, -1 if unwanted. */
    int[] absorb(GroupTable other, Wanted wanted) {
        int[] toMine = new int[other.groupCount()];
        Arrays.fill(toMine, -1);
        int[][] translations = new int[codes.length][];
        int[] batch = new int[ABSORB_ROWS];
        for (int set = 0; set < sets.length; set++) {
            int count = 0;
            for (int group = 0; group < toMine.length; group++) {
                if (other.setOf(group) == set && wanted.test(group)) {
                    batch[count++] = group;
                }
                if (count == ABSORB_ROWS || (count > 0 && group == toMine.length - 1)) {
                    absorb(other, set, batch, count, translations, toMine);
                    count = 0;
                }
            }
        }
        return toMine;
    }

    private void absorb(GroupTable other, int set, int[] batch, int count, int[][] translations, int[] toMine) {
        for (int i = 0; i < sets[set].length; i++) {
            int key = sets[set][i];
            ValueCoder theirs = other.coders.get(key);
            if (translations[key] == null) {
                translations[key] = new int[theirs.size()];
                Arrays.fill(translations[key], ValueCoder.UNKNOWN);
            }
            if (codes[key].length < count) {
                codes[key] = new int[ABSORB_ROWS];
            }
            int[] translation = translations[key];
            int[] theirCodes = other.tables.get(set).codes(i);
            for (int row = 0; row < count; row++) {
                int code = theirCodes[other.localOf(batch[row])];
                if (translation[code] == ValueCoder.UNKNOWN) {
                    translation[code] = coders.get(key).absorb(theirs, code);
                }
                codes[key][row] = translation[code];
            }
        }
        int[] mine = groups(set, count, true);
        for (int row = 0; row < count; row++) {
            toMine[batch[row]] = mine[row];
        }
    }

    /** The values of a key in groups first .. first+count, NULL where it is not in their set; the caller owns it. */
    Column keyColumn(int key, int first, int count) {
        int[] keyCodes = new int[count];
        for (int i = 0; i < count; i++) {
            int set = setOf(first + i);
            int at = positionOf(key, set);
            keyCodes[i] = at < 0 ? ValueCoder.NULL : tables.get(set).codes(at)[localOf(first + i)];
        }
        return coders.get(key).decode(keyCodes, 0, count);
    }

    /** Whether a key is in a grouping set. */
    boolean isGrouped(int key, int set) {
        return positionOf(key, set) >= 0;
    }

    long memoryBytes() {
        long bytes = reservation.bytes();
        for (ValueCoder coder : coders) {
            bytes += coder.memoryBytes();
        }
        for (TupleTable table : tables) {
            bytes += table.memoryBytes();
        }
        return bytes;
    }

    @Override
    public void close() {
        coders.forEach(ValueCoder::close);
        tables.forEach(TupleTable::close);
        reservation.close();
    }

    private int localOf(int group) {
        return sets.length == 1 ? group : localOf[group];
    }

    private int positionOf(int key, int set) {
        for (int i = 0; i < sets[set].length; i++) {
            if (sets[set][i] == key) {
                return i;
            }
        }
        return -1;
    }

    /** Turns numbers of a set's table into group numbers, giving new ones to new tuples, which come in order. */
    private void toGroups(int set, int rowCount) {
        int size = tables.get(set).size();
        groupOf[set] = reservation.grow(groupOf[set], size);
        for (int row = 0; row < rowCount; row++) {
            int local = ids[row];
            if (local < 0) {
                continue;
            }
            int group = groupOf[set][local] - 1;
            if (group < 0) {
                group = groupCount++;
                groupOf[set][local] = group + 1;
                setOf = reservation.grow(setOf, groupCount);
                localOf = reservation.grow(localOf, groupCount);
                setOf[group] = set;
                localOf[group] = local;
            }
            ids[row] = group;
        }
    }

    private static long mix(long hash, long next) {
        long h = (Long.rotateLeft(hash, 23) ^ next) * 0xBF58476D1CE4E5B9L;
        return h ^ h >>> 32;
    }
}
