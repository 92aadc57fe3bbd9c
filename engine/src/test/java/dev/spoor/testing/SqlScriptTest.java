/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.sample.SampleFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script corpus, under friendly and hostile settings. {@code -Dtests.script=name} runs one script only. */
class SqlScriptTest {
    @TempDir
    static Path folder;

    /** The logs, and two lakes of them: one has every file, one has some. */
    private static Path logs;

    private static Path whole;
    private static Path some;

    @BeforeAll
    static void writeTrail() {
        logs = folder.resolve("logs");
        whole = folder.resolve("whole");
        some = folder.resolve("some");
        List<SampleFile> files = ScriptCorpus.trail().files();
        List<SampleFile> early = new ArrayList<>();
        List<SampleFile> late = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            (i % 3 == 0 ? late : early).add(files.get(i));
        }
        EngineFixture.write(early, logs);
        TestLake.compact(logs, some);
        EngineFixture.write(late, logs);
        TestLake.compact(logs, whole);
    }

    @Test
    void scriptsAnswerAsWritten() {
        run(Map.of());
    }

    @Tag("any-jdk")
    @ParameterizedTest
    @CsvSource({"1, 1, on", "3, 4, on", "1, 4, off", "4096, 1, off"})
    void scriptsAnswerTheSameUnderHostileSettings(String batchRows, String workers, String pruning) {
        run(Map.of("batch.rows", batchRows, "workers", workers, "pruning", pruning));
    }

    @Test
    void scriptsAnswerTheSameWithLittleMemory() {
        run(Map.of("memory.query", "16MB", "workers", "2", "scan.prefetch", "1MB"));
    }

    @Tag("any-jdk")
    @Test
    void scriptsAnswerTheSameWithRememberedStatistics(@TempDir Path cache) {
        Map<String, String> settings = Map.of("cache", "on", "cache.path", cache.toString());
        run(settings);
        run(settings);
    }

    @Tag("any-jdk")
    @ParameterizedTest
    @CsvSource({"whole, 4096, 4", "whole, 3, 2", "some, 4096, 1"})
    void scriptsAnswerTheSameOverLakes(String lake, String batchRows, String workers) {
        runOver(lake.equals("whole") ? whole : some, batchRows, workers);
    }

    @Test
    void scriptsAnswerTheSameOverALakeAndNewerFiles() {
        runOver(some, "3", "2");
    }

    private static void runOver(Path lake, String batchRows, String workers) {
        Map<String, String> settings = Map.of("batch.rows", batchRows, "workers", workers);
        try (EngineFixture engine = EngineFixture.over(List.of(logs), lake, settings, ScriptCorpus.tables())) {
            ScriptRun.assertAnswers(
                    engine, ScriptCorpus.scripts(), lake.getFileName() + " lake, " + new TreeMap<>(settings));
        }
    }

    private static void run(Map<String, String> settings) {
        try (EngineFixture engine = EngineFixture.over(logs, settings, ScriptCorpus.tables())) {
            ScriptRun.assertAnswers(engine, ScriptCorpus.scripts(), new TreeMap<>(settings).toString());
        }
    }
}
