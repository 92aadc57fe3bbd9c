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

/** Powers, roots and logarithms, in DOUBLE. */
final class Powers {
    private static final List<Parameter> X = Types.of(Types.floating("x"));

    private Powers() {}

    private static ScalarFunction of(
            String name, String sentence, String example, String result, DoubleUnaryOperator function) {
        return SimpleFunction.named(name)
                .in("math")
                .does(sentence)
                .example(example, result)
                .example(name + "(NULL)", null)
                .total(Types.DOUBLE, X, (in, out) -> out.setDouble(function.applyAsDouble(in.getDouble(0))))
                .build();
    }

    static ScalarFunction sqrt() {
        return of("sqrt", "The square root; NaN of a negative number.", "sqrt(16) = 4", "true", Math::sqrt);
    }

    static ScalarFunction cbrt() {
        return of("cbrt", "The cube root.", "cbrt(-27) = -3", "true", Math::cbrt);
    }

    static ScalarFunction exp() {
        return of("exp", "e to the power.", "exp(0) = 1", "true", Math::exp);
    }

    static ScalarFunction ln() {
        return of("ln", "The natural logarithm.", "ln(1) = 0", "true", Math::log);
    }

    static ScalarFunction log2() {
        return of("log2", "The logarithm to base 2.", "log2(8) = 3", "true", x -> Math.log(x) / Math.log(2));
    }

    static ScalarFunction log10() {
        return of("log10", "The logarithm to base 10.", "log10(1000) = 3", "true", Math::log10);
    }

    static ScalarFunction log() {
        return SimpleFunction.named("log")
                .in("math")
                .does("The logarithm of a number to a base.")
                .example("round(log(2, 8), 9) = 3", "true")
                .example("log(NULL, 8)", null)
                .total(
                        Types.DOUBLE,
                        Types.of(Types.floating("base"), Types.floating("x")),
                        (in, out) -> out.setDouble(Math.log(in.getDouble(1)) / Math.log(in.getDouble(0))))
                .build();
    }

    static ScalarFunction power() {
        return SimpleFunction.named("power", "pow")
                .in("math")
                .does("A number to the power of another.")
                .example("power(2, 10) = 1024", "true")
                .example("power(2, NULL)", null)
                .total(
                        Types.DOUBLE,
                        Types.of(Types.floating("x"), Types.floating("p")),
                        (in, out) -> out.setDouble(Math.pow(in.getDouble(0), in.getDouble(1))))
                .build();
    }

    static ScalarFunction pi() {
        return SimpleFunction.named("pi")
                .in("math")
                .does("The ratio of a circle's circumference to its diameter.")
                .example("round(pi() * 100) = 314", "true")
                .total(Types.DOUBLE, Types.of(), (in, out) -> out.setDouble(Math.PI))
                .build();
    }

    static ScalarFunction e() {
        return SimpleFunction.named("e")
                .in("math")
                .does("The base of the natural logarithm.")
                .example("round(e() * 100) = 272", "true")
                .total(Types.DOUBLE, Types.of(), (in, out) -> out.setDouble(Math.E))
                .build();
    }
}
