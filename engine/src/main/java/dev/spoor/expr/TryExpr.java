/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** TRY: NULL for the rows whose value raises an error of the data, the value for the others. */
public final class TryExpr extends Expression {
    /** Errors that a value can be guilty of; limits, cancellation and bugs pass through. */
    private static final Set<ErrorCode> OF_THE_DATA = EnumSet.of(
            ErrorCode.DIVISION_BY_ZERO, ErrorCode.NUMERIC_OVERFLOW, ErrorCode.INVALID_CAST, ErrorCode.INVALID_ARGUMENT);

    private TryExpr(VectorExpr input) {
        super(input.field(), List.of(input), true);
    }

    public static VectorExpr of(VectorExpr input) {
        return input.mayFail() ? new TryExpr(input) : input;
    }

    @Override
    public boolean mayFail() {
        return false;
    }

    @Override
    protected Column evaluate(Batch in, EvalContext context) {
        int[] rows = new int[in.rowCount()];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = row;
        }
        try (Pieces pieces = new Pieces(rows.length)) {
            addRange(pieces, in, rows, 0, rows.length, context);
            return pieces.build(field(), context);
        }
    }

    /** Halves a range that fails until the guilty rows stand alone. */
    private void addRange(Pieces pieces, Batch in, int[] rows, int from, int to, EvalContext context) {
        int count = to - from;
        int[] range = Arrays.copyOfRange(rows, from, to);
        try {
            pieces.addEvaluated(inputs().get(0), in, range, count, context);
            return;
        } catch (EngineException e) {
            if (!OF_THE_DATA.contains(e.code())) {
                throw e;
            }
        }
        if (count > 1) {
            int middle = from + count / 2;
            addRange(pieces, in, rows, from, middle, context);
            addRange(pieces, in, rows, middle, to, context);
        }
    }
}
