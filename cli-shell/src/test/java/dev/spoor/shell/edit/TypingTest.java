/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.edit;

import dev.spoor.sql.text.NamedParameters;
import dev.spoor.sql.text.SqlText;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tokens, whole statements, unmatched quotes and brackets, colours. */
class TypingTest {
    @Test
    void textIsCutIntoTokens() {
        assertEquals(
                List.of(
                        "WORD SELECT",
                        "WORD a",
                        "SYMBOL .",
                        "WORD ğ_1",
                        "SYMBOL ,",
                        "NUMBER 1.5e3",
                        "SYMBOL +",
                        "PARAMETER :x",
                        "SYMBOL =",
                        "TEXT 'it''s'",
                        "NAME \"a\"\"b\"",
                        "COMMENT -- c"),
                described("SELECT a.ğ_1, 1.5e3+:x='it''s' \"a\"\"b\" -- c"));
        assertEquals(List.of("WORD a", "SYMBOL :", "SYMBOL :", "WORD b"), described("a::b"));
        assertEquals(List.of("COMMENT /* x"), described("/* x"));
    }

    @Test
    void aStatementIsWholeAtItsSemicolon() {
        assertTrue(SqlText.isComplete("SELECT ';' FROM t; -- done"));
        assertTrue(SqlText.isComplete("  "));
        assertFalse(SqlText.isComplete("SELECT 1"));
        assertFalse(SqlText.isComplete("SELECT ';"));
        assertFalse(SqlText.isComplete("SELECT 1; SELECT 2"));
        assertFalse(SqlText.isComplete("SELECT 1; /* open ;"));
    }

    @Test
    void whatHasNoPartnerIsFound() {
        assertEquals(9, SqlText.unmatched("f(a) IN ('x").orElseThrow().start());
        assertEquals(1, SqlText.unmatched("f(a, b[1]").orElseThrow().start());
        assertEquals(3, SqlText.unmatched("(a])").orElseThrow().start() + 1);
        assertTrue(SqlText.unmatched("f('(', \"[\", a[b(1)])").isEmpty());
    }

    @Test
    void coloursFollowTheTokens() {
        StatementHighlighter colours = new StatementHighlighter("count"::equals);
        String text = "SELECT count(*) FROM t WHERE a = 'x' AND (b";
        String painted = colours.highlight(text, text.length()).toAnsi();
        assertTrue(painted.contains("\u001B[1mSELECT"), painted);
        assertTrue(painted.contains("\u001B[35mcount"), painted);
        assertTrue(painted.contains("\u001B[32m'x'"), painted);
        assertTrue(painted.contains("\u001B[31;1m("), painted);
        assertEquals(text, colours.highlight(text, 0).toString());
        String pair = colours.highlight("f(a)", 4).toAnsi();
        assertTrue(pair.contains("\u001B[4;1m(") && pair.contains("\u001B[4;1m)"), pair);
    }

    @Test
    void parametersBecomeQuestionMarksInPlace() {
        NamedParameters bound =
                NamedParameters.bind("SELECT :a, ':a', -- :a\n :bb", java.util.Map.of("a", "1", "bb", "2"));
        assertEquals("SELECT ? , ':a', -- :a\n ?  ", bound.sql());
        assertEquals(List.of("1", "2"), bound.values());
        assertEquals(List.of("a", "bb"), NamedParameters.names("SELECT :bb, :a, :a"));
    }

    private static List<String> described(String text) {
        return SqlText.tokens(text).stream()
                .map(token -> token.kind() + " " + token.of(text))
                .toList();
    }
}
