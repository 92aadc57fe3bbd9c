/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.json;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.Failures;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A path of the SQL/JSON path language, such as {@code lax $.resources[*].ARN ? (@ starts with "arn:aws:s3")}, read by
 * recursive descent once and followed for each row. ISO/IEC 9075-2, 9.39; {@code datetime()} and {@code like_regex} are
 * left out. A path that says neither lax nor strict is lax. Immutable.
 */
final class SqlJsonPath {
    private static final int DEPTH_MAX = 200;

    private final String source;
    private final PathSteps steps;
    private final PathSteps.Step path;
    private int at;
    private int depth;

    private SqlJsonPath(String source) {
        this.source = source;
        boolean strict = word("strict");
        boolean saysLax = !strict && word("lax");
        this.steps = new PathSteps(saysLax || !strict);
        this.path = sum();
        skipBlanks();
        if (at < source.length()) {
            throw invalid("nothing can stand here");
        }
    }

    /** @throws EngineException INVALID_ARGUMENT if it is no path, NOT_SUPPORTED for what is left out */
    static SqlJsonPath compile(String source) {
        return new SqlJsonPath(source);
    }

    /**
     * The values at the end of the path.
     *
     * @param variables what {@code $name} stands for
     * @throws PathFailure if it cannot be followed
     */
    List<PathItem> of(PathItem document, Map<String, PathItem> variables) {
        return path.of(new PathSteps.Scope(document, null, -1, variables));
    }

    // ---- values ------------------------------------------------------------------------------------------------

    private PathSteps.Step sum() {
        deeper();
        PathSteps.Step left = product();
        while (true) {
            if (symbol("+")) {
                left = steps.binary('+', left, product());
            } else if (symbol("-")) {
                left = steps.binary('-', left, product());
            } else {
                depth--;
                return left;
            }
        }
    }

    private PathSteps.Step product() {
        PathSteps.Step left = signed();
        while (true) {
            if (symbol("*")) {
                left = steps.binary('*', left, signed());
            } else if (symbol("/")) {
                left = steps.binary('/', left, signed());
            } else if (symbol("%")) {
                left = steps.binary('%', left, signed());
            } else {
                return left;
            }
        }
    }

    private PathSteps.Step signed() {
        boolean minus = false;
        boolean any = false;
        while (true) {
            if (symbol("-")) {
                minus = !minus;
            } else if (!symbol("+")) {
                break;
            }
            any = true;
        }
        PathSteps.Step value = accessed(primary());
        return minus
                ? steps.negated(value)
                : any ? steps.eachNumber(value, "an operand of +", number -> number) : value;
    }

    private PathSteps.Step primary() {
        skipBlanks();
        if (symbol("$")) {
            String name = identifierOrNull();
            return name == null ? scope -> List.of(scope.root()) : steps.variable(name);
        } else if (symbol("@")) {
            return scope -> {
                if (scope.currentOrNull() == null) {
                    throw new PathFailure("@ stands outside of a filter");
                }
                return List.of(scope.currentOrNull());
            };
        } else if (symbol("(")) {
            PathSteps.Step inner = sum();
            expect(")");
            return inner;
        } else if (peek() == '"') {
            return constant(PathItem.ofString(string()));
        } else if (isDigit(peek()) || peek() == '.') {
            return constant(PathItem.of(number()));
        }
        int start = at;
        String word = identifierOrNull();
        if (word != null) {
            switch (word) {
                case "last":
                    return steps.last();
                case "true", "false", "null":
                    return constant(PathItem.of(word));
                default:
                    at = start;
            }
        }
        throw invalid("a value is needed here; a key that is not plain is quoted, as in $.\"a-b\"");
    }

    private static PathSteps.Step constant(PathItem item) {
        List<PathItem> only = List.of(item);
        return scope -> only;
    }

    private PathSteps.Step accessed(PathSteps.Step start) {
        PathSteps.Step step = start;
        while (true) {
            skipBlanks();
            if (symbol("..")) {
                step = steps.descendants(step, key());
            } else if (peek() == '.') {
                at++;
                step = symbol("*") ? steps.anyMember(step) : memberOrMethod(step);
            } else if (symbol("[")) {
                step = steps.elements(step, subscripts());
            } else if (symbol("?")) {
                expect("(");
                PathSteps.Test test = disjunction();
                expect(")");
                step = steps.filter(step, test);
            } else {
                return step;
            }
        }
    }

    private PathSteps.Step memberOrMethod(PathSteps.Step base) {
        String key = key();
        skipBlanks();
        if (peek() != '(') {
            return steps.member(base, key);
        }
        expect("(");
        if (key.equals("datetime")) {
            throw new EngineException(
                    ErrorCode.NOT_SUPPORTED,
                    "datetime() in a JSON path is not supported; cast the result of json_value instead");
        }
        expect(")");
        return switch (key) {
            case "type" -> steps.kind(base);
            case "size" -> steps.size(base);
            case "keyvalue" -> steps.keyValue(base);
            case "double" -> steps.asDouble(base);
            case "abs" -> steps.eachNumber(base, "what abs() is of", BigDecimal::abs);
            case "floor" ->
                steps.eachNumber(base, "what floor() is of", number -> number.setScale(0, RoundingMode.FLOOR));
            case "ceiling" ->
                steps.eachNumber(base, "what ceiling() is of", number -> number.setScale(0, RoundingMode.CEILING));
            default ->
                throw invalid("there is no method " + key
                        + "(); there are abs, ceiling, double, floor, keyvalue, size and type");
        };
    }

