/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The command line's contract: what goes where, and how it ends. */
class ShellContractTest {
    private static final long EVENTS = 2_000;
    private static final String COUNT = "SELECT count(*) AS n FROM events";
    private static final String ENDLESS =
            "SELECT count(*) FROM deliveries a CROSS JOIN deliveries b CROSS JOIN deliveries c CROSS JOIN deliveries d";

    @TempDir
    static Path folder;

    private static Path logs;

    @BeforeAll
    static void makeLogs() throws IOException {
        logs = folder.resolve("logs");
        new SampleTrail(SampleSpec.testing(EVENTS, 3)).writeTo(logs, 1, made -> {});
    }

    @Test
    void rowsGoToStdoutAndNothingElseDoes() {
        Outcome outcome = ask("-c", COUNT);
        assertEquals(ExitCode.OK, outcome.code);
        assertTrue(outcome.out.matches("n\n\\d+\n"), outcome.out);
        assertEquals(1, outcome.err.lines().count(), outcome.err);
        assertTrue(outcome.err.startsWith("1 row in "), outcome.err);
        assertTrue(outcome.err.contains(" files read, "), outcome.err);
    }

    @Test
    void aTerminalGetsATableAndAPipeGetsCsv() {
        assertEquals("a,b\n1,x\n", ask("-c", "SELECT 1 AS a, 'x' AS b").out);
        Outcome outcome = new Call().outTerminal().run("-c", "SELECT 1 AS a, 'x' AS b");
        assertEquals(" a | b\n---+---\n 1 | x\n", outcome.out);
        assertEquals("a\tb\n1\tx\n", ask("--format", "tsv", "-c", "SELECT 1 AS a, 'x' AS b").out);
        assertEquals("1,x\n", ask("--no-header", "-c", "SELECT 1 AS a, 'x' AS b").out);
        assertEquals("", ask("--format", "null", "-c", "SELECT 1 AS a").out);
    }

    @Test
    void coloursAreForTerminalsThatHaveThemAndUsersWhoWantThem() {
        String sql = "SELECT 'x' AS errorCode, 1 AS n";
        String plain = " errorCode | n\n-----------+---\n x         | 1\n";
        Map<String, String> capable = Map.of("TERM", "xterm");
        String coloured = new Call().environment(capable).outTerminal().run("-c", sql).out;
        assertTrue(coloured.contains("\u001B[31mx\u001B[0m"), coloured);
        assertEquals(plain, coloured.replaceAll("\u001B\\[\\d*m", ""));
        Map<String, String> refused = Map.of("TERM", "xterm", "NO_COLOR", "1");
        assertEquals(plain, new Call().environment(refused).outTerminal().run("-c", sql).out);
        assertEquals(
                plain,
                new Call().environment(Map.of("TERM", "dumb")).outTerminal().run("-c", sql).out);
        assertEquals("errorCode,n\nx,1\n", new Call().environment(capable).run("-c", sql).out);
        String red = new Call().environment(capable).errTerminal().run("-c", "SELECT x").err;
        assertTrue(
                red.contains("\u001B[1;31merror\u001B[0m at 1:8: ") && red.contains("\u001B[1;31m         ^\u001B[0m"),
                red);
        assertTrue(new Call().environment(capable).run("-c", "SELECT x").err.startsWith("error at 1:8: "));
    }

    @Test
    void aPromptMayGoOnElsewhere() throws IOException {
        Path other = Files.createDirectories(folder.resolve("elsewhere"));
        Outcome outcome = new Call()
                .inTerminal()
                .in("\\set x 7\n\\connect /no/such/folder\n\\conninfo\n\\connect " + other
                        + "\n\\conninfo\nSELECT count(*) + :x AS n FROM events;\n\\connect --since\n\\q\n")
                .run();
        assertEquals(logs + "\n" + other + "\nn\n7\n", outcome.out, outcome.err);
        assertTrue(outcome.err.contains("/no/such/folder"), outcome.err);
        assertTrue(outcome.err.contains("\\connect: --since needs"), outcome.err);
        assertTrue(ask("-c", "\\connect " + other).err.contains("there is no prompt to go on at"));
    }

