/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.expr.Values;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.RowCopier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.Field;

/** Streams: each input batch gives output batches of bounded rows, however long its arrays are. */
final class UnnestOperator implements Operator {
    private final UnnestNode node;
    private final QueryContext context;
    private final Memory memory;
    private final Operator input;
    private final int[] parents;
    private final int[] ordinals;
    private Batch batch;
    private ListVector[] lists;
    private int row;
    private int element;

    UnnestOperator(UnnestNode node, QueryContext context) {
        this.node = node;
        this.context = context;
        this.memory = context.memory();
        this.parents = new int[context.batchRows()];
        this.ordinals = new int[context.batchRows()];
        this.input = context.open(node.input());
    }

    @Override
    public Batch next() {
        while (true) {
            context.cancellation().check();
            if (batch == null && !nextInput()) {
                return null;
            }
            int count = collect();
            if (count > 0) {
                return output(count);
            }
            batch.close();
            batch = null;
        }
    }

    @Override
    public void close() {
        if (batch != null) {
            batch.close();
            batch = null;
        }
        input.close();
    }

    private boolean nextInput() {
        batch = input.next();
        if (batch == null) {
            return false;
        }
        lists = new ListVector[node.columns().size()];
        for (int i = 0; i < lists.length; i++) {
            lists[i] = (ListVector) batch.column(node.columns().get(i)).flat(memory);
        }
        row = 0;
        element = 0;
        return true;
    }

    /** Notes the next output rows: parent row, and ordinal from 0 or -1 for a row without elements. */
    private int collect() {
        int count = 0;
        while (row < batch.rowCount() && count < parents.length) {
            int longest = 0;
            for (ListVector list : lists) {
                longest = Math.max(longest, length(list, row));
            }
            if (longest == 0 && node.outer()) {
                parents[count] = row;
                ordinals[count++] = -1;
            }
            while (element < longest && count < parents.length) {
                parents[count] = row;
                ordinals[count++] = element++;
            }
            if (element >= longest) {
                row++;
                element = 0;
            }
        }
        return count;
    }

    private static int length(ListVector list, int row) {
        return list.isNull(row) ? 0 : list.getElementEndIndex(row) - list.getElementStartIndex(row);
    }

    private Batch output(int count) {
        List<Column> columns = new ArrayList<>();
        try {
            int kept = batch.columnCount() - (node.drops() ? lists.length : 0);
            for (int i = 0; i < kept; i++) {
                columns.add(batch.column(i).take(parents, count, memory));
            }
            for (ListVector list : lists) {
                addElements(list, count, columns);
            }
            if (node.ordinality()) {
                columns.add(ordinality(field(columns), count));
            }
            return new Batch(count, columns);
        } catch (RuntimeException e) {
            columns.forEach(Column::close);
            throw e;
        }
    }

    private void addElements(ListVector list, int count, List<Column> columns) {
        int[] elements = new int[count];
        for (int i = 0; i < count; i++) {
            boolean missing = ordinals[i] < 0 || ordinals[i] >= length(list, parents[i]);
            elements[i] = missing ? -1 : list.getElementStartIndex(parents[i]) + ordinals[i];
        }
        FieldVector values = list.getDataVector();
        boolean isMap = list instanceof MapVector;
        if (isMap || (node.expandRows() && values instanceof StructVector)) {
            int[] present = isMap ? elements : presentRows(values, elements);
            for (FieldVector child : ((StructVector) values).getChildrenFromFields()) {
                columns.add(taken(child, present, count, field(columns)));
            }
        } else {
            columns.add(taken(values, elements, count, field(columns)));
        }
    }

    /** A NULL ROW has NULL for all its fields, whatever lies below it. */
    private static int[] presentRows(FieldVector rows, int[] elements) {
        int[] present = Arrays.copyOf(elements, elements.length);
        for (int i = 0; i < present.length; i++) {
            if (present[i] >= 0 && rows.isNull(present[i])) {
                present[i] = -1;
            }
        }
        return present;
    }

    private Column taken(FieldVector source, int[] rows, int count, Field field) {
        return new FlatColumn(field, RowCopier.take(source, rows, count, memory));
    }

    private Column ordinality(Field field, int count) {
        BigIntVector vector = (BigIntVector) Values.newVector(field, count, memory);
        for (int i = 0; i < count; i++) {
            if (ordinals[i] < 0) {
                vector.setNull(i);
            } else {
                vector.setSafe(i, ordinals[i] + 1L);
            }
        }
        vector.setValueCount(count);
        return new FlatColumn(field, vector);
    }

    /** Of the next output column. */
    private Field field(List<Column> columns) {
        return node.schema().getFields().get(columns.size());
    }
}
