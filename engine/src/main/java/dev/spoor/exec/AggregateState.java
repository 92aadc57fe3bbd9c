/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.function.GroupedAccumulator;
import dev.spoor.group.EntryCounts;
import dev.spoor.vector.Batch;
import dev.spoor.vector.BulkReader;
import dev.spoor.vector.Column;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Groups of an aggregation with the states of its calls: of one worker, of all, or of one partition of the groups. When
 * memory runs short the groups are frozen: rows of known groups go on being aggregated, rows of others are put aside in
 * {@link SpilledRows}. One thread at a time.
 */
final class AggregateState implements AutoCloseable {
    /** Part of the memory that the groups of a partition leave free for reading and writing rows. */
    private static final double PARTITION_FREE_PART_MIN = 0.125;

    /** The groups of a partition may always take this part of the memory. */
    private static final long PARTITION_HELD_PARTS_MAX = 64;

    /** Rows are counted by entries of a dictionary where there are at least so many for each entry. */
    private static final int ROWS_PER_ENTRY_MIN = 2;

    private final AggregateNode node;
    private final QueryContext context;
    private final int depth;
    private final int groupsMax;
    private final GroupTable table;
    private final Reservation reservation;
    private final EntryCounts entryCounts;
    private final boolean countsRowsOfOneKey;
    private final List<GroupedAccumulator> accumulators = new ArrayList<>();
    private final List<List<Column>> arguments = new ArrayList<>();
    private final Mask only = new Mask();
    private final Mask present = new Mask();
    private final Mask known = new Mask();
    private SpilledRows spilled;

