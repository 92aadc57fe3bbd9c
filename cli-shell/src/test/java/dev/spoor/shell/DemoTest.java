/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.format.TimeWindow;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleStory;
import dev.spoor.shell.door.Door;
import dev.spoor.shell.door.EmbeddedDoor;
import dev.spoor.store.StoreLocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The demo over a trail with fewer events, but the same story: each question must have the answer that the story gives. */
class DemoTest {
    private static final SampleSpec SPEC = SampleSpec.demo().withEvents(10_000);
    private static final SampleStory STORY = SampleStory.of(SPEC);

    @TempDir
    static Path folder;

    private static ExitCode code;
    private static List<String> answers;
    private static String err;

    @BeforeAll
    static void takeTheTour() throws Exception {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), errors, false, false, false, 200);
        Diagnostics diagnostics = new Diagnostics(errors);
        Demo demo = new Demo(diagnostics, streams, SPEC, folder);
        ShellArguments arguments = ArgumentParser.parse(
                List.of("demo", "--set", "cache=off"), Instant.parse("2026-11-21T12:00:00Z"), Optional.empty());
        Path logs = demo.trail();
        assertEquals(logs, demo.trail(), "the logs are made once");
        EngineConfig config =
                new EngineConfig(StoreLocation.listOf(logs), Map.of(), arguments.settings(), TimeWindow.ALL);
        StringWriter out = new StringWriter();
        try (Engine engine = Engine.open(config);
                Door door = new EmbeddedDoor(engine, "sample logs")) {
            code = demo.tour(
                    new StatementRunner(door, out, diagnostics, streams, arguments, Map.of(), Clock.systemUTC()), out);
        }
        answers = List.of(out.toString().split("(?m)^\\d\\. "));
        err = errors.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyQuestionIsAnswered() {
        assertEquals(ExitCode.OK, code);
        assertEquals(Tour.questions(SPEC).size(), answers.size() - 1);
        assertFalse(err.contains("error"), err);
        for (Tour.Question question : Tour.questions(SPEC)) {
            String answer = answers.stream()
                    .filter(part -> part.startsWith(question.title()))
                    .findFirst()
                    .orElse("");
            int from = answer.indexOf(question.sql().indent(4))
                    + question.sql().indent(4).length();
            int to = answer.indexOf(question.remark());
            assertTrue(from < to && answer.substring(from, to).lines().count() > 2, question.title() + ": " + answer);
        }
    }

    @Test
    void theAnswersTellTheStory() throws IOException {
        assertTrue(answers.get(1).contains("DeleteBucket") && answers.get(1).contains(SampleStory.SESSION_NAME));
        assertTrue(answers.get(2).contains(SampleStory.ROLE + "," + STORY.userName() + "," + SampleStory.ADDRESS));
        assertTrue(answers.get(3).contains(SampleStory.ADDRESS + "," + SampleStory.FAILED_SIGN_INS + ","));
        assertTrue(
                answers.get(4)
                                .lines()
                                .filter(line -> line.matches("\\s*\\d+\\s.*\\d.*"))
                                .count()
                        >= 20,
                answers.get(4));
        assertTrue(answers.get(5).contains(",DeleteTrail,AccessDenied,1\n"), answers.get(5));
    }
}
