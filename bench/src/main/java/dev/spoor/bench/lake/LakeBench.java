/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.lake;

import dev.spoor.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code LakeBench [--events N] [--dir FOLDER] [--threads N] [--warmups N] [--runs N] [--compaction yes] [--marks no]}. Makes
 * the trail and the lake if they are not there, has DuckDB write the lake's events as one Parquet file of its own (zstd,
 * sorted by time), then asks everybody each question in turn, round after round, and prints a table in Markdown. The first
 * rounds are not counted: until then the Java machine compiles. Beside DuckDB on Parquet the marks are DuckDB's own table and
 * ClickHouse's MergeTree. A different answer ends it with exit code 1. With {@code --compaction yes} it also times both ways
 * from the log files to Parquet.
 */
public final class LakeBench {
    private static final double NANOS_A_MILLI = 1e6;

    private final Path folder;
    private final long events;
    private final int threads;
    private final int warmups;
    private final int runs;
    private final boolean timesCompaction;
    private final boolean asksMarks;

    private LakeBench(Map<String, String> options) {
        events = Long.parseLong(options.getOrDefault("--events", "1000000"));
        folder = Path.of(options.getOrDefault("--dir", "bench/target/trail-" + events))
                .toAbsolutePath();
        threads = Integer.parseInt(options.getOrDefault("--threads", "2"));
        runs = Integer.parseInt(options.getOrDefault("--runs", "5"));
        warmups = Integer.parseInt(options.getOrDefault("--warmups", "20"));
        timesCompaction = options.getOrDefault("--compaction", "no").equals("yes");
        asksMarks = options.getOrDefault("--marks", "yes").equals("yes");
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        new LakeBench(options).run();
    }

    private void run() throws Exception {
        CompactedTrail trail = new CompactedTrail(folder, events, threads);
        Path logs = trail.logs();
        Path lake = trail.lakeFolder();
        if (timesCompaction) {
            delete(lake);
        }
        if (!Files.exists(lake)) {
            long millis = trail.compact();
            long held = bytesRead(lake);
            System.out.printf(
                    Locale.ROOT,
                    "compaction: %d ms, %d bytes of gzip to %d bytes of Parquet, and %d that wait for removal%n",
                    millis,
                    bytes(logs, ".json.gz"),
                    held,
                    bytes(lake, ".parquet") - held);
        }
        if (timesCompaction) {
            System.err.println("DuckDB: COPY");
            System.out.printf(Locale.ROOT, "DuckDB's COPY (read_json) TO parquet: %d ms%n", copy(logs));
        }
        if (runs > 0) {
            ask(lake);
        }
    }

    private Settings settings() {
        return new CompactedTrail(folder, events, threads).settings();
    }

