/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * One output column from one row group: a flat leaf, or a tree put together again from the levels of its leaves. One
 * thread.
 */
final class ColumnReader implements AutoCloseable {
    private final FieldShape shape;
    private final Memory memory;
    private final LeafReader flatOrNull;

    /** Leaves by their number, with one for each group of which no leaf is wanted. */
    private final Map<Integer, NestedLeaf> leaves = new HashMap<>();

    ColumnReader(
            ParquetFile file,
            int split,
            FieldShape shape,
            Reservation heap,
            PageBuffers buffers,
            ReadBlocks blocks,
            boolean eager,
            ReadCounters counters) {
        this.shape = shape;
        this.memory = heap.memory();
        ParquetNode node = shape.nodeOrNull();
        boolean flat = node != null && node.isLeaf();
        this.flatOrNull = flat ? new LeafReader(file, split, node, true, heap, buffers, blocks, eager, counters) : null;
        if (node != null && !flat) {
            try {
                for (int number : leavesOf(shape)) {
                    ParquetNode leaf = file.schema().leaves().get(number);
                    leaves.put(
                            number,
                            new NestedLeaf(
                                    new LeafReader(file, split, leaf, false, heap, buffers, blocks, eager, counters),
                                    heap));
                }
            } catch (RuntimeException e) {
                close();
                throw e;
            }
        }
    }

    /** The numbers of the leaves that are read for a column. */
    static Set<Integer> leavesOf(FieldShape shape) {
        Set<Integer> numbers = new LinkedHashSet<>();
        find(shape, numbers);
        return numbers;
    }

    /** Leaves that are wanted of a node; whether there are any. */
    private static boolean find(FieldShape wanted, Set<Integer> numbers) {
        ParquetNode node = wanted.nodeOrNull();
        if (node == null) {
            return false;
        }
        boolean any = false;
        for (FieldShape child : wanted.children()) {
            any |= find(child, numbers);
        }
        if (!any) {
            numbers.add(node.firstLeaf());
        }
        return true;
    }

    @Override
    public void close() {
        if (flatOrNull != null) {
            flatOrNull.close();
        }
        leaves.values().forEach(NestedLeaf::close);
        leaves.clear();
    }

    /** The leaf of a text column that is in no list; null if it is another one, or missing. */
    LeafReader textOrNull() {
        return flatOrNull != null && shape.wanted().getType() instanceof ArrowType.Utf8 ? flatOrNull : null;
    }

    /** Whether single rows can be had. */
    boolean canPick() {
        return shape.nodeOrNull() == null || flatOrNull != null;
    }

    /**
     * Some of the rows from {@code base} on as a column owned by the caller, of a column that {@link #canPick}; rows
     * never go back.
     *
     * @param rows in ascending order, counted from {@code base}
     */
    Column pick(long base, int[] rows) {
        if (shape.nodeOrNull() == null) {
            return ConstantColumn.ofNull(shape.wanted(), rows.length, memory);
        }
        try (VectorSink sink = sink(shape.wanted(), rows.length)) {
            flatOrNull.pick(base, rows, sink);
            return sink.finishColumn(shape.wanted());
        }
    }

    /** The rows {@code row .. row + rows} as a column owned by the caller; rows never go back. */
    Column read(long row, int rows) {
        if (shape.nodeOrNull() == null) {
            return ConstantColumn.ofNull(shape.wanted(), rows, memory);
        } else if (flatOrNull != null) {
            flatOrNull.seek(row);
            try (VectorSink sink = sink(shape.wanted(), rows)) {
                flatOrNull.read(rows, sink);
                return sink.finishColumn(shape.wanted());
            }
        }
        FieldVector root = shape.wanted().createVector(memory.allocator());
        try {
            Map<Integer, Boolean> done = new HashMap<>();
            readLeaves(shape, root, row, rows, done);
            leaves.forEach((number, leaf) -> {
                if (!done.containsKey(number)) {
                    leaf.read(row, rows, null);
                }
            });
            assemble(shape, root);
            return new FlatColumn(shape.wanted(), root);
        } catch (RuntimeException e) {
            root.close();
            throw e;
        }
    }

    private VectorSink sink(Field wanted, int rows) {
        boolean text = wanted.getType() instanceof ArrowType.Utf8;
        return text || wanted.getType() instanceof ArrowType.Binary
                ? new TextSink(wanted, rows, text, memory)
                : new NumberSink(wanted, rows, memory);
    }

