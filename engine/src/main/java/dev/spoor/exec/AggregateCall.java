/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.function.AggregateFunction;
import dev.spoor.function.Signature;
import java.util.ArrayList;
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
 * @param order keys by which the rows of a group are given to the function; empty for the order in which they come
 * @param result name and type of the output column
 */
public record AggregateCall(
        AggregateFunction function,
        Signature signature,
        List<Integer> arguments,
        int filter,
        boolean distinct,
        List<SortKey> order,
        Field result) {
    public static final int NO_FILTER = -1;

    public AggregateCall {
        arguments = List.copyOf(arguments);
        order = List.copyOf(order);
    }

    /** A call that takes the rows as they come. */
    public AggregateCall(
            AggregateFunction function,
            Signature signature,
            List<Integer> arguments,
            int filter,
            boolean distinct,
            Field result) {
        this(function, signature, arguments, filter, distinct, List.of(), result);
    }

    /** Columns of the input that the state of the call is given: its arguments, then the keys of its order. */
    List<Integer> columns() {
        List<Integer> columns = new ArrayList<>(arguments);
        order.forEach(key -> columns.add(key.column()));
        return columns;
    }
}
