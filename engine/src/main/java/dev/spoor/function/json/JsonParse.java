/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.json;

import dev.spoor.expr.Failures;
import dev.spoor.expr.RowExpr;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import dev.spoor.json.TextBuffer;

/** json_parse, json_format and is_json_scalar. */
final class JsonParse {
    private JsonParse() {}

    static ScalarFunction parse() {
        return SimpleFunction.named("json_parse")
                .in("json")
                .does(
                        "Text as JSON: white space between tokens removed, keys sorted, so that equal values are equal; an error"
                                + " if it is not JSON.")
                .example("json_format(json_parse(' {\"b\": 1, \"a\": [ ] } '))", "{\"a\":[],\"b\":1}")
                .example("json_parse('{\"b\": 1, \"a\": 2}') = json_parse('{\"a\": 2, \"b\": 1}')", "true")
                .example("json_format(json_parse('\"é\"'))", "\"é\"")
                .example("json_parse(NULL)", null)
                .bound(
                        Types.JSON,
                        Types.of(Types.varchar("string")),
                        (a, r) -> RowExpr.withScratch(r, a, () -> {
                            JsonDocument document = new JsonDocument();
                            return (in, out) -> {
                                if (!document.read(in.getText(0))) {
                                    throw Failures.badArgument("'" + Failures.shown(in.getString(0))
                                            + "' is not JSON; TRY(...) gives NULL instead of this error");
                                }
                                TextBuffer sorted = document.sorted();
                                out.setBytes(sorted.bytes(), 0, sorted.length());
                            };
                        }))
                .build();
    }

    static ScalarFunction format() {
        return SimpleFunction.named("json_format")
                .in("json")
                .does("JSON as text.")
                .example("json_format(json_parse('[1, \"日\"]'))", "[1,\"日\"]")
                .example("json_format(NULL)", null)
                .total(Types.VARCHAR, Types.of(Types.json("json")), (in, out) -> out.setText(in.getText(0)))
                .build();
    }

    static ScalarFunction isScalar() {
        SimpleFunction.Binder binder = (a, r) -> RowExpr.withScratch(r, a, () -> {
            JsonDocument document = new JsonDocument();
            return (in, out) -> {
                if (!document.read(in.getText(0))) {
                    throw Failures.badArgument("'" + Failures.shown(in.getString(0)) + "' is not JSON");
                }
                out.setBoolean(document.isScalar());
            };
        });
        return SimpleFunction.named("is_json_scalar")
                .in("json")
                .does("Whether JSON is a string, number, boolean or null.")
                .example("is_json_scalar('\"é\"')", "true")
                .example("is_json_scalar('[1, 2]')", "false")
                .example("is_json_scalar(NULL)", null)
                .bound(Types.BOOLEAN, Types.of(Types.varchar("json")), binder)
                .bound(Types.BOOLEAN, Types.of(Types.json("json")), binder)
                .build();
    }
}
