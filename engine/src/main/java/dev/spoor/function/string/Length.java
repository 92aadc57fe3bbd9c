/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;

/** length(string). */
final class Length {
    private Length() {}

    static ScalarFunction function() {
        return SimpleFunction.named("length")
                .in("string")
                .does("Counts code points; of binary data, bytes.")
                .example("length('s3:GetObject')", "12")
                .example("length('日本語')", "3")
                .example("length('')", "0")
                .example("length(NULL)", null)
                .total(
                        Types.BIGINT,
                        Types.of(Types.varchar("string")),
                        (in, out) -> out.setLong(in.getText(0).codePoints()))
                .total(
                        Types.BIGINT,
                        Types.of(Types.varbinary("binary")),
                        (in, out) -> out.setLong(in.getText(0).length()))
                .build();
    }
}
