/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.SqlTypes;
import java.util.List;

/** IS TRUE and its kin over a BOOLEAN. Never NULL. */
public final class TruthTest extends Expression {
    /** Which test. */
    public enum Kind {
        IS_TRUE,
        IS_FALSE,
        IS_NOT_TRUE,
        IS_NOT_FALSE
    }

    private final Kind kind;

    private TruthTest(Kind kind, VectorExpr input) {
        super(SqlTypes.field(kind.name(), SqlTypes.BOOLEAN), List.of(input), true);
        this.kind = kind;
    }

    public static VectorExpr of(Kind kind, VectorExpr input) {
        return new TruthTest(kind, input);
    }

    @Override
    protected Column evaluate(Batch in, EvalContext context) {
        try (Column column = inputs().get(0).eval(in, context)) {
            Truth given = Truth.of(column);
            Truth result = new Truth(in.rowCount());
            for (int i = 0; i < result.trues().length; i++) {
                long yes = given.trues()[i];
                long unknown = given.nulls()[i];
                result.trues()[i] = switch (kind) {
                    case IS_TRUE -> yes;
                    case IS_FALSE -> ~yes & ~unknown;
                    case IS_NOT_TRUE -> ~yes;
                    case IS_NOT_FALSE -> yes | unknown;
                };
            }
            result.trim();
            return result.toColumn(field(), context.memory());
        }
    }
}
