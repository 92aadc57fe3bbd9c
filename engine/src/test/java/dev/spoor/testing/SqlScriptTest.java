/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.error.EngineException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** The script corpus, under friendly and hostile settings. {@code -Dtests.script=name} runs one script only. */
class SqlScriptTest {
    private static final String ONLY = System.getProperty("tests.script", "");

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeTrail() {
        EngineFixture.write(ScriptCorpus.trail().files(), folder);
    }

    @Test
    void scriptsAnswerAsWritten() {
        run(Map.of());
    }

    @ParameterizedTest
    @CsvSource({"1, 1, on", "3, 4, on", "3, 1, off", "1, 4, off", "4096, 1, off", "4096, 4, on"})
    void scriptsAnswerTheSameUnderHostileSettings(String batchRows, String workers, String pruning) {
        run(Map.of("batch.rows", batchRows, "workers", workers, "pruning", pruning));
    }

    @Test
    void scriptsAnswerTheSameWithLittleMemory() {
        run(Map.of("memory.query", "12MB", "workers", "2", "scan.prefetch", "1MB"));
    }

    @Test
    void scriptsAnswerTheSameWithRememberedStatistics(@TempDir Path cache) {
        Map<String, String> settings = Map.of("cache", "on", "cache.path", cache.toString());
        run(settings);
        run(settings);
    }

    private static void run(Map<String, String> settings) {
        List<String> differences = new ArrayList<>();
        int statements = 0;
        try (EngineFixture engine = EngineFixture.over(folder, settings, ScriptCorpus.tables())) {
            for (SqlScript script : ScriptCorpus.scripts()) {
                if (!script.file().getFileName().toString().startsWith(ONLY)) {
                    continue;
                }
                for (SqlScript.Block block : script.blocks()) {
                    statements++;
                    String difference = check(engine, block);
                    if (!difference.isEmpty()) {
                        differences.add(script.file().getFileName() + ":" + block.line() + " " + block.sql() + "\n    "
                                + difference);
                    }
                }
            }
        }
        assertFalse(statements == 0, "no script matches " + ONLY);
        assertEquals(
                "",
                String.join("\n", differences),
                new TreeMap<>(settings) + ": " + differences.size() + " of " + statements + " statements differ");
    }

    private static String check(EngineFixture engine, SqlScript.Block block) {
        try {
            Table table = engine.query(block.sql());
            if (block.kind() == SqlScript.Kind.ERROR) {
                return "no error, but " + table.lines();
            }
            List<String> lines = block.isOrdered() ? table.lines() : sorted(table.lines());
            List<String> expected = block.isOrdered() ? block.expected() : sorted(block.expected());
            return lines.equals(expected) ? "" : "expected " + expected + "\n    but was  " + lines;
        } catch (EngineException e) {
            return block.kind() == SqlScript.Kind.ERROR
                    ? checkError(block, e)
                    : "failed: " + e.code() + " " + e.describe();
        } catch (RuntimeException | AssertionError e) {
            return "broke: " + e;
        }
    }

    private static String checkError(SqlScript.Block block, EngineException e) {
        if (!e.code().name().equals(block.errorCode())) {
            return "expected " + block.errorCode() + ", but was " + e.code() + " " + e.describe();
        }
        String text = e.describe() + e.hint().orElse("");
        for (String part : block.expected()) {
            if (!text.contains(part)) {
                return "the message lacks '" + part + "': " + text;
            }
        }
        return "";
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }
}
