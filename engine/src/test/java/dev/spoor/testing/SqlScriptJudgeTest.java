/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The expected rows of the script corpus are what DuckDB answers over the generator's own values. With
 * {@code -DupdateExpected} the scripts are rewritten with its answers.
 */
@Tag("any-jdk")
class SqlScriptJudgeTest {
    private static DuckDb duck;

    @BeforeAll
    static void load() {
        var trail = ScriptCorpus.trail();
        duck = DuckDb.of(trail.events(), trail.deliveries());
    }

    @AfterAll
    static void close() {
        duck.close();
    }

    @Test
    void theJudgeGivesTheExpectedRows() throws IOException {
        ScriptJudge.assertAgrees(duck, ScriptCorpus.scripts());
    }
}
