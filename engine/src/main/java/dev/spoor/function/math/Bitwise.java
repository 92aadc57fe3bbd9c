/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.math;

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
