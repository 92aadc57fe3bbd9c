/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.endtoend;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * ClickHouse on the same files: the script of {@code bench/peers} runs the question in a node process and prints each
 * run's milliseconds and rows. The time of a run is the script's, without node's start.
 */
final class ClickHouseGrouping {
    private final Process process;
    private final BufferedReader out;

    ClickHouseGrouping(BenchCase.Setup setup, Path script, int runs) throws Exception {
        if (!Files.isRegularFile(script)) {
            throw new IllegalStateException("no script at " + script + "; run from the top folder of the project");
        }
        process = new ProcessBuilder(
                        "bash",
                        script.toString(),
                        setup.trail().toString(),
                        Integer.toString(setup.threads()),
                        Integer.toString(runs))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The next run: its milliseconds and the digest of its answer; null when the script has ended. */
    Run next() throws Exception {
        String line = out.readLine();
        while (line != null && !line.startsWith("run ")) {
            line = out.readLine();
        }
        if (line == null) {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the ClickHouse script ended with " + process.exitValue());
            }
            return null;
        }
        long millis = Long.parseLong(line.substring("run ".length()).trim());
        Answer answer = new Answer();
        for (line = out.readLine(); line != null && !line.equals("end"); line = out.readLine()) {
            int tab = line.lastIndexOf('\t');
            answer.add(line.substring(0, tab).replace('\t', '|'), Long.parseLong(line.substring(tab + 1)));
        }
        return new Run(millis, answer.digest());
    }

    record Run(long millis, String digest) {}
}
