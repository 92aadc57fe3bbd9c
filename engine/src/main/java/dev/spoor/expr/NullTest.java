/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.SqlTypes;
import java.util.List;

/** IS NULL and IS NOT NULL. Never NULL. */
public final class NullTest extends Expression {
    private final boolean negated;

    private NullTest(VectorExpr input, boolean negated) {
        super(SqlTypes.field(negated ? "is not null" : "is null", SqlTypes.BOOLEAN), List.of(input), true);
        this.negated = negated;
    }

    public static VectorExpr isNull(VectorExpr input) {
        return new NullTest(input, false);
    }

    public static VectorExpr isNotNull(VectorExpr input) {
        return new NullTest(input, true);
    }

    @Override
    protected Column evaluate(Batch in, EvalContext context) {
        try (Column column = inputs().get(0).eval(in, context)) {
            Truth nulls = new Truth(in.rowCount());
            nulls.nullWhereNull(column);
            Truth result = new Truth(in.rowCount());
            System.arraycopy(nulls.nulls(), 0, result.trues(), 0, result.trues().length);
            if (negated) {
                result.negate();
            }
            return result.toColumn(field(), context.memory());
        }
    }
}
