/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing.judge;

import dev.spoor.testing.judge.Term.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import static dev.spoor.testing.judge.Term.Kind.BOOLEAN;
import static dev.spoor.testing.judge.Term.Kind.DATE;
import static dev.spoor.testing.judge.Term.Kind.DOUBLE;
import static dev.spoor.testing.judge.Term.Kind.JSON;
import static dev.spoor.testing.judge.Term.Kind.NUMBER;
import static dev.spoor.testing.judge.Term.Kind.TEXT;
import static dev.spoor.testing.judge.Term.Kind.TEXTS;
import static dev.spoor.testing.judge.Term.Kind.TIME;

/**
 * The functions that Trino's dialect and DuckDB's share, each in the words of both. This is the one place of the
 * differences that are known and right: where a second form says more than another name, its reason stands behind it.
 */
final class SharedForms {
    /** The pattern and the position of the first character, for patterns in conditions. */
    private static final String WORDS = "[A-Za-z]+";

    /**
     * One function.
     *
     * @param spoor how we spell it: {@code {0}}, {@code {1}} are arguments, {@code {n}} a small positive number
     * @param reason why DuckDB's form says something else; empty when it only has other names
     */
    record Form(Kind result, String spoor, String duck, String reason, List<Kind> arguments) {}

    private static final Map<Kind, List<Form>> FORMS = new EnumMap<>(Kind.class);

    static {
        text();
        textOfOthers();
        json();
        numbers();
        doubles();
        times();
        dates();
        conditions();
        arrays();
    }

    private SharedForms() {}

    /** The functions that give that kind; empty for JSON. */
    static List<Form> of(Kind kind) {
        return FORMS.getOrDefault(kind, List.of());
    }

    private static void same(Kind result, String both, Kind... arguments) {
        form(result, both, both, "", arguments);
    }

    private static void named(Kind result, String spoor, String duck, Kind... arguments) {
        form(result, spoor, duck, "", arguments);
    }

    private static void form(Kind result, String spoor, String duck, String reason, Kind... arguments) {
        FORMS.computeIfAbsent(result, kind -> new ArrayList<>())
                .add(new Form(result, spoor, duck, reason, List.of(arguments)));
    }

    private static void text() {
        same(TEXT, "lpad({0}, {n}, '*')", TEXT);
        same(TEXT, "rpad({0}, {n}, '-+')", TEXT);
        same(TEXT, "ltrim(' ' || {0})", TEXT);
        same(TEXT, "rtrim({0})", TEXT);
        same(TEXT, "translate({0}, 'abc.', 'xy_')", TEXT);
        same(TEXT, "substring({0} FROM {n})", TEXT);
        same(TEXT, "concat_ws('+', {0}, {1})", TEXT, TEXT);
        same(TEXT, "upper(substr({0}, 1, {n}))", TEXT);
        form(
                TEXT,
                "regexp_extract({0}, '([a-z])([0-9])', 2)",
                "nullif(regexp_extract({0}, '([a-z])([0-9])', 2), '')",
                "DuckDB says '' where nothing matches, Trino NULL",
                TEXT);
        named(TEXT, "regexp_extract({0}, '^.')", "nullif(regexp_extract({0}, '^.', 0), '')", TEXT);
        named(
                TEXT,
                "regexp_replace({0}, '([a-z]+)[.-]([a-z]+)', '$2_$1')",
                "regexp_replace({0}, '([a-z]+)[.-]([a-z]+)', '\\2_\\1', 'g')",
                TEXT);
        named(TEXT, "element_at(split({0}, '.'), {n})", "string_split({0}, '.')[{n}]", TEXT);
        named(TEXT, "element_at(split({0}, '/'), -1)", "string_split({0}, '/')[-1]", TEXT);
        form(
                TEXT,
                "greatest({0}, {1})",
                "CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN greatest({0}, {1}) END",
                "DuckDB passes over NULL, Trino gives NULL",
                TEXT,
                TEXT);
        form(
                TEXT,
                "least({0}, {1})",
                "CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN least({0}, {1}) END",
                "DuckDB passes over NULL, Trino gives NULL",
                TEXT,
                TEXT);
        named(TEXT, "IF({0}, {1}, {2})", "CASE WHEN {0} THEN {1} ELSE {2} END", BOOLEAN, TEXT, TEXT);
        same(TEXT, "CASE {0} WHEN {1} THEN 'same' WHEN 'us-east-1' THEN 'home' ELSE {2} END", TEXT, TEXT, TEXT);
        named(TEXT, "to_hex(md5(to_utf8({0})))", "upper(md5({0}))", TEXT);
        named(TEXT, "to_hex(sha256(to_utf8({0})))", "upper(sha256({0}))", TEXT);
        named(TEXT, "to_base64(to_utf8({0}))", "to_base64(encode({0}))", TEXT);
        named(TEXT, "from_utf8(from_base64(to_base64(to_utf8({0}))))", "{0}", TEXT);
    }

