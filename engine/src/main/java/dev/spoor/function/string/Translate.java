/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;

/** translate(source, from, to). */
final class Translate {
    private Translate() {}

    static ScalarFunction function() {
        return SimpleFunction.named("translate")
                .in("string")
                .does(
                        "Replaces each code point found in the second text by the one at its place in the third; removes it"
                                + " if there is none.")
                .example("translate('abcd', 'ab', 'xy')", "xycd")
                .example("translate('1-2-3', '-', '')", "123")
                .example("translate('日本', '本', 'é')", "日é")
                .example("translate(NULL, 'a', 'b')", null)
                .total(
                        Types.VARCHAR,
                        Types.of(Types.varchar("source"), Types.varchar("from"), Types.varchar("to")),
                        (in, out) -> out.setString(translate(in.getString(0), in.getString(1), in.getString(2))))
                .build();
    }

    private static String translate(String source, String from, String to) {
        int[] targets = to.codePoints().toArray();
        StringBuilder result = new StringBuilder(source.length());
        source.codePoints().forEach(point -> {
            int found = from.indexOf(point);
            if (found < 0) {
                result.appendCodePoint(point);
                return;
            }
            int place = from.codePointCount(0, found);
            if (place < targets.length) {
                result.appendCodePoint(targets[place]);
            }
        });
        return result.toString();
    }
}