    private String key() {
        skipBlanks();
        if (peek() == '"') {
            return string();
        }
        String name = identifierOrNull();
        if (name == null) {
            throw invalid("a key is needed here; one that is not plain is quoted, as in $.\"a-b\"");
        }
        return name;
    }

    private List<PathSteps.Range> subscripts() {
        List<PathSteps.Range> ranges = new ArrayList<>();
        if (symbol("*")) {
            expect("]");
            return ranges;
        }
        do {
            PathSteps.Step from = sum();
            ranges.add(new PathSteps.Range(from, word("to") ? sum() : null));
        } while (symbol(","));
        expect("]");
        return ranges;
    }

    // ---- tests -------------------------------------------------------------------------------------------------

    private PathSteps.Test disjunction() {
        PathSteps.Test left = conjunction();
        while (symbol("||")) {
            left = PathSteps.or(left, conjunction());
        }
        return left;
    }

    private PathSteps.Test conjunction() {
        PathSteps.Test left = test();
        while (symbol("&&")) {
            left = PathSteps.and(left, test());
        }
        return left;
    }

    private PathSteps.Test test() {
        deeper();
        PathSteps.Test test = oneTest();
        depth--;
        return test;
    }

    private PathSteps.Test oneTest() {
        if (symbol("!")) {
            return PathSteps.not(test());
        }
        int start = at;
        if (word("exists")) {
            expect("(");
            PathSteps.Step step = sum();
            expect(")");
            return PathSteps.exists(step);
        }
        PathSteps.Test inBrackets = bracketedOrNull();
        if (inBrackets != null) {
            return inBrackets;
        }
        at = start;
        PathSteps.Step left = sum();
        if (word("starts")) {
            if (!word("with")) {
                throw invalid("'starts' goes on as 'starts with'");
            }
            return steps.startsWith(left, sum());
        }
        if (word("like_regex")) {
            throw new EngineException(
                    ErrorCode.NOT_SUPPORTED,
                    "like_regex in a JSON path is not supported; use regexp_like(json_value(...), pattern)");
        }
        for (String operator : List.of("==", "<>", "!=", "<=", ">=", "<", ">")) {
            if (symbol(operator)) {
                return steps.compare(operator.equals("!=") ? "<>" : operator, left, sum());
            }
        }
        throw invalid("a filter needs a comparison here, such as == or starts with");
    }

    /** A test in brackets; null if what stands in the brackets is a value, as in {@code (@.a + 1) > 2}. */
    private PathSteps.Test bracketedOrNull() {
        int depthBefore = depth;
        if (!symbol("(")) {
            return null;
        }
        try {
            PathSteps.Test inner = disjunction();
            expect(")");
            return word("is") && word("unknown") ? PathSteps.isUnknown(inner) : inner;
        } catch (EngineException e) {
            if (e.code() != ErrorCode.INVALID_ARGUMENT) {
                throw e;
            }
            depth = depthBefore;
            return null;
        }
    }

    // ---- tokens ------------------------------------------------------------------------------------------------

    private void deeper() {
        if (++depth > DEPTH_MAX) {
            throw invalid("it is nested deeper than " + DEPTH_MAX + " levels here");
        }
    }

    private char peek() {
        return at < source.length() ? source.charAt(at) : 0;
    }

    private void skipBlanks() {
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            at++;
        }
    }

    /** Takes a symbol, if it stands here. */
    private boolean symbol(String symbol) {
        int start = at;
        skipBlanks();
        if (source.startsWith(symbol, at)) {
            at += symbol.length();
            return true;
        }
        at = start;
        return false;
    }

    private void expect(String symbol) {
        if (!symbol(symbol)) {
            throw invalid("'" + symbol + "' is missing");
        }
    }

    /** Takes a word, if it stands here. */
    private boolean word(String word) {
        int start = at;
        skipBlanks();
        if (word.equals(identifierOrNull())) {
            return true;
        }
        at = start;
        return false;
    }

    private String identifierOrNull() {
        int start = at;
        while (at < source.length()
                && (Character.isLetter(source.charAt(at))
                        || source.charAt(at) == '_'
                        || (at > start && isDigit(source.charAt(at))))) {
            at++;
        }
        return at == start ? null : source.substring(start, at);
    }

    /** Quotes inside are doubled. */
    private String string() {
        StringBuilder content = new StringBuilder();
        int start = at++;
        while (true) {
            int quote = source.indexOf('"', at);
            if (quote < 0) {
                at = start;
                throw invalid("this string does not end");
            }
            content.append(source, at, quote);
            at = quote + 1;
            if (peek() != '"') {
                return content.toString();
            }
            content.append('"');
            at++;
        }
    }

    private BigDecimal number() {
        int start = at;
        while (isDigit(peek()) || peek() == '.') {
            at++;
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            at += peek() == '+' || peek() == '-' ? 1 : 0;
            while (isDigit(peek())) {
                at++;
            }
        }
        try {
            return new BigDecimal(source.substring(start, at));
        } catch (NumberFormatException e) {
            at = start;
            throw invalid("this is no number");
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private EngineException invalid(String why) {
        return Failures.badArgument("'" + Failures.shown(source) + "' is not a JSON path such as 'lax $.a[0].b': at"
                + " character " + (at + 1) + ", " + why);
    }
}
