/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.report;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.LakeLocation;
import dev.spoor.Settings;
import dev.spoor.bench.lake.CompactedTrail;
import dev.spoor.format.TimeWindow;
import dev.spoor.report.Answer;
import dev.spoor.report.EvidenceSink;
import dev.spoor.report.PackLibrary;
import dev.spoor.report.Period;
import dev.spoor.report.Report;
import dev.spoor.report.ReportFolder;
import dev.spoor.report.ReportOrder;
import dev.spoor.report.ReportRequest;
import dev.spoor.report.ReportRunner;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code ReportBench [--events N] [--dir FOLDER] [--threads N] [--runs N]}. Makes the trail and the lake if they are not there, then
 * answers all packs that come with Spoor over the month of the trail, in a new Java machine for each run, as a user's command does:
 * engine opened, all packs answered at once, all files of all reports written. Then asks each pack alone, with one question after the
 * other, and ends with exit code 1 if one answer or one word about the data is another.
 */
public final class ReportBench {
    private static final double NANOS_A_SECOND = 1e9;
    private static final String CHILD = "--child";
    private static final Instant NOW = Instant.parse("2026-04-02T00:00:00Z");
    private static final Period MARCH =
            new Period(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"));

    private final CompactedTrail trail;
    private final int runs;
    private final Path out;

    private ReportBench(Map<String, String> options) {
        long events = Long.parseLong(options.getOrDefault("--events", "1000000"));
        Path folder = Path.of(options.getOrDefault("--dir", "bench/target/trail-" + events));
        int threads = Integer.parseInt(options.getOrDefault("--threads", "2"));
        this.trail = new CompactedTrail(folder.toAbsolutePath(), events, threads);
        this.runs = Integer.parseInt(options.getOrDefault("--runs", "3"));
        this.out = trail.folder().resolve("report");
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new TreeMap<>();
        boolean isChild = args.length > 0 && args[0].equals(CHILD);
        for (int i = isChild ? 1 : 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        ReportBench bench = new ReportBench(options);
        if (isChild) {
            bench.runOnce();
        } else {
            bench.run(args);
        }
    }

    private void run(String[] args) throws Exception {
        trail.lake();
        System.out.printf(
                Locale.ROOT,
                "%d events, %d threads, Java %s, all packs, each run in a process of its own%n",
                trail.events(),
                trail.threads(),
                System.getProperty("java.version"));
        for (int i = 0; i < runs; i++) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), ReportBench.class.getName(), CHILD));
            command.addAll(List.of(args));
            long start = System.nanoTime();
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            System.out.printf(
                    Locale.ROOT,
                    "run %d: %.1f s for the whole process%n",
                    i + 1,
                    (System.nanoTime() - start) / NANOS_A_SECOND);
            if (code != 0) {
                System.exit(code);
            }
        }
        compare();
    }

    /** In the process of its own. */
    private void runOnce() throws IOException {
        delete(out);
        long start = System.nanoTime();
        try (Engine engine = open(trail.settings())) {
            List<ReportOrder> orders = new ArrayList<>();
            List<ReportFolder> folders = new ArrayList<>();
            for (String pack : PackLibrary.SHIPPED) {
                folders.add(ReportFolder.create(out.resolve(pack)));
                orders.add(order(pack, folders.get(folders.size() - 1)));
            }
            List<Report> reports = new ReportRunner(engine, what -> {}).run(orders);
            for (int i = 0; i < reports.size(); i++) {
                folders.get(i).write(reports.get(i));
                folders.get(i).close();
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d questions, %d findings: %.1f s, of it %.1f s of the processors since the process began%n",
                    reports.stream().mapToInt(report -> report.answers().size()).sum(),
                    reports.stream()
                            .mapToInt(report -> report.findings().size())
                            .sum(),
                    (System.nanoTime() - start) / NANOS_A_SECOND,
                    processorSeconds());
        }
    }

    private static double processorSeconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() / NANOS_A_SECOND
                : 0;
    }

    private Engine open(Settings settings) throws IOException {
        EngineConfig config = new EngineConfig(List.of(), Map.of(), settings, TimeWindow.ALL)
                .withLake(new LakeLocation(trail.lake(), Optional.empty()));
        return Engine.open(config, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static ReportOrder order(String pack, EvidenceSink sink) {
        ReportRequest request =
                new ReportRequest(MARCH, Optional.empty(), Map.of(), ReportRequest.ROWS_MAX, NOW, "ReportBench");
        return new ReportOrder(PackLibrary.find(pack), request, sink);
    }

    /** All at once, and one by one. */
    private void compare() throws IOException {
        List<ReportOrder> orders = new ArrayList<>();
        PackLibrary.SHIPPED.forEach(pack -> orders.add(order(pack, EvidenceSink.NONE)));
        List<Report> together;
        try (Engine engine = open(trail.settings())) {
            together = new ReportRunner(engine, what -> {}).run(orders);
        }
        for (int i = 0; i < orders.size(); i++) {
            try (Engine engine = open(trail.settings().with("workers", "1"))) {
                Report alone = new ReportRunner(engine, what -> {})
                        .run(List.of(orders.get(i)))
                        .get(0);
                check(alone, together.get(i));
            }
        }
        System.out.println("asked one by one: the same answers");
    }

    private static void check(Report expected, Report actual) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < expected.answers().size(); i++) {
            Answer one = expected.answers().get(i);
            if (one.failure().isPresent() || !one.equals(actual.answers().get(i))) {
                differences.add(one.question().id());
            }
        }
        if (!expected.sections().equals(actual.sections())
                || !expected.snapshot().equals(actual.snapshot())) {
            differences.add("what is said of the data");
        }
        if (!differences.isEmpty()) {
            System.err.println("DIFFERENT ANSWERS of " + expected.pack().name() + ": " + differences);
            System.exit(1);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }
}
