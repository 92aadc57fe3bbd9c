/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.regexp;

import dev.spoor.expr.Arguments;
import dev.spoor.expr.Failures;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.ValueWriter;
import dev.spoor.function.Parameter;
import dev.spoor.function.ResultType;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** The regexp_ family: search, extract, replace, split by a pattern. */
final class Regexp {
    private static final Parameter STRING = Types.varchar("string");
    private static final Parameter PATTERN = Types.varchar("pattern");

    /** Computes one row with a matcher at the start of the text. */
    private interface Use {
        void apply(Matcher matcher, Arguments in, ValueWriter out);
    }

    private Regexp() {}

    private static SimpleFunction.Builder form(
            SimpleFunction.Builder builder, ResultType result, List<Parameter> parameters, Use use) {
        return builder.bound(result, parameters, (arguments, field) -> {
            PatternMatcher.check(arguments);
            return RowExpr.withScratch(field, arguments, () -> {
                PatternMatcher matcher = new PatternMatcher();
                return (in, out) -> run(matcher, use, in, out);
            });
        });
    }

    private static void run(PatternMatcher matcher, Use use, Arguments in, ValueWriter out) {
        try {
            use.apply(matcher.on(in.getString(0), in.getString(1)), in, out);
        } catch (StackOverflowError e) {
            throw StepCountingText.tooManySteps();
        }
    }

    static ScalarFunction like() {
        SimpleFunction.Builder builder = SimpleFunction.named("regexp_like")
                .in("regexp")
                .does("Whether a pattern matches anywhere in a text.")
                .example("regexp_like('DeleteBucket', '^(Delete|Put)')", "true")
                .example("regexp_like('GETOBJECT', '(?i)getobject')", "true")
                .example("regexp_like('日本', '^.{2}$')", "true")
                .example("regexp_like('a.b', 'a\\.b')", "true")
                .example("regexp_like(NULL, 'a')", null);
        return form(builder, Types.BOOLEAN, Types.of(STRING, PATTERN), (m, in, out) -> out.setBoolean(m.find()))
                .build();
    }

    static ScalarFunction extract() {
        SimpleFunction.Builder builder = SimpleFunction.named("regexp_extract")
                .in("regexp")
                .does("The first match of a pattern, or one of its groups; NULL if there is none.")
                .example("regexp_extract('arn:aws:iam::123456789012:root', '\\d{12}')", "123456789012")
                .example("regexp_extract('role/Admin', 'role/(.+)', 1)", "Admin")
                .example("regexp_extract('abc', 'x')", null)
                .example("regexp_extract(NULL, 'x')", null);
        form(builder, Types.VARCHAR, Types.of(STRING, PATTERN), (m, in, out) -> extract(m, 0, out));
        return form(
                        builder,
                        Types.VARCHAR,
                        Types.of(STRING, PATTERN, Types.bigint("group")),
                        (m, in, out) -> extract(m, group(m, in), out))
                .build();
    }

    private static void extract(Matcher matcher, int group, ValueWriter out) {
        if (matcher.find() && matcher.group(group) != null) {
            out.setString(matcher.group(group));
        }
    }

    private static int group(Matcher matcher, Arguments in) {
        long group = in.getLong(2);
        if (group < 0 || group > matcher.groupCount()) {
            throw Failures.badArgument(
                    "the pattern has " + matcher.groupCount() + " groups; there is no group " + group);
        }
        return (int) group;
    }

    static ScalarFunction extractAll() {
        SimpleFunction.Builder builder = SimpleFunction.named("regexp_extract_all")
                .in("regexp")
                .does("All matches of a pattern, or of one of its groups.")
                .example("cardinality(regexp_extract_all('1a 2b 14m', '\\d+'))", "3")
                .example("element_at(regexp_extract_all('1a 2b', '(\\d+)([a-z]+)', 2), 2)", "b")
                .example("cardinality(regexp_extract_all('', 'x'))", "0")
                .example("regexp_extract_all(NULL, 'x')", null);
        form(builder, Types.VARCHAR_ARRAY, Types.of(STRING, PATTERN), (m, in, out) -> all(m, 0, out));
        return form(
                        builder,
                        Types.VARCHAR_ARRAY,
                        Types.of(STRING, PATTERN, Types.bigint("group")),
                        (m, in, out) -> all(m, group(m, in), out))
                .build();
    }

