/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.math;

import dev.spoor.expr.Failures;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;

/** to_base and from_base. */
final class Bases {
    private Bases() {}

    static ScalarFunction toBase() {
        return SimpleFunction.named("to_base")
                .in("math")
                .does("A number as text in base 2 to 36.")
                .example("to_base(255, 16)", "ff")
                .example("to_base(NULL, 2)", null)
                .form(
                        Types.VARCHAR,
                        Types.of(Types.bigint("x"), Types.bigint("radix")),
                        (in, out) -> out.setString(Long.toString(in.getLong(0), checked(in.getLong(1)))))
                .build();
    }

    static ScalarFunction fromBase() {
        return SimpleFunction.named("from_base")
                .in("math")
                .does("The number that a text means in base 2 to 36.")
                .example("from_base('ff', 16)", "255")
                .example("from_base(NULL, 2)", null)
                .form(Types.BIGINT, Types.of(Types.varchar("string"), Types.bigint("radix")), (in, out) -> {
                    try {
                        out.setLong(Long.parseLong(in.getString(0), checked(in.getLong(1))));
                    } catch (NumberFormatException e) {
                        throw Failures.badArgument(
                                "'" + Failures.shown(in.getString(0)) + "' is not a number in base " + in.getLong(1));
                    }
                })
                .build();
    }

    private static int checked(long radix) {
        if (radix < Character.MIN_RADIX || radix > Character.MAX_RADIX) {
            throw Failures.badArgument("the base must be 2 to 36, not " + radix);
        }
        return (int) radix;
    }
}
