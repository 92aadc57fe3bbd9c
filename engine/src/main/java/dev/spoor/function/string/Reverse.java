/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.function.ResultType;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** reverse(string). */
final class Reverse {
    private Reverse() {}

    static ScalarFunction function() {
        return SimpleFunction.named("reverse")
                .in("string")
                .does("The code points, or the elements of an array, in reverse order.")
                .example("reverse('abc')", "cba")
                .example("reverse('né😀')", "😀én")
                .example("reverse(NULL)", null)
                .total(Types.VARCHAR, Types.of(Types.varchar("string")), (in, out) -> {
                    // StringBuilder keeps surrogate pairs together.
                    out.setString(new StringBuilder(in.getString(0)).reverse().toString());
                })
                .form(ResultType.sameAsArgument(0), Types.of(Types.array("array")), (in, out) -> {
                    List<Object> items = new ArrayList<>((List<?>) in.getObject(0));
                    Collections.reverse(items);
                    out.setObject(items);
                })
                .build();
    }
}
