/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function;

import java.util.List;
import java.util.Objects;

/**
 * One way to call a function.
 *
 * @param parameters in order
 * @param variadic whether the last parameter may be given any number of times, also none
 * @param result type of the result
 * @param deterministic whether equal arguments give equal results within a query
 */
public record Signature(List<Parameter> parameters, boolean variadic, ResultType result, boolean deterministic) {
    public Signature {
        parameters = List.copyOf(parameters);
        Objects.requireNonNull(result, "result is null");
    }

    public static Signature of(ResultType result, Parameter... parameters) {
        return new Signature(List.of(parameters), false, result, true);
    }

    public static Signature variadic(ResultType result, Parameter... parameters) {
        return new Signature(List.of(parameters), true, result, true);
    }
}
