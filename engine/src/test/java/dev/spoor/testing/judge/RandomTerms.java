/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing.judge;

import dev.spoor.testing.judge.Term.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random expressions and conditions over given columns. */
final class RandomTerms {
    private static final int TEXTS_MAX = 400;

    /** Part of the expressions that come from the table of shared functions. */
    private static final double SHARED_FORMS = 0.5;

    private final SplittableRandom random;
    private final List<String> texts;

    /** @param texts values that occur in the data, for conditions that hold now and then */
    RandomTerms(SplittableRandom random, List<String> texts) {
        this.random = random;
        this.texts = texts.subList(0, Math.min(TEXTS_MAX, texts.size()));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** A column of that kind, or a constant when there is none. */
    Term column(List<Term> columns, Kind kind) {
        List<Term> fitting = columns.stream().filter(c -> c.kind() == kind).toList();
        return fitting.isEmpty() ? constant(kind) : oneOf(fitting);
    }

    Kind anyKind() {
        return oneOf(List.of(
                Kind.TEXT,
                Kind.TEXT,
                Kind.TEXT,
                Kind.NUMBER,
                Kind.BOOLEAN,
                Kind.TIME,
                Kind.DOUBLE,
                Kind.DATE,
                Kind.TEXTS));
    }

    Term constant(Kind kind) {
        return switch (kind) {
            case TEXT -> text(oneOf(texts));
            case NUMBER -> Term.both(Integer.toString(below(60) - 5), Kind.NUMBER);
            case DOUBLE -> Term.both(below(50) + "." + below(4) * 25 + "E0", Kind.DOUBLE);
            case BOOLEAN -> Term.both(chance(0.5) ? "TRUE" : "FALSE", Kind.BOOLEAN);
            case TIME -> time();
            case DATE -> Term.both("DATE '2026-03-0" + (1 + below(4)) + "'", Kind.DATE);
            case TEXTS -> new Term("ARRAY['aws', 'arn']", "['aws', 'arn']", Kind.TEXTS);
            case JSON -> text("{\"items\":[{\"fromPort\":22}]}");
        };
    }

    static Term text(String value) {
        return Term.both("'" + value.replace("'", "''") + "'", Kind.TEXT);
    }

    /** A moment of the sample's days, at times in the spellings that compare as text with our timestamps. */
    private Term time() {
        String clock = "2026-0" + (chance(0.6) ? "2-" + (26 + below(3)) : "3-0" + (1 + below(2)))
                + (chance(0.3) ? " 00:00:00" : " " + two(below(24)) + ":" + two(below(60)) + ":" + two(below(60)));
        return Term.both("TIMESTAMP '" + clock + "'", Kind.TIME);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    Term expression(List<Term> columns, Kind kind, int depth) {
        if (depth <= 0 || chance(0.35)) {
            return chance(0.93) ? column(columns, kind) : constant(kind);
        }
        if (chance(0.12)) {
            return Term.of(
                    kind,
                    "CASE WHEN {0} THEN {1} ELSE {2} END",
                    condition(columns, depth - 1),
                    expression(columns, kind, depth - 1),
                    expression(columns, kind, depth - 1));
        }
        if (chance(0.1)) {
            return Term.of(
                    kind,
                    chance(0.5) ? "coalesce({0}, {1})" : "nullif({0}, {1})",
                    expression(columns, kind, depth - 1),
                    expression(columns, kind, depth - 1));
        }
        if (chance(SHARED_FORMS) || kind == Kind.DATE || kind == Kind.TEXTS) {
            return shared(columns, kind, depth - 1);
        }
        return switch (kind) {
            case TEXT -> textExpression(columns, depth - 1);
            case NUMBER -> numberExpression(columns, depth - 1);
            case DOUBLE -> doubleExpression(columns, depth - 1);
            case BOOLEAN -> condition(columns, depth - 1);
            case TIME -> timeExpression(columns, depth - 1);
            case DATE, TEXTS, JSON -> shared(columns, kind, depth - 1);
        };
    }

    /** A function that both engines have. */
    private Term shared(List<Term> columns, Kind kind, int depth) {
        List<SharedForms.Form> forms = SharedForms.of(kind);
        if (forms.isEmpty()) {
            return column(columns, kind);
        }
        SharedForms.Form form = oneOf(forms);
        List<Term> arguments = new ArrayList<>();
        for (Kind argument : form.arguments()) {
            Term term = expression(columns, argument, depth);
            arguments.add(arguments.contains(term) ? constant(argument) : term);
        }
        String number = Integer.toString(1 + below(7));
        Term call = Term.of(
                kind,
                form.spoor().replace("{n}", number),
                form.duck().replace("{n}", number),
                arguments.toArray(Term[]::new));
        return kind == Kind.BOOLEAN ? Term.of(kind, "({0})", call) : call;
    }

    private Term textExpression(List<Term> columns, int depth) {
        Term a = expression(columns, Kind.TEXT, depth);
        return switch (below(10)) {
            case 0 -> Term.of(Kind.TEXT, "({0} || {1})", a, expression(columns, Kind.TEXT, depth));
            case 1 -> Term.of(Kind.TEXT, "lower({0})", a);
            case 2 -> Term.of(Kind.TEXT, "substr({0}, " + (1 + below(8)) + ", " + below(9) + ")", a);
            case 3 -> Term.of(Kind.TEXT, "replace({0}, 'a', '" + (chance(0.5) ? "" : "[a]") + "')", a);
            case 4 ->
                Term.of(
                        Kind.TEXT,
                        "nullif(split_part({0}, '" + oneOf(List.of(":", "/", ".")) + "', " + (1 + below(4)) + "), '')",
                        a);
            case 5 -> Term.of(Kind.TEXT, "reverse({0})", a);
            case 6 -> Term.of(Kind.TEXT, "CAST({0} AS VARCHAR)", expression(columns, Kind.NUMBER, depth));
            case 7 -> Term.of(Kind.TEXT, "trim({0})", a);
            case 8 ->
                Term.of(
                        Kind.TEXT,
                        "concat({0}, '-', {1})",
                        "({0} || '-' || {1})",
                        a,
                        expression(columns, Kind.TEXT, depth));
            default ->
                Term.of(Kind.TEXT, "regexp_replace({0}, '[0-9]+', '#')", "regexp_replace({0}, '[0-9]+', '#', 'g')", a);
        };
    }

    private Term numberExpression(List<Term> columns, int depth) {
        Term a = expression(columns, Kind.NUMBER, depth);
        return switch (below(8)) {
            case 0 -> Term.of(Kind.NUMBER, "({0} + {1})", a, expression(columns, Kind.NUMBER, depth));
            case 1 -> Term.of(Kind.NUMBER, "({0} - {1})", a, expression(columns, Kind.NUMBER, depth));
            case 2 -> Term.of(Kind.NUMBER, "({0} * " + below(9) + ")", a);
            case 3 -> Term.of(Kind.NUMBER, "({0} % " + (2 + below(9)) + ")", a);
            case 4 -> Term.of(Kind.NUMBER, "length({0})", expression(columns, Kind.TEXT, depth));
            case 5 -> Term.of(Kind.NUMBER, "strpos({0}, 'a')", expression(columns, Kind.TEXT, depth));
            case 6 ->
                Term.of(
                        Kind.NUMBER,
                        "extract(" + oneOf(List.of("HOUR", "DAY", "MINUTE", "MONTH")) + " FROM {0})",
                        expression(columns, Kind.TIME, depth));
            default -> Term.of(Kind.NUMBER, "abs({0})", a);
        };
    }

    private Term doubleExpression(List<Term> columns, int depth) {
        Term a = expression(columns, Kind.DOUBLE, depth);
        return switch (below(4)) {
            case 0 -> Term.of(Kind.DOUBLE, "CAST({0} AS DOUBLE)", expression(columns, Kind.NUMBER, depth));
            case 1 -> Term.of(Kind.DOUBLE, "({0} + {1})", a, expression(columns, Kind.DOUBLE, depth));
            case 2 -> Term.of(Kind.DOUBLE, "({0} / 4.0E0)", a);
            default -> Term.of(Kind.DOUBLE, "({0} * {1})", a, constant(Kind.DOUBLE));
        };
    }

    private Term timeExpression(List<Term> columns, int depth) {
        Term a = expression(columns, Kind.TIME, depth);
        String unit = oneOf(List.of("hour", "day", "minute", "month"));
        return chance(0.5)
                ? Term.of(
                        Kind.TIME,
                        "date_trunc('" + unit + "', {0})",
                        "CAST(date_trunc('" + unit + "', {0}) AS TIMESTAMP)",
                        a)
                : Term.of(
                        Kind.TIME,
                        "({0} + INTERVAL '" + (1 + below(40)) + "' " + oneOf(List.of("HOUR", "MINUTE", "DAY")) + ")",
                        a);
    }

    Term condition(List<Term> columns, int depth) {
        if (depth > 0 && chance(0.15)) {
            return shared(columns, Kind.BOOLEAN, 0);
        }
        if (depth > 0 && chance(0.45)) {
            Term a = condition(columns, depth - 1);
            Term b = condition(columns, depth - 1);
            return switch (below(4)) {
                case 0 -> Term.of(Kind.BOOLEAN, "({0} OR {1})", a, b);
                case 1 -> Term.of(Kind.BOOLEAN, "(NOT {0})", a);
                default -> Term.of(Kind.BOOLEAN, "({0} AND {1})", a, b);
            };
        }
        Kind kind = oneOf(List.of(Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.NUMBER, Kind.TIME, Kind.BOOLEAN));
        Term a = expression(columns, kind, Math.min(1, depth));
        return switch (below(8)) {
            case 0 -> Term.of(Kind.BOOLEAN, chance(0.5) ? "({0} IS NULL)" : "({0} IS NOT NULL)", a);
            case 1 ->
                Term.of(
                        Kind.BOOLEAN,
                        chance(0.5) ? "({0} IS DISTINCT FROM {1})" : "({0} IS NOT DISTINCT FROM {1})",
                        a,
                        expression(columns, kind, 0));
            case 2 -> in(a, kind);
            case 3 ->
                Term.of(
                        Kind.BOOLEAN,
                        chance(0.7) ? "({0} BETWEEN {1} AND {2})" : "({0} NOT BETWEEN {1} AND {2})",
                        a,
                        constant(kind),
                        constant(kind));
            case 4 -> kind == Kind.TEXT ? like(a) : comparison(a, constant(kind));
            case 5 ->
                kind == Kind.BOOLEAN
                        ? Term.of(
                                Kind.BOOLEAN,
                                "({0} IS " + oneOf(List.of("TRUE", "FALSE", "NOT TRUE", "NOT FALSE")) + ")",
                                a)
                        : comparison(a, constant(kind));
            case 6 -> comparison(a, expression(columns, kind, 0));
            default -> comparison(a, constant(kind));
        };
    }

    /** A value compared with itself, inside of a correlated sub-query, is more than Calcite's decorrelator can take. */
    private Term comparison(Term a, Term other) {
        Term b = a.equals(other) ? constant(a.kind()) : other;
        String operator = oneOf(List.of("=", "=", "=", "<>", "<", "<=", ">", ">="));
        boolean asText = b.spoor().startsWith("TIMESTAMP '") && chance(0.5);
        Term right = asText ? new Term(b.spoor().substring("TIMESTAMP ".length()), b.duck(), b.kind()) : b;
        return Term.of(Kind.BOOLEAN, "({0} " + operator + " {1})", a, right);
    }

    private Term in(Term a, Kind kind) {
        List<Term> values = new ArrayList<>();
        int count = chance(0.1) ? 40 : 1 + below(5);
        for (int i = 0; i < count; i++) {
            values.add(constant(kind));
        }
        if (chance(0.1)) {
            values.add(Term.both("NULL", kind));
        }
        String list = String.join(", ", values.stream().map(Term::spoor).toList());
        return Term.of(Kind.BOOLEAN, "({0} " + (chance(0.7) ? "IN" : "NOT IN") + " (" + list + "))", a);
    }

    private Term like(Term a) {
        if (chance(0.3)) {
            return Term.of(Kind.BOOLEAN, "regexp_like({0}, '^[A-Z][a-z]+')", "regexp_matches({0}, '^[A-Z][a-z]+')", a);
        }
        String value = oneOf(texts).replace("'", "''");
        int from = value.isEmpty() ? 0 : below(value.length());
        int to = Math.min(value.length(), from + 1 + below(6));
        String part = value.codePoints().allMatch(c -> c < 128)
                ? value.substring(from, to).replace("'", "")
                : "a";
        String pattern = oneOf(List.of("%" + part + "%", part + "%", "%" + part, "_%" + part + "%"));
        return Term.of(Kind.BOOLEAN, "({0} " + (chance(0.75) ? "LIKE" : "NOT LIKE") + " '" + pattern + "')", a);
    }
}
