/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.sql.parser.SqlLexer;
import dev.spoor.sql.parser.SqlToken;
import dev.spoor.sql.parser.TimeLiterals;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

class SqlLexerTest {
    private static List<String> tokens(String sql) {
        return SqlLexer.tokenize(sql).stream().map(SqlToken::text).toList();
    }

    @Test
    void tokensAreCutAsTheParserCutsThem() {
        assertEquals(
                List.of(
                        "SELECT",
                        "a.b".substring(0, 1),
                        ".",
                        "b",
                        ",",
                        "'it''s'",
                        "||",
                        "\"x\"\"y\"",
                        "<>",
                        "1.5e-3",
                        "::",
                        "x"),
                tokens("SELECT a.b, /* c ; ' */ 'it''s' || \"x\"\"y\" <> 1.5e-3::x -- end"));
    }

    @Test
    void aDotAfterANameOrBracketIsAPathAndNotANumber() {
        assertEquals(List.of("r", "[", "1", "]", ".", "arn"), tokens("r[1].arn"));
        assertEquals(List.of("x", ">", ".5"), tokens("x > .5"));
    }

    @Test
    void statementsAreSplitOutsideLiteralsNamesAndComments() {
        List<SqlStatement> statements = SqlScript.split(" ; SELECT ';' ;; -- a; b\n SELECT \";\" /* ; */ ; ");
        assertEquals(
                List.of("SELECT ';'", "SELECT \";\""),
                statements.stream().map(SqlStatement::text).toList());
        assertEquals("2:2", statements.get(1).start().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 'open", "SELECT \"open", "SELECT 1 /* open", "SELECT `a`"})
    void whatDoesNotEndIsASyntaxErrorWithItsPlace(String sql) {
        EngineException e = assertThrows(EngineException.class, () -> SqlLexer.tokenize(sql));
        assertEquals(ErrorCode.SYNTAX_ERROR, e.code());
        assertEquals(
                sql.indexOf(sql.contains("/*") ? "/*" : sql.substring(7, 8)) + 1,
                e.position().orElseThrow().column());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-01-31|2026-01-31 00:00:00",
                "2026-01-31 13:45|2026-01-31 13:45:00",
                "2026-01-31T13:45:00Z|2026-01-31 13:45:00",
                "2026-01-31T13:45:00.123456789Z|2026-01-31 13:45:00.123456",
                "2026-01-31 23:30:00-01:00|2026-02-01 00:30:00",
                "2026-07-01 00:00:00 Europe/Berlin|2026-06-30 22:00:00",
                "2026-01-31 00:00:00.100 UTC|2026-01-31 00:00:00.1"
            })
    void pointsInTimeAreReadInTheSpellingsPeopleUse(String text, String plain) {
        assertEquals(plain, TimeLiterals.plain(TimeLiterals.utcOrNull(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "2026-13-01",
                "2026-02-30",
                "2026-01-31T25:00:00",
                "2026-01-31 Nowhere/City",
                "31.01.2026"
            })
    void otherTextIsNoPointInTime(String text) {
        assertNull(TimeLiterals.utcOrNull(text));
    }
}
