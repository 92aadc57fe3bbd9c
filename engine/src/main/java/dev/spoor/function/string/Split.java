/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.expr.Failures;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.util.ArrayList;
import java.util.List;

/** split(string, delimiter[, limit]). */
final class Split {
    private Split() {}

    static ScalarFunction function() {
        return SimpleFunction.named("split")
                .in("string")
                .does("The parts between delimiters; with a limit, at most that many, the last one holding the rest.")
                .example("split('arn:aws:s3', ':')", "[arn, aws, s3]")
                .example("split('a.b.c', '.', 2)", "[a, b.c]")
                .example("split('', ',')", "[]")
                .example("split(NULL, ',')", null)
                .form(
                        Types.VARCHAR_ARRAY,
                        Types.of(Types.varchar("string"), Types.varchar("delimiter")),
                        (in, out) -> out.setObject(parts(in.getString(0), in.getString(1), Long.MAX_VALUE)))
                .form(
                        Types.VARCHAR_ARRAY,
                        Types.of(Types.varchar("string"), Types.varchar("delimiter"), Types.bigint("limit")),
                        (in, out) -> out.setObject(parts(in.getString(0), in.getString(1), in.getLong(2))))
                .build();
    }

    private static List<Object> parts(String text, String delimiter, long limit) {
        if (delimiter.isEmpty()) {
            throw Failures.badArgument("the delimiter of split must not be empty");
        }
        if (limit <= 0) {
            throw Failures.badArgument("the limit of split must be at least 1, not " + limit);
        }
        List<Object> parts = new ArrayList<>();
        int at = 0;
        int found = text.indexOf(delimiter);
        while (found >= 0 && parts.size() + 1 < limit) {
            parts.add(text.substring(at, found));
            at = found + delimiter.length();
            found = text.indexOf(delimiter, at);
        }
        parts.add(text.substring(at));
        return parts;
    }
}
