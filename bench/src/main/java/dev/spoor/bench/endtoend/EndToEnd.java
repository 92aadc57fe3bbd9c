/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.endtoend;

import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The end-to-end benchmark: {@code EndToEnd [--events N] [--dir FOLDER] [--threads N] [--runs N] [--cases A,B]}. Makes
 * the trail and its right answers if they are not there, runs each case in its own JVM with the launcher's flags, first
 * run not counted, and prints a table in Markdown: median, least and greatest time, the ratio to inflating only, peak
 * memory. A wrong answer ends it with exit code 1.
 */
public final class EndToEnd {
    private static final long HEAP_MEGABYTES = 640;

    private final Path folder;
    private final long events;
    private final int threads;
    private final int runs;
    private final List<Cases> cases;

    private EndToEnd(Map<String, String> options) {
        events = Long.parseLong(options.getOrDefault("--events", "1000000"));
        folder = Path.of(options.getOrDefault("--dir", "bench/target/trail-" + events))
                .toAbsolutePath();
        threads = Integer.parseInt(options.getOrDefault("--threads", "2"));
        runs = Integer.parseInt(options.getOrDefault("--runs", "5"));
        String names = options.get("--cases");
        cases = names == null
                ? List.of(Cases.values())
                : Arrays.stream(names.split(",")).map(Cases::valueOf).toList();
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new java.util.HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        new EndToEnd(options).run();
    }

    private void run() throws Exception {
        Path trail = folder.resolve("bucket");
        Path truthFile = folder.resolve("truth.properties");
        if (!Files.exists(truthFile)) {
            SampleSpec spec = SampleSpec.bench(events);
            System.err.println("making " + events + " events in " + trail);
            new SampleTrail(spec).writeTo(trail, threads, done -> {});
            TruthFile.write(truthFile, Truth.of(spec));
        }
        Truth truth = TruthFile.read(truthFile);
        Map<Cases, Timing> timings = new EnumMap<>(Cases.class);
        for (Cases one : cases) {
            System.err.println(one.title());
            timings.put(
                    one, one == Cases.CLICKHOUSE ? timeClickHouse(trail, truth) : time(one, trail, truthFile, truth));
        }
        print(truth, timings);
    }

    private Timing time(Cases one, Path trail, Path truthFile, Truth truth) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-XX:+UseSerialGC",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-Darrow.enable_unsafe_memory_access=true",
                "-Darrow.enable_null_check_for_get=false",
                "-cp",
                System.getProperty("java.class.path"),
                CaseProcess.class.getName(),
                one.name(),
                trail.toString(),
                Integer.toString(threads),
                Integer.toString(runs + 1),
                truthFile.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Long> millis = new ArrayList<>();
        long peak = -1;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("run ")) {
                    int space = line.indexOf(' ', 4);
                    check(one, one.expected(truth), line.substring(space + 1));
                    millis.add(Long.parseLong(line.substring(4, space)));
                } else if (line.startsWith("peak ")) {
                    peak = Long.parseLong(line.substring(5));
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(one + " ended with " + process.exitValue());
        }
        return Timing.of(millis, peak);
    }

    private Timing timeClickHouse(Path trail, Truth truth) throws Exception {
        BenchCase.Setup setup = new BenchCase.Setup(trail, truth, threads, folder);
        ClickHouseGrouping peer = new ClickHouseGrouping(
                setup, Path.of("bench/peers/clickhouse.sh").toAbsolutePath(), runs + 1);
        List<Long> millis = new ArrayList<>();
        for (ClickHouseGrouping.Run run = peer.next(); run != null; run = peer.next()) {
            check(Cases.CLICKHOUSE, truth.deliveries(), run.digest());
            millis.add(run.millis());
        }
        return Timing.of(millis, -1);
    }

    private static void check(Cases one, String expected, String got) {
        if (!expected.equals(got)) {
            System.err.println("WRONG ANSWER of " + one + ": expected " + expected + ", got " + got);
            System.exit(1);
        }
    }

    private void print(Truth truth, Map<Cases, Timing> timings) {
        System.out.printf(
                Locale.ROOT,
                "%d events, %.2f GB inflated, %d threads, %d runs after one to warm up, Java %s, %s%n%n",
                truth.eventCount(),
                truth.inflatedBytes() / 1e9,
                threads,
                runs,
                System.getProperty("java.version"),
                processor());
        System.out.println("| case | median ms | min | max | x inflating | peak memory MB |");
        System.out.println("|---|---:|---:|---:|---:|---:|");
        Timing floor = timings.get(Cases.INFLATE);
        timings.forEach((one, timing) -> System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %d | %s | %s |%n",
                one.title(),
                timing.median(),
                timing.least(),
                timing.greatest(),
                floor == null ? "" : String.format(Locale.ROOT, "%.2f", timing.median() / (double) floor.median()),
                timing.peakBytes() < 0 ? "" : Long.toString(timing.peakBytes() >> 20)));
    }

    private static String processor() {
        try {
            Path info = Path.of("/proc/cpuinfo");
            if (Files.isReadable(info)) {
                for (String line : Files.readAllLines(info)) {
                    if (line.startsWith("model name")) {
                        return line.substring(line.indexOf(':') + 1).trim();
                    }
                }
            }
            return System.getProperty("os.arch");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Times of the counted runs, in milliseconds. */
    private record Timing(long median, long least, long greatest, long peakBytes) {
        static Timing of(List<Long> millis, long peakBytes) {
            List<Long> counted = new ArrayList<>(millis.subList(Math.min(1, millis.size()), millis.size()));
            counted.sort(null);
            if (counted.isEmpty()) {
                throw new IllegalStateException("no run was counted");
            }
            return new Timing(
                    counted.get(counted.size() / 2), counted.get(0), counted.get(counted.size() - 1), peakBytes);
        }
    }
}
