/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.lake;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * ClickHouse over a MergeTree table, in a process of its own (bench/peers/mergetree.sh) that is told one statement a line and
 * answers with its time, its rows as TSV and a line {@code end}.
 */
final class ClickHouse implements Contender {
    private static final Path SCRIPT = Path.of("bench/peers/mergetree.sh");

    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;

    /** @param folder of its table, loaded from the Parquet file if it is not there */
    ClickHouse(Path folder, Path parquet, int threads) throws IOException {
        if (!Files.isRegularFile(SCRIPT)) {
            throw new IllegalStateException("no script at " + SCRIPT + "; run from the top folder of the project");
        }
        process = new ProcessBuilder(
                        "bash", SCRIPT.toString(), folder.toString(), parquet.toString(), Integer.toString(threads))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public String name() {
        return "ClickHouse, MergeTree";
    }

    @Override
    public Answer ask(Question question) throws IOException {
        in.write(question.clickHouse());
        in.newLine();
        in.flush();
        String time = line();
        List<String> rows = new ArrayList<>();
        for (String line = line(); !line.equals("end"); line = line()) {
            rows.add(row(line));
        }
        return new Answer(Long.parseLong(time), rows);
    }

    private String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("ClickHouse's process has ended");
        }
        return line;
    }

    /** Values of the benchmark's answers hold no tabs and no backslashes but that of NULL. */
    private static String row(String tsv) {
        List<String> values = new ArrayList<>();
        for (String value : tsv.split("\t", -1)) {
            values.add(value.equals("\\N") ? "null" : value);
        }
        return String.join("|", values);
    }

    @Override
    public void close() throws Exception {
        in.close();
        process.waitFor();
    }
}
