/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** The first of its inputs that is not NULL. An input is evaluated only on the rows that reach it. */
public final class Coalesce extends Expression {
    private Coalesce(List<VectorExpr> inputs, Field field) {
        super(field, inputs, true);
    }

    /** @param inputs at least one, all of the type of {@code field} */
    public static VectorExpr of(List<VectorExpr> inputs, Field field) {
        return inputs.size() == 1 ? inputs.get(0) : new Coalesce(inputs, field);
    }

    @Override
    protected Column evaluate(Batch in, EvalContext context) {
        int[] open = new int[in.rowCount()];
        for (int row = 0; row < open.length; row++) {
            open[row] = row;
        }
        int count = open.length;
        try (Pieces pieces = new Pieces(open.length)) {
            for (VectorExpr input : inputs()) {
                if (count == 0) {
                    break;
                }
                Column column = evalOn(input, in, open, count, context);
                pieces.add(column, open, count);
                int left = 0;
                for (int i = 0; i < count; i++) {
                    if (column.isNull(i)) {
                        open[left++] = open[i];
                    }
                }
                count = left;
            }
            return pieces.build(field(), context);
        }
    }

    private static Column evalOn(VectorExpr input, Batch in, int[] rows, int count, EvalContext context) {
        if (count == in.rowCount()) {
            return input.eval(in, context);
        }
        try (Batch few = Selection.narrow(in, rows, count, Selection.columnsOf(List.of(input)), context.memory())) {
            return input.eval(few, context);
        }
    }
}
