/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.function.AggregateFunction;
import dev.spoor.function.Signature;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * One aggregate of an aggregation.
 *
 * @param function what to compute
 * @param signature the chosen way to call it
 * @param arguments column indexes of the input
 * @param filter index of a BOOLEAN column that must be TRUE for a row to count; -1 for none
 * @param distinct whether equal argument rows count once in each group
 * @param result name and type of the output column
 */
public record AggregateCall(
        AggregateFunction function,
        Signature signature,
        List<Integer> arguments,
        int filter,
        boolean distinct,
        Field result) {
    public static final int NO_FILTER = -1;

    public AggregateCall {
        arguments = List.copyOf(arguments);
    }
}