    private void readLeaves(FieldShape at, FieldVector vector, long row, int rows, Map<Integer, Boolean> done) {
        ParquetNode node = at.nodeOrNull();
        if (node == null) {
            return;
        } else if (node.isLeaf()) {
            NestedLeaf leaf = leaves.get(node.leaf());
            if (done.put(node.leaf(), true) != null) {
                throw new IllegalArgumentException(node.name() + " is wanted twice in one column");
            }
            VectorSink sink = vector instanceof BaseVariableWidthVector
                    ? new TextSink(vector, rows, memory)
                    : new NumberSink(vector, rows);
            leaf.read(row, rows, sink);
            return;
        }
        for (int i = 0; i < at.children().size(); i++) {
            readLeaves(at.children().get(i), child(vector, i), row, rows, done);
        }
    }

    /** The vector of a ROW's field, an ARRAY's element, a MAP's key or value. */
    private static FieldVector child(FieldVector vector, int index) {
        if (vector instanceof ListVector list) {
            FieldVector elements = list.getDataVector();
            boolean map = list.getField().getType() instanceof ArrowType.Map;
            return map ? (FieldVector) ((StructVector) elements).getChildByOrdinal(index) : elements;
        }
        return (FieldVector) ((StructVector) vector).getChildByOrdinal(index);
    }

    /** Fills validity and offsets, children before parents; returns the places of the node. */
    private int assemble(FieldShape at, FieldVector vector) {
        ParquetNode node = at.nodeOrNull();
        NestedLeaf levels = levelsOf(at);
        int places = places(levels, node.rep(), node.exists());
        if (node.isLeaf()) {
            return places;
        }
        boolean row = node.kind() == ParquetNode.Kind.ROW;
        int inside = row ? places : places(levels, node.rep() + 1, node.elementDef());
        for (int i = 0; i < at.children().size(); i++) {
            FieldShape child = at.children().get(i);
            FieldVector childVector = child(vector, i);
            if (child.nodeOrNull() == null) {
                childVector.setValueCount(inside);
            } else {
                assemble(child, childVector);
            }
        }
        if (row) {
            present((StructVector) vector, levels, node, places);
        } else {
            if (node.kind() == ParquetNode.Kind.MAP) {
                StructVector entries = (StructVector) ((ListVector) vector).getDataVector();
                for (int i = 0; i < inside; i++) {
                    entries.setIndexDefined(i);
                }
                entries.setValueCount(inside);
            }
            offsets((ListVector) vector, levels, node, places);
        }
        return places;
    }

    private NestedLeaf levelsOf(FieldShape at) {
        if (at.nodeOrNull() == null) {
            return null;
        } else if (at.nodeOrNull().isLeaf()) {
            return leaves.get(at.nodeOrNull().leaf());
        }
        for (FieldShape child : at.children()) {
            NestedLeaf levels = levelsOf(child);
            if (levels != null) {
                return levels;
            }
        }
        return leaves.get(at.nodeOrNull().firstLeaf());
    }

    private static int places(NestedLeaf levels, int rep, int exists) {
        int count = 0;
        for (int i = 0; i < levels.count(); i++) {
            count += levels.reps()[i] <= rep && levels.defs()[i] >= exists ? 1 : 0;
        }
        return count;
    }

    private static void present(StructVector vector, NestedLeaf levels, ParquetNode node, int places) {
        int place = 0;
        for (int i = 0; i < levels.count(); i++) {
            if (levels.reps()[i] <= node.rep() && levels.defs()[i] >= node.exists()) {
                if (levels.defs()[i] >= node.def()) {
                    vector.setIndexDefined(place);
                }
                place++;
            }
        }
        vector.setValueCount(places);
    }

    private static void offsets(ListVector vector, NestedLeaf levels, ParquetNode node, int places) {
        int place = -1;
        int elements = 0;
        for (int i = 0; i < levels.count(); i++) {
            int rep = levels.reps()[i];
            int def = levels.defs()[i];
            if (rep <= node.rep() && def >= node.exists()) {
                if (place >= 0 && elements >= 0) {
                    vector.endValue(place, elements);
                }
                place++;
                elements = -1;
                if (def >= node.def()) {
                    vector.startNewValue(place);
                    elements = 0;
                }
            }
            if (rep <= node.rep() + 1 && def >= node.elementDef()) {
                elements++;
            }
        }
        if (place >= 0 && elements >= 0) {
            vector.endValue(place, elements);
        }
        vector.setValueCount(places);
    }
}
