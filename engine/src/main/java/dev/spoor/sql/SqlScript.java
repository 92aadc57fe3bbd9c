/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.sql.parser.SqlErrors;
import dev.spoor.sql.parser.SqlLexer;
import dev.spoor.sql.parser.SqlToken;
import java.util.ArrayList;
import java.util.List;

/** Splits a text into statements at the semicolons that stand outside literals, names and comments. */
final class SqlScript {
    /** Longest text that is looked at. */
    static final int CHARACTERS_MAX = 4_000_000;

    private SqlScript() {}

    /**
     * The statements of a text, in order; empty ones are left out.
     *
     * @throws EngineException SYNTAX_ERROR when a literal, a quoted name or a comment does not end
     */
    static List<SqlStatement> split(String sql) {
        List<SqlStatement> statements = new ArrayList<>();
        SqlToken first = null;
        SqlToken last = null;
        for (SqlToken token : tokens(sql)) {
            if (token.isSymbol(";")) {
                if (first != null) {
                    statements.add(statement(sql, first, last));
                }
                first = null;
            } else {
                first = first == null ? token : first;
                last = token;
            }
        }
        if (first != null) {
            statements.add(statement(sql, first, last));
        }
        return statements;
    }

    /** Tokens of a text, within the limit. */
    static List<SqlToken> tokens(String sql) {
        if (sql.length() > CHARACTERS_MAX) {
            throw tooLong(sql);
        }
        return SqlLexer.tokenize(sql);
    }

    static EngineException tooLong(String sql) {
        return new EngineException(
                ErrorCode.LIMIT_EXCEEDED,
                "the SQL text has " + sql.length() + " characters; the limit is " + CHARACTERS_MAX);
    }

    private static SqlStatement statement(String sql, SqlToken first, SqlToken last) {
        return new SqlStatement(
                sql.substring(first.start(), last.end()), SqlErrors.position(sql, first.start(), first.start()));
    }
}
