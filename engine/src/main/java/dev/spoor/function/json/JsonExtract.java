/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.json;

import dev.spoor.expr.Arguments;
import dev.spoor.expr.Literal;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.ValueWriter;
import dev.spoor.function.Parameter;
import dev.spoor.function.ResultType;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import dev.spoor.json.TextBuffer;

/** json_extract, json_extract_scalar and json_size: what stands at the end of a path. */
final class JsonExtract {
    private static final Parameter PATH = Types.varchar("path");

    /** Sets the result of a document that stands at the end of the path. */
    private interface Use {
        void apply(JsonDocument found, ValueWriter out);
    }

    private JsonExtract() {}

    static ScalarFunction extract() {
        SimpleFunction.Builder builder = SimpleFunction.named("json_extract")
                .in("json")
                .does("The JSON value at the end of a path, as compact JSON; NULL if there is none.")
                .example("json_format(json_extract('{\"a\": [1, 2]}', '$.a'))", "[1,2]")
                .example("json_format(json_extract('{\"a-b\": {\"c:d\": \"é\"}}', '$.a-b.c:d'))", "\"é\"")
                .example("json_extract('{bad', '$.a')", null)
                .example("json_extract(NULL, '$.a')", null);
        return build(builder, Types.JSON, JsonExtract::json);
    }

    private static void json(JsonDocument found, ValueWriter out) {
        set(found.compact(), out);
    }

    static ScalarFunction extractScalar() {
        SimpleFunction.Builder builder = SimpleFunction.named("json_extract_scalar")
                .in("json")
                .does("The string, number or boolean at the end of a path as text; NULL for anything else.")
                .example("json_extract_scalar('{\"bucketName\": \"logs\"}', '$.bucketName')", "logs")
                .example("json_extract_scalar('[1, {\"k.x\": true}]', '$[1][\"k.x\"]')", "true")
                .example("json_extract_scalar('{\"a\": \"\\u00e9\"}', '$.a')", "é")
                .example("json_extract_scalar('{\"a\": {}}', '$.a')", null)
                .example("json_extract_scalar(NULL, '$.a')", null);
        return build(builder, Types.VARCHAR, (found, out) -> {
            if (found.isScalar() && found.kind() != 'n') {
                set(found.scalar(), out);
            }
        });
    }

    static ScalarFunction size() {
        SimpleFunction.Builder builder = SimpleFunction.named("json_size")
                .in("json")
                .does("Number of members or elements of the object or array at the end of a path; 0 for a scalar.")
                .example("json_size('{\"x\": {\"a\": 1, \"b\": 2}}', '$.x')", "2")
                .example("json_size('{\"x\": \"é\"}', '$.x')", "0")
                .example("json_size('{}', '$.x')", null)
                .example("json_size(NULL, '$')", null);
        return build(builder, Types.BIGINT, (found, out) -> out.setLong(found.size()));
    }

    private static void set(TextBuffer text, ValueWriter out) {
        out.setBytes(text.bytes(), 0, text.length());
    }

    private static ScalarFunction build(SimpleFunction.Builder builder, ResultType result, Use use) {
        SimpleFunction.Binder binder = (arguments, field) -> {
            JsonPath literal = Literal.valueOf(arguments.get(1))
                    .map(path -> JsonPath.compile((String) path))
                    .orElse(null);
            return RowExpr.withScratch(field, arguments, () -> {
                JsonDocument document = new JsonDocument();
                return (in, out) -> run(document, literal, use, in, out);
            });
        };
        return builder.bound(result, Types.of(Types.varchar("json"), PATH), binder)
                .bound(result, Types.of(Types.json("json"), PATH), binder)
                .build();
    }

    private static void run(JsonDocument document, JsonPath literal, Use use, Arguments in, ValueWriter out) {
        JsonPath path = literal != null ? literal : JsonPath.compile(in.getString(1));
        if (document.read(in.getText(0)) && document.go(path)) {
            use.apply(document, out);
        }
    }
}
