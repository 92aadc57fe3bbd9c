/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * CAST and TRY_CAST between all types, with Trino's rules and text forms. A value that cannot be cast is INVALID_CAST
 * for CAST and NULL for TRY_CAST; a pair of types that has no cast at all is TYPE_MISMATCH when the expression is made.
 */
public final class Cast extends Expression {
    /** What happens to a value that cannot be cast. */
    public enum Mode {
        CAST,
        TRY_CAST
    }

    private final ValueCast cast;
    private final Mode mode;

    private Cast(VectorExpr input, Field target, ValueCast cast, Mode mode) {
        super(target, List.of(input), true);
        this.cast = cast;
        this.mode = mode;
    }

    /** The input itself if it is of that type already. */
    public static VectorExpr of(VectorExpr input, Field target, Mode mode) {
        Field source = input.field();
        if (SqlTypes.sameType(source, target)) {
            return input;
        }
        if (Literal.isNull(input)) {
            return Literal.of(target, null);
        }
        return new Cast(input, target, Casts.between(source, target), mode);
    }

    /** Whether there is a cast at all. */
    public static boolean isDefined(Field source, Field target) {
        return SqlTypes.sameType(source, target) || Casts.find(source, target).isPresent();
    }

    @Override
    public boolean mayFail() {
        return mode == Mode.CAST || super.mayFail();
    }

    @Override
    protected Column evaluate(Batch in, EvalContext context) {
        int rowCount = in.rowCount();
        try (Column column = inputs().get(0).eval(in, context);
                ValueWriter writer = ValueWriter.of(field(), rowCount, context.memory())) {
            ValueReader reader = ValueReader.of(column);
            Text scratch = new Text();
            for (int row = 0; row < rowCount; row++) {
                if (reader.isNull(row)) {
                    continue;
                }
                writer.at(row);
                if (!cast.apply(reader, row, scratch, writer) && mode == Mode.CAST) {
                    throw Failures.badCast(ValueText.of(reader, row), TypeNames.of(field()));
                }
            }
            return writer.build(rowCount);
        }
    }
}
