/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.json;

import dev.spoor.expr.Arguments;
import dev.spoor.expr.Failures;
import dev.spoor.expr.RowExpr;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import dev.spoor.json.JsonText;
import dev.spoor.json.TextBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * json_object and json_array of standard SQL. Their clauses arrive as arguments: whether NULLs are kept, for an object
 * whether its keys must differ, then what goes in; values arrive as JSON.
 */
final class SqlJsonMakers {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private SqlJsonMakers() {}

    static ScalarFunction object() {
        return SimpleFunction.named("json_object")
                .in("json")
                .written("json_object([key VALUE value [FORMAT JSON], ...] [NULL | ABSENT ON NULL]"
                        + " [WITH | WITHOUT UNIQUE KEYS] [RETURNING type])")
                .does("A JSON object of keys and values, as text; NULLs are kept unless ABSENT ON NULL is said.")
                .example("json_object('user' VALUE 'é', 'calls' VALUE 2)", "{\"user\":\"é\",\"calls\":2}")
                .example("json_object('a' : true, 'b' : '[1]' FORMAT JSON)", "{\"a\":true,\"b\":[1]}")
                .example("json_object('a' VALUE NULL, 'b' VALUE 1 ABSENT ON NULL)", "{\"b\":1}")
                .example("json_object()", "{}")
                .variadic(
                        Types.VARCHAR,
                        List.of(Types.bool("keeps_nulls"), Types.bool("unique_keys"), Types.any("key_and_value")),
                        (a, r) -> RowExpr.nullAwareWithScratch(r, a, () -> {
                            TextBuffer json = new TextBuffer();
                            return (in, out) -> {
                                write(in, json);
                                out.setBytes(json.bytes(), 0, json.length());
                            };
                        }))
                .build();
    }

    private static void write(Arguments in, TextBuffer json) {
        boolean keepsNulls = is(in, 0);
        Set<String> keys = new HashSet<>();
        json.clear().append('{');
        for (int i = 2; i + 1 < in.count(); i += 2) {
            if (in.isNull(i)) {
                throw Failures.badArgument("json_object: a key is NULL; guard it with coalesce");
            }
            if (is(in, 1) && !keys.add(in.getString(i))) {
                throw Failures.badArgument(
                        "json_object: the key '" + Failures.shown(in.getString(i)) + "' comes twice WITH UNIQUE KEYS");
            }
            if (keepsNulls || !in.isNull(i + 1)) {
                json.append(json.length() > 1 ? "," : "");
                JsonText.quote(
                        in.getText(i).bytes(),
                        in.getText(i).start(),
                        in.getText(i).end(),
                        json);
                json.append(':');
                value(in, i + 1, json);
            }
        }
        json.append('}');
    }

    static ScalarFunction array() {
        return SimpleFunction.named("json_array")
                .in("json")
                .written("json_array([value [FORMAT JSON], ...] [NULL | ABSENT ON NULL] [RETURNING type])")
                .does("A JSON array of values, as text; NULLs are left out unless NULL ON NULL is said.")
                .example("json_array('é', 1, true, NULL)", "[\"é\",1,true]")
                .example("json_array(1, NULL NULL ON NULL)", "[1,null]")
                .example("json_array('[1]' FORMAT JSON, '[1]')", "[[1],\"[1]\"]")
                .variadic(
                        Types.VARCHAR,
                        List.of(Types.bool("keeps_nulls"), Types.any("value")),
                        (a, r) -> RowExpr.nullAwareWithScratch(r, a, () -> {
                            TextBuffer json = new TextBuffer();
                            return (in, out) -> {
                                json.clear().append('[');
                                for (int i = 1; i < in.count(); i++) {
                                    if (is(in, 0) || !in.isNull(i)) {
                                        json.append(json.length() > 1 ? "," : "");
                                        value(in, i, json);
                                    }
                                }
                                json.append(']');
                                out.setBytes(json.bytes(), 0, json.length());
                            };
                        }))
                .build();
    }

    private static boolean is(Arguments in, int clause) {
        return !in.isNull(clause) && in.getBoolean(clause);
    }

    private static void value(Arguments in, int argument, TextBuffer json) {
        if (in.isNull(argument)) {
            json.append(NULL, 0, NULL.length);
        } else {
            json.append(
                    in.getText(argument).bytes(),
                    in.getText(argument).start(),
                    in.getText(argument).end());
        }
    }
}
