/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.net;

import dev.spoor.expr.Failures;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** url_encode and url_decode. */
final class UrlCoding {
    private UrlCoding() {}

    static ScalarFunction encode() {
        return SimpleFunction.named("url_encode")
                .in("net")
                .does("Escapes text for use as a name or value in a query; a blank becomes +.")
                .example("url_encode('a b/é')", "a+b%2F%C3%A9")
                .example("url_encode('')", "")
                .example("url_encode(NULL)", null)
                .total(
                        Types.VARCHAR,
                        Types.of(Types.varchar("string")),
                        (in, out) -> out.setString(URLEncoder.encode(in.getString(0), StandardCharsets.UTF_8)))
                .build();
    }

    static ScalarFunction decode() {
        return SimpleFunction.named("url_decode")
                .in("net")
                .does("Undoes url_encode.")
                .example("url_decode('a+b%2F%C3%A9')", "a b/é")
                .example("url_decode(NULL)", null)
                .form(Types.VARCHAR, Types.of(Types.varchar("string")), (in, out) -> {
                    try {
                        out.setString(URLDecoder.decode(in.getString(0), StandardCharsets.UTF_8));
                    } catch (IllegalArgumentException e) {
                        throw Failures.badArgument("'" + Failures.shown(in.getString(0)) + "' is not URL-encoded text");
                    }
                })
                .build();
    }
}