    private static void textOfOthers() {
        form(
                TEXT,
                "array_join({0}, ';')",
                "CASE WHEN {0} IS NOT NULL THEN coalesce(array_to_string({0}, ';'), '') END",
                "DuckDB gives NULL for an array without elements, Trino ''",
                TEXTS);
        named(TEXT, "element_at({0}, {n})", "{0}[{n}]", TEXTS);
        named(TEXT, "array_max({0})", "list_max({0})", TEXTS);
        named(TEXT, "array_min({0})", "list_min({0})", TEXTS);
        named(
                TEXT,
                "reduce({0}, '', (s, x) -> s || substr(x, 1, 1), s -> s)",
                "CASE WHEN {0} IS NOT NULL THEN coalesce(array_to_string(list_transform({0}, lambda x: substr(x, 1, 1)), ''), '') END",
                TEXTS);
        named(TEXT, "date_format({0}, '%Y-%m-%d %H:%i:%s')", "strftime({0}, '%Y-%m-%d %H:%M:%S')", TIME);
        named(TEXT, "date_format({0}, '%a %e %b %y %j')", "strftime({0}, '%a %-d %b %y %j')", TIME);
        named(TEXT, "format_datetime({0}, 'yyyy/MM/dd')", "strftime({0}, '%Y/%m/%d')", TIME);
        same(TEXT, "CAST({0} AS VARCHAR)", DATE);
        same(TEXT, "CAST({0} AS VARCHAR)", BOOLEAN);
        named(TEXT, "to_base(abs({0}), 2)", "bin(abs({0}))", NUMBER);
        form(
                TEXT,
                "format('%d/%s', {0}, {1})",
                "(coalesce(CAST({0} AS VARCHAR), 'null') || '/' || coalesce({1}, 'null'))",
                "Java's format writes null, DuckDB gives NULL",
                NUMBER,
                TEXT);
    }

    private static void json() {
        for (String path : List.of("$.items[0].instanceId", "$.accessKeyId", "$.items", "$.items[0].fromPort")) {
            form(
                    TEXT,
                    "json_extract_scalar({0}, '" + path + "')",
                    scalar("{0}", path),
                    "DuckDB writes arrays and objects, Trino gives NULL",
                    JSON);
        }
        form(
                TEXT,
                "json_extract_scalar({0}, '$[\"aws:s3:arn\"]')",
                scalar("{0}", "$.\"aws:s3:arn\""),
                "DuckDB has no brackets for names",
                JSON);
        named(TEXT, "json_format(json_extract({0}, '$.items'))", "CAST(json_extract({0}, '$.items') AS VARCHAR)", JSON);
        form(
                NUMBER,
                "length(json_format(json_parse({0})))",
                "length(CAST(CAST({0} AS JSON) AS VARCHAR))",
                "Trino's json_parse sorts keys",
                JSON);
        form(
                NUMBER,
                "json_array_length(json_extract({0}, '$.items'))",
                "CASE WHEN json_type({0}, '$.items') = 'ARRAY' THEN json_array_length({0}, '$.items') END",
                "DuckDB counts 0 where there is no array, Trino gives NULL",
                JSON);
        form(
                NUMBER,
                "json_size({0}, '$.items[0]')",
                "CASE json_type({0}, '$.items[0]') WHEN 'OBJECT' THEN len(json_keys({0}, '$.items[0]')) WHEN 'ARRAY'"
                        + " THEN json_array_length({0}, '$.items[0]') ELSE 0 + length(json_type({0}, '$.items[0]')) * 0 END",
                "DuckDB has no such function",
                JSON);
        form(
                BOOLEAN,
                "is_json_scalar(json_extract({0}, '$.items'))",
                "json_type({0}, '$.items') NOT IN ('ARRAY', 'OBJECT')",
                "DuckDB has no such function",
                JSON);
        named(
                TEXTS,
                "filter(transform(CAST(json_extract({0}, '$.items') AS array(json)),"
                        + " i -> json_extract_scalar(i, '$.instanceId')), x -> x IS NOT NULL)",
                "list_filter(list_transform(CAST(json_extract({0}, '$.items') AS JSON[]),"
                        + " lambda i: json_extract_string(i, '$.instanceId')), lambda x: x IS NOT NULL)",
                JSON);
        form(
                TEXTS,
                "array_sort(map_keys(CAST(json_parse({0}) AS map(varchar, json))))",
                "list_sort(json_keys({0}))",
                "Trino's json_parse sorts keys",
                JSON);
    }

