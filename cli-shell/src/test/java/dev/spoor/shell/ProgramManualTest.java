/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.shell.manual.CompletionScript;
import dev.spoor.shell.manual.ManualPage;
import dev.spoor.shell.manual.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Help, manual page and completion, as the programs see them that they are for. */
class ProgramManualTest {
    private static final int SCREEN_LINES = 23;
    private static final int SCREEN_COLUMNS = 90;

    @TempDir
    Path folder;

    @Test
    void helpFitsAScreenAndNamesEveryCommand() {
        assertTrue(ProgramManual.OVERVIEW.lines().count() <= SCREEN_LINES);
        assertTrue(ProgramManual.OVERVIEW.lines().allMatch(line -> line.length() <= SCREEN_COLUMNS));
        for (Usage usage : ProgramManual.usages()) {
            boolean isNamed = ProgramManual.OVERVIEW.contains(usage.word());
            assertTrue(isNamed || usage.word().equals(Usage.QUERY), usage.word());
            assertFalse(usage.does().isEmpty(), usage.word());
            assertFalse(usage.calls().isEmpty(), usage.word());
        }
    }

    /** What help names is an option; what is none is told by its nearest name. */
    @Test
    void everyOptionOfQueriesIsOne() throws Exception {
        Usage query = ProgramManual.usages().get(0);
        assertEquals(Usage.QUERY, query.word());
        for (Usage.Option option : query.options()) {
            for (Usage.Name name : option.names()) {
                try {
                    ArgumentParser.parse(List.of(name.name(), "nonsense"), Instant.EPOCH, Optional.empty());
                } catch (UsageException e) {
                    assertFalse(e.getMessage().contains("unknown option"), e.getMessage());
                }
            }
        }
        assertTrue(ProgramManual.options().containsAll(List.of("--queue", "--tls-password-file", "--days", "--yes")));
    }

    @Test
    void aUsageIsRead() {
        Usage usage = Usage.of("fetch", """
                usage: spoor fetch add|remove NAME [--from DIR]
                                   [--fast]
                       spoor fetch list

                Fetches things. And more.

                  --from DIR, --to DIR  places
                  --rows N --time TIME  limits,
                                        both of them
                  -q

                exit codes: 0
                always
                """);
        assertEquals(List.of("spoor fetch add|remove NAME [--from DIR] [--fast]", "spoor fetch list"), usage.calls());
        assertEquals(List.of("add", "remove", "list"), usage.verbs());
        assertEquals("Fetches things.", usage.sentence());
        assertEquals(List.of("exit codes: 0 always"), usage.last());
        assertEquals(
                List.of(
                        new Usage.Option(
                                "--from DIR, --to DIR",
                                List.of(new Usage.Name("--from", "DIR"), new Usage.Name("--to", "DIR")),
                                "places"),
                        new Usage.Option(
                                "--rows N --time TIME",
                                List.of(new Usage.Name("--rows", "N"), new Usage.Name("--time", "TIME")),
                                "limits, both of them"),
                        new Usage.Option("-q", List.of(new Usage.Name("-q", "")), "")),
                usage.options());
    }

    @Test
    void theManualPageIsTheProgramsAndGroffLikesIt() throws Exception {
        String page = ManualPage.of(ProgramManual.usages());
        Path kept = Files.exists(Path.of("docs")) ? Path.of("docs/man/spoor.1") : Path.of("../docs/man/spoor.1");
        if (System.getProperty("updateExpected") != null) {
            Files.createDirectories(kept.getParent());
            Files.writeString(kept, page);
        } else {
            assertEquals(page, Files.readString(kept), "write it anew with -DupdateExpected");
        }
        assumeTrue(has("groff"), "needs groff");
        assertEquals("", run("", "groff", "-man", "-Tutf8", "-ww", "-z", kept.toString()));
    }

    @Test
    void bashCompletesWords() throws Exception {
        assumeTrue(has("bash"), "needs bash");
        assertEquals("compact completion", completed("spoor", "comp"));
        assertEquals("--format", completed("spoor", "--form"));
        assertEquals("vertical", completed("spoor", "--format", "ver"));
        assertEquals("vertical", completed("spoor", "--format", "=", "ver"));
        assertEquals("json", completed("spoor", "-c", "x", "--stats", "j"));
        assertEquals("--queue", completed("spoor", "ingest", "--q"));
        assertEquals("", completed("spoor", "retain", "--q"));
        assertEquals("add", completed("spoor", "user", "a"));
        Files.createDirectory(folder.resolve("trail"));
        assertEquals(folder + "/trail", completed("spoor", "--logs", folder + "/t"));
        assertEquals("query.timeout=", completed("spoor", "--set", "query.t"));
    }

    @Test
    void zshAndFishReadTheirScripts() throws Exception {
        for (CompletionScript script : CompletionScript.values()) {
            String shell = script.name().toLowerCase(Locale.ROOT);
            if (has(shell)) {
                Path file = Files.writeString(folder.resolve(shell), script.of(ProgramManual.usages()));
                assertEquals("", run("", shell, "-n", file.toString()), shell);
            }
        }
        if (has("fish")) {
            String source = "source " + folder.resolve("fish")
                    + "; complete -C 'spoor --form'; complete -C 'spoor compact --ev'";
            String out = run("", "fish", "--no-config", "-c", source);
            assertTrue(out.contains("--format") && out.contains("--every"), out);
        }
    }

    /** What bash would offer for the last of these words, in order. */
    private String completed(String... words) throws Exception {
        StringBuilder script = new StringBuilder(CompletionScript.BASH.of(ProgramManual.usages()));
        script.append("compopt() { :; }\nCOMP_WORDS=(");
        for (String word : words) {
            script.append('\'').append(word).append("' ");
        }
        script.append(")\nCOMP_CWORD=").append(words.length - 1).append("\n_spoor\necho \"${COMPREPLY[*]}\"\n");
        return run(script.toString(), "bash", "--norc").strip();
    }

    private static boolean has(String program) {
        for (String place : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(place, program))) {
                return true;
            }
        }
        return false;
    }

    private static String run(String in, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().write(in.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out;
    }
}
