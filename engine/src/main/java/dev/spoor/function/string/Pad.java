/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.expr.Failures;
import dev.spoor.expr.RowFunction;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;

/** lpad and rpad. */
final class Pad {
    /** Code points that a padded text may have. */
    private static final int SIZE_MAX = 1 << 20;

    private Pad() {}

    static ScalarFunction lpad() {
        return SimpleFunction.named("lpad")
                .in("string")
                .does("Fills up at the beginning, or cuts, to a number of code points.")
                .example("lpad('7', 3, '0')", "007")
                .example("lpad('abcd', 2, 'x')", "ab")
                .example("lpad('é', 4, '12')", "121é")
                .example("lpad(NULL, 3, 'x')", null)
                .form(
                        Types.VARCHAR,
                        Types.of(Types.varchar("string"), Types.bigint("size"), Types.varchar("fill")),
                        pad(true))
                .build();
    }

    static ScalarFunction rpad() {
        return SimpleFunction.named("rpad")
                .in("string")
                .does("Fills up at the end, or cuts, to a number of code points.")
                .example("rpad('ab', 4, '.')", "ab..")
                .example("rpad('日本語', 2, 'x')", "日本")
                .example("rpad('', 2, '*')", "**")
                .example("rpad('a', NULL, 'x')", null)
                .form(
                        Types.VARCHAR,
                        Types.of(Types.varchar("string"), Types.bigint("size"), Types.varchar("fill")),
                        pad(false))
                .build();
    }

    private static RowFunction pad(boolean left) {
        return (in, out) -> {
            String text = in.getString(0);
            long size = in.getLong(1);
            int[] fill = in.getString(2).codePoints().toArray();
            if (size < 0 || size > SIZE_MAX) {
                throw Failures.badArgument("the size to pad to must be 0 to " + SIZE_MAX + ", not " + size);
            }
            if (fill.length == 0) {
                throw Failures.badArgument("the text to pad with must not be empty");
            }
            int length = text.codePointCount(0, text.length());
            if (length >= size) {
                out.setString(text.substring(0, text.offsetByCodePoints(0, (int) size)));
                return;
            }
            StringBuilder padding = new StringBuilder();
            for (int i = 0; i < size - length; i++) {
                padding.appendCodePoint(fill[i % fill.length]);
            }
            out.setString(left ? padding.append(text).toString() : text + padding);
        };
    }
}