    private static String scalar(String json, String path) {
        return "CASE WHEN json_type(" + json + ", '" + path
                + "') NOT IN ('ARRAY', 'OBJECT', 'NULL') THEN json_extract_string(" + json + ", '" + path + "') END";
    }

    private static void numbers() {
        named(NUMBER, "regexp_count({0}, '" + WORDS + "')", "len(regexp_extract_all({0}, '" + WORDS + "'))", TEXT);
        form(
                NUMBER,
                "levenshtein_distance(substr(to_hex(md5(to_utf8({0}))), 1, 9), 'A{n}B')",
                "levenshtein(substr(upper(md5({0})), 1, 9), 'A{n}B')",
                "DuckDB counts bytes, Trino characters: only of ASCII",
                TEXT);
        named(NUMBER, "cardinality({0})", "len({0})", TEXTS);
        named(NUMBER, "array_position({0}, 'arn')", "coalesce(list_position({0}, 'arn'), len({0}) * 0)", TEXTS);
        named(NUMBER, "position('e' IN {0})", "strpos({0}, 'e')", TEXT);
        named(NUMBER, "codepoint(substr({0} || 'x', 1, 1))", "ord(substr({0} || 'x', 1, 1))", TEXT);
        for (String unit : List.of("second", "minute", "hour", "day", "week")) {
            form(
                    NUMBER,
                    "date_diff('" + unit + "', {0}, {1})",
                    "date_sub('" + unit + "', {0}, {1})",
                    "DuckDB's date_diff counts the boundaries between, Trino's whole units",
                    TIME,
                    TIME);
        }
        named(NUMBER, "date_diff('day', {0}, {1})", "({1} - {0})", DATE, DATE);
        for (String part : List.of("year", "quarter", "month", "day", "hour", "minute", "second")) {
            same(NUMBER, part + "({0})", TIME);
        }
        named(NUMBER, "day_of_week({0})", "isodow({0})", TIME);
        named(NUMBER, "day_of_year({0})", "dayofyear({0})", TIME);
        named(NUMBER, "week({0})", "weekofyear({0})", DATE);
        named(NUMBER, "year_of_week({0})", "isoyear({0})", DATE);
        named(NUMBER, "bitwise_and({0}, {n})", "({0} & {n})", NUMBER);
        named(NUMBER, "bitwise_or({0}, {n})", "({0} | {n})", NUMBER);
        named(NUMBER, "bitwise_xor({0}, {n})", "xor({0}, {n})", NUMBER);
        form(
                NUMBER,
                "({0} / {n})",
                "CAST(trunc({0} / {n}) AS BIGINT)",
                "DuckDB divides whole numbers into a fraction",
                NUMBER);
        form(
                NUMBER,
                "greatest({0}, {1})",
                "CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN greatest({0}, {1}) END",
                "DuckDB passes over NULL, Trino gives NULL",
                NUMBER,
                NUMBER);
        same(NUMBER, "sign({0})", NUMBER);
        named(NUMBER, "mod({0}, {n})", "({0} % {n})", NUMBER);
        form(
                NUMBER,
                "TRY_CAST(regexp_extract({0}, '[0-9]{1,5}') AS bigint)",
                "TRY_CAST(nullif(regexp_extract({0}, '[0-9]{1,5}'), '') AS BIGINT)",
                "DuckDB says '' where nothing matches, Trino NULL",
                TEXT);
        named(NUMBER, "from_base(to_base(abs({0}), 16), 16)", "abs({0})", NUMBER);
    }

