/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Runs one case several times in this process and prints for each run {@code run MILLIS DIGEST}, at the end {@code peak
 * BYTES}: the most memory this process ever held, all in, as the operating system counts it.
 */
public final class CaseProcess {
    private static final Path STATUS = Path.of("/proc/self/status");

    private CaseProcess() {}

    /** Arguments: case, trail, threads, runs, and the truth as {@link EndToEnd} passes it on. */
    public static void main(String[] args) throws Exception {
        Cases which = Cases.valueOf(args[0]);
        Path trail = Path.of(args[1]);
        int runs = Integer.parseInt(args[3]);
        Truth truth = TruthFile.read(Path.of(args[4]));
        BenchCase.Setup setup = new BenchCase.Setup(
                trail, truth, Integer.parseInt(args[2]), Path.of(args[4]).resolveSibling("scratch"));
        try (BenchCase bench = which.make(setup)) {
            for (int i = 0; i < runs; i++) {
                long start = System.nanoTime();
                String digest = bench.run();
                long millis = (System.nanoTime() - start) / 1_000_000;
                System.out.println("run " + millis + " " + digest);
            }
        }
        System.out.println("peak " + peakBytes());
    }

    private static long peakBytes() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return -1;
        }
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith("VmHWM:")) {
                String kilobytes = line.replaceAll("[^0-9]", "");
                return Long.parseLong(kilobytes.toLowerCase(Locale.ROOT)) * 1024;
            }
        }
        return -1;
    }
}