    /** DuckDB's own way from the log files to Parquet: what it finds in the records, as text where they differ. */
    private long copy(Path trail) throws SQLException, IOException {
        Path target = folder.resolve("copy.parquet");
        Files.deleteIfExists(target);
        long start = System.nanoTime();
        try (DuckDb duckDb = DuckDb.empty(threads)) {
            duckDb.execute(
                    "COPY (SELECT unnest(from_json(r, '{\"eventVersion\":\"VARCHAR\",\"userIdentity\":\"JSON\",\"eventTime\":\"TIMESTAMP\","
                            + "\"eventSource\":\"VARCHAR\",\"eventName\":\"VARCHAR\",\"awsRegion\":\"VARCHAR\",\"sourceIPAddress\":\"VARCHAR\","
                            + "\"userAgent\":\"VARCHAR\",\"errorCode\":\"VARCHAR\",\"errorMessage\":\"VARCHAR\",\"requestParameters\":\"JSON\","
                            + "\"responseElements\":\"JSON\",\"additionalEventData\":\"JSON\",\"requestID\":\"VARCHAR\",\"eventID\":\"VARCHAR\","
                            + "\"readOnly\":\"BOOLEAN\",\"resources\":\"JSON\",\"eventType\":\"VARCHAR\",\"managementEvent\":\"BOOLEAN\","
                            + "\"recipientAccountId\":\"VARCHAR\",\"sharedEventID\":\"VARCHAR\",\"eventCategory\":\"VARCHAR\","
                            + "\"tlsDetails\":\"JSON\"}')) FROM (SELECT unnest(Records) AS r FROM read_json('" + trail
                            + "/**/*.json.gz', columns = {Records: 'JSON[]'}, maximum_object_size = 134217728)))"
                            + " TO '" + target + "' (FORMAT parquet, COMPRESSION zstd)");
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    /** What the files weigh that queries read; others of older versions may still lie there. */
    private long bytesRead(Path lake) {
        try (SpoorOverLake spoor = new SpoorOverLake(lake, settings())) {
            return Long.parseLong(
                    spoor.rows("SELECT sum(size_bytes) FROM sys.data_files").get(0));
        }
    }

    /** The files of the newest version's events, as a list of DuckDB's. */
    private String eventFiles(Path lake) {
        try (SpoorOverLake spoor = new SpoorOverLake(lake, settings())) {
            return spoor.rows("SELECT key FROM sys.data_files WHERE table_name = 'events' ORDER BY 1").stream()
                    .map(key -> "'" + lake.resolve(key) + "'")
                    .collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /** DuckDB's file of the lake's events. */
    private Path ownParquet(Path lake) throws SQLException {
        Path own = folder.resolve("duckdb.parquet");
        if (!Files.exists(own)) {
            System.err.println("DuckDB: writing its Parquet file");
            try (DuckDb duckDb = DuckDb.empty(threads)) {
                duckDb.execute("COPY (SELECT * EXCLUDE (recordshape) FROM read_parquet(" + eventFiles(lake)
                        + ", hive_partitioning = false, union_by_name = true) ORDER BY eventtime) TO '"
                        + own + "' (FORMAT parquet, COMPRESSION zstd)");
            }
        }
        return own;
    }

    private void ask(Path lake) throws Exception {
        Path parquet = ownParquet(lake);
        List<Contender> contenders = new ArrayList<>();
        try {
            contenders.add(new SpoorOverLake(lake, settings()));
            DuckDb judge = DuckDb.overParquet(parquet, threads);
            contenders.add(judge);
            if (asksMarks) {
                System.err.println("loading tables of DuckDB's and ClickHouse's own, if they are not there");
                contenders.add(DuckDb.overTable(folder.resolve("duckdb.db"), parquet, threads));
                contenders.add(new ClickHouse(folder.resolve("clickhouse"), parquet, threads));
            }
            String id = judge.rows("SELECT eventID FROM events LIMIT 1 OFFSET " + events / 3)
                    .get(0);
            report(contenders, Question.all(id));
        } finally {
            for (Contender contender : contenders) {
                contender.close();
            }
        }
    }

    private void report(List<Contender> contenders, List<Question> questions) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%n%d events, %d threads, %d counted rounds after %d others, Java %s, median times in ms%n%n",
                events,
                threads,
                runs,
                warmups,
                System.getProperty("java.version"));
        Map<Contender, Map<Question, List<Long>>> times = new LinkedHashMap<>();
        contenders.forEach(contender -> times.put(contender, new HashMap<>()));
        for (int round = 0; round < warmups + runs; round++) {
            for (Question question : questions) {
                List<String> expected = null;
                for (Contender contender : contenders) {
                    Contender.Answer answer = contender.ask(question);
                    expected = expected == null ? answer.rows() : expected;
                    check(question, contender, expected, answer.rows());
                    if (round >= warmups) {
                        times.get(contender)
                                .computeIfAbsent(question, key -> new ArrayList<>())
                                .add(answer.nanos());
                    }
                }
            }
        }
        print(questions, times);
    }

    private static void check(Question question, Contender contender, List<String> expected, List<String> rows) {
        if (!expected.equals(rows) || rows.isEmpty()) {
            System.err.println("DIFFERENT ANSWERS to " + question.title() + "\nSpoor: " + expected + "\n"
                    + contender.name() + ": " + rows);
            System.exit(1);
        }
    }

    private static void print(List<Question> questions, Map<Contender, Map<Question, List<Long>>> times) {
        List<Contender> contenders = List.copyOf(times.keySet());
        Contender own = contenders.get(0);
        List<Contender> others = contenders.subList(1, contenders.size());
        StringBuilder head = new StringBuilder("| question | ").append(own.name());
        others.forEach(other -> head.append(" | ").append(other.name()).append(" | ratio"));
        System.out.println(head + " |");
        System.out.println("|---" + "|---:".repeat(1 + 2 * others.size()) + "|");
        Map<Contender, Double> logs = new HashMap<>();
        Map<Contender, Integer> slower = new HashMap<>();
        for (Question question : questions) {
            double ours = median(times.get(own).get(question)) / NANOS_A_MILLI;
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "| %s | %.1f", question.title(), ours));
            for (Contender other : others) {
                double theirs = median(times.get(other).get(question)) / NANOS_A_MILLI;
                logs.merge(other, Math.log(ours / theirs), Double::sum);
                slower.merge(other, ours > theirs ? 1 : 0, Integer::sum);
                line.append(String.format(Locale.ROOT, " | %.1f | %.2f", theirs, ours / theirs));
            }
            System.out.println(line + " |");
        }
        for (Contender other : others) {
            System.out.printf(
                    Locale.ROOT,
                    "%n%s: geometric mean of the ratios %.2f; %d of %d questions slower%n",
                    other.name(),
                    Math.exp(logs.get(other) / questions.size()),
                    slower.get(other),
                    questions.size());
        }
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static long bytes(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
