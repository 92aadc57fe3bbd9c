/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;

/** lower and upper: code point by code point, so that the length in code points never changes. */
final class Lower {
    private Lower() {}

    static ScalarFunction lower() {
        return SimpleFunction.named("lower")
                .in("string")
                .does("Converts to lower case, code point by code point.")
                .example("lower('GetObject')", "getobject")
                .example("lower('ÄÉİ')", "äéi")
                .example("lower('')", "")
                .example("lower(NULL)", null)
                .scratch(
                        Types.VARCHAR, Types.of(Types.varchar("string")), () -> new CaseMapping(Character::toLowerCase))
                .build();
    }

    static ScalarFunction upper() {
        return SimpleFunction.named("upper")
                .in("string")
                .does("Converts to upper case, code point by code point.")
                .example("upper('iam')", "IAM")
                .example("upper('straße')", "STRAßE")
                .example("upper(NULL)", null)
                .scratch(
                        Types.VARCHAR, Types.of(Types.varchar("string")), () -> new CaseMapping(Character::toUpperCase))
                .build();
    }
}
