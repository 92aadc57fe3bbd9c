/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.edit;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.Settings;
import dev.spoor.output.OutputFormat;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.shell.command.Preferences;
import dev.spoor.shell.door.EmbeddedDoor;
import dev.spoor.shell.door.TextRows;
import dev.spoor.shell.edit.StatementCompleter.Proposal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What Tab offers; {@code |} is the cursor. */
class CompletionTest {
    @TempDir
    static Path folder;

    private static Vocabulary vocabulary;

    @BeforeAll
    static void learn() throws IOException {
        Path logs = folder.resolve("logs");
        new SampleTrail(SampleSpec.testing(1_000, 3)).writeTo(logs, 1, made -> {});
        Settings settings =
                Settings.initial().with("cache.path", folder.resolve("cache").toString());
        try (Engine engine = Engine.open(EngineConfig.of(logs).with(settings));
                EmbeddedDoor door = new EmbeddedDoor(engine, "logs")) {
            TextRows.read(door, "SELECT count(eventName) FROM deliveries");
            vocabulary = Vocabulary.EMPTY.withNames(door).withValues(door);
        }
    }

    @Test
    void tablesComeAfterFrom() {
        assertEquals("events", texts("SELECT * FROM |").get(0));
        assertEquals(List.of("events"), texts("SELECT * FROM EVE|").subList(0, 1));
        assertTrue(
                texts("SELECT * FROM sys.|").contains("log_files"),
                texts("SELECT * FROM sys.|").toString());
    }

    @Test
    void columnsComeBeforeKeywordsAndFunctions() {
        assertEquals("eventName", texts("SELECT eventN|").get(0));
        Proposal first = proposals("SELECT eventti| FROM events").get(0);
        assertEquals("eventTime", first.text());
        assertTrue(first.note().startsWith("timestamp"), first.note());
        assertEquals(List.of("key"), texts("SELECT ke| FROM sys.log_files").subList(0, 1));
        assertEquals("GROUP", texts("SELECT eventName FROM events gro|").get(0));
        Proposal function = proposals("SELECT json_extract_s|").get(0);
        assertEquals("json_extract_scalar(", function.text() + function.suffix());
        assertTrue(function.note().contains("json"), function.note());
    }

    @Test
    void keywordsFollowTheirPlace() {
        assertEquals(List.of("SELECT", "WITH", "EXPLAIN", "VALUES"), texts("|").subList(0, 4));
        assertEquals(
                List.of("WHERE", "GROUP", "ORDER", "LIMIT"),
                texts("SELECT * FROM events |").subList(0, 4));
        assertEquals(List.of("FROM", "AS"), texts("SELECT eventName |").subList(0, 2));
        assertEquals(
                List.of("AND", "OR"),
                texts("SELECT 1 FROM events WHERE eventName = 'x' |").subList(0, 2));
        assertEquals("BY", texts("SELECT 1 FROM events GROUP B|").get(0));
        assertEquals("DESC", texts("SELECT 1 FROM events ORDER BY eventTime d|").get(0));
        assertEquals(
                "AND",
                texts("SELECT 1 FROM events WHERE x IN (SELECT y FROM z GROUP BY 1) |")
                        .get(0));
        assertEquals("SELECT", texts("SELECT 1; |").get(0));
        // where a value is wanted, names come first
        assertEquals(
                proposals("SELECT 1 FROM events WHERE |").get(0),
                proposals("SELECT 1 FROM events WHERE a = 1 AND |").get(0));
        assertFalse(proposals("SELECT 1 FROM events WHERE |").get(0).note().isEmpty());
    }

    @Test
    void pathsGoStepByStep() {
        assertTrue(texts("SELECT userIdentity.|").contains("sessionContext"));
        assertEquals(List.of("sessionIssuer"), texts("SELECT userIdentity.sessionContext.sessionI|"));
        assertTrue(texts("SELECT userIdentity.sessionContext.sessionIssuer.| FROM events")
                .contains("userName"));
        assertEquals(List.of(), texts("SELECT nonsense.|"));
    }

