/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** Puts a column together from results for parts of a batch. Rows that no piece covers are NULL. */
final class Pieces implements AutoCloseable {
    private final List<Column> columns = new ArrayList<>();
    private final int[] pieceOf;
    private final int[] placeIn;

    Pieces(int rowCount) {
        pieceOf = new int[rowCount];
        placeIn = new int[rowCount];
    }

    /** Takes ownership of a column of {@code count} rows that stand for the given rows of the batch. */
    void add(Column column, int[] rows, int count) {
        columns.add(column);
        for (int i = 0; i < count; i++) {
            pieceOf[rows[i]] = columns.size();
            placeIn[rows[i]] = i;
        }
    }

    /** Evaluates the expression on some rows of the batch and adds the result. */
    void addEvaluated(VectorExpr expression, Batch in, int[] rows, int count, EvalContext context) {
        if (count == 0) {
            return;
        }
        if (count == in.rowCount()) {
            add(expression.eval(in, context), rows, count);
            return;
        }
        try (Batch few =
                Selection.narrow(in, rows, count, Selection.columnsOf(List.of(expression)), context.memory())) {
            add(expression.eval(few, context), rows, count);
        }
    }

    /** The whole, owned by the caller. */
    Column build(Field field, EvalContext context) {
        int rowCount = pieceOf.length;
        if (columns.size() == 1 && columns.get(0).rowCount() == rowCount) {
            return columns.get(0).retain();
        }
        ValueReader[] readers = new ValueReader[columns.size()];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = ValueReader.of(columns.get(i));
        }
        try (ValueWriter writer = ValueWriter.of(field, rowCount, context.memory())) {
            for (int row = 0; row < rowCount; row++) {
                if (pieceOf[row] > 0) {
                    writer.at(row);
                    writer.copy(readers[pieceOf[row] - 1], placeIn[row]);
                }
            }
            return writer.build(rowCount);
        }
    }

    @Override
    public void close() {
        for (Column column : columns) {
            column.close();
        }
    }
}
