/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A column of the input.
 *
 * @param index place in the batch, from 0
 * @param field its type
 */
public record ColumnRef(int index, Field field) implements VectorExpr {
    @Override
    public Column eval(Batch in, EvalContext context) {
        return in.column(index).retain();
    }
}
