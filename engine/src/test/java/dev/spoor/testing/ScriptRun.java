/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.error.EngineException;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** Runs scripts and compares what they answer with what they say. {@code -Dtests.script=name} runs some only. */
public final class ScriptRun {
    private static final String ONLY = System.getProperty("tests.script", "");

    private ScriptRun() {}

    /** Fails with all statements that answer otherwise. */
    public static void assertAnswers(EngineFixture engine, List<SqlScript> scripts, String circumstances) {
        List<String> differences = new ArrayList<>();
        int statements = 0;
        for (SqlScript script : chosen(scripts)) {
            for (SqlScript.Block block : script.blocks()) {
                statements++;
                String difference = check(engine, block);
                if (!difference.isEmpty()) {
                    differences.add(script.file().getFileName() + ":" + block.line() + " " + block.sql() + "\n    "
                            + difference);
                }
            }
        }
        assertEquals(
                "",
                String.join("\n", differences),
                circumstances + ": " + differences.size() + " of " + statements + " statements differ");
    }

    /** The scripts of which the name begins as asked; an empty choice from several scripts is a mistake in the asking. */
    static List<SqlScript> chosen(List<SqlScript> scripts) {
        List<SqlScript> chosen = scripts.stream()
                .filter(script -> script.file().getFileName().toString().startsWith(ONLY))
                .toList();
        assertFalse(ONLY.isEmpty() && chosen.isEmpty(), "there are no scripts");
        return chosen;
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
