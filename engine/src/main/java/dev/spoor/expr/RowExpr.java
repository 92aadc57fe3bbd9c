/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A function of its inputs' values computed row by row: the base of the function library. Constants and dictionary
 * columns are the business of {@link Expression}: the function sees each distinct value once.
 */
public final class RowExpr extends Expression {
    private final Supplier<RowFunction> maker;
    private final boolean nullIfAnyNull;
    private final boolean mayFail;

    private RowExpr(
            Field field,
            List<VectorExpr> inputs,
            Supplier<RowFunction> maker,
            boolean nullIfAnyNull,
            boolean mayFail,
            boolean deterministic) {
        super(field, inputs, deterministic);
        this.maker = maker;
        this.nullIfAnyNull = nullIfAnyNull;
        this.mayFail = mayFail;
    }

    /** NULL if an argument is NULL; otherwise the function. It may raise errors. */
    public static VectorExpr of(Field field, List<VectorExpr> inputs, RowFunction function) {
        return new RowExpr(field, inputs, () -> function, true, true, true);
    }

    /** As {@link #of}, with a function made anew for each evaluation, so that it can have scratch space. */
    public static VectorExpr withScratch(Field field, List<VectorExpr> inputs, Supplier<RowFunction> maker) {
        return new RowExpr(field, inputs, maker, true, true, true);
    }

    /** As {@link #of}, for a function that raises no error whatever its arguments are. */
    public static VectorExpr total(Field field, List<VectorExpr> inputs, RowFunction function) {
        return new RowExpr(field, inputs, () -> function, true, false, true);
    }

    /** The function also sees rows with NULL arguments. */
    public static VectorExpr nullAware(Field field, List<VectorExpr> inputs, RowFunction function) {
        return new RowExpr(field, inputs, () -> function, false, true, true);
    }

    /** As {@link #nullAware}, with a function made anew for each evaluation. */
    public static VectorExpr nullAwareWithScratch(Field field, List<VectorExpr> inputs, Supplier<RowFunction> maker) {
        return new RowExpr(field, inputs, maker, false, true, true);
    }

    /** Not the same for equal arguments: runs for each row. */
    public static VectorExpr nonDeterministic(Field field, List<VectorExpr> inputs, Supplier<RowFunction> maker) {
        return new RowExpr(field, inputs, maker, true, true, false);
    }

    @Override
    public boolean mayFail() {
        return mayFail || super.mayFail();
    }

    @Override
    protected Column evaluate(Batch in, EvalContext context) {
        try (Columns columns = Columns.eval(inputs(), in, context)) {
            return run(columns, in.rowCount(), context);
        }
    }

    private Column run(Columns columns, int rowCount, EvalContext context) {
        ValueReader[] readers = columns.readers();
        Arguments arguments = new Arguments(readers, context);
        RowFunction function = maker.get();
        try (ValueWriter writer = ValueWriter.of(field(), rowCount, context.memory())) {
            for (int row = 0; row < rowCount; row++) {
                if (nullIfAnyNull && anyNull(readers, row)) {
                    continue;
                }
                arguments.at(row);
                writer.at(row);
                function.apply(arguments, writer);
            }
            return writer.build(rowCount);
        }
    }

    private static boolean anyNull(ValueReader[] readers, int row) {
        for (ValueReader reader : readers) {
            if (reader.isNull(row)) {
                return true;
            }
        }
        return false;
    }
}