    @Test
    void valuesComeFromWhatIsRemembered() {
        Proposal value =
                proposals("SELECT * FROM events WHERE eventName = 'AssumeR|").get(0);
        assertEquals("AssumeRole'", value.text() + value.suffix());
        assertTrue(value.note().matches("sts\\.amazonaws\\.com, \\d+ records?"), value.note());
        assertTrue(texts("WHERE eventSource IN ('s3.amazonaws.com', 'i|").contains("iam.amazonaws.com"));
        assertTrue(texts("WHERE awsRegion LIKE 'eu|").stream().allMatch(text -> text.contains("eu")));
        assertEquals(
                1,
                texts("WHERE recipientAccountId NOT IN ('|").stream()
                        .map(String::length)
                        .distinct()
                        .count());
        assertEquals(List.of(), texts("WHERE userAgent = 'a|"));
        assertEquals(List.of(), texts("SELECT 'a|"));
    }

    @Test
    void actionsOfTheServiceAskedForComeFirstAndTheFrequentBeforeTheRare() {
        List<Proposal> all = proposals("WHERE eventName = '|");
        assertTrue(records(all.get(0)) > records(all.get(10)), all.toString());
        assertEquals(
                all.stream()
                        .map(CompletionTest::records)
                        .sorted(Comparator.reverseOrder())
                        .toList(),
                all.stream().map(CompletionTest::records).toList());
        for (String condition :
                List.of("e.eventSource = 'iam.amazonaws.com'", "eventsource IN ('x', 'iam.amazonaws.com')")) {
            List<Proposal> ofService = proposals("WHERE " + condition + " AND eventName = '|");
            assertTrue(ofService.get(0).note().startsWith("iam.amazonaws.com, "), ofService.toString());
        }
        Proposal behind = proposals("WHERE eventName IN ('|') AND eventSource = 'iam.amazonaws.com'")
                .get(0);
        assertTrue(behind.note().startsWith("iam.amazonaws.com, "), behind.toString());
    }

    @Test
    void callersAreCompletedInsideOfTheirColumns() {
        assertTrue(texts("WHERE userIdentity.arn = '|").stream().allMatch(text -> text.startsWith("arn:")));
        assertTrue(texts("WHERE e.userIdentity.arn LIKE 'user/|").stream().allMatch(text -> text.contains("user/")));
        for (String field : List.of("userName", "principalId", "sessionContext.sessionIssuer.userName")) {
            assertFalse(texts("WHERE userIdentity." + field + " IN ('|").isEmpty(), field);
        }
        assertEquals(List.of(), texts("WHERE arn = '|"));
    }

    private static long records(Proposal value) {
        return Long.parseLong(
                value.note().replaceAll(".*?([\\d,]+) records?", "$1").replace(",", ""));
    }

    @Test
    void neverMoreThanAFewAndTheBestFirst() {
        for (String line : List.of("|", "SELECT |", "SELECT * FROM events WHERE eventName = '|", "\\|")) {
            int size = texts(line).size();
            assertTrue(size > 1 && size <= StatementCompleter.CANDIDATES_MAX, line + ": " + size);
        }
        List<String> found = texts("WHERE eventName = 'Bucket|");
        assertTrue(found.stream().allMatch(text -> text.toLowerCase(Locale.ROOT).contains("bucket")), found.toString());
    }

    @Test
    void commandsAndTheirArgumentsAreCompleted() {
        assertEquals(List.of("\\format"), texts("\\form|"));
        assertEquals(List.of("vertical"), texts("\\format vert|"));
        assertEquals("events", texts("\\d ev|").get(0));
    }

    @Test
    void aStatementOfManyLinesIsOne() {
        assertEquals(
                "eventName",
                texts("SELECT\n  eventSource,\n  eventN|\nFROM events").get(0));
    }

    private static List<String> texts(String line) {
        return proposals(line).stream().map(Proposal::text).toList();
    }

    private static List<Proposal> proposals(String line) {
        StatementCompleter completer =
                new StatementCompleter(() -> vocabulary, new Preferences(OutputFormat.TABLE, true));
        return completer.propose(line.replace("|", ""), line.indexOf('|'));
    }
}
