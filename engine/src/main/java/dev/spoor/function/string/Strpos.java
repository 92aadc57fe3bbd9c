/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.expr.Failures;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;

/** strpos(string, substring[, instance]), also called position. */
final class Strpos {
    private Strpos() {}

    static ScalarFunction function() {
        return SimpleFunction.named("strpos")
                .in("string")
                .does(
                        "Position (from 1, in code points) of a text in another, or of its n-th occurrence; 0 if not there.")
                .example("strpos('s3:GetObject', 'Get')", "4")
                .example("strpos('日本語', '語')", "3")
                .example("strpos('a.b.c', '.', 2)", "4")
                .example("strpos('a.b.c', '.', -1)", "4")
                .example("strpos('abc', 'x')", "0")
                .example("strpos('abc', '')", "1")
                .example("strpos(NULL, 'x')", null)
                .total(
                        Types.BIGINT,
                        Types.of(Types.varchar("string"), Types.varchar("substring")),
                        (in, out) -> out.setLong(position(in.getString(0), in.getString(1), 1)))
                .form(
                        Types.BIGINT,
                        Types.of(Types.varchar("string"), Types.varchar("substring"), Types.bigint("instance")),
                        (in, out) -> out.setLong(position(in.getString(0), in.getString(1), in.getLong(2))))
                .build();
    }

    private static long position(String text, String part, long instance) {
        if (instance == 0) {
            throw Failures.badArgument("the instance of strpos must not be 0");
        }
        if (part.isEmpty()) {
            return 1;
        }
        boolean forward = instance > 0;
        int found = forward ? -1 : text.length();
        for (long i = Math.abs(instance); i > 0; i--) {
            found = forward ? text.indexOf(part, found + 1) : found == 0 ? -1 : text.lastIndexOf(part, found - 1);
            if (found < 0) {
                return 0;
            }
        }
        return text.codePointCount(0, found) + 1L;
    }
}
