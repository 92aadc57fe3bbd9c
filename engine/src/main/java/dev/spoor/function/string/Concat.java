/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.expr.Arguments;
import dev.spoor.expr.Cast;
import dev.spoor.expr.CommonType;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.RowFunction;
import dev.spoor.expr.Text;
import dev.spoor.expr.ValueWriter;
import dev.spoor.expr.VectorExpr;
import dev.spoor.function.ResultType;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import dev.spoor.vector.SqlTypes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** concat, the function behind {@code ||}. */
final class Concat implements RowFunction {
    private final ByteArrayOutputStream result = new ByteArrayOutputStream();

    private Concat() {}

    static ScalarFunction function() {
        ResultType common = CommonType::of;
        return SimpleFunction.named("concat")
                .in("string")
                .does(
                        "Texts, arrays (also an array and an element) or binary data one after the other; the same as ||.")
                .example("concat('a', 'b', 'c')", "abc")
                .example("concat('', '日')", "日")
                .example("concat(ARRAY[1], ARRAY[2, 3])", "[1, 2, 3]")
                .example("ARRAY['a'] || 'é'", "[a, é]")
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
                .bound(
                        arguments -> appended(arguments.get(0), arguments.get(1)),
                        Types.of(Types.array("array"), Types.any("element")),
                        (a, r) -> RowExpr.nullAware(
                                r, List.of(casted(a.get(0), r), element(a.get(1), r)), (in, out) -> append(in, 0, out)))
                .bound(
                        arguments -> appended(arguments.get(1), arguments.get(0)),
                        Types.of(Types.any("element"), Types.array("array")),
                        (a, r) -> RowExpr.nullAware(
                                r, List.of(element(a.get(0), r), casted(a.get(1), r)), (in, out) -> append(in, 1, out)))
                .build();
    }

    /** Type of an array with one element more. */
    private static Field appended(Field array, Field element) {
        Field common = CommonType.of(List.of(array.getChildren().get(0), element));
        return SqlTypes.array("result", common);
    }

    private static VectorExpr casted(VectorExpr array, Field result) {
        return SqlTypes.sameType(array.field(), result) ? array : Cast.of(array, result, Cast.Mode.CAST);
    }

    private static VectorExpr element(VectorExpr value, Field result) {
        Field element = result.getChildren().get(0);
        return SqlTypes.sameType(value.field(), element) ? value : Cast.of(value, element, Cast.Mode.CAST);
    }

    /** NULL without an array; an element that is NULL is one. */
    private static void append(Arguments in, int array, ValueWriter out) {
        if (in.isNull(array)) {
            return;
        }
        List<Object> all = new ArrayList<>((List<?>) in.getObject(array));
        int element = 1 - array;
        all.add(array == 0 ? all.size() : 0, in.isNull(element) ? null : in.getObject(element));
        out.setObject(all);
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
