/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.conditional;

import dev.spoor.expr.CaseWhen;
import dev.spoor.expr.Cast;
import dev.spoor.expr.Coalesce;
import dev.spoor.expr.CommonType;
import dev.spoor.expr.Comparison;
import dev.spoor.expr.Literal;
import dev.spoor.expr.TypeNames;
import dev.spoor.expr.VectorExpr;
import dev.spoor.function.ResultType;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** if, coalesce, nullif and typeof. */
final class Conditional {
    private Conditional() {}

    static ScalarFunction ifThen() {
        return SimpleFunction.named("if")
                .in("conditional")
                .does("The second value if the condition is TRUE, otherwise the third, or NULL.")
                .example("if(1 = 1, 'read', 'write')", "read")
                .example("if(NULL, 1, 2)", "2")
                .example("if(1 = 2, 'é')", null)
                .bound(
                        ResultType.sameAsArgument(1),
                        Types.of(Types.bool("condition"), Types.any("true_value")),
                        (a, r) -> choose(a.get(0), a.get(1), Literal.of(r, null), r))
                .bound(
                        arguments -> CommonType.of(arguments.subList(1, 3)),
                        Types.of(Types.bool("condition"), Types.any("true_value"), Types.any("false_value")),
                        (a, r) -> choose(a.get(0), a.get(1), a.get(2), r))
                .build();
    }

    private static VectorExpr choose(VectorExpr condition, VectorExpr yes, VectorExpr no, Field result) {
        List<VectorExpr> values = CommonType.cast(List.of(yes, no), result);
        return CaseWhen.of(List.of(condition), List.of(values.get(0)), values.get(1), result);
    }

    static ScalarFunction coalesce() {
        return SimpleFunction.named("coalesce")
                .in("conditional")
                .does("The first value that is not NULL.")
                .example("coalesce(NULL, 'a', 'b')", "a")
                .example("coalesce('', 'é')", "")
                .example("coalesce(NULL, NULL)", null)
                .variadic(
                        CommonType::of,
                        Types.of(Types.any("value1"), Types.any("more")),
                        (a, r) -> Coalesce.of(CommonType.cast(a, r), r))
                .build();
    }

    static ScalarFunction nullIf() {
        return SimpleFunction.named("nullif")
                .in("conditional")
                .does("NULL if both values are equal, otherwise the first.")
                .example("nullif('a', 'a')", null)
                .example("nullif(1, 2)", "1")
                .example("nullif(NULL, 'é')", null)
                .bound(ResultType.sameAsArgument(0), Types.of(Types.any("value1"), Types.any("value2")), (a, r) -> {
                    Field common = CommonType.ofAll(a);
                    List<VectorExpr> sides = CommonType.cast(a, common);
                    VectorExpr equal = Comparison.of(Comparison.Op.EQ, sides.get(0), sides.get(1));
                    return CaseWhen.of(
                            List.of(equal), List.of(Literal.of(r, null)), Cast.of(a.get(0), r, Cast.Mode.CAST), r);
                })
                .build();
    }

    static ScalarFunction typeOf() {
        return SimpleFunction.named("typeof")
                .in("conditional")
                .does(
                        "Name of a value's type, as Trino prints it; times are said to have milliseconds, as in Trino, and keep micros.")
                .example("typeof(1)", "integer")
                .example("typeof('é')", "varchar")
                .example("typeof(ARRAY[1.5])", "array(decimal(2,1))")
                .example("typeof(CAST(ROW(1, 2.5) AS row(a bigint, b decimal(3,1))))", "row(a bigint, b decimal(3,1))")
                .example("typeof(timestamp '2026-01-31 10:00:00')", "timestamp(3)")
                .example("typeof(NULL)", "unknown")
                .bound(
                        Types.VARCHAR,
                        Types.of(Types.any("value")),
                        (a, r) -> Literal.of(r, TypeNames.of(a.get(0).field())))
                .build();
    }
}
