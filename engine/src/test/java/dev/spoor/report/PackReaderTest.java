/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Packs of users: what they may say, and what an error in one names. */
class PackReaderTest {
    private static final String HEAD =
            "title: Mine\neditions: [a1, a2, b1]\nparameters:\n  least: {type: number, initial: 3}\n";

    @TempDir
    Path folder;

    private ReportPack read(String yaml, String... files) throws IOException {
        Path pack = Files.createDirectories(folder.resolve("mine"));
        Files.writeString(pack.resolve("pack.yaml"), yaml);
        for (int i = 0; i < files.length; i += 2) {
            Files.writeString(pack.resolve(files[i]), files[i + 1]);
        }
        return PackLibrary.find(pack.toString());
    }

    private void assertProblem(String message, String hint, String yaml, String... files) {
        EngineException problem = assertThrows(EngineException.class, () -> read(yaml, files));
        assertEquals(ErrorCode.INVALID_CONFIGURATION, problem.code());
        assertEquals(message, problem.getMessage().replace(folder + "/mine/", ""));
        assertTrue(problem.hint().orElse("").contains(hint), problem.hint().toString());
    }

    @Test
    void aFolderOfSqlFiles() throws IOException {
        ReportPack pack = read(
                HEAD
                        + "questions:\n- one\n- file: shared/root-use\n  control: a1..a2 = 4.10; b1 = 5.1\n  title: Root\n",
                "one.sql",
                """
                -- title: One
                -- control: ..a2 = 1.1
                -- text: Looks
                --   far.
                -- thresholds: low 1, high 10
                -- chart: bars x
                -- columns: x, y
                -- parameter-free comment
                SELECT 1 AS x, 2 AS y -- control: no
                WHERE 1 < :least;
                """);
        assertEquals("mine", pack.name());
        assertEquals(Optional.of("b1"), pack.edition());
        Question one = pack.questions().get(0);
        assertEquals("one", one.id());
        assertEquals("Looks far.", one.text());
        assertEquals(Severity.INFO, one.judge(0));
        assertEquals(Severity.LOW, one.judge(9));
        assertEquals(Severity.HIGH, one.judge(10));
        assertEquals(new Chart(Chart.Kind.BARS, "x"), one.chart());
        assertEquals(List.of("x", "y"), one.columns());
        assertEquals(List.of("least"), one.used());
        assertTrue(one.sql().endsWith("WHERE 1 < :least"), one.sql());
        assertEquals(1, pack.questions("b1").size());
        assertEquals(2, pack.questions("a2").size());
        Question root = pack.questions().get(1);
        assertEquals("Root", root.title());
        assertEquals(Optional.of("4.10"), root.control("a2"));
        assertEquals(Optional.of("5.1"), root.control("b1"));
        assertEquals(Severity.HIGH, root.judge(1));
    }

    @Test
    void oneFileWithEverything() throws IOException {
        Path file = folder.resolve("single.yaml");
        Files.writeString(
                file, "title: Single\nquestions:\n- id: all\n  title: All\n  sql: |\n    SELECT *\n    FROM events\n");
        ReportPack pack = PackLibrary.find(file.toString());
        assertEquals("single", pack.name());
        assertEquals("SELECT *\nFROM events", pack.questions().get(0).sql());
        assertEquals(
                "evidence",
                new Answer(
                                pack.questions().get(0),
                                "",
                                Severity.INFO,
                                9,
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                "",
                                Optional.empty())
                        .state());
    }

    @Test
    void errorsNameFileLineAndWhatToDo() {
        String asks = HEAD + "questions: [one]\n";
        String sql = "\nSELECT 1";
        assertProblem("pack.yaml:2: no entry 'tittle'", "did you mean title?", "title: x\ntittle: y\n");
        assertProblem("pack.yaml:1: the pack asks nothing", "questions:", "title: x\n");
        assertProblem("pack.yaml:5: there is no file one.sql beside the pack", "write it", asks);
        assertProblem(
                "one.sql:2: no severity 'hihg'",
                "did you mean high?",
                asks,
                "one.sql",
                "-- title: x\n-- severity: hihg" + sql);
        assertProblem("one.sql:1: the question has no title", "-- title:", asks, "one.sql", "SELECT 1");
        assertProblem("one.sql:1: the question has no SQL", "SELECT", asks, "one.sql", "-- title: x\n");
        assertProblem(
                "one.sql:3: no parameter of the pack 'leest'",
                "did you mean least?",
                asks,
                "one.sql",
                "-- title: x\nSELECT\n:leest");
        assertProblem(
                "one.sql:2: no edition of the pack 'a3'",
                "did you mean a1?",
                asks,
                "one.sql",
                "-- title: x\n-- control: a3 = 1" + sql);
        assertProblem(
                "one.sql:2: b1 is not before a1",
                "older edition first",
                asks,
                "one.sql",
                "-- title: x\n-- control: b1..a1 = 1" + sql);
        assertProblem(
                "one.sql:2: 'many 1 2' is no threshold",
                "low 1, high 10",
                asks,
                "one.sql",
                "-- title: x\n-- thresholds: many 1 2" + sql);
        assertProblem(
                "one.sql:2: 'pie x' is no chart", "bars COLUMN", asks, "one.sql", "-- title: x\n-- chart: pie x" + sql);
        assertProblem(
                "one.sql:2: no entry of a question 'colour'",
                "known are",
                asks,
                "one.sql",
                "-- title: x\n-- colour: red" + sql);
        assertProblem(
                "one.sql: a second question is called 'one'",
                "'id'",
                HEAD + "questions: [one, one]\n",
                "one.sql",
                "-- title: x" + sql);
        assertProblem("pack.yaml:2: 'title' stands here a second time", "take one", "title: x\ntitle: y\n");
        EngineException notYaml = assertThrows(EngineException.class, () -> read("title: [x\nquestions"));
        assertTrue(notYaml.getMessage().contains("pack.yaml:2: this is no YAML"), notYaml.getMessage());
        EngineException noPack = assertThrows(EngineException.class, () -> PackLibrary.find("csi"));
        assertEquals(Optional.of("did you mean cis?"), noPack.hint());
    }

    @Test
    void filesOutsideOfThePackAreNotRead() throws IOException {
        Files.writeString(folder.resolve("outside.sql"), "-- title: x\nSELECT 1");
        assertProblem(
                "pack.yaml:2: there is no file ../outside.sql beside the pack",
                "write it",
                "title: x\nquestions: [../outside]\n");
    }
}
