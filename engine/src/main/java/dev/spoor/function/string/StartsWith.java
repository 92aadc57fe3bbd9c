/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;

/** starts_with and ends_with. */
final class StartsWith {
    private StartsWith() {}

    static ScalarFunction startsWith() {
        return SimpleFunction.named("starts_with")
                .in("string")
                .does("Whether a text begins with another.")
                .example("starts_with('DescribeInstances', 'Describe')", "true")
                .example("starts_with('abc', '')", "true")
                .example("starts_with('abc', '%')", "false")
                .example("starts_with('abc', NULL)", null)
                .total(
                        Types.BOOLEAN,
                        Types.of(Types.varchar("string"), Types.varchar("prefix")),
                        (in, out) -> out.setBoolean(in.getText(0).startsWith(in.getText(1))))
                .build();
    }

    static ScalarFunction endsWith() {
        return SimpleFunction.named("ends_with")
                .in("string")
                .does("Whether a text ends with another.")
                .example("ends_with('s3.amazonaws.com', '.amazonaws.com')", "true")
                .example("ends_with('日本', '本')", "true")
                .example("ends_with('abc', NULL)", null)
                .total(
                        Types.BOOLEAN,
                        Types.of(Types.varchar("string"), Types.varchar("suffix")),
                        (in, out) -> out.setBoolean(in.getText(0).endsWith(in.getText(1))))
                .build();
    }
}
