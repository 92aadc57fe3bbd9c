/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function;

import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** A function of a row's place among the rows of its window, such as {@code rank} or {@code lag}. Stateless. */
public interface WindowFunction {
    FunctionDoc doc();

    /** Ways to call it; the front end takes the first that fits. */
    List<Signature> signatures();

    /** Whether the result depends on the frame; the others look at the whole partition and allow no frame clause. */
    boolean usesFrame();

    /** Whether IGNORE NULLS may be said. */
    boolean canIgnoreNulls();

    /**
     * A new evaluation of one call over some partitions.
     *
     * @param arguments columns of the rows in window order, borrowed until the evaluator is dropped
     * @param ignoreNulls whether rows whose first argument is NULL do not count
     * @param result the type that the signature gave
     */
    WindowEvaluator evaluator(
            WindowRows rows, List<Column> arguments, boolean ignoreNulls, Field result, Memory memory);
}
