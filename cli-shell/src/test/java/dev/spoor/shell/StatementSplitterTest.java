/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.shell.StatementSplitter.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class StatementSplitterTest {
    @Test
    void semicolonsSeparate() {
        assertEquals(List.of("SELECT 1", "SELECT 2", "SELECT 3"), split(" SELECT 1 ;SELECT 2;; ;\nSELECT 3\n"));
        assertEquals(List.of(), split(""));
        assertEquals(List.of(), split(" ;\n; "));
    }

    @Test
    void semicolonsInsideTextNamesAndCommentsDoNot() {
        assertEquals(List.of("SELECT 'a;b', 'it''s;'"), split("SELECT 'a;b', 'it''s;';"));
        assertEquals(List.of("SELECT 1 AS \"a;\"\"b\""), split("SELECT 1 AS \"a;\"\"b\";"));
        assertEquals(
                List.of("SELECT 1 -- one; really\n + 1", "SELECT 2"), split("SELECT 1 -- one; really\n + 1; SELECT 2"));
        assertEquals(List.of("SELECT /* a; ' */ 1", "SELECT 2"), split("SELECT /* a; ' */ 1; SELECT 2"));
        assertEquals(List.of("SELECT 1 // x;y", "SELECT 2"), split("SELECT 1 // x;y\n; SELECT 2"));
    }

    @Test
    void commentsAloneAreNoStatement() {
        assertEquals(List.of("SELECT 1"), split("-- first\nSELECT 1; /* the end */ -- really\n"));
    }

    @Test
    void eachStatementKnowsItsPlace() {
        List<Statement> statements =
                StatementSplitter.split("-- x\n  SELECT 1;\n\n SELECT\n 2").statements();
        assertEquals(new Statement("SELECT 1", 2, 3), statements.get(0));
        assertEquals(new Statement("SELECT\n 2", 4, 2), statements.get(1));
    }

    @Test
    void aCommandMayEndAStatement() {
        assertEquals(
                List.of(new Statement("SELECT 1", 1, 1, "\\g a;b 'c"), new Statement("SELECT '\\G' x", 2, 1, "\\G")),
                StatementSplitter.split("SELECT 1 \\g a;b 'c\nSELECT '\\G' x\n\\G")
                        .statements());
        assertEquals(List.of("SELECT 1 \\go"), split("SELECT 1 \\go;"), "no command of this name");
        assertEquals(
                List.of(new Statement("SELECT 1", 1, 1, "\\gx")),
                StatementSplitter.split("SELECT 1; \\gx").statements());
        assertTrue(StatementSplitter.split("SELECT 1 \\G\n").complete());
    }

    @Test
    void aPromptKnowsWhetherMoreIsToCome() {
        assertTrue(StatementSplitter.split("SELECT 1;").complete());
        assertTrue(StatementSplitter.split("SELECT 1; -- bye\n").complete());
        assertTrue(StatementSplitter.split("\n").complete());
        assertFalse(StatementSplitter.split("SELECT 1").complete());
        assertFalse(StatementSplitter.split("SELECT 'a;").complete());
        assertFalse(StatementSplitter.split("SELECT 1; /* ").complete());
        assertFalse(StatementSplitter.split("SELECT 1; SELECT").complete());
    }

    private static List<String> split(String text) {
        return StatementSplitter.split(text).statements().stream()
                .map(Statement::sql)
                .toList();
    }
}
