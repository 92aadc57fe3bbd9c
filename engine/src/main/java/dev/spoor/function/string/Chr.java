/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.expr.Failures;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;

/** chr(n) and codepoint(character). */
final class Chr {
    private Chr() {}

    static ScalarFunction chr() {
        return SimpleFunction.named("chr")
                .in("string")
                .does("The character with a Unicode code point number.")
                .example("chr(65)", "A")
                .example("chr(128512)", "😀")
                .example("chr(NULL)", null)
                .form(Types.VARCHAR, Types.of(Types.bigint("n")), (in, out) -> {
                    long point = in.getLong(0);
                    boolean valid = point >= 0 && point <= Character.MAX_CODE_POINT;
                    if (!valid || Character.getType((int) point) == Character.SURROGATE) {
                        throw Failures.badArgument(point + " is not a Unicode code point");
                    }
                    out.setString(Character.toString((int) point));
                })
                .build();
    }

    static ScalarFunction codepoint() {
        return SimpleFunction.named("codepoint")
                .in("string")
                .does("The Unicode code point number of the only character of a text.")
                .example("codepoint('A')", "65")
                .example("codepoint('😀')", "128512")
                .example("codepoint(NULL)", null)
                .form(Types.BIGINT, Types.of(Types.varchar("character")), (in, out) -> {
                    String text = in.getString(0);
                    if (text.codePointCount(0, text.length()) != 1) {
                        throw Failures.badArgument("codepoint wants one character, not '" + Failures.shown(text) + "'");
                    }
                    out.setLong(text.codePointAt(0));
                })
                .build();
    }
}