    private static void doubles() {
        same(DOUBLE, "floor({0})", DOUBLE);
        same(DOUBLE, "ceil({0})", DOUBLE);
        same(DOUBLE, "round({0})", DOUBLE);
        same(DOUBLE, "sqrt(abs({0}))", DOUBLE);
        same(DOUBLE, "ln(abs({0}) + 1)", DOUBLE);
        same(DOUBLE, "power({0}, 2)", DOUBLE);
        named(DOUBLE, "truncate({0})", "trunc({0})", DOUBLE);
        named(DOUBLE, "(to_unixtime({0}) - 1772000000)", "(epoch({0}) - 1772000000)", TIME);
        same(DOUBLE, "CAST(CAST({0} AS VARCHAR) AS DOUBLE)", NUMBER);
    }

    private static void times() {
        for (String unit : List.of("second", "week", "quarter", "year")) {
            named(TIME, "date_trunc('" + unit + "', {0})", "CAST(date_trunc('" + unit + "', {0}) AS TIMESTAMP)", TIME);
        }
        named(TIME, "date_add('hour', -{n}, {0})", "({0} - to_hours({n}))", TIME);
        named(TIME, "date_add('day', {n}, {0})", "({0} + to_days({n}))", TIME);
        named(TIME, "date_add('month', {n}, {0})", "({0} + to_months({n}))", TIME);
        same(TIME, "({0} - INTERVAL '{n}' MONTH)", TIME);
        same(TIME, "CAST({0} AS TIMESTAMP)", DATE);
        named(
                TIME,
                "CAST(from_unixtime(1772000000 + {0}) AS TIMESTAMP)",
                "make_timestamp(CAST((1772000000 + {0}) * 1000000::BIGINT AS BIGINT))",
                NUMBER);
        named(
                TIME,
                "date_parse(date_format({0}, '%Y%m%d%H'), '%Y%m%d%H')",
                "strptime(strftime({0}, '%Y%m%d%H'), '%Y%m%d%H')",
                TIME);
        named(TIME, "IF({0}, {1}, {2})", "CASE WHEN {0} THEN {1} ELSE {2} END", BOOLEAN, TIME, TIME);
    }

    private static void dates() {
        same(DATE, "CAST({0} AS DATE)", TIME);
        named(DATE, "date({0})", "CAST({0} AS DATE)", TIME);
        named(DATE, "last_day_of_month({0})", "last_day({0})", TIME);
        named(DATE, "({0} + INTERVAL '{n}' DAY)", "CAST({0} + INTERVAL '{n}' DAY AS DATE)", DATE);
        named(DATE, "date_trunc('month', {0})", "CAST(date_trunc('month', {0}) AS DATE)", DATE);
        named(DATE, "date_add('week', {n}, {0})", "CAST({0} + to_weeks({n}) AS DATE)", DATE);
        same(DATE, "CAST('2026-03-0{n}' AS DATE)");
    }

