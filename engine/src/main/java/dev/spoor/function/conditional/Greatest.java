/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.conditional;

import dev.spoor.expr.CommonType;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.Values;
import dev.spoor.function.Parameter;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.util.List;

/** greatest and least. */
final class Greatest {
    private static final List<Parameter> PARAMETERS = Types.of(Types.comparable("value1"), Types.comparable("more"));

    private Greatest() {}

    static ScalarFunction greatest() {
        return build(
                SimpleFunction.named("greatest")
                        .in("conditional")
                        .does("The greatest value; NULL if one is NULL.")
                        .example("greatest(1, 3, 2)", "3")
                        .example("greatest('a', 'é')", "é")
                        .example("greatest(1, NULL)", null),
                1);
    }

    static ScalarFunction least() {
        return build(
                SimpleFunction.named("least")
                        .in("conditional")
                        .does("The least value; NULL if one is NULL.")
                        .example("least(1, 3, 2)", "1")
                        .example("least('', 'é')", "")
                        .example("least(1, NULL)", null),
                -1);
    }

    private static ScalarFunction build(SimpleFunction.Builder builder, int sign) {
        return builder.variadic(
                        CommonType::of,
                        PARAMETERS,
                        (a, r) -> RowExpr.of(r, CommonType.cast(a, r), (in, out) -> {
                            Object best = in.getObject(0);
                            for (int i = 1; i < in.count(); i++) {
                                Object value = in.getObject(i);
                                best = Values.compare(value, best) * sign > 0 ? value : best;
                            }
                            out.setObject(best);
                        }))
                .build();
    }
}
