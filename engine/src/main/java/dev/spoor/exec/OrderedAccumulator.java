/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.function.GroupedAccumulator;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import dev.spoor.vector.ValueOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * ORDER BY in front of another aggregate, where the input has no such order: keeps the rows that count, and gives them to
 * the other aggregate in order once all are there. Columns behind the arguments are the order's keys.
 */
final class OrderedAccumulator implements GroupedAccumulator {
    private static final int CHUNK_ROWS = 4096;

    /** Heap of a kept row: its group, its place among all, and what sorting takes. */
    private static final int ROW_BYTES = 32;

    /** A kept row. */
    private record Place(int batch, int row) {}

    private final int argumentCount;
    private final List<SortKey> keys;
    private final ValueOrder[] orders;
    private final Supplier<GroupedAccumulator> maker;
    private final Memory memory;
    private final Reservation reservation;
    private final List<Batch> batches = new ArrayList<>();

    /** For each batch the group of each row; -1 for rows that are left out. */
    private final List<int[]> groups = new ArrayList<>();

    private int groupCount;
    private GroupedAccumulator finished;

    /**
     * @param keys directions of the keys; their columns are those behind the arguments, in this order
     * @param keyFields types of the keys
     * @param maker of the other aggregate's state
     */
    OrderedAccumulator(
            int argumentCount,
            List<SortKey> keys,
            List<Field> keyFields,
            Supplier<GroupedAccumulator> maker,
            Memory memory) {
        this.argumentCount = argumentCount;
        this.keys = keys;
        this.orders = keyFields.stream().map(ValueOrder::of).toArray(ValueOrder[]::new);
        this.maker = maker;
        this.memory = memory;
        this.reservation = new Reservation(memory);
    }

    @Override
    public void update(List<Column> columns, int[] groupIds, Mask only, int rowCount, int newGroupCount) {
        groupCount = Math.max(groupCount, newGroupCount);
        int[] rows = new int[rowCount];
        int count = rowCount;
        if (only == null) {
            Arrays.setAll(rows, row -> row);
        } else {
            count = only.rows(rows);
        }
        int[] of = new int[count];
        for (int i = 0; i < count; i++) {
            of[i] = groupIds[rows[i]];
        }
        Column[] kept = new Column[columns.size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = columns.get(i).retain();
        }
        try (Batch all = new Batch(rowCount, kept)) {
            keep(only == null ? all.share() : all.take(rows, count, memory), of);
        }
    }

    private void keep(Batch batch, int[] of) {
        batches.add(batch);
        groups.add(of);
        reservation.add((long) ROW_BYTES * of.length);
    }

    @Override
    public void merge(GroupedAccumulator other, int[] otherToMine, int newGroupCount) {
        groupCount = Math.max(groupCount, newGroupCount);
        OrderedAccumulator from = (OrderedAccumulator) other;
        for (int i = 0; i < from.batches.size(); i++) {
            int[] of = new int[from.groups.get(i).length];
            for (int row = 0; row < of.length; row++) {
                int group = from.groups.get(i)[row];
                of[row] = group < 0 ? -1 : otherToMine[group];
            }
            keep(from.batches.get(i).share(), of);
        }
    }

    @Override
    public void writeResult(FieldVector out, int firstGroup, int count) {
        if (finished == null) {
            finished = maker.get();
            give(sorted());
        }
        finished.writeResult(out, firstGroup, count);
    }

    private Place[] sorted() {
        List<Place> places = new ArrayList<>();
        FieldVector[][] keyVectors = new FieldVector[batches.size()][keys.size()];
        for (int i = 0; i < batches.size(); i++) {
            for (int key = 0; key < keys.size(); key++) {
                keyVectors[i][key] = batches.get(i).column(argumentCount + key).flat(memory);
            }
            for (int row = 0; row < groups.get(i).length; row++) {
                if (groups.get(i)[row] >= 0) {
                    places.add(new Place(i, row));
                }
            }
        }
        Place[] sorted = places.toArray(new Place[0]);
        Arrays.sort(sorted, (a, b) -> {
            int byGroup = Integer.compare(groups.get(a.batch)[a.row], groups.get(b.batch)[b.row]);
            for (int key = 0; byGroup == 0 && key < orders.length; key++) {
                byGroup = compare(key, keyVectors[a.batch][key], a.row, keyVectors[b.batch][key], b.row);
            }
            return byGroup;
        });
        return sorted;
    }

    private int compare(int key, FieldVector left, int leftRow, FieldVector right, int rightRow) {
        boolean leftNull = left.isNull(leftRow);
        boolean rightNull = right.isNull(rightRow);
        if (leftNull || rightNull) {
            int nullsLast = Boolean.compare(leftNull, rightNull);
            return keys.get(key).nullsFirst() ? -nullsLast : nullsLast;
        }
        int order = orders[key].compare(left, leftRow, right, rightRow);
        return keys.get(key).ascending() ? order : -order;
    }

    private void give(Place[] sorted) {
        Batch[] sources = batches.toArray(new Batch[0]);
        for (int from = 0; from < sorted.length; from += CHUNK_ROWS) {
            int count = Math.min(CHUNK_ROWS, sorted.length - from);
            int[] which = new int[count];
            int[] rows = new int[count];
            int[] of = new int[count];
            for (int i = 0; i < count; i++) {
                which[i] = sorted[from + i].batch;
                rows[i] = sorted[from + i].row;
                of[i] = groups.get(which[i])[rows[i]];
            }
            try (Batch chunk = Batch.gather(sources, which, rows, count, memory)) {
                List<Column> arguments = new ArrayList<>();
                for (int i = 0; i < argumentCount; i++) {
                    arguments.add(chunk.column(i));
                }
                finished.update(arguments, of, null, count, groupCount);
            }
        }
    }

    @Override
    public long memoryBytes() {
        long bytes = reservation.bytes() + (finished == null ? 0 : finished.memoryBytes());
        for (Batch batch : batches) {
            bytes += batch.memoryBytes();
        }
        return bytes;
    }

    @Override
    public void close() {
        batches.forEach(Batch::close);
        batches.clear();
        reservation.close();
        if (finished != null) {
            finished.close();
        }
    }
}