    private static void conditions() {
        same(BOOLEAN, "starts_with({0}, {1})", TEXT, TEXT);
        same(BOOLEAN, "ends_with({0}, 'e')", TEXT);
        named(BOOLEAN, "regexp_like({0}, '^(Get|List|us-)')", "regexp_matches({0}, '^(Get|List|us-)')", TEXT);
        named(
                BOOLEAN,
                "regexp_like({0}, '(?i)ACCESS|[0-9][0-9][0-9]')",
                "regexp_matches({0}, '(?i)ACCESS|[0-9][0-9][0-9]')",
                TEXT);
        same(BOOLEAN, "coalesce({0}, FALSE)", BOOLEAN);
        named(BOOLEAN, "contains({0}, 'aws')", "list_contains({0}, 'aws')", TEXTS);
        named(BOOLEAN, "arrays_overlap({0}, {1})", "list_has_any({0}, {1})", TEXTS, TEXTS);
        named(
                BOOLEAN,
                "any_match({0}, x -> length(x) > {n})",
                "len(list_filter({0}, lambda x: length(x) > {n})) > 0",
                TEXTS);
        named(BOOLEAN, "none_match({0}, x -> x = 'arn')", "len(list_filter({0}, lambda x: x = 'arn')) = 0", TEXTS);
        named(
                BOOLEAN,
                "all_match({0}, x -> x LIKE '%a%')",
                "len(list_filter({0}, lambda x: x LIKE '%a%')) = len({0})",
                TEXTS);
        same(BOOLEAN, "({0} BETWEEN {1} AND {2})", TEXT, TEXT, TEXT);
        same(BOOLEAN, "({0} BETWEEN {1} AND {2})", DATE, DATE, DATE);
        same(BOOLEAN, "({0} > {1})", DATE, DATE);
        same(BOOLEAN, "({0} >= {1})", DATE, TIME);
        same(BOOLEAN, "({0} = {1})", TEXTS, TEXTS);
        same(BOOLEAN, "({0} IN ({1}, {2}))", TEXT, TEXT, TEXT);
        form(
                BOOLEAN,
                "(({0}, {1}) = ({2}, {3}))",
                "({0} = {2} AND {1} = {3})",
                "NULL equals NULL inside of DuckDB's rows",
                TEXT,
                NUMBER,
                TEXT,
                NUMBER);
        named(BOOLEAN, "TRY_CAST({0} AS bigint) IS NULL", "NOT regexp_matches({0}, '^[0-9]+$') OR {0} IS NULL", TEXT);
    }

    private static void arrays() {
        named(TEXTS, "split({0}, ':')", "string_split({0}, ':')", TEXT);
        named(TEXTS, "split({0}, '.')", "string_split({0}, '.')", TEXT);
        same(TEXTS, "regexp_extract_all({0}, '" + WORDS + "')", TEXT);
        form(
                TEXTS,
                "array_sort(array_distinct({0}))",
                "list_sort(list_distinct({0}))",
                "DuckDB gives distinct elements in no order",
                TEXTS);
        named(TEXTS, "array_sort({0})", "list_sort({0})", TEXTS);
        named(TEXTS, "slice({0}, {n}, 2)", "{0}[{n}:{n} + 1]", TEXTS);
        named(TEXTS, "reverse({0})", "list_reverse({0})", TEXTS);
        form(
                TEXTS,
                "concat({0}, {1})",
                "CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN list_concat({0}, {1}) END",
                "DuckDB passes over NULL, Trino gives NULL",
                TEXTS,
                TEXTS);
        named(TEXTS, "transform({0}, x -> upper(x))", "list_transform({0}, lambda x: upper(x))", TEXTS);
        named(TEXTS, "transform({0}, x -> x || '!')", "list_transform({0}, lambda x: x || '!')", TEXTS);
        named(TEXTS, "filter({0}, x -> length(x) > {n})", "list_filter({0}, lambda x: length(x) > {n})", TEXTS);
        form(
                TEXTS,
                "array_sort(array_intersect({0}, {1}))",
                "CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN list_sort(list_distinct(list_intersect({0}, {1}))) END",
                "DuckDB passes over NULL, Trino gives NULL; it gives distinct elements in no order",
                TEXTS,
                TEXTS);
        named(TEXTS, "array_remove({0}, 'aws')", "list_filter({0}, lambda x: x <> 'aws')", TEXTS);
        named(TEXTS, "ARRAY['a', coalesce({0}, '-')]", "['a', coalesce({0}, '-')]", TEXT);
        named(TEXTS, "repeat(coalesce({0}, '-'), 2)", "[coalesce({0}, '-'), coalesce({0}, '-')]", TEXT);
    }
}
