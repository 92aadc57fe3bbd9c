/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;

/**
 * One statement after parsing.
 *
 * @param kind what is asked: rows, a plan, or a plan with what running it cost
 * @param query the SELECT, as the parser made it
 * @param text the text that the parser saw, with the way back to the user's
 */
record ParsedStatement(ExplainMode kind, SqlNode query, RewrittenSql text) {
    /** Deepest nesting of parentheses and brackets; deeper statements are refused before the parser recurses. */
    static final int NESTING_MAX = 1_000;

    /**
     * Most operators in one expression outside inner parentheses; the parser's work grows with their square, and more than
     * that.
     */
    static final int OPERATORS_MAX = 1_000;

    private static final Set<String> OPERATORS = Set.of(
            "and", "or", "not", "like", "between", "is", "+", "-", "*", "/", "%", "=", "<>", "!=", "<", ">", "<=", ">=",
            "||");

    private static final Set<String> OTHER_STATEMENTS = Set.of(
            "insert",
            "update",
            "delete",
            "merge",
            "create",
            "drop",
            "alter",
            "grant",
            "revoke",
            "truncate",
            "call",
            "set",
            "use",
            "begin",
            "commit",
            "rollback",
            "analyze",
            "prepare",
            "execute");

    /**
     * Parses one statement: a query, or EXPLAIN [ANALYZE] and a query. Semicolons at its end are ignored.
     *
     * @throws EngineException SYNTAX_ERROR or NOT_SUPPORTED with a place in {@code sql}
     */
    static ParsedStatement parse(String sql) {
        List<SqlToken> tokens = SqlScript.tokens(sql);
        int end = tokens.size();
        while (end > 0 && tokens.get(end - 1).isSymbol(";")) {
            end--;
        }
        tokens = tokens.subList(0, end);
        checkOneStatement(tokens, sql);
        checkExpressions(tokens, sql);
        ExplainMode kind = ExplainMode.NONE;
        int start = 0;
        if (tokens.get(0).isWord("explain")) {
            kind = ExplainMode.PLAN;
            start = 1;
            if (tokens.size() > 1 && tokens.get(1).isWord("analyze")) {
                kind = ExplainMode.ANALYZE;
                start = 2;
            } else if (tokens.size() > 2
                    && tokens.get(1).isWord("plan")
                    && tokens.get(2).isWord("for")) {
                start = 3;
            }
            if (start >= tokens.size()) {
                throw SqlErrors.syntax(
                        "EXPLAIN needs a query after it",
                        sql,
                        tokens.get(start - 1).start());
            }
        }
        tokens = tokens.subList(start, tokens.size());
        checkQuery(tokens.get(0), sql);
        RewrittenSql text = DialectRewriter.rewrite(sql, tokens);
        return new ParsedStatement(kind, parseQuery(text, sql), text);
    }

    private static void checkOneStatement(List<SqlToken> tokens, String sql) {
        if (tokens.isEmpty()) {
            throw SqlErrors.syntax("there is no statement", sql, 0);
        }
        int depth = 0;
        for (SqlToken token : tokens) {
            if (token.isSymbol(";")) {
                throw SqlErrors.syntax(
                        "one statement at a time: there is text after the semicolon", sql, token.start());
            }
            if (token.isSymbol("(") || token.isSymbol("[")) {
                depth++;
            } else if (token.isSymbol(")") || token.isSymbol("]")) {
                depth--;
            }
            if (depth > NESTING_MAX) {
                throw new EngineException(
                                ErrorCode.LIMIT_EXCEEDED,
                                "parentheses are nested deeper than " + NESTING_MAX + " levels")
                        .at(SqlErrors.position(sql, token.start(), token.start()));
            }
        }
    }

    private static void checkExpressions(List<SqlToken> tokens, String sql) {
        int[] operators = new int[NESTING_MAX + 2];
        int depth = 0;
        for (SqlToken token : tokens) {
            if (token.isSymbol("(") || token.isSymbol("[")) {
                operators[++depth] = 0;
            } else if (token.isSymbol(")") || token.isSymbol("]")) {
                depth = Math.max(0, depth - 1);
            } else if (token.isSymbol(",")) {
                operators[depth] = 0;
            } else if (OPERATORS.contains(token.text().toLowerCase(Locale.ROOT))
                    && ++operators[depth] > OPERATORS_MAX) {
                throw new EngineException(
                                ErrorCode.LIMIT_EXCEEDED, "an expression has more than " + OPERATORS_MAX + " operators")
                        .at(SqlErrors.position(sql, token.start(), token.end() - 1))
                        .advise("write long chains of OR as IN lists, or split them with parentheses");
            }
        }
    }

    private static void checkQuery(SqlToken first, String sql) {
        String word = first.text().toLowerCase(Locale.ROOT);
        EngineException error = null;
        if (OTHER_STATEMENTS.contains(word)) {
            error = SqlErrors.notSupported(
                    word.toUpperCase(Locale.ROOT) + " is not supported: logs are read, never written");
        } else if (word.equals("show") || word.equals("describe") || word.equals("desc")) {
            error = SqlErrors.notSupported(word.toUpperCase(Locale.ROOT) + " is not supported")
                    .advise("SELECT * FROM sys.columns lists tables and columns, sys.functions the functions");
        }
        if (error != null) {
            throw error.at(SqlErrors.position(sql, first.start(), first.end() - 1));
        }
    }

    private static SqlNode parseQuery(RewrittenSql text, String sql) {
        try {
            SqlNode node = SqlParser.create(text.text(), Dialect.parser()).parseStmt();
            if (!node.isA(SqlKind.QUERY)) {
                throw SqlErrors.notSupported("only queries are supported")
                        .at(CalciteErrors.position(node.getParserPosition()));
            }
            return node;
        } catch (SqlParseException e) {
            throw CalciteErrors.relocated(CalciteErrors.ofParser(e), text, sql);
        } catch (EngineException e) {
            throw CalciteErrors.relocated(e, text, sql);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw CalciteErrors.relocated(CalciteErrors.of(e, null, List.of()), text, sql);
        }
    }
}
