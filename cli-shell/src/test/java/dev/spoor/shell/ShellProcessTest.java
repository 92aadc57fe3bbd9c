/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What only a process of its own can show: signals, pipes and the number it ends with. */
class ShellProcessTest {
    private static final String ENDLESS =
            "SELECT count(*) FROM deliveries a CROSS JOIN deliveries b CROSS JOIN deliveries c CROSS JOIN deliveries d";

    @TempDir
    static Path folder;

    private static Path logs;

    @BeforeAll
    static void makeLogs() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a POSIX shell");
        logs = folder.resolve("logs");
        new SampleTrail(SampleSpec.testing(2_000, 3)).writeTo(logs, 1, made -> {});
    }

    /** Who was started in the background by a script ignores Ctrl-C for life, and so does every child. */
    private static boolean ignoresCtrlC() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        String ignored = "SigIgn:";
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith(ignored)) {
                long signals =
                        Long.parseUnsignedLong(line.substring(ignored.length()).strip(), 16);
                return (signals >> 1 & 1) == 1;
            }
        }
        return false;
    }

    @Test
    void ctrlCEndsTheProcessWith130AndLeavesNoFiles() throws Exception {
        assumeFalse(ignoresCtrlC(), "this run ignores Ctrl-C");
        Path spill = Files.createDirectory(folder.resolve("spill"));
        Process process = start(List.of("-Dspoor.terminals=err"), "--set", "spill.path=" + spill, "-c", ENDLESS);
        // Progress says that the query runs.
        assertTrue(process.getErrorStream().read() >= 0);
        assertEquals(
                0,
                new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor());
        String err = text(process.getErrorStream());
        assertEquals(130, process.waitFor(), err);
        assertEquals("", text(process.getInputStream()));
        assertTrue(err.contains("cancelled"), err);
        try (Stream<Path> left = Files.list(spill)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void exitCodesReachTheCaller() throws Exception {
        assertEquals(0, start(List.of(), "-c", "SELECT 1").waitFor());
        assertEquals(1, start(List.of(), "-c", "SELECT nonsense").waitFor());
        assertEquals(2, start(List.of(), "--nonsense").waitFor());
    }

    @Test
    void aPipeThatClosesEarlyEndsQuietly() throws Exception {
        List<String> command = command(List.of(), "-c", "SELECT * FROM deliveries a CROSS JOIN deliveries b");
        String line =
                String.join(" ", command.stream().map(word -> "'" + word + "'").toList());
        Process process = new ProcessBuilder("/bin/sh", "-c", line + " | head -n 2").start();
        process.getOutputStream().close();
        String out = text(process.getInputStream());
        String err = text(process.getErrorStream());
        assertEquals(0, process.waitFor());
        assertEquals(2, out.lines().count());
        assertEquals("", err);
    }

    private static Process start(List<String> flags, String... words) throws IOException {
        Process process = new ProcessBuilder(command(flags, words)).start();
        process.getOutputStream().close();
        return process;
    }

    private static List<String> command(List<String> flags, String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "--add-opens=java.base/java.nio=ALL-UNNAMED"));
        command.addAll(List.of("-Duser.language=tr", "-Duser.timezone=America/Bahia_Banderas"));
        command.addAll(flags);
        if (Runtime.version().feature() >= 24) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Spoor.class.getName()));
        command.addAll(List.of("--logs", logs.toString(), "--set", "cache=off"));
        command.addAll(List.of(words));
        return command;
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}
