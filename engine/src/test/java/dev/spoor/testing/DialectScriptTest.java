/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Queries in the manner of CloudTrail Lake and Athena over the {@link Casebook}. Their expected rows are DuckDB's where
 * it has the construct, else written by hand. {@code -Dtests.script=name} runs one script only.
 */
class DialectScriptTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void writeCasebook() {
        Casebook.write(folder);
    }

    @Test
    void queriesAnswerAsWritten() {
        run(Map.of());
    }

    @ParameterizedTest
    @CsvSource({"1, 1, on", "3, 4, off"})
    void queriesAnswerTheSameUnderHostileSettings(String batchRows, String workers, String pruning) {
        run(Map.of("batch.rows", batchRows, "workers", workers, "pruning", pruning));
    }

    @Test
    void queriesAnswerTheSameOverALake(@TempDir Path lake) {
        TestLake.compact(folder, lake);
        try (EngineFixture engine = EngineFixture.over(List.of(folder), lake, Map.of(), ScriptCorpus.tables())) {
            ScriptRun.assertAnswers(engine, ScriptCorpus.dialectScripts(), "over a lake");
        }
    }

    @Tag("any-jdk")
    @Test
    void theJudgeGivesTheExpectedRows() throws IOException {
        try (DuckDb duck = Casebook.judge()) {
            ScriptJudge.assertAgrees(duck, ScriptCorpus.dialectScripts());
        }
    }

    private static void run(Map<String, String> settings) {
        try (EngineFixture engine = EngineFixture.over(folder, settings, ScriptCorpus.tables())) {
            ScriptRun.assertAnswers(engine, ScriptCorpus.dialectScripts(), new TreeMap<>(settings).toString());
        }
    }
}
