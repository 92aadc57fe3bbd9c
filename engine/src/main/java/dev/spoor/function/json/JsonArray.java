/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.json;

import dev.spoor.expr.Arguments;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.Text;
import dev.spoor.expr.ValueWriter;
import dev.spoor.function.Parameter;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import dev.spoor.json.JsonMembers;
import dev.spoor.json.TextBuffer;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** json_array_length, json_array_get and json_array_contains. */
final class JsonArray {
    /** Computes one row from a document that is well-formed. */
    private interface Use {
        void apply(JsonDocument document, Arguments in, ValueWriter out);
    }

    /** Whether the value of a document between two places equals the second argument. */
    private interface Match {
        boolean test(JsonDocument document, int from, int to, Arguments in);
    }

    private JsonArray() {}

    static ScalarFunction length() {
        Use use = (document, in, out) -> {
            if (document.kind() == '[') {
                out.setLong(document.size());
            }
        };
        return SimpleFunction.named("json_array_length")
                .in("json")
                .does("Number of elements of a JSON array; NULL for other JSON.")
                .example("json_array_length('[1, [2, 3], \"é\"]')", "3")
                .example("json_array_length('[]')", "0")
                .example("json_array_length('{}')", null)
                .example("json_array_length(NULL)", null)
                .bound(Types.BIGINT, Types.of(Types.varchar("json")), binder(use))
                .bound(Types.BIGINT, Types.of(Types.json("json")), binder(use))
                .build();
    }

    static ScalarFunction get() {
        Use use = (document, in, out) -> {
            long index = in.getLong(1);
            if (document.kind() == '[' && document.item(index < 0 ? document.size() + index : index)) {
                TextBuffer text = document.isScalar() ? document.scalar() : document.compact();
                if (document.kind() != 'n') {
                    out.setBytes(text.bytes(), 0, text.length());
                }
            }
        };
        Parameter index = Types.bigint("index");
        return SimpleFunction.named("json_array_get")
                .in("json")
                .does(
                        "The element at a place (from 0; negative counts from the end) of a JSON array; a string without its"
                                + " quotes, as Trino has it. NULL if there is none.")
                .example("json_array_get('[\"a\", [3, 9]]', 1)", "[3,9]")
                .example("json_array_get('[\"a\", \"é\"]', -1)", "é")
                .example("json_array_get('[]', 0)", null)
                .example("json_array_get(NULL, 0)", null)
                .bound(Types.JSON, Types.of(Types.varchar("json"), index), binder(use))
                .bound(Types.JSON, Types.of(Types.json("json"), index), binder(use))
                .build();
    }

    static ScalarFunction contains() {
        SimpleFunction.Builder builder = SimpleFunction.named("json_array_contains")
                .in("json")
                .does("Whether a JSON array has an element equal to a boolean, number or text.")
                .example("json_array_contains('[1, 2.5, \"é\", true]', 2.5)", "true")
                .example("json_array_contains('[\"a\", \"é\"]', 'é')", "true")
                .example("json_array_contains('[\"1\"]', 1)", "false")
                .example("json_array_contains('[]', true)", "false")
                .example("json_array_contains(NULL, 'a')", null);
        for (Parameter json : List.of(Types.varchar("json"), Types.json("json"))) {
            builder.bound(Types.BOOLEAN, Types.of(json, Types.bool("value")), binder(any(JsonArray::isBoolean)))
                    .bound(Types.BOOLEAN, Types.of(json, Types.bigint("value")), binder(any(JsonArray::isInteger)))
                    .bound(Types.BOOLEAN, Types.of(json, Types.floating("value")), binder(any(JsonArray::isDouble)))
                    .bound(Types.BOOLEAN, Types.of(json, Types.varchar("value")), binder(any(JsonArray::isText)));
        }
        return builder.build();
    }

    private static SimpleFunction.Binder binder(Use use) {
        return (arguments, field) -> RowExpr.withScratch(field, arguments, () -> {
            JsonDocument document = new JsonDocument();
            return (in, out) -> {
                if (document.read(in.getText(0))) {
                    use.apply(document, in, out);
                }
            };
        });
    }

    private static Use any(Match match) {
        return (document, in, out) -> {
            if (document.kind() != '[') {
                return;
            }
            JsonMembers elements = document.open();
            boolean found = false;
            while (!found && elements.next()) {
                found = match.test(document, elements.valueStart(), elements.valueEnd(), in);
            }
            out.setBoolean(found);
        };
    }

    private static boolean isBoolean(JsonDocument document, int from, int to, Arguments in) {
        return document.bytes()[from] == (in.getBoolean(1) ? 't' : 'f');
    }

    private static boolean isInteger(JsonDocument document, int from, int to, Arguments in) {
        return isNumber(document, from, to, BigDecimal.valueOf(in.getLong(1)));
    }

    private static boolean isDouble(JsonDocument document, int from, int to, Arguments in) {
        double value = in.getDouble(1);
        boolean finite = !Double.isNaN(value) && !Double.isInfinite(value);
        return finite && isNumber(document, from, to, BigDecimal.valueOf(value));
    }

    private static boolean isNumber(JsonDocument document, int from, int to, BigDecimal value) {
        byte first = document.bytes()[from];
        boolean number = first == '-' || (first >= '0' && first <= '9');
        return number && new BigDecimal(document.scalar(from, to).toString()).compareTo(value) == 0;
    }

    private static boolean isText(JsonDocument document, int from, int to, Arguments in) {
        if (document.bytes()[from] != '"') {
            return false;
        }
        TextBuffer text = document.scalar(from, to);
        Text wanted = in.getText(1);
        return Arrays.equals(text.bytes(), 0, text.length(), wanted.bytes(), wanted.start(), wanted.end());
    }
}
