/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.json;

import dev.spoor.error.EngineException;
import dev.spoor.expr.Arguments;
import dev.spoor.expr.Failures;
import dev.spoor.expr.Literal;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.ValueWriter;
import dev.spoor.expr.VectorExpr;
import dev.spoor.function.Parameter;
import dev.spoor.function.ResultType;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.Signature;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import dev.spoor.json.TextBuffer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * json_value, json_query and json_exists of standard SQL. Their clauses arrive as arguments: first the document and the
 * path, then the words of the clauses, then name and value of what PASSING gives.
 */
final class SqlJsonQueries {
    private static final String ERROR = "ERROR";
    private static final String DEFAULT = "DEFAULT";
    private static final String HINT =
            "; NULL ON ERROR, which holds where nothing is said, gives NULL instead of this error";

    /** Sets the result of a path that could be followed. */
    private interface Use {
        /** @throws PathFailure if the values are not what is asked for */
        void apply(List<PathItem> found, Arguments in, ValueWriter out);
    }

    /** Sets the result of a path that could not be followed. */
    private interface Otherwise {
        void apply(PathFailure failure, Arguments in, ValueWriter out);
    }

    private SqlJsonQueries() {}

    /** Arguments: document, path, on empty, its default as JSON, on error, its default as JSON, variables. */
    static ScalarFunction value() {
        SimpleFunction.Builder builder = SimpleFunction.named("json_value")
                .in("json")
                .written("json_value(json, path [PASSING x AS name, ...] [RETURNING type]"
                        + " [NULL | ERROR | DEFAULT x ON EMPTY] [NULL | ERROR | DEFAULT x ON ERROR])")
                .does("The one string, number or boolean at the end of an SQL/JSON path, as text or as the type after"
                        + " RETURNING.")
                .example("json_value('{\"a\": {\"b\": \"é\"}}', 'lax $.a.b')", "é")
                .example("json_value('{\"a\": [1, 2]}', 'strict $.a[last]' RETURNING bigint) + 1", "3")
                .example("json_value('{}', 'lax $.a' DEFAULT 'none' ON EMPTY)", "none")
                .example("json_value('{\"a\": []}', 'strict $.a.b' NULL ON EMPTY DEFAULT '?' ON ERROR)", "?")
                .example("json_value('{\"a\": [1, 2]}', 'lax $.a[*]')", null)
                .example("json_value(NULL, 'lax $.a')", null);
        List<Parameter> words = List.of(
                Types.varchar("on_empty"),
                Types.json("empty_default"),
                Types.varchar("on_error"),
                Types.json("error_default"));
        Otherwise otherwise = (failure, in, out) -> behave("json_value", 4, failure.getMessage(), in, out);
        return build(builder, Types.JSON, words, SqlJsonQueries::scalar, otherwise);
    }

    private static void scalar(List<PathItem> found, Arguments in, ValueWriter out) {
        if (found.isEmpty()) {
            behave("json_value", 2, "the path leads to nothing", in, out);
            return;
        }
        PathItem item = found.get(0);
        if (found.size() > 1 || !item.isScalar()) {
            throw new PathFailure("the path leads to "
                    + (found.size() > 1 ? found.size() + " values" : "an " + item.kind()) + ", not to one scalar");
        }
        if (!item.isNull()) {
            out.setString(item.json());
        }
    }

    /** @param word index of the argument that says what to do; its default follows */
    private static void behave(String function, int word, String failure, Arguments in, ValueWriter out) {
        String behaviour = word(in, word);
        if (behaviour.equals(ERROR)) {
            throw error(function, failure);
        } else if (behaviour.equals(DEFAULT) && !in.isNull(word + 1)) {
            out.setText(in.getText(word + 1));
        }
    }

    /** Arguments: document, path, wrapper, quotes, on empty, on error, variables. */
    static ScalarFunction query() {
        SimpleFunction.Builder builder = SimpleFunction.named("json_query")
                .in("json")
                .written(
                        "json_query(json, path [PASSING x AS name, ...] [RETURNING type] [WITHOUT | WITH [CONDITIONAL |"
                                + " UNCONDITIONAL] ARRAY WRAPPER] [KEEP | OMIT QUOTES] [NULL | ERROR | EMPTY ARRAY | EMPTY"
                                + " OBJECT ON EMPTY] [NULL | ERROR | EMPTY ARRAY | EMPTY OBJECT ON ERROR])")
                .does("The JSON at the end of an SQL/JSON path, as text; several values only WITH ARRAY WRAPPER.")
                .example("json_query('{\"a\": [1, {\"b\": \"é\"}]}', 'lax $.a')", "[1,{\"b\":\"é\"}]")
                .example("json_query('{\"a\": [1, 2, 3]}', 'lax $.a[*] ? (@ > 1)' WITH ARRAY WRAPPER)", "[2,3]")
                .example("json_query('{\"a\": \"x\"}', 'lax $.a' OMIT QUOTES)", "x")
                .example("json_query('{}', 'lax $.a' EMPTY ARRAY ON EMPTY)", "[]")
                .example("json_query(NULL, 'lax $.a')", null);
        List<Parameter> words = List.of(
                Types.varchar("wrapper"),
                Types.varchar("quotes"),
                Types.varchar("on_empty"),
                Types.varchar("on_error"));
        Otherwise otherwise = (failure, in, out) -> instead(5, failure.getMessage(), in, out);
        return build(builder, Types.VARCHAR, words, SqlJsonQueries::text, otherwise);
    }

