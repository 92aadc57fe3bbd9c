/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.expr.Failures;
import dev.spoor.expr.Text;
import dev.spoor.expr.ValueWriter;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;

/** split_part(string, delimiter, index). */
final class SplitPart {
    private SplitPart() {}

    static ScalarFunction function() {
        return SimpleFunction.named("split_part")
                .in("string")
                .does("The part with a number (from 1) between delimiters; NULL if there are fewer.")
                .example("split_part('arn:aws:iam::123:role/x', ':', 5)", "123")
                .example("split_part('a,b', ',', 3)", null)
                .example("split_part('日|本', '|', 2)", "本")
                .example("split_part(NULL, ',', 1)", null)
                .form(
                        Types.VARCHAR,
                        Types.of(Types.varchar("string"), Types.varchar("delimiter"), Types.bigint("index")),
                        (in, out) -> part(in.getText(0), in.getText(1), in.getLong(2), out))
                .build();
    }

    private static void part(Text text, Text delimiter, long index, ValueWriter out) {
        if (index <= 0) {
            throw Failures.badArgument("the index of split_part must be at least 1, not " + index);
        }
        if (delimiter.length() == 0) {
            letter(text, index, out);
            return;
        }
        int at = 0;
        for (long i = 1; i < index; i++) {
            int found = text.indexOf(delimiter, at);
            if (found < 0) {
                return;
            }
            at = found + delimiter.length();
        }
        int end = text.indexOf(delimiter, at);
        out.setBytes(text.bytes(), text.start() + at, (end < 0 ? text.length() : end) - at);
    }

    /** With an empty delimiter each code point is a part, and an empty one follows the last. */
    private static void letter(Text text, long index, ValueWriter out) {
        int size = text.codePoints();
        if (index > size + 1L) {
            return;
        }
        int from = text.offsetOfCodePoint((int) index - 1);
        int to = text.offsetOfCodePoint((int) index);
        out.setBytes(text.bytes(), text.start() + from, to - from);
    }
}
