/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.math;

import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;

/** is_nan, is_finite, is_infinite, nan and infinity. */
final class FloatTests {
    private FloatTests() {}

    static ScalarFunction isNan() {
        return SimpleFunction.named("is_nan")
                .in("math")
                .does("Whether a DOUBLE is not a number.")
                .example("is_nan(sqrt(-1))", "true")
                .example("is_nan(NULL)", null)
                .total(
                        Types.BOOLEAN,
                        Types.of(Types.floating("x")),
                        (in, out) -> out.setBoolean(Double.isNaN(in.getDouble(0))))
                .build();
    }

    static ScalarFunction isFinite() {
        return SimpleFunction.named("is_finite")
                .in("math")
                .does("Whether a DOUBLE is neither infinite nor NaN.")
                .example("is_finite(ln(0))", "false")
                .example("is_finite(NULL)", null)
                .total(
                        Types.BOOLEAN,
                        Types.of(Types.floating("x")),
                        (in, out) -> out.setBoolean(Double.isFinite(in.getDouble(0))))
                .build();
    }

    static ScalarFunction isInfinite() {
        return SimpleFunction.named("is_infinite")
                .in("math")
                .does("Whether a DOUBLE is infinite.")
                .example("is_infinite(ln(0))", "true")
                .example("is_infinite(NULL)", null)
                .total(
                        Types.BOOLEAN,
                        Types.of(Types.floating("x")),
                        (in, out) -> out.setBoolean(Double.isInfinite(in.getDouble(0))))
                .build();
    }

    static ScalarFunction nan() {
        return SimpleFunction.named("nan")
                .in("math")
                .does("The DOUBLE that is not a number; it equals nothing.")
                .example("is_nan(nan())", "true")
                .total(Types.DOUBLE, Types.of(), (in, out) -> out.setDouble(Double.NaN))
                .build();
    }

    static ScalarFunction infinity() {
        return SimpleFunction.named("infinity")
                .in("math")
                .does("The DOUBLE greater than all others.")
                .example("infinity() > 1", "true")
                .total(Types.DOUBLE, Types.of(), (in, out) -> out.setDouble(Double.POSITIVE_INFINITY))
                .build();
    }
}
