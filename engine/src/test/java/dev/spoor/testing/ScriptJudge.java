/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Puts the statements of scripts to DuckDB and compares its rows with the scripts'. With {@code -DupdateExpected} the
 * scripts are rewritten with its answers.
 */
final class ScriptJudge {
    private ScriptJudge() {}

    /** Fails with all statements of which the rows in the script are others than the judge's. */
    static void assertAgrees(DuckDb duck, List<SqlScript> scripts) throws IOException {
        boolean update = System.getProperty("updateExpected") != null;
        List<String> differences = new ArrayList<>();
        int judged = 0;
        for (SqlScript script : ScriptRun.chosen(scripts)) {
            List<List<String>> answers = new ArrayList<>();
            for (SqlScript.Block block : script.blocks()) {
                List<String> answer =
                        block.judgeSql() == null ? block.expected() : answer(duck, block, differences, script);
                if (block.judgeSql() != null) {
                    judged++;
                    if (!update && !answer.equals(shown(block.expected(), block))) {
                        differences.add(
                                place(script, block) + "\n expected " + block.expected() + "\n judge    " + answer);
                    }
                }
                answers.add(answer);
            }
            if (update) {
                script.rewrite(answers);
            }
        }
        assertEquals("", String.join("\n", differences));
        assertTrue(judged > 0 || scripts.size() > 1, "nothing was judged");
    }

    private static List<String> answer(DuckDb duck, SqlScript.Block block, List<String> differences, SqlScript script) {
        try {
            return shown(duck.query(Casebook.judged(block.judgeSql())).lines(), block);
        } catch (IllegalStateException e) {
            differences.add(place(script, block) + "\n " + e.getMessage());
            return block.expected();
        }
    }

    private static List<String> shown(List<String> lines, SqlScript.Block block) {
        return block.isOrdered() ? lines : lines.stream().sorted().toList();
    }

    private static String place(SqlScript script, SqlScript.Block block) {
        return script.file().getFileName() + ":" + block.line();
    }
}
