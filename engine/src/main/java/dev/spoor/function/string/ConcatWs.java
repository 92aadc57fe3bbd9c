/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.expr.Arguments;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.ValueWriter;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.util.List;
import java.util.StringJoiner;

/** concat_ws(separator, string, ...). */
final class ConcatWs {
    private ConcatWs() {}

    static ScalarFunction function() {
        return SimpleFunction.named("concat_ws")
                .in("string")
                .does("Texts, or the elements of an array of text, with a separator between; NULLs are left out.")
                .example("concat_ws('/', 'a', NULL, 'b')", "a/b")
                .example("concat_ws(', ', ARRAY['日', '本'])", "日, 本")
                .example("concat_ws(',')", "")
                .example("concat_ws(NULL, 'a', 'b')", null)
                .bound(
                        Types.VARCHAR,
                        Types.of(Types.varchar("separator"), Types.array("strings")),
                        (a, r) -> RowExpr.nullAware(r, a, ConcatWs::elements))
                .variadic(
                        Types.VARCHAR,
                        Types.of(Types.varchar("separator"), Types.varchar("string")),
                        (a, r) -> RowExpr.nullAware(r, a, ConcatWs::strings))
                .build();
    }

    private static void strings(Arguments in, ValueWriter out) {
        if (in.isNull(0)) {
            return;
        }
        StringJoiner joiner = new StringJoiner(in.getString(0));
        for (int i = 1; i < in.count(); i++) {
            if (!in.isNull(i)) {
                joiner.add(in.getString(i));
            }
        }
        out.setString(joiner.toString());
    }

    private static void elements(Arguments in, ValueWriter out) {
        if (in.isNull(0) || in.isNull(1)) {
            return;
        }
        StringJoiner joiner = new StringJoiner(in.getString(0));
        for (Object element : (List<?>) in.getObject(1)) {
            if (element != null) {
                joiner.add((String) element);
            }
        }
        out.setString(joiner.toString());
    }
}
