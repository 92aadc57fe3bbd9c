/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits SQL text into tokens the way the parser behind it does: double-quoted names, single-quoted literals with doubled
 * quotes inside, {@code --} and nested-free block comments. It exists because a few spellings of the dialect must be settled
 * before the grammar sees them, and because statements are separated by semicolons that stand outside literals.
 */
public final class SqlLexer {
    private static final String TWO_CHARACTER_SYMBOLS = "<> <= >= != || :: -> => == ";

    private final String sql;
    private final List<SqlToken> tokens = new ArrayList<>();
    private int at;

    private SqlLexer(String sql) {
        this.sql = sql;
    }

    /**
     * Tokens of a text in order.
     *
     * @throws dev.spoor.error.EngineException with a position when a literal, a quoted name or a comment does not end
     */
    public static List<SqlToken> tokenize(String sql) {
        SqlLexer lexer = new SqlLexer(sql);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (sql.startsWith("--", at) || sql.startsWith("//", at)) {
                skipLine();
            } else if (sql.startsWith("/*", at)) {
                skipBlock();
            } else if (c == '\'') {
                quoted(SqlToken.Kind.STRING, '\'', "string literal");
            } else if (c == '"') {
                quoted(SqlToken.Kind.QUOTED_NAME, '"', "quoted name");
            } else if (c == '`') {
                throw SqlErrors.syntax(
                        "names are quoted with double quotes, not with back-quotes; write \"name\"", sql, at);
            } else if (isDigit(c)
                    || (c == '.' && at + 1 < sql.length() && isDigit(sql.charAt(at + 1)) && !afterName())) {
                number();
            } else if (Character.isJavaIdentifierStart(c)) {
                word();
            } else {
                symbol();
            }
        }
    }

    /** A dot directly after a name or a closing bracket is a path separator, never the start of a number. */
    private boolean afterName() {
        if (tokens.isEmpty()) {
            return false;
        }
        SqlToken last = tokens.get(tokens.size() - 1);
        return last.kind() == SqlToken.Kind.WORD
                || last.kind() == SqlToken.Kind.QUOTED_NAME
                || last.isSymbol(")")
                || last.isSymbol("]");
    }

    private void skipLine() {
        while (at < sql.length() && sql.charAt(at) != '\n') {
            at++;
        }
    }

    private void skipBlock() {
        int end = sql.indexOf("*/", at + 2);
        if (end < 0) {
            throw SqlErrors.syntax("this comment does not end; close it with */", sql, at);
        }
        at = end + 2;
    }

    private void quoted(SqlToken.Kind kind, char quote, String what) {
        int start = at;
        int i = at + 1;
        while (true) {
            int end = sql.indexOf(quote, i);
            if (end < 0) {
                throw SqlErrors.syntax("this " + what + " does not end; close it with " + quote, sql, start);
            }
            if (end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
                i = end + 2;
                continue;
            }
            at = end + 1;
            tokens.add(new SqlToken(kind, sql.substring(start, at), start));
            return;
        }
    }

    private void number() {
        int start = at;
        while (at < sql.length() && (isDigit(sql.charAt(at)) || sql.charAt(at) == '.')) {
            at++;
        }
        if (at < sql.length() && (sql.charAt(at) == 'e' || sql.charAt(at) == 'E')) {
            int exponent = at + 1;
            if (exponent < sql.length() && (sql.charAt(exponent) == '+' || sql.charAt(exponent) == '-')) {
                exponent++;
            }
            if (exponent < sql.length() && isDigit(sql.charAt(exponent))) {
                at = exponent;
                while (at < sql.length() && isDigit(sql.charAt(at))) {
                    at++;
                }
            }
        }
        tokens.add(new SqlToken(SqlToken.Kind.NUMBER, sql.substring(start, at), start));
    }

    private void word() {
        int start = at;
        while (at < sql.length() && Character.isJavaIdentifierPart(sql.charAt(at))) {
            at++;
        }
        tokens.add(new SqlToken(SqlToken.Kind.WORD, sql.substring(start, at), start));
    }

    private void symbol() {
        int length = at + 1 < sql.length() && TWO_CHARACTER_SYMBOLS.contains(sql.substring(at, at + 2) + " ") ? 2 : 1;
        tokens.add(new SqlToken(SqlToken.Kind.SYMBOL, sql.substring(at, at + length), at));
        at += length;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
