/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script corpus, under friendly and hostile settings. {@code -Dtests.script=name} runs one script only. */
class SqlScriptTest {
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
        try (EngineFixture engine = EngineFixture.over(folder, settings, ScriptCorpus.tables())) {
            ScriptRun.assertAnswers(engine, ScriptCorpus.scripts(), new TreeMap<>(settings).toString());
        }
    }
}
