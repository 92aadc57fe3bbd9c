/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.math;

import dev.spoor.function.Parameter;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Angles in radians. */
final class Trigonometry {
    private static final List<Parameter> X = Types.of(Types.floating("x"));

    private Trigonometry() {}

    static List<ScalarFunction> all() {
        return List.of(
                of("sin", "The sine of an angle.", "sin(0) = 0", Math::sin),
                of("cos", "The cosine of an angle.", "cos(0) = 1", Math::cos),
                of("tan", "The tangent of an angle.", "tan(0) = 0", Math::tan),
                of("asin", "The angle of a sine.", "round(asin(1) * 2, 9) = round(pi(), 9)", Math::asin),
                of("acos", "The angle of a cosine.", "acos(1) = 0", Math::acos),
                of("atan", "The angle of a tangent.", "round(atan(1) * 4, 9) = round(pi(), 9)", Math::atan),
                of("sinh", "The hyperbolic sine.", "sinh(0) = 0", Math::sinh),
                of("cosh", "The hyperbolic cosine.", "cosh(0) = 1", Math::cosh),
                of("tanh", "The hyperbolic tangent.", "tanh(0) = 0", Math::tanh),
                of("degrees", "An angle in degrees.", "round(degrees(pi()), 9) = 180", Math::toDegrees),
                of("radians", "An angle in radians.", "round(radians(180), 9) = round(pi(), 9)", Math::toRadians),
                atan2());
    }

    private static ScalarFunction of(String name, String sentence, String example, DoubleUnaryOperator function) {
        return SimpleFunction.named(name)
                .in("math")
                .does(sentence)
                .example(example, "true")
                .example(name + "(NULL)", null)
                .total(Types.DOUBLE, X, (in, out) -> out.setDouble(function.applyAsDouble(in.getDouble(0))))
                .build();
    }

    private static ScalarFunction atan2() {
        return SimpleFunction.named("atan2")
                .in("math")
                .does("The angle of the point (x, y).")
                .example("atan2(0, 1) = 0", "true")
                .example("atan2(NULL, 1)", null)
                .total(
                        Types.DOUBLE,
                        Types.of(Types.floating("y"), Types.floating("x")),
                        (in, out) -> out.setDouble(Math.atan2(in.getDouble(0), in.getDouble(1))))
                .build();
    }
}