    private static void text(List<PathItem> found, Arguments in, ValueWriter out) {
        if (found.isEmpty()) {
            instead(4, "the path leads to nothing", in, out);
            return;
        }
        String wrapper = word(in, 2);
        boolean isOneNested = found.size() == 1 && !found.get(0).isScalar();
        boolean wraps = wrapper.equals("UNCONDITIONAL") || (wrapper.equals("CONDITIONAL") && !isOneNested);
        if (!wraps && found.size() > 1) {
            throw new PathFailure("the path leads to " + found.size() + " values and there is no WITH ARRAY WRAPPER");
        }
        if (!wraps && found.get(0).isString() && word(in, 3).equals("OMIT")) {
            out.setString(found.get(0).string());
            return;
        }
        TextBuffer json = new TextBuffer();
        json.append(wraps ? "[" : "");
        for (int i = 0; i < found.size(); i++) {
            json.append(i == 0 ? "" : ",");
            found.get(i).appendTo(json);
        }
        json.append(wraps ? "]" : "");
        out.setBytes(json.bytes(), 0, json.length());
    }

    private static void instead(int word, String failure, Arguments in, ValueWriter out) {
        String behaviour = word(in, word);
        switch (behaviour) {
            case ERROR -> throw error("json_query", failure);
            case "EMPTY_ARRAY" -> out.setString("[]");
            case "EMPTY_OBJECT" -> out.setString("{}");
            default -> out.setNull();
        }
    }

    /** Arguments: document, path, on error, variables. */
    static ScalarFunction exists() {
        SimpleFunction.Builder builder = SimpleFunction.named("json_exists")
                .in("json")
                .written("json_exists(json, path [PASSING x AS name, ...] [TRUE | FALSE | UNKNOWN | ERROR ON ERROR])")
                .does("Whether an SQL/JSON path leads to anything.")
                .example("json_exists('{\"a\": [{\"b\": \"é\"}]}', 'lax $.a.b ? (@ == \"é\")')", "true")
                .example("json_exists('{\"a\": null}', 'lax $.b')", "false")
                .example("json_exists('{}', 'strict $.a' UNKNOWN ON ERROR)", null)
                .example("json_exists('[3, 5]', 'lax $[*] ? (@ > $n)' PASSING 4 AS \"n\")", "true")
                .example("json_exists(NULL, 'lax $.a')", null);
        Otherwise otherwise = (failure, in, out) -> {
            String behaviour = word(in, 2);
            if (behaviour.equals(ERROR)) {
                throw error("json_exists", failure.getMessage());
            } else if (!behaviour.equals("UNKNOWN")) {
                out.setBoolean(behaviour.equals("TRUE"));
            }
        };
        Use use = (found, in, out) -> out.setBoolean(!found.isEmpty());
        return build(builder, Types.BOOLEAN, List.of(Types.varchar("on_error")), use, otherwise);
    }

    private static EngineException error(String function, String failure) {
        return Failures.badArgument(function + ": " + failure + HINT);
    }

    private static ScalarFunction build(
            SimpleFunction.Builder builder, ResultType result, List<Parameter> words, Use use, Otherwise otherwise) {
        int fixed = words.size() + 2;
        SimpleFunction.Binder binder = (arguments, field) -> bound(arguments, field, fixed, use, otherwise);
        for (Parameter document : List.of(Types.varchar("json"), Types.json("json"))) {
            List<Parameter> parameters = new ArrayList<>(List.of(document, Types.varchar("path")));
            parameters.addAll(words);
            parameters.add(Types.any("variables"));
            builder.form(new Signature(parameters, true, result, true), binder);
        }
        return builder.build();
    }

    private static VectorExpr bound(List<VectorExpr> arguments, Field field, int fixed, Use use, Otherwise otherwise) {
        SqlJsonPath literal = Literal.valueOf(arguments.get(1))
                .map(text -> SqlJsonPath.compile((String) text))
                .orElse(null);
        return RowExpr.nullAwareWithScratch(field, arguments, () -> {
            JsonDocument document = new JsonDocument();
            Map<String, PathItem> variables = new HashMap<>();
            return (in, out) -> {
                if (in.isNull(0) || in.isNull(1)) {
                    return;
                }
                SqlJsonPath path = literal != null ? literal : SqlJsonPath.compile(in.getString(1));
                try {
                    if (!document.read(in.getText(0))) {
                        throw new PathFailure("'" + Failures.shown(in.getString(0)) + "' is not JSON");
                    }
                    for (int i = fixed; i + 1 < in.count(); i += 2) {
                        variables.put(word(in, i), variable(in, i + 1));
                    }
                    use.apply(path.of(document.item(), variables), in, out);
                } catch (PathFailure e) {
                    otherwise.apply(e, in, out);
                }
            };
        });
    }

    /** A word of a clause. */
    private static String word(Arguments in, int argument) {
        return in.isNull(argument) ? "NULL" : in.getString(argument);
    }

    private static PathItem variable(Arguments in, int argument) {
        Object value = in.isNull(argument) ? null : in.getObject(argument);
        if (value == null) {
            return PathItem.ofNull();
        } else if (value instanceof String text) {
            return PathItem.ofString(text);
        } else if (value instanceof BigDecimal || value instanceof Boolean) {
            return PathItem.of(value.toString());
        } else if (value instanceof Number number && !Double.isNaN(number.doubleValue())) {
            return PathItem.of(new BigDecimal(value.toString()));
        }
        throw new PathFailure("a variable of a path is a text, a number or a boolean");
    }
}
