/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.expr.Arguments;
import dev.spoor.expr.CommonType;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.RowFunction;
import dev.spoor.expr.Text;
import dev.spoor.expr.ValueWriter;
import dev.spoor.function.ResultType;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** concat, the function behind {@code ||}. */
final class Concat implements RowFunction {
    private final ByteArrayOutputStream result = new ByteArrayOutputStream();

    private Concat() {}

    static ScalarFunction function() {
        ResultType common = CommonType::of;
        return SimpleFunction.named("concat")
                .in("string")
                .does("Texts, arrays or binary data one after the other; the same as ||.")
                .example("concat('a', 'b', 'c')", "abc")
                .example("concat('', '日')", "日")
                .example("concat(ARRAY[1], ARRAY[2, 3])", "[1, 2, 3]")
                .example("concat('a', NULL)", null)
                .variadic(
                        Types.VARCHAR,
                        Types.of(Types.varchar("string1"), Types.varchar("string2"), Types.varchar("more")),
                        (a, r) -> RowExpr.withScratch(r, a, Concat::new))
                .variadic(
                        Types.VARBINARY,
                        Types.of(Types.varbinary("binary1"), Types.varbinary("binary2"), Types.varbinary("more")),
                        (a, r) -> RowExpr.withScratch(r, a, Concat::new))
                .variadic(
                        common,
                        Types.of(Types.array("array1"), Types.array("array2"), Types.array("more")),
                        (a, r) -> RowExpr.of(r, CommonType.cast(a, r), Concat::arrays))
                .build();
    }

    @Override
    public void apply(Arguments in, ValueWriter out) {
        result.reset();
        for (int i = 0; i < in.count(); i++) {
            Text text = in.getText(i);
            result.write(text.bytes(), text.start(), text.length());
        }
        out.setBytes(result.toByteArray());
    }

    private static void arrays(Arguments in, ValueWriter out) {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < in.count(); i++) {
            all.addAll((List<?>) in.getObject(i));
        }
        out.setObject(all);
    }
}