    @Test
    void statisticsCanBeJsonOrOff() {
        Outcome json = ask("--stats", "json", "-c", COUNT);
        assertTrue(
                json.err.matches("\\{\"rows\":1,\"elapsedMillis\":\\d+,\"eventsScanned\":\\d+,\"filesTotal\":\\d+,"
                        + "\"filesPruned\":0,\"filesRead\":\\d+,\"filesUnreadable\":0,\"bytesRead\":\\d+,"
                        + "\"bytesInflated\":\\d+,\"duplicatesRemoved\":\\d+,\"listRequests\":0,\"readRequests\":0,"
                        + "\"repeatedRequests\":0,\"hours\":\\d+,\"hoursWithoutFiles\":\\d+\\}\\s"),
                json.err);
        assertEquals("", ask("--stats", "off", "-c", COUNT).err);
    }

    @Test
    void statementsRunInOrderUntilTheFirstFails() {
        Outcome outcome = ask("-c", "SELECT 1 AS a; SELECT nonsense; SELECT 3 AS c", "-c", "SELECT 4 AS d");
        assertEquals(ExitCode.QUERY_FAILED, outcome.code);
        assertEquals("a\n1\n", outcome.out);
        assertTrue(outcome.err.contains("error at 1:23: "), outcome.err);
        assertTrue(outcome.err.contains("\n  SELECT nonsense\n         ^^^^^^^^\n"), outcome.err);
    }

    @Test
    void keepGoingRunsTheRestAndStillFails() {
        Outcome outcome = ask("--keep-going", "-c", "SELECT 1 AS a; SELECT nonsense; SELECT 3 AS c");
        assertEquals(ExitCode.QUERY_FAILED, outcome.code);
        assertEquals("a\n1\nc\n3\n", outcome.out);
    }

    @Test
    void statementsComeFromFilesAndStdin() throws IOException {
        Path script = Files.writeString(folder.resolve("script.sql"), "-- first\nSELECT 1 AS a;\nSELECT 'ü' AS b;\n");
        assertEquals("a\n1\nb\nü\n", ask("-f", script.toString()).out);
        assertEquals("x\n5\n", new Call().in("SELECT 5 AS x").run().out);
        assertEquals("x\n5\n", new Call().in("SELECT 5 AS x;").run("-f", "-").out);
        Files.writeString(script, "SELECT 1 AS a;\n\nSELECT\n  nonsense");
        assertTrue(ask("-f", script.toString()).err.contains("error at " + script + ":4:3: "));
        Files.write(script, new byte[] {(byte) 0xFF, 'x'});
        assertEquals(ExitCode.WRONG_USAGE, ask("-f", script.toString()).code);
    }

    @Test
    void tablesHaveTheNamesThatAreAskedFor() throws IOException {
        String count = "SELECT count(*) AS n FROM ";
        String athena = ask("-c", count + "deliveries").out;
        assertEquals(athena, ask("--table", "cloudtrail_logs=athena", "-c", count + "cloudtrail_logs").out);
        assertEquals(
                athena,
                ask(
                                "--table",
                                "\"my db\".t=athena:projection",
                                "-c",
                                count + "\"my db\".t WHERE \"timestamp\" > '2000'")
                        .out);
        Path config = Files.writeString(folder.resolve("config"), "table.default.trail = athena:central\n");
        assertEquals(athena, ask("--config", config.toString(), "-c", count + "trail WHERE date >= '2000/01/01'").out);
    }

    @Test
    void anUnknownEventDataStoreIsTheLogsWithANoteOnStderr() {
        String lake = ask("-c", "SELECT count(*) AS n FROM events").out;
        Outcome outcome = ask(
                "-c", "SELECT count(*) AS n FROM 8fd3c0a1-4b7e-4d2a-9c0f-1b2c3d4e5f60 WHERE eventTime > '2000-01-01'");
        assertEquals(lake, outcome.out);
        assertTrue(outcome.err.startsWith("note: '8fd3c0a1-4b7e-4d2a-9c0f-1b2c3d4e5f60' is taken for"), outcome.err);
    }

