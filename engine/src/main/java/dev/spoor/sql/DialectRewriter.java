/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Spells what the dialect allows and the grammar does not in a way the grammar understands, token by token:
 *
 * <ul>
 *   <li>function names that are grammar of another dialect ({@code date_diff('minute', a, b)}, {@code date(x)}) become quoted,
 *       that is plain, names;
 *   <li>{@code date}, {@code time}, {@code timestamp} and a few more as column names or aliases become quoted names;
 *   <li>{@code x AT TIME ZONE z} becomes {@code x * "at time zone"(z)}, which the tree rewriting turns into a call;
 *   <li>{@code json '…'} becomes {@code json_parse('…')};
 *   <li>{@code timestamp '…'} with a T, a Z or a zone becomes the plain form in UTC.
 * </ul>
 *
 * <p>Two string literals side by side are refused: the grammar would silently join them, and a missing comma in an IN list
 * would change the question.
 */
final class DialectRewriter {
    /** Marker function of {@code AT TIME ZONE}; cannot be written by a user without quoting it. */
    static final String AT_TIME_ZONE = "at time zone";

    /** Functions of ours whose unquoted spelling the grammar claims for itself. */
    private static final Set<String> PLAIN_FUNCTIONS = Set.of(
            "date",
            "date_add",
            "date_diff",
            "date_trunc",
            "date_part",
            "datediff",
            "dateadd",
            "if",
            "map",
            "filter",
            "uuid",
            "year",
            "quarter",
            "month",
            "week",
            "day",
            "hour",
            "minute",
            "second",
            "dayofyear",
            "dayofweek",
            "dayofmonth",
            "replace",
            "reverse",
            "contains",
            "contains_substr",
            "concat",
            "log",
            "left",
            "right",
            "ltrim",
            "rtrim",
            "substr",
            "any_value",
            "every",
            "if_null",
            "ifnull",
            "nvl",
            "element",
            "mod",
            "typeof",
            "format",
            "transform",
            "transform_keys",
            "transform_values",
            "from_unixtime",
            "to_unixtime",
            "repeat",
            "split",
            "sequence",
            "flatten",
            "translate",
            "normalize",
            "timestamp_diff",
            "timestamp_trunc",
            "try",
            "version",
            "char_length",
            "character_length");

    /** Keywords that people use as column names and aliases and that can stand nowhere else in the places we look at. */
    private static final Set<String> NAME_KEYWORDS = Set.of("date", "time", "timestamp", "datetime", "uuid", "variant");

    /** Keywords that are fine as an alias after AS, because nothing else can stand there. */
    private static final Set<String> ALIAS_KEYWORDS = Set.of(
            "date",
            "time",
            "timestamp",
            "datetime",
            "uuid",
            "variant",
            "any",
            "by",
            "call",
            "current",
            "cursor",
            "default",
            "define",
            "delete",
            "describe",
            "drop",
            "fetch",
            "friday",
            "full",
            "grant",
            "grouping",
            "interval",
            "limit",
            "measure",
            "merge",
            "minus",
            "monday",
            "new",
            "next",
            "offset",
            "ordinal",
            "over",
            "partition",
            "pattern",
            "range",
            "row",
            "rows",
            "saturday",
            "set",
            "skip",
            "snapshot",
            "some",
            "stream",
            "sunday",
            "table",
            "thursday",
            "tuesday",
            "unsigned",
            "update",
            "volatile",
            "wednesday",
            "window",
            "create",
            "insert",
            "explain");

    private final String sql;
    private final List<SqlToken> tokens;
    private final RewrittenSql out;
    /** One entry per open parenthesis: TRUE when a type may stand in it (CAST), and was announced by AS. */
    private final Deque<CastState> parentheses = new ArrayDeque<>();

    /** One entry per open parenthesis: whether a SELECT in it has not met its FROM yet. */
    private final Deque<Boolean> selectsWithoutFrom = new ArrayDeque<>(List.of(false));

