/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.error.EngineException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every question of the corpus is parsed, typed and planned, with and without pruning. */
class QueryCorpusTest {
    private static final int QUERIES_MIN = 150;

    /** The statements of all files of the corpus. */
    static List<String> statements() throws IOException, URISyntaxException {
        List<String> statements = new ArrayList<>();
        Path folder = Path.of(QueryCorpusTest.class.getResource("/queries").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                for (SqlStatement statement : SqlScript.split(Files.readString(file))) {
                    statements.add(statement.text());
                }
            }
        }
        return statements;
    }

    @Test
    void everyQueryOfTheCorpusPlans() throws IOException, URISyntaxException {
        List<String> failures = new ArrayList<>();
        List<String> statements = statements();
        for (String sql : statements) {
            for (boolean pruning : new boolean[] {true, false}) {
                try {
                    PlannedQuery planned = Planning.plan(sql, pruning);
                    assertEquals(false, planned.root().isPartitioned(), sql);
                    assertEquals(
                            planned.columnNames().size(),
                            planned.root().schema().getFields().size(),
                            sql);
                } catch (EngineException e) {
                    failures.add(sql + "\n  " + e.code() + " " + e.getMessage());
                }
            }
        }
        assertEquals(List.of(), failures);
        assertTrue(statements.size() >= QUERIES_MIN, statements.size() + " queries");
    }
}
