/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.testing.EngineFixture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code spoor report} and {@code spoor bundle} as a user runs them. */
@Tag("any-jdk")
class ReportCommandTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-01T00:00:00Z"), ZoneOffset.UTC);
    private static final String PACK = """
            title: Own
            parameters:
              name: {initial: 'StopLogging'}
            questions:
            - id: stopped
              title: Logging stopped
              severity: high
              sql: SELECT eventTime, eventID FROM events WHERE eventTime >= :since AND eventName = :name
            - id: all
              title: Everything
              sql: SELECT count(*) AS events FROM events WHERE eventTime < :until
            """;
    private static final String EVENTS = "{\"Records\":[{\"eventID\":\"1\",\"eventName\":\"StopLogging\",\"eventTime\":"
            + "\"2026-03-10T10:00:00Z\"},{\"eventID\":\"2\",\"eventName\":\"GetUser\",\"eventTime\":\"2026-03-11T10:00:00Z\"}]}";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path logs;
    private String pack;

    @BeforeEach
    void write() throws IOException {
        logs = folder.resolve("logs");
        EngineFixture.write(logs.resolve("a.json"), EVENTS.getBytes(StandardCharsets.UTF_8));
        pack = Files.writeString(folder.resolve("own.yaml"), PACK).toString();
    }

    private ExitCode shell(String... words) {
        out.reset();
        err.reset();
        Streams streams = new Streams(new ByteArrayInputStream(new byte[0]), out, err, false, false, false, 80);
        return new Shell(streams, CLOCK).run(List.of(words));
    }

    private ExitCode report(String target, String... words) {
        List<String> all = new ArrayList<>(List.of("report", "run", "--since", "2026-03-01", "--set", "cache=off"));
        all.addAll(List.of(
                "--logs", logs.toString(), "--out", folder.resolve(target).toString()));
        all.addAll(List.of("--signing-key", folder.resolve("key.pem").toString()));
        all.addAll(List.of(words));
        return shell(all.toArray(String[]::new));
    }

    private ExitCode verify(String zip, String... words) {
        List<String> all =
                new ArrayList<>(List.of("bundle", "verify", folder.resolve(zip).toString()));
        all.addAll(List.of(words));
        return shell(all.toArray(String[]::new));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theExitCodeTellsHowItWent() throws IOException {
        assertEquals(ExitCode.OK, report("plain", pack), this::err);
        assertEquals(
                "high: Logging stopped, 1 row\n2 questions, 1 finding: " + folder.resolve("plain/report.html") + "\n",
                out());
        assertTrue(Files.readString(folder.resolve("plain/data/all.jsonl")).startsWith("{\"events\":2}"));
        byte[] start = Arrays.copyOf(Files.readAllBytes(folder.resolve("plain/report.pdf")), 4);
        assertEquals("%PDF", new String(start, StandardCharsets.US_ASCII));
        assertEquals(ExitCode.PROBLEM_FOUND, report("high", pack, "--fail-on", "high", "--no-pdf"));
        assertFalse(Files.exists(folder.resolve("high/report.pdf")));
        assertEquals(ExitCode.OK, report("critical", pack, "--fail-on=critical"));
        assertEquals(ExitCode.OK, report("other", pack, "--fail-on", "low", "--param", "name=DeleteTrail"));
        EngineFixture.write(logs.resolve("b.json"), "{\"Records\":[".getBytes(StandardCharsets.UTF_8));
        assertEquals(ExitCode.INPUT_UNREADABLE, report("unreadable", pack));
        assertTrue(err().contains("could not be read"), this::err);
        assertEquals(ExitCode.PROBLEM_FOUND, report("both", pack, "--fail-on", "high"));
        Files.writeString(Path.of(pack), PACK.replace("count(*)", "1 / 0"));
        assertEquals(ExitCode.QUERY_FAILED, report("failed", pack, "--fail-on", "high"));
        assertTrue(err().contains("no answer to 'Everything'"), this::err);
        assertFalse(Files.exists(folder.resolve("failed/data/all.jsonl")));
    }

    @Test
    void mistakesAreToldBeforeAnythingIsAsked() {
        assertEquals(ExitCode.WRONG_USAGE, report("a", pack, "--fail-on", "info"));
        assertEquals(ExitCode.WRONG_USAGE, report("b"));
        assertEquals(ExitCode.WRONG_USAGE, report("c", pack, pack));
        assertTrue(err().contains("two packs are called own"), this::err);
        assertEquals(ExitCode.WRONG_USAGE, report("d", pack, "cis", "--param", "nobody=has"));
        assertEquals(ExitCode.WRONG_USAGE, report("e", pack, "cis", "--edition", "v0"));
        assertFalse(report("f", pack, "--edition", "v5.0.0") == ExitCode.OK);
        assertTrue(err().contains("has no edition"), this::err);
        assertFalse(Files.exists(folder.resolve("e")));
        assertEquals(ExitCode.OK, report("g", pack));
        assertFalse(report("g", pack) == ExitCode.OK);
        assertTrue(err().contains("is not empty"), this::err);
        assertFalse(report("g", pack, "soc2") == ExitCode.OK);
        assertFalse(Files.exists(folder.resolve("g/soc2")));
    }

    @Test
    void severalPacksHaveAFolderEach() throws IOException {
        ExitCode code = report("many", pack, "soc2", "--param", "name=GetUser", "--param", "federated=yes", "--bundle");
        assertEquals(ExitCode.OK, code, this::err);
        assertTrue(
                Files.readString(folder.resolve("many/own/data/stopped.jsonl")).contains("\"eventID\":\"2\""));
        assertTrue(Files.exists(folder.resolve("many/soc2/report.html")));
        assertTrue(out().contains("2 questions, 1 finding: " + folder.resolve("many/own/report.html")), this::out);
        assertEquals(ExitCode.OK, verify("many/own.zip"), this::out);
        assertEquals(ExitCode.OK, verify("many/soc2.zip", "--logs", logs.toString()), this::out);
    }

    @Test
    void bundlesAreCheckedAndAskedAgain() throws IOException {
        assertEquals(ExitCode.OK, report("r", pack, "--bundle"), this::err);
        String key = out().lines().findFirst().orElseThrow().replaceFirst(".* ", "");
        assertEquals(ExitCode.OK, verify("r.zip", "--key", key), this::out);
        assertTrue(out().contains("good  signature: holds, by key " + key), this::out);
        assertEquals(ExitCode.OK, verify("r.zip", "--logs", logs.toString()), this::out);
        assertTrue(out().contains("good  questions: 2 questions asked again, the same rows"), this::out);
        assertEquals(ExitCode.PROBLEM_FOUND, verify("r.zip", "--key", "00" + key.substring(2)));
        assertTrue(out().contains("BAD   signature: is of another key"), this::out);
        assertEquals(ExitCode.WRONG_USAGE, verify("nothing.zip"));

        byte[] bytes = Files.readAllBytes(folder.resolve("r.zip"));
        bytes[bytes.length / 3] ^= 1;
        Files.write(folder.resolve("changed.zip"), bytes);
        assertEquals(ExitCode.PROBLEM_FOUND, verify("changed.zip"));
        assertTrue(out().contains("BAD   files: "), this::out);

        EngineFixture.write(
                logs.resolve("a.json"), EVENTS.replace("GetUser", "PutUser").getBytes(StandardCharsets.UTF_8));
        assertEquals(ExitCode.PROBLEM_FOUND, verify("r.zip", "--logs", logs.toString()));
        assertTrue(out().contains("BAD   log files: 0 of 1 log file there"), this::out);
        assertTrue(out().contains("BAD   questions: "), this::out);
    }
}
