/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.collection;

import dev.spoor.expr.RowExpr;
import dev.spoor.expr.RowFunction;
import dev.spoor.expr.ValueText;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.util.List;
import java.util.StringJoiner;
import org.apache.arrow.vector.types.pojo.Field;

/** array_join(array, delimiter[, null_replacement]). */
final class ArrayJoin {
    private ArrayJoin() {}

    static ScalarFunction function() {
        return SimpleFunction.named("array_join")
                .in("collection")
                .does(
                        "The elements as text with a delimiter between; NULLs are left out, or replaced by the third argument.")
                .example("array_join(ARRAY['a', NULL, 'é'], ', ')", "a, é")
                .example("array_join(ARRAY[1, NULL, 3], '-', '?')", "1-?-3")
                .example("array_join(NULL, ',')", null)
                .bound(
                        Types.VARCHAR,
                        Types.of(Types.array("array"), Types.varchar("delimiter")),
                        (a, r) -> RowExpr.total(r, a, join(Elements.of(a.get(0).field()))))
                .bound(
                        Types.VARCHAR,
                        Types.of(Types.array("array"), Types.varchar("delimiter"), Types.varchar("null_replacement")),
                        (a, r) -> RowExpr.total(r, a, join(Elements.of(a.get(0).field()))))
                .build();
    }

    private static RowFunction join(Field element) {
        return (in, out) -> {
            StringJoiner joiner = new StringJoiner(in.getString(1));
            String replacement = in.count() > 2 ? in.getString(2) : null;
            for (Object value : (List<?>) in.getObject(0)) {
                String text = value == null ? replacement : ValueText.of(element, value);
                if (text != null) {
                    joiner.add(text);
                }
            }
            out.setString(joiner.toString());
        };
    }
}