    @Test
    void wrongUsageEndsWithTwoAndSaysWhy() {
        assertUsage("unknown option --lgos; did you mean --logs?", "--lgos", "x");
        assertUsage("there is no setting 'worker'; did you mean 'workers'?", "--set", "worker=1", "-c", "SELECT 1");
        assertUsage("no such file or folder", "--logs", folder.resolve("gone").toString(), "-c", "SELECT 1");
        assertUsage("-c holds no statement", "-c", " ; -- nothing");
        assertUsage("lake", "--table", "t=laek", "-c", "SELECT 1");
        assertUsage("demo brings its own logs", "demo", "-c", "SELECT 1");
    }

    @Test
    void helpAndVersionGoToStdout() {
        assertEquals(ProgramManual.OVERVIEW, ask("--help").out);
        assertTrue(ask("--version").out.startsWith("spoor "));
        assertEquals(ExitCode.OK, ask("--help").code);
    }

    @Test
    void aStretchOfTimeLimitsTheSession() {
        String first = value("SELECT min(eventTime) AS t FROM events");
        String last = value("SELECT max(eventTime) AS t FROM events");
        String since = last.substring(0, 10);
        Outcome outcome = ask("--since", since, "-c", "SELECT min(eventTime) AS t FROM events");
        assertTrue(outcome.out.compareTo("t\n" + since) >= 0, outcome.out);
        assertTrue(first.compareTo(since) < 0, first);
        Outcome until = ask("--until", since, "-c", "SELECT max(eventTime) AS t FROM events");
        assertTrue(until.out.compareTo("t\n" + since) < 0, until.out);
        long all = Long.parseLong(value(COUNT));
        long before = Long.parseLong(ask("--until", since, "-c", COUNT).out.split("\n")[1]);
        long after = Long.parseLong(ask("--since", since, "-c", COUNT).out.split("\n")[1]);
        assertEquals(all, before + after, "each event is on one side");
        assertTrue(before > 0 && after > 0);
        Instant lastMoment = Instant.parse(last.replace(' ', 'T') + "Z");
        Outcome recent = new Call().now(lastMoment.plusSeconds(1)).run("--since", "2s", "-c", COUNT);
        assertTrue(Long.parseLong(recent.out.split("\n")[1]) > 0, recent.out);
    }

    @Test
    void aViewCanHaveAnotherName() {
        assertEquals(ask("-c", COUNT).out, ask("--table", "trail=lake", "-c", "SELECT count(*) AS n FROM TRAIL").out);
    }

