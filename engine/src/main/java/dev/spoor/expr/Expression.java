/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.SourcePosition;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.RowCopier;
import dev.spoor.vector.SqlTypes;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Base of every computed expression. Sees to the shapes, so that {@link #evaluate} only has to know flat data:
 *
 * <ul>
 *   <li>constant inputs: evaluated on one row, the result is a constant column;
 *   <li>exactly one column, of text, that arrives dictionary-encoded: evaluated once for each distinct value that a
 *       row holds, kept with the dictionary for later batches ({@link CodeResults}); text results stay
 *       dictionary-encoded;
 *   <li>everything else: as it is.
 * </ul>
 */
public abstract class Expression implements VectorExpr {
    private final Field field;
    private final List<VectorExpr> inputs;
    private final boolean deterministic;
    private final boolean constant;
    private final int soleTextColumn;
    private SourcePosition place;

    /** @param deterministic of this step; inputs say it for themselves */
    protected Expression(Field field, List<VectorExpr> inputs, boolean deterministic) {
        this.field = field;
        this.inputs = List.copyOf(inputs);
        boolean allDeterministic = deterministic;
        boolean allConstant = true;
        for (VectorExpr input : this.inputs) {
            allDeterministic &= input.isDeterministic();
            allConstant &= input.isConstant();
        }
        this.deterministic = allDeterministic;
        this.constant = allDeterministic && allConstant;
        this.soleTextColumn = allDeterministic ? soleTextColumn(this.inputs) : NONE;
    }

    /** No column, or one that is not text, or several. */
    private static final int NONE = -1;

    private static final int NO_COLUMN_YET = -2;

    /** What the values of a row can be the cause of, and so the expression that stands at a place. */
    private static final Set<ErrorCode> OF_VALUES = EnumSet.of(
            ErrorCode.DIVISION_BY_ZERO,
            ErrorCode.NUMERIC_OVERFLOW,
            ErrorCode.INVALID_CAST,
            ErrorCode.INVALID_ARGUMENT,
            ErrorCode.LIMIT_EXCEEDED);

    /**
     * Says where in the statement an expression stands, for errors of its values; before it is shared, and kept if it is known
     * already. Returns the expression.
     */
    public static VectorExpr standingAt(SourcePosition place, VectorExpr expr) {
        if (expr instanceof Expression expression && expression.place == null) {
            expression.place = place;
        }
        return expr;
    }

    /** Computes all rows of a batch that has at least one. Owned by the caller; frees everything on an error. */
    protected abstract Column evaluate(Batch in, EvalContext context);

    @Override
    public final Field field() {
        return field;
    }

    @Override
    public final List<VectorExpr> inputs() {
        return inputs;
    }

    @Override
    public final boolean isConstant() {
        return constant;
    }

    @Override
    public final boolean isDeterministic() {
        return deterministic;
    }

    @Override
    public final Column eval(Batch in, EvalContext context) {
        try {
            return column(in, context);
        } catch (EngineException e) {
            throw place == null || !OF_VALUES.contains(e.code()) ? e : e.at(place);
        }
    }

    private Column column(Batch in, EvalContext context) {
        int rowCount = in.rowCount();
        if (rowCount == 0) {
            return new FlatColumn(field, emptyVector(context));
        }
        if (constant) {
            return rowCount == 1 ? evaluate(in, context) : evaluateConstant(in, context);
        }
        if (soleTextColumn >= 0) {
            Column column = in.column(soleTextColumn);
            if (column instanceof DictionaryColumn dictionary) {
                return CodeResults.of(dictionary, this).eval(this, in, dictionary, context);
            }
            if (column instanceof ConstantColumn && rowCount > 1) {
                return evaluateConstant(in, context);
            }
        }
        return evaluate(in, context);
    }

    /** Index of the one text column that the result depends on, or -1. */
    final int soleTextColumn() {
        return soleTextColumn;
    }

    private FieldVector emptyVector(EvalContext context) {
        FieldVector vector = Values.newVector(field, 1, context.memory());
        vector.setValueCount(0);
        return vector;
    }

    private Column evaluateConstant(Batch in, EvalContext context) {
        try (Batch first = in.slice(0, 1, context.memory());
                Column one = evaluate(first, context)) {
            return new ConstantColumn(
                    new FlatColumn(
                            field, RowCopier.take(one.flat(context.memory()), new int[] {0}, 1, context.memory())),
                    in.rowCount());
        }
    }

    private static int soleTextColumn(List<VectorExpr> inputs) {
        int found = soleColumn(inputs, NO_COLUMN_YET);
        return Math.max(found, NONE);
    }

    private static int soleColumn(List<VectorExpr> inputs, int before) {
        int found = before;
        for (VectorExpr input : inputs) {
            if (input instanceof ColumnRef column) {
                boolean text = column.field().getType().equals(SqlTypes.VARCHAR);
                boolean same = found == NO_COLUMN_YET || found == column.index();
                found = text && same ? column.index() : NONE;
            } else {
                found = soleColumn(input.inputs(), found);
            }
            if (found == NONE) {
                return NONE;
            }
        }
        return found;
    }
}
