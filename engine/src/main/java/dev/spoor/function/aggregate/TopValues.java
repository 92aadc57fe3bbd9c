/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.ValueReader;
import dev.spoor.expr.Values;
import dev.spoor.function.GroupedAccumulator;
import dev.spoor.vector.Column;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.arrow.vector.FieldVector;

/**
 * The n least or greatest values of each group, or other values of the rows where those are: what {@code max(x, n)} and
 * {@code max_by(x, y, n)} give. The best so far stand in a heap with the worst of them at its root.
 */
final class TopValues implements GroupedAccumulator {
    /** As in Trino. */
    private static final long COUNT_MAX = 10_000;

    /** Heap of a kept row besides its values. */
    private static final int ENTRY_BYTES = 48;

    /** What a row is judged by, and what it gives. */
    private record Entry(Object by, Object value) {}

    private final Reservation reservation;
    private final Selection selection = new Selection();
    private final Comparator<Entry> worstFirst;
    private final int byAt;
    private final int countAt;
    private PriorityQueue<Entry>[] kept = newHeaps();
    private int countMax;

    /** @param byAt index of the argument that rows are judged by; the first is what they give */
    TopValues(boolean greatest, int byAt, int countAt, Memory memory) {
        Comparator<Entry> ascending = (a, b) -> Values.compare(a.by, b.by);
        this.worstFirst = greatest ? ascending : ascending.reversed();
        this.byAt = byAt;
        this.countAt = countAt;
        this.reservation = new Reservation(memory);
    }

    @SuppressWarnings("unchecked")
    private static PriorityQueue<Entry>[] newHeaps() {
        return (PriorityQueue<Entry>[]) new PriorityQueue<?>[0];
    }

    @Override
    public void update(List<Column> arguments, int[] groupIds, Mask only, int rowCount, int groupCount) {
        kept = reservation.grow(kept, groupCount);
        selection.present(arguments.get(byAt), only, rowCount);
        if (selection.count() == 0) {
            return;
        }
        if (countMax == 0) {
            countMax = countOf(ValueReader.of(arguments.get(countAt)), selection.rows()[0]);
        }
        ValueReader by = ValueReader.of(arguments.get(byAt));
        ValueReader values = ValueReader.of(arguments.get(0));
        for (int i = 0; i < selection.count(); i++) {
            int row = selection.rows()[i];
            Object key = by.getObject(row);
            PriorityQueue<Entry> heap = heap(groupIds[row]);
            if (heap.size() < countMax || worstFirst.compare(new Entry(key, null), heap.peek()) > 0) {
                keep(heap, new Entry(key, byAt == 0 ? key : values.isNull(row) ? null : values.getObject(row)));
            }
        }
    }

    private static int countOf(ValueReader reader, int row) {
        long wanted = reader.isNull(row) ? 0 : reader.getLong(row);
        if (wanted < 1 || wanted > COUNT_MAX) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the number of values to keep is 1 to " + COUNT_MAX + ", not " + wanted);
        }
        return (int) wanted;
    }

    @Override
    public void merge(GroupedAccumulator other, int[] otherToMine, int groupCount) {
        kept = reservation.grow(kept, groupCount);
        TopValues from = (TopValues) other;
        countMax = Math.max(countMax, from.countMax);
        for (int group = 0; group < Math.min(otherToMine.length, from.kept.length); group++) {
            if (otherToMine[group] >= 0 && from.kept[group] != null) {
                PriorityQueue<Entry> heap = heap(otherToMine[group]);
                for (Entry entry : from.kept[group]) {
                    if (heap.size() < countMax || worstFirst.compare(entry, heap.peek()) > 0) {
                        keep(heap, entry);
                    }
                }
            }
        }
    }

    private PriorityQueue<Entry> heap(int group) {
        if (kept[group] == null) {
            reservation.add(ENTRY_BYTES);
            kept[group] = new PriorityQueue<>(worstFirst);
        }
        return kept[group];
    }

    private void keep(PriorityQueue<Entry> heap, Entry entry) {
        reservation.add(bytesOf(entry));
        heap.add(entry);
        if (heap.size() > countMax) {
            reservation.remove(bytesOf(heap.poll()));
        }
    }

    private long bytesOf(Entry entry) {
        long bytes = ENTRY_BYTES + ObjectExtremes.bytesOf(entry.by);
        return byAt == 0 ? bytes : bytes + ObjectExtremes.bytesOf(entry.value);
    }

    @Override
    public void writeResult(FieldVector out, int firstGroup, int count) {
        for (int i = 0; i < count; i++) {
            int group = firstGroup + i;
            boolean none = group >= kept.length || kept[group] == null;
            Values.write(out, i, none ? null : bestFirst(kept[group]));
        }
    }

    private List<Object> bestFirst(PriorityQueue<Entry> heap) {
        List<Entry> entries = new ArrayList<>(heap);
        entries.sort(worstFirst.reversed());
        List<Object> values = new ArrayList<>();
        entries.forEach(entry -> values.add(entry.value));
        return values;
    }

    @Override
    public long memoryBytes() {
        return reservation.bytes();
    }

    @Override
    public void close() {
        reservation.close();
    }
}
