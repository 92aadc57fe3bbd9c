/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
            quoteCharacter = '~',
            value = {
                "SELECT date_diff('day', a, b)|SELECT \"date_diff\"('day', a, b)",
                "SELECT date FROM t|SELECT \"date\" FROM t",
                "SELECT date '2026-01-01'|SELECT date '2026-01-01'",
                "SELECT CAST(a AS date)|SELECT CAST(a AS date)",
                "SELECT a::timestamp|SELECT a::timestamp",
                "SELECT a AS time|SELECT a AS \"time\"",
                "SELECT t.date|SELECT t.\"date\"",
                "SELECT CAST(a AS timestamp) AS timestamp|SELECT CAST(a AS timestamp) AS \"timestamp\"",
                "SELECT count(*) FILTER (WHERE a)|SELECT count(*) FILTER (WHERE a)",
                "SELECT filter(a, b)|SELECT \"filter\"(a, b)",
                "SELECT a AT TIME ZONE 'UTC' FROM t|SELECT a * \"at time zone\"( 'UTC') FROM t",
                "SELECT json '{}'|SELECT \"json_parse\"( '{}')",
                "SELECT timestamp '2026-01-01T10:00:00+02:00'|SELECT timestamp '2026-01-01 08:00:00'",
                "SELECT interval '1' day(3)|SELECT interval '1' day(3)",
                "SELECT 1 WHERE a|SELECT 1 FROM (VALUES (0)) AS \"one row\"(\"zero\") WHERE a",
                "SELECT 1 WHERE a IS DISTINCT FROM b|SELECT 1 FROM (VALUES (0)) AS \"one row\"(\"zero\") WHERE a IS DISTINCT FROM b",
                "SELECT extract(year FROM t) FROM e WHERE x|SELECT extract(year FROM t) FROM e WHERE x"
            })
    void spellingsOfTheDialectBecomeSpellingsOfTheGrammar(String sql, String rewritten) {
        assertEquals(
                rewritten, DialectRewriter.rewrite(sql, SqlLexer.tokenize(sql)).text());
    }

    @Test
    void placesInRewrittenTextLeadBack() {
        String sql = "SELECT date_diff('day', a, b),\n date AS time, x\nFROM t";
        RewrittenSql rewritten = DialectRewriter.rewrite(sql, SqlLexer.tokenize(sql));
        for (String word : List.of("'day'", "b)", " x", "FROM t", "AS")) {
            int at = rewritten.text().indexOf(word);
            int line = (int) rewritten
                            .text()
                            .substring(0, at)
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            int column = at - rewritten.text().lastIndexOf('\n', at - 1);
            assertEquals(sql.indexOf(word), rewritten.originalOffset(line, column), word);
        }
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
        assertEquals(plain, TimeLiterals.plainTimestampOrNull(text));
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
        assertEquals(null, TimeLiterals.plainTimestampOrNull(text));
    }
}