    private static void all(Matcher matcher, int group, ValueWriter out) {
        List<Object> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(matcher.group(group));
        }
        out.setObject(found);
    }

    static ScalarFunction count() {
        SimpleFunction.Builder builder = SimpleFunction.named("regexp_count")
                .in("regexp")
                .does("How often a pattern matches.")
                .example("regexp_count('1a 2b 14m', '\\s*[a-z]+\\s*')", "3")
                .example("regexp_count('', 'a')", "0")
                .example("regexp_count(NULL, 'a')", null);
        return form(builder, Types.BIGINT, Types.of(STRING, PATTERN), (m, in, out) -> {
                    long count = 0;
                    while (m.find()) {
                        count++;
                    }
                    out.setLong(count);
                })
                .build();
    }

    static ScalarFunction position() {
        SimpleFunction.Builder builder = SimpleFunction.named("regexp_position")
                .in("regexp")
                .does(
                        "Position (from 1, in code points) of the first match, of the first at or after a start, or of the"
                                + " n-th from there; -1 if there is none.")
                .example("regexp_position('a-1-2', '\\d')", "3")
                .example("regexp_position('a-1-2', '\\d', 4)", "5")
                .example("regexp_position('日本', 'x')", "-1")
                .example("regexp_position(NULL, 'x')", null);
        Parameter start = Types.bigint("start");
        form(builder, Types.BIGINT, Types.of(STRING, PATTERN), (m, in, out) -> position(m, in, 1, 1, out));
        form(
                builder,
                Types.BIGINT,
                Types.of(STRING, PATTERN, start),
                (m, in, out) -> position(m, in, in.getLong(2), 1, out));
        return form(
                        builder,
                        Types.BIGINT,
                        Types.of(STRING, PATTERN, start, Types.bigint("occurrence")),
                        (m, in, out) -> position(m, in, in.getLong(2), in.getLong(3), out))
                .build();
    }

    private static void position(Matcher matcher, Arguments in, long start, long occurrence, ValueWriter out) {
        if (start < 1 || occurrence < 1) {
            throw Failures.badArgument("start and occurrence of regexp_position count from 1");
        }
        String text = in.getString(0);
        out.setLong(-1);
        if (start > text.codePointCount(0, text.length())) {
            return;
        }
        boolean found = matcher.find(text.offsetByCodePoints(0, (int) start - 1));
        for (long i = 1; found && i < occurrence; i++) {
            found = matcher.find();
        }
        if (found) {
            out.setLong(text.codePointCount(0, matcher.start()) + 1L);
        }
    }

    static ScalarFunction replace() {
        SimpleFunction.Builder builder = SimpleFunction.named("regexp_replace")
                .in("regexp")
                .does(
                        "Replaces each match ($1 and ${name} stand for groups) or removes it; a lambda is given the groups.")
                .example("regexp_replace('new york', '(\\w)(\\w*)', x -> upper(x[1]) || lower(x[2]))", "New York")
                .example("regexp_replace('i-0abc i-0def', '\\s.*')", "i-0abc")
                .example("regexp_replace('1a 2b', '(\\d)([a-z])', '$2$1')", "a1 b2")
                .example("regexp_replace('日本', '本', '\\$')", "日$")
                .example("regexp_replace(NULL, 'a', 'b')", null);
        form(builder, Types.VARCHAR, Types.of(STRING, PATTERN), (m, in, out) -> out.setString(m.replaceAll("")));
        builder.bound(
                RegexpReplaceBy::resultOf, Types.of(STRING, PATTERN, RegexpReplaceBy.FUNCTION), RegexpReplaceBy::bound);
        return form(
                        builder,
                        Types.VARCHAR,
                        Types.of(STRING, PATTERN, Types.varchar("replacement")),
                        (m, in, out) -> out.setString(replaceAll(m, in.getString(2))))
                .build();
    }

    private static String replaceAll(Matcher matcher, String replacement) {
        try {
            return matcher.replaceAll(replacement);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw Failures.badArgument(
                    "'" + Failures.shown(replacement)
                            + "' names a group that the pattern does not have, or ends in $ or \\; write \\$ for a dollar sign");
        }
    }

    static ScalarFunction split() {
        SimpleFunction.Builder builder = SimpleFunction.named("regexp_split")
                .in("regexp")
                .does("The parts of a text between the matches of a pattern, trailing empty ones included.")
                .example("cardinality(regexp_split('a1b22c', '\\d+'))", "3")
                .example("element_at(regexp_split('日, 本', ',\\s*'), 2)", "本")
                .example("cardinality(regexp_split('', 'x'))", "1")
                .example("regexp_split(NULL, 'x')", null);
        return form(builder, Types.VARCHAR_ARRAY, Types.of(STRING, PATTERN), (m, in, out) -> {
                    String text = in.getString(0);
                    List<Object> parts = new ArrayList<>();
                    int at = 0;
                    while (m.find()) {
                        parts.add(text.substring(at, m.start()));
                        at = m.end();
                    }
                    parts.add(text.substring(at));
                    out.setObject(parts);
                })
                .build();
    }
}
