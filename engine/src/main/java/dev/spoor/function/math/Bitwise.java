/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.math;

import dev.spoor.expr.Failures;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.util.function.LongBinaryOperator;

/** bitwise_and, bitwise_or, bitwise_xor and bitwise_not, in two's complement. */
final class Bitwise {
    private Bitwise() {}

    private static ScalarFunction of(String name, String sentence, String result, LongBinaryOperator operator) {
        return SimpleFunction.named(name)
                .in("math")
                .does(sentence)
                .example(name + "(19, 25)", result)
                .example(name + "(19, NULL)", null)
                .total(
                        Types.BIGINT,
                        Types.of(Types.bigint("x"), Types.bigint("y")),
                        (in, out) -> out.setLong(operator.applyAsLong(in.getLong(0), in.getLong(1))))
                .build();
    }

    static ScalarFunction and() {
        return of("bitwise_and", "The bits set in both numbers.", "17", (x, y) -> x & y);
    }

    static ScalarFunction or() {
        return of("bitwise_or", "The bits set in either number.", "27", (x, y) -> x | y);
    }

    static ScalarFunction xor() {
        return of("bitwise_xor", "The bits set in one number only.", "10", (x, y) -> x ^ y);
    }

    static ScalarFunction leftShift() {
        return shift(
                "bitwise_left_shift",
                "The bits moved up; none left from 64 on.",
                "(7, 2)",
                "28",
                (x, n) -> n >= Long.SIZE ? 0 : x << n);
    }

    static ScalarFunction rightShift() {
        return shift(
                "bitwise_right_shift",
                "The bits moved down, zeros behind them.",
                "(-8, 60)",
                "15",
                (x, n) -> n >= Long.SIZE ? 0 : x >>> n);
    }

    static ScalarFunction arithmeticShift() {
        return shift(
                "bitwise_right_shift_arithmetic",
                "The bits moved down, the sign behind them.",
                "(-8, 2)",
                "-2",
                (x, n) -> x >> Math.min(n, Long.SIZE - 1));
    }

    private static ScalarFunction shift(
            String name, String sentence, String arguments, String result, LongBinaryOperator operator) {
        return SimpleFunction.named(name)
                .in("math")
                .does(sentence)
                .example(name + arguments, result)
                .example(name + "(NULL, 1)", null)
                .form(Types.BIGINT, Types.of(Types.bigint("x"), Types.bigint("bits")), (in, out) -> {
                    if (in.getLong(1) < 0) {
                        throw Failures.badArgument("bits are moved by 0 or more places, not " + in.getLong(1));
                    }
                    out.setLong(operator.applyAsLong(in.getLong(0), in.getLong(1)));
                })
                .build();
    }

    static ScalarFunction not() {
        return SimpleFunction.named("bitwise_not")
                .in("math")
                .does("The bits not set.")
                .example("bitwise_not(19)", "-20")
                .example("bitwise_not(NULL)", null)
                .total(Types.BIGINT, Types.of(Types.bigint("x")), (in, out) -> out.setLong(~in.getLong(0)))
                .build();
    }
}