    @Test
    void unreadableInputEndsWithThreeAndIsListed() throws IOException {
        Path torn = folder.resolve("torn");
        Path victim;
        new SampleTrail(SampleSpec.testing(600, 4)).writeTo(torn, 1, made -> {});
        try (Stream<Path> files = Files.walk(torn)) {
            victim = files.filter(file -> file.toString().contains("_CloudTrail_")
                            && file.toString().endsWith(".json.gz"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(victim);
        Files.write(victim, Arrays.copyOf(bytes, bytes.length / 2));
        Call call = new Call().logs(torn);
        Outcome outcome = call.run("-c", COUNT, "-c", "SELECT * FROM sys.unreadable_files");
        assertEquals(ExitCode.INPUT_UNREADABLE, outcome.code);
        assertTrue(outcome.err.contains("WARNING: 1 file could not be read whole"), outcome.err);
        assertTrue(outcome.out.contains(victim.getFileName().toString()), outcome.out);
        Outcome silent = call.run("--stats", "off", "-c", COUNT);
        assertEquals(ExitCode.INPUT_UNREADABLE, silent.code);
        assertTrue(silent.err.startsWith("WARNING: 1 file"), silent.err);
        Outcome failed = call.run("--keep-going", "-c", COUNT, "-c", "SELECT nonsense");
        assertEquals(ExitCode.QUERY_FAILED, failed.code, "a failure outweighs a warning");
    }

    @Test
    void aCacheThatCannotBeUsedIsAWarningOnce() throws IOException {
        Path noFolder = Files.writeString(folder.resolve("no-folder"), "a file");
        Outcome outcome = ask("--set", "cache.path=" + noFolder, "-c", COUNT, "-c", COUNT);
        assertEquals(ExitCode.OK, outcome.code);
        assertEquals(ask("-c", COUNT, "-c", COUNT).out, outcome.out);
        List<String> warnings =
                outcome.err.lines().filter(line -> line.startsWith("warning: ")).toList();
        assertEquals(1, warnings.size(), outcome.err);
        assertTrue(warnings.get(0).contains("ledger"), outcome.err);
        assertTrue(warnings.get(0).contains("answers are right"), outcome.err);
    }

    @Test
    void aReaderThatLeavesIsNoError() {
        Outcome outcome = new Call().out(new FailingStream("Broken pipe")).run("-c", "SELECT * FROM events");
        assertEquals(ExitCode.OK, outcome.code);
        assertEquals("", outcome.err);
    }

    @Test
    void aFullDiskIs() {
        Outcome outcome =
                new Call().out(new FailingStream("No space left on device")).run("-c", "SELECT * FROM events");
        assertEquals(ExitCode.QUERY_FAILED, outcome.code);
        assertTrue(outcome.err.contains("error: No space left on device"), outcome.err);
    }

    @Test
    void anInterruptStopsTheQueryAndTheRest() throws Exception {
        Call call = new Call().errTerminal();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Outcome> running =
                    thread.submit(() -> call.run("--keep-going", "-c", ENDLESS, "-c", "SELECT 1 AS a"));
            call.progressShown.await();
            assertFalse(call.shell.interrupt(), "nobody works at a prompt");
            Outcome outcome = running.get();
            assertEquals(ExitCode.CANCELLED, outcome.code);
            assertEquals("", outcome.out);
            assertTrue(outcome.err.endsWith("cancelled" + System.lineSeparator()), outcome.err);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void aPromptRunsStatementsUntilSomebodyQuits() {
        Outcome outcome = new Call()
                .inTerminal()
                .in("SELECT 1 AS a;\nSELECT\n 2 AS b; SELECT nonsense;\nhelp\n\\format jsonl\nSELECT 3 AS c;\nquit\n"
                        + "SELECT 4 AS d;\n")
                .run();
        assertEquals(ExitCode.OK, outcome.code);
        assertTrue(outcome.out.startsWith("a\n1\nb\n2\nA statement ends with ;"), outcome.out);
        assertTrue(outcome.out.endsWith("\n{\"c\":3}\n"), outcome.out);
        assertTrue(outcome.err.contains("spoor> ") && outcome.err.contains("    -> "), outcome.err);
        assertTrue(outcome.err.contains("error at 2:17: "), outcome.err);
    }

    @Test
    void compactTellsWhatItDidAndDoesItOnce() {
        String lake = folder.resolve("lake").toString();
        Outcome first = ask("compact", "--lake", lake);
        assertEquals(ExitCode.OK, first.code, first.err);
        assertTrue(first.out.contains(" pending + 0 unreadable\n"), first.out);
        assertTrue(first.out.matches("(?s).*Records: [0-9,]+ = 2,\\d\\d\\d kept \\+ [0-9,]+ repeated\n"), first.out);
        Outcome second = ask("compact", "--lake=" + lake);
        assertTrue(second.out.contains("0 new, 0 changed, 0 vanished.\nCompacted 0 files"), second.out);
        Outcome dry = ask("retain", "--lake", lake, "--days", "1");
        assertTrue(dry.out.startsWith("Would drop ") && dry.out.endsWith("say --yes to do it.\n"), dry.out);
        Outcome done = ask("retain", "--lake", lake, "--days", "1", "--yes");
        assertTrue(done.out.startsWith("Dropped "), done.out);
        assertEquals(
                "Nothing in the lake is older than 1 day.\n",
                ask("retain", "--lake", lake, "--days", "1", "--yes").out);
        assertUsage("--days takes a number from 1 on", "retain", "--lake", lake, "--days", "0");
        assertUsage("retain needs a lake", "retain", "--lake", lake);
        assertUsage("there is no lake", "retain", "--lake", folder.toString(), "--days", "1");
        assertUsage("compact needs logs to read and a lake", "compact");
        assertUsage("--every takes a time span such as 30s", "compact", "--lake", lake, "--every", "soon");
        assertUsage(
                "'eventName.x' is no key of a column of JSON text",
                "compact",
                "--lake",
                lake,
                "--shred",
                "eventName.x");
        assertUsage("--ledger needs --lake DIR", "compact", "--ledger", "jdbc:sqlite:x");
    }

    @Test
    void theTrainingOfTheLauncherIsAnswered() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ExitCode code = StartupTraining.run(err);
        String text = err.toString(StandardCharsets.UTF_8);
        assertFalse(text.matches("(?s).*\\berror\\b.*"), text);
        assertEquals(ExitCode.OK, code, text);
    }

    private static String value(String sql) {
        return ask("-c", sql).out.split("\n")[1];
    }

    private static void assertUsage(String expected, String... words) {
        Outcome outcome = ask(words);
        assertEquals(ExitCode.WRONG_USAGE, outcome.code, outcome.err);
        assertTrue(outcome.err.contains(expected), outcome.err);
        assertEquals("", outcome.out);
    }

    private static Outcome ask(String... words) {
        return new Call().run(words);
    }

    private record Outcome(ExitCode code, String out, String err) {}

    /** One run of the shell within this process. */
    private static final class Call {
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private final CountDownLatch progressShown = new CountDownLatch(1);
        private Path at = logs;
        private String in = "";
        private OutputStream out = new ByteArrayOutputStream();
        private boolean inTerminal;
        private boolean outTerminal;
        private boolean errTerminal;
        private Instant now = Instant.parse("2026-11-21T12:00:00Z");
        private Map<String, String> environment = Map.of();
        private Shell shell;

        Call environment(Map<String, String> variables) {
            environment = variables;
            return this;
        }

        Call logs(Path path) {
            at = path;
            return this;
        }

        Call in(String text) {
            in = text;
            return this;
        }

        Call out(OutputStream stream) {
            out = stream;
            return this;
        }

        Call now(Instant instant) {
            now = instant;
            return this;
        }

        Call inTerminal() {
            inTerminal = true;
            return this;
        }

        Call outTerminal() {
            outTerminal = true;
            return this;
        }

        /** Makes progress appear, which says that a query runs. */
        Call errTerminal() {
            errTerminal = true;
            shell = newShell();
            return this;
        }

        Outcome run(String... words) {
            List<String> all = new ArrayList<>();
            if (!List.of(words).contains("demo")) {
                all.addAll(List.of("--logs", at.toString(), "--set", "cache.path=" + folder.resolve("cache")));
            }
            all.addAll(List.of(words));
            err.reset();
            if (!errTerminal) {
                if (out instanceof ByteArrayOutputStream memory) {
                    memory.reset();
                }
                shell = newShell();
            }
            ExitCode code = shell.run(all);
            String text = out instanceof ByteArrayOutputStream memory ? memory.toString(StandardCharsets.UTF_8) : "";
            return new Outcome(code, text, err.toString(StandardCharsets.UTF_8));
        }

        private Shell newShell() {
            OutputStream watched = new OutputStream() {
                @Override
                public void write(int b) {
                    err.write(b);
                }

                @Override
                public void write(byte[] bytes, int from, int length) {
                    err.write(bytes, from, length);
                    progressShown.countDown();
                }
            };
            Streams streams = new Streams(
                    new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                    out,
                    watched,
                    inTerminal,
                    outTerminal,
                    errTerminal,
                    100);
            return new Shell(streams, Clock.fixed(now, ZoneOffset.UTC), Optional.empty(), environment);
        }
    }

    /** Takes nothing. */
    private static final class FailingStream extends OutputStream {
        private final String message;

        FailingStream(String message) {
            this.message = message;
        }

        @Override
        public void write(int b) throws IOException {
            throw new IOException(message);
        }
    }
}