    /**
     * @param depth how often the rows were put aside before
     * @param groupsMax more groups than this are put aside although there is memory
     */
    AggregateState(AggregateNode node, QueryContext context, int depth, int groupsMax) {
        this.node = node;
        this.context = context;
        this.depth = depth;
        this.groupsMax = groupsMax;
        List<Field> inputs = node.input().schema().getFields();
        List<Field> keys = new ArrayList<>();
        node.groupKeys().forEach(key -> keys.add(inputs.get(key)));
        table = new GroupTable(keys, node.groupingSets(), context.memory());
        reservation = new Reservation(context.memory());
        try {
            entryCounts = new EntryCounts(reservation);
            for (AggregateCall call : node.calls()) {
                accumulators.add(accumulator(call, inputs, context.memory()));
                arguments.add(new ArrayList<>());
            }
            countsRowsOfOneKey = countsRowsOfOneKey();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** A new state for all groups of a call. */
    static GroupedAccumulator accumulator(AggregateCall call, List<Field> inputs, Memory memory) {
        List<Field> types = new ArrayList<>();
        call.arguments().forEach(argument -> types.add(inputs.get(argument)));
        Supplier<GroupedAccumulator> plain =
                () -> call.function().newAccumulator(call.signature(), types, call.result(), memory);
        Supplier<GroupedAccumulator> made =
                call.distinct() && !types.isEmpty() ? () -> new DistinctAccumulator(types, plain, memory) : plain;
        if (call.order().isEmpty()) {
            return made.get();
        }
        List<Field> keys =
                call.order().stream().map(key -> inputs.get(key.column())).toList();
        return new OrderedAccumulator(types.size(), call.order(), keys, made, memory);
    }

    int groupCount() {
        return table.groupCount();
    }

    GroupTable table() {
        return table;
    }

    /** The rows put aside; null if there are none. */
    SpilledRows spilled() {
        return spilled;
    }

    /** Aggregates a batch in every grouping set; the batch stays the caller's. */
    void add(Batch batch) {
        boolean frozen = mustFreeze();
        if (!frozen && countsRowsOfOneKey && addByEntries(batch)) {
            return;
        }
        table.read(batch, node.groupKeys(), !frozen);
        for (int set = 0; set < table.setCount(); set++) {
            addIn(set, batch, frozen);
        }
    }

    /**
     * Aggregates a batch by the entries of its key's dictionary: where calls want nothing but how many rows a group has,
     * it does not matter which rows they are. False, and nothing was done, when that does not pay.
     */
    private boolean addByEntries(Batch batch) {
        if (!(batch.column(node.groupKeys().get(0)) instanceof DictionaryColumn key)
                || (long) key.dictionary().size() * ROWS_PER_ENTRY_MIN > batch.rowCount()) {
            return false;
        }
        entryCounts.count(key);
        int[] groups = table.groupsOfEntries(key.dictionary(), entryCounts);
        for (GroupedAccumulator accumulator : accumulators) {
            accumulator.addRows(groups, entryCounts.rows(), entryCounts.size(), table.groupCount());
        }
        return true;
    }

    /** Whether rows have one key, in one set, and only their number matters to every call. */
    private boolean countsRowsOfOneKey() {
        boolean isOneKey = node.groupKeys().size() == 1
                && node.groupingSets().size() == 1
                && node.groupingSets().get(0).size() == 1;
        boolean countsRows = isOneKey;
        for (int i = 0; i < accumulators.size(); i++) {
            AggregateCall call = node.calls().get(i);
            countsRows &= accumulators.get(i).countsRows()
                    && call.arguments().isEmpty()
                    && call.filter() == AggregateCall.NO_FILTER
                    && !call.distinct();
        }
        return countsRows;
    }

    /** Aggregates a batch in one grouping set only. */
    void add(int set, Batch batch) {
        boolean frozen = mustFreeze();
        table.read(batch, node.groupKeys(), !frozen);
        addIn(set, batch, frozen);
    }

    /** Adds the wanted groups of another state. */
    void merge(AggregateState other, GroupTable.Wanted wanted) {
        int[] toMine = table.absorb(other.table, wanted);
        for (int i = 0; i < accumulators.size(); i++) {
            accumulators.get(i).merge(other.accumulators.get(i), toMine, table.groupCount());
        }
    }

    /** Makes the rows of empty grouping sets, which are there even without input. */
    void ensureTotals() {
        for (int set = 0; set < table.setCount(); set++) {
            table.ensureTotal(set);
        }
    }

    /** The rows of groups first .. first+count, owned by the caller. */
    Batch result(int first, int count) {
        List<Field> fields = node.schema().getFields();
        List<Column> columns = new ArrayList<>();
        try {
            for (int key = 0; key < node.groupKeys().size(); key++) {
                columns.add(table.keyColumn(key, first, count));
            }
            for (GroupedAccumulator accumulator : accumulators) {
                columns.add(callColumn(accumulator, fields.get(columns.size()), first, count));
            }
            if (node.groupingId()) {
                columns.add(groupingIds(fields.get(columns.size()), first, count));
            }
            return new Batch(count, columns);
        } catch (RuntimeException | Error e) {
            columns.forEach(Column::close);
            throw e;
        }
    }

    long memoryBytes() {
        long bytes = table.memoryBytes() + reservation.bytes();
        for (GroupedAccumulator accumulator : accumulators) {
            bytes += accumulator.memoryBytes();
        }
        return bytes;
    }

    @Override
    public void close() {
        table.close();
        reservation.close();
        accumulators.forEach(GroupedAccumulator::close);
        if (spilled != null) {
            spilled.close();
        }
    }

    private boolean mustFreeze() {
        if (spilled != null) {
            return true;
        }
        boolean mayFreeze = table.groupCount() > 0 && !node.groupKeys().isEmpty();
        if (mayFreeze && (table.groupCount() >= groupsMax || isShortOfMemory())) {
            spilled = new SpilledRows(node, context, depth);
        }
        return spilled != null;
    }

    /**
     * Whether the next batch might not fit. Groups are in arrays that double, and all workers' at about the same time;
     * the groups of a partition are few, but the workers' groups are still there.
     */
    private boolean isShortOfMemory() {
        Memory memory = context.memory();
        long held = memoryBytes();
        double floor = memory.limitBytes() * PARTITION_FREE_PART_MIN;
        if (depth > 0) {
            return memory.availableBytes() < floor + held && held >= memory.limitBytes() / PARTITION_HELD_PARTS_MAX;
        }
        held *= context.workers();
        return SpillPolicy.shouldSpill(memory, held) || memory.availableBytes() < floor + held;
    }

    private void addIn(int set, Batch batch, boolean frozen) {
        int rows = batch.rowCount();
        int[] groups = table.groups(set, rows, !frozen);
        Mask counted = null;
        if (frozen) {
            known.reset(rows);
            for (int row = 0; row < rows; row++) {
                if (groups[row] >= 0) {
                    known.set(row);
                } else {
                    groups[row] = 0;
                }
            }
            int knownRows = known.cardinality();
            if (knownRows < rows) {
                spilled.add(set, batch, known, table);
                counted = known;
            }
            if (knownRows == 0) {
                return;
            }
        }
        for (int i = 0; i < accumulators.size(); i++) {
            update(i, batch, groups, counted);
        }
    }

    private void update(int index, Batch batch, int[] groups, Mask counted) {
        AggregateCall call = node.calls().get(index);
        Mask rows = counted;
        if (call.filter() != AggregateCall.NO_FILTER) {
            Column condition = batch.column(call.filter());
            BulkReader.bits(condition.flat(context.memory()).getDataBuffer(), batch.rowCount(), only);
            BulkReader.present(condition, present);
            only.and(present);
            if (counted != null) {
                only.and(counted);
            }
            rows = only;
        }
        List<Column> columns = arguments.get(index);
        columns.clear();
        for (int argument : call.columns()) {
            columns.add(batch.column(argument));
        }
        accumulators.get(index).update(columns, groups, rows, batch.rowCount(), table.groupCount());
        columns.clear();
    }

    private Column callColumn(GroupedAccumulator accumulator, Field field, int first, int count) {
        FieldVector vector = field.createVector(context.memory().allocator());
        try {
            vector.setInitialCapacity(count);
            vector.allocateNew();
            accumulator.writeResult(vector, first, count);
            vector.setValueCount(count);
            return new FlatColumn(field, vector);
        } catch (RuntimeException | Error e) {
            vector.close();
            throw e;
        }
    }

    private Column groupingIds(Field field, int first, int count) {
        BigIntVector vector = (BigIntVector) SqlTypes.field(field.getName(), SqlTypes.BIGINT)
                .createVector(context.memory().allocator());
        try {
            vector.allocateNew(count);
            for (int i = 0; i < count; i++) {
                vector.set(i, groupingId(table.setOf(first + i)));
            }
            vector.setValueCount(count);
            return new FlatColumn(field, vector);
        } catch (RuntimeException | Error e) {
            vector.close();
            throw e;
        }
    }

    private long groupingId(int set) {
        long id = 0;
        for (int key = 0; key < node.groupKeys().size(); key++) {
            id = id << 1 | (table.isGrouped(key, set) ? 0 : 1);
        }
        return id;
    }
}
