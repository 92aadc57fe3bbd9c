/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.expr.Failures;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.nio.charset.StandardCharsets;

/** to_utf8 and from_utf8. */
final class Utf8Text {
    private Utf8Text() {}

    static ScalarFunction toUtf8() {
        return SimpleFunction.named("to_utf8")
                .in("string")
                .does("The UTF-8 bytes of a text.")
                .example("to_hex(to_utf8('é'))", "C3A9")
                .example("to_hex(to_utf8(''))", "")
                .example("to_utf8(NULL)", null)
                .total(Types.VARBINARY, Types.of(Types.varchar("string")), (in, out) -> out.setText(in.getText(0)))
                .build();
    }

    static ScalarFunction fromUtf8() {
        return SimpleFunction.named("from_utf8")
                .in("string")
                .does("The text that UTF-8 bytes mean; each invalid sequence becomes U+FFFD, or the given text.")
                .example("from_utf8(from_hex('C3A9'))", "é")
                .example("from_utf8(from_hex('61FF62'))", "a\uFFFDb")
                .example("from_utf8(from_hex('61FF62'), '?')", "a?b")
                .example("from_utf8(NULL)", null)
                .total(Types.VARCHAR, Types.of(Types.varbinary("binary")), (in, out) -> out.setString(in.getString(0)))
                .form(Types.VARCHAR, Types.of(Types.varbinary("binary"), Types.varchar("replacement")), (in, out) -> {
                    String replacement = in.getString(1);
                    if (replacement.codePointCount(0, replacement.length()) > 1) {
                        throw Failures.badArgument("the replacement of from_utf8 must be one character or empty");
                    }
                    String text = new String(in.getText(0).toBytes(), StandardCharsets.UTF_8);
                    out.setString(text.replace("\uFFFD", replacement));
                })
                .build();
    }
}
