/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * What a function calls a lambda argument with.
 *
 * @param arity number of the lambda's parameters
 * @param parameters their types
 * @param foldsInto index of the argument that the lambda's result replaces, as the state of a reduction is replaced at each
 *     step; the argument's type is widened to hold both. -1 for none
 * @param spelling for documentation, such as {@code function(T, boolean)}
 */
public record LambdaShape(int arity, Parameters parameters, int foldsInto, String spelling) {
    /** Types of the parameters from those of the arguments before and after it; lambdas count with their results. */
    @FunctionalInterface
    public interface Parameters {
        List<Field> of(List<Field> arguments);
    }

    public static LambdaShape of(int arity, String spelling, Parameters parameters) {
        return new LambdaShape(arity, parameters, -1, spelling);
    }
}
