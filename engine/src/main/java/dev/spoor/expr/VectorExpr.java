/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * An expression bound to column indexes. Immutable, shared by workers; keeps nothing between batches except
 * attachments of a dictionary.
 */
public interface VectorExpr {
    /** Type of the result; the name is informative. */
    Field field();

    /**
     * A column of {@code in.rowCount()} values, owned by the caller (a column of the input is retained). Keeps
     * dictionary and constant shapes where it can. Errors in a row (division by zero, a bad cast) throw.
     */
    Column eval(Batch in, EvalContext context);

    /** The expressions that this one is made of; empty for a leaf. */
    default List<VectorExpr> inputs() {
        return List.of();
    }

    /** Whether the result is the same for each row of any batch, so that it may be evaluated once. */
    default boolean isConstant() {
        return false;
    }

    /** Whether equal inputs give equal results within a query. */
    default boolean isDeterministic() {
        for (VectorExpr input : inputs()) {
            if (!input.isDeterministic()) {
                return false;
            }
        }
        return true;
    }

    /** Whether a row can raise an error, so that rows which a guard keeps away must not be evaluated. */
    default boolean mayFail() {
        for (VectorExpr input : inputs()) {
            if (input.mayFail()) {
                return true;
            }
        }
        return false;
    }
}