    private enum CastState {
        OTHER,
        CAST_OPERAND,
        CAST_TYPE
    }

    private DialectRewriter(String sql, List<SqlToken> tokens, int from) {
        this.sql = sql;
        this.tokens = tokens;
        this.out = new RewrittenSql(sql, from);
    }

    /**
     * Rewrites the tokens of one statement.
     *
     * @param sql the text that all offsets refer to
     * @param tokens the statement's tokens without its semicolon; not empty
     */
    static RewrittenSql rewrite(String sql, List<SqlToken> tokens) {
        DialectRewriter rewriter =
                new DialectRewriter(sql, tokens, tokens.get(0).start());
        for (int i = 0; i < tokens.size(); i++) {
            i = rewriter.token(i);
        }
        rewriter.out.finish(tokens.get(tokens.size() - 1).end());
        return rewriter.out;
    }

    /** Handles the token at {@code i}; returns the index of the last token consumed. */
    private int token(int i) {
        SqlToken token = tokens.get(i);
        switch (token.kind()) {
            case STRING -> {
                if (i > 0 && tokens.get(i - 1).kind() == SqlToken.Kind.STRING) {
                    throw SqlErrors.syntax(
                            "two string literals stand side by side; put a comma or || between them",
                            sql,
                            token.start());
                }
            }
            case SYMBOL -> symbol(i, token);
            case WORD -> {
                return word(i, token);
            }
            case QUOTED_NAME, NUMBER -> {}
        }
        return i;
    }

    private void symbol(int i, SqlToken token) {
        switch (token.text()) {
            case "(" -> {
                selectsWithoutFrom.push(false);
                boolean cast = i > 0 && isCast(tokens.get(i - 1));
                boolean inType = parentheses.peek() == CastState.CAST_TYPE;
                parentheses.push(cast ? CastState.CAST_OPERAND : inType ? CastState.CAST_TYPE : CastState.OTHER);
            }
            case ")" -> {
                parentheses.poll();
                if (selectsWithoutFrom.size() > 1) {
                    selectsWithoutFrom.pop();
                }
            }
            case "==" -> throw SqlErrors.syntax("equality is written with one =", sql, token.start());
            default -> {}
        }
    }

    private static boolean isCast(SqlToken token) {
        return token.isWord("cast") || token.isWord("try_cast") || token.isWord("safe_cast");
    }

    private int word(int i, SqlToken token) {
        if (token.isWord("as") && parentheses.peek() == CastState.CAST_OPERAND) {
            parentheses.pop();
            parentheses.push(CastState.CAST_TYPE);
            return i;
        }
        if (parentheses.peek() == CastState.CAST_TYPE || previousIs(i, "::")) {
            return i;
        }
        String word = token.text().toLowerCase(Locale.ROOT);
        noteFrom(i, token, word);
        SqlToken next = i + 1 < tokens.size() ? tokens.get(i + 1) : null;
        if (word.equals("at") && isWordAt(i + 1, "time") && isWordAt(i + 2, "zone")) {
            return atTimeZone(i);
        }
        if (next != null && next.kind() == SqlToken.Kind.STRING) {
            return typedLiteral(i, token, word, next);
        }
        if (next != null && next.isSymbol("(")) {
            if (PLAIN_FUNCTIONS.contains(word) && !isClauseOrUnit(i)) {
                quote(token);
            }
            return i;
        }
        boolean alias = isWordAt(i - 1, "as") && ALIAS_KEYWORDS.contains(word);
        boolean name = NAME_KEYWORDS.contains(word) && !isWordAt(i + 1, "zone") && !isWordAt(i + 1, "with");
        boolean segment = previousIs(i, ".") && ALIAS_KEYWORDS.contains(word);
        if (alias || name || segment) {
            quote(token);
        }
        return i;
    }

