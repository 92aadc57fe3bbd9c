/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.expr.Text;
import dev.spoor.expr.ValueWriter;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;

/** substr(string, start[, length]), also called substring. */
final class Substring {
    private Substring() {}

    static ScalarFunction function() {
        return SimpleFunction.named("substr", "substring")
                .in("string")
                .does(
                        "The part from a position (from 1; negative counts from the end) on, or as many code points of it.")
                .example("substr('us-east-1', 4)", "east-1")
                .example("substr('us-east-1', 4, 4)", "east")
                .example("substr('us-east-1', -6, 4)", "east")
                .example("substr('日本語', 2, 1)", "本")
                .example("substr('abc', 0)", "")
                .example("substr('abc', 4)", "")
                .example("substr('abc', NULL)", null)
                .total(
                        Types.VARCHAR,
                        Types.of(Types.varchar("string"), Types.bigint("start")),
                        (in, out) -> cut(in.getText(0), in.getLong(1), Long.MAX_VALUE, out))
                .total(
                        Types.VARCHAR,
                        Types.of(Types.varchar("string"), Types.bigint("start"), Types.bigint("length")),
                        (in, out) -> cut(in.getText(0), in.getLong(1), in.getLong(2), out))
                .build();
    }

    private static void cut(Text text, long start, long length, ValueWriter out) {
        int size = text.codePoints();
        long first = start > 0 ? start - 1 : size + start;
        boolean outside = start == 0 || first < 0 || first >= size || length <= 0;
        if (outside) {
            out.setBytes(text.bytes(), 0, 0);
            return;
        }
        int from = text.offsetOfCodePoint((int) first);
        int to = length >= size - first ? text.length() : text.offsetOfCodePoint((int) (first + length));
        out.setBytes(text.bytes(), text.start() + from, to - from);
    }
}