    /** The grammar wants a FROM before a WHERE; {@code SELECT 1 WHERE false} gets one row to choose from. */
    private void noteFrom(int i, SqlToken token, String word) {
        switch (word) {
            case "select" -> setWithoutFrom(true);
            case "from" -> {
                if (!isWordAt(i - 1, "distinct") || !(isWordAt(i - 2, "is") || isWordAt(i - 2, "not"))) {
                    setWithoutFrom(false);
                }
            }
            case "union", "intersect", "except" -> setWithoutFrom(false);
            case "where" -> {
                if (selectsWithoutFrom.peek()) {
                    out.replace(token.start(), token.start(), "FROM (VALUES (0)) AS \"one row\"(\"zero\") ");
                    setWithoutFrom(false);
                }
            }
            case "groups" -> {
                if (isWordAt(i + 1, "between") || isWordAt(i + 1, "unbounded") || isWordAt(i + 1, "current")) {
                    throw SqlErrors.notSupported("window frames of GROUPS are not supported; use ROWS or RANGE")
                            .at(SqlErrors.position(sql, token.start(), token.end() - 1));
                }
            }
            default -> {}
        }
    }

    private void setWithoutFrom(boolean without) {
        selectsWithoutFrom.pop();
        selectsWithoutFrom.push(without);
    }

    /** A word before a string literal: a typed literal of the grammar, or one of ours. */
    private int typedLiteral(int i, SqlToken word, String name, SqlToken literal) {
        if (name.equals("json")) {
            out.replace(word.start(), word.end(), "\"json_parse\"(");
            out.replace(literal.end(), literal.end(), ")");
            return i + 1;
        }
        if (name.equals("timestamp")) {
            String text = literal.text().substring(1, literal.text().length() - 1);
            String plain = TimeLiterals.plainTimestampOrNull(text);
            if (plain == null) {
                throw SqlErrors.syntax(
                        "'" + text + "' is no timestamp; write timestamp '2026-01-31 13:45:00' or an ISO time such as"
                                + " '2026-01-31T13:45:00Z'",
                        sql,
                        literal.start());
            }
            if (!plain.equals(text)) {
                out.replace(literal.start(), literal.end(), "'" + plain + "'");
            }
            return i + 1;
        }
        return i;
    }

    /** Rewrites {@code AT TIME ZONE zone}; the zone is one literal, name or number. */
    private int atTimeZone(int i) {
        SqlToken at = tokens.get(i);
        if (i + 3 >= tokens.size()
                || (tokens.get(i + 3).kind() != SqlToken.Kind.STRING
                        && tokens.get(i + 3).kind() != SqlToken.Kind.WORD)) {
            throw SqlErrors.syntax("AT TIME ZONE needs the name of a zone, such as 'UTC'", sql, at.start());
        }
        SqlToken zone = tokens.get(i + 3);
        out.replace(at.start(), tokens.get(i + 2).end(), "* \"" + AT_TIME_ZONE + "\"(");
        out.replace(zone.end(), zone.end(), ")");
        return i + 3;
    }

    /** {@code count(*) FILTER (…)}, {@code INTERVAL '1' DAY(3)}: a word before a parenthesis that is no function. */
    private boolean isClauseOrUnit(int i) {
        return previousIs(i, ")")
                || previousIs(i, ".")
                || isWordAt(i - 1, "as")
                || isWordAt(i - 1, "to")
                || (i > 0 && tokens.get(i - 1).kind() == SqlToken.Kind.STRING);
    }

    private void quote(SqlToken token) {
        out.replace(token.start(), token.end(), "\"" + token.text() + "\"");
    }

    private boolean isWordAt(int i, String word) {
        return i >= 0 && i < tokens.size() && tokens.get(i).isWord(word);
    }

    private boolean previousIs(int i, String symbol) {
        return i > 0 && tokens.get(i - 1).isSymbol(symbol);
    }
}
