/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.lake;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.LakeLocation;
import dev.spoor.LakeMaintenance;
import dev.spoor.ResultStream;
import dev.spoor.Session;
import dev.spoor.Settings;
import dev.spoor.format.TimeWindow;
import dev.spoor.lifecycle.CompactionProgress;
import dev.spoor.lifecycle.Compactor;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.store.StoreLocation;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.arrow.vector.FieldVector;

/**
 * {@code LakeBench [--events N] [--dir FOLDER] [--threads N] [--runs N] [--compaction yes]}. Makes the trail and the lake if
 * they are not there, has DuckDB write the lake's events as one Parquet file of its own (zstd, sorted by time), then asks
 * both engines each question in turn, the first round not counted, and prints a table in Markdown. A different answer ends
 * it with exit code 1. With {@code --compaction yes} it also times both ways from the log files to Parquet.
 */
public final class LakeBench {
    private final Path folder;
    private final long events;
    private final int threads;
    private final int runs;
    private final boolean timesCompaction;

    private LakeBench(Map<String, String> options) {
        events = Long.parseLong(options.getOrDefault("--events", "1000000"));
        folder = Path.of(options.getOrDefault("--dir", "bench/target/trail-" + events))
                .toAbsolutePath();
        threads = Integer.parseInt(options.getOrDefault("--threads", "2"));
        runs = Integer.parseInt(options.getOrDefault("--runs", "5"));
        timesCompaction = options.getOrDefault("--compaction", "no").equals("yes");
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        new LakeBench(options).run();
    }

    private void run() throws Exception {
        Path trail = folder.resolve("bucket");
        if (!Files.exists(trail)) {
            System.err.println("making " + events + " events in " + trail);
            new SampleTrail(SampleSpec.bench(events)).writeTo(trail, threads, done -> {});
        }
        Path lake = folder.resolve("lake");
        if (timesCompaction) {
            delete(lake);
        }
        if (!Files.exists(lake)) {
            System.err.println("compacting");
            long millis = compact(trail, lake);
            System.out.printf(
                    Locale.ROOT,
                    "compaction: %d ms, %d bytes of gzip to %d bytes of Parquet%n",
                    millis,
                    bytes(trail, ".json.gz"),
                    bytes(lake, ".parquet"));
        }
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
            if (timesCompaction) {
                System.err.println("DuckDB: COPY");
                System.out.printf(Locale.ROOT, "DuckDB's COPY (read_json) TO parquet: %d ms%n", copy(duckDb, trail));
            }
            prepare(duckDb, lake);
            ask(duckDb, lake);
        }
    }

    private Settings settings() {
        return Settings.initial()
                .with("workers", Integer.toString(threads))
                .with("spill.path", folder.resolve("scratch").toString());
    }

    private long compact(Path trail, Path lake) {
        long start = System.nanoTime();
        LakeLocation location = new LakeLocation(lake, Optional.empty());
        try (LakeMaintenance work = LakeMaintenance.open(
                location, StoreLocation.listOf(trail), settings(), Clock.systemUTC(), warning -> {})) {
            work.compact(new Compactor.Listener() {
                @Override
                public void waiting() {}

                @Override
                public void problem(String address, String reason) {
                    throw new IllegalStateException(address + " " + reason);
                }

                @Override
                public void progress(CompactionProgress now) {}
            });
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    /** DuckDB's own way from the log files to Parquet: what it finds in the records, as text where they differ. */
    private long copy(Connection duckDb, Path trail) throws SQLException, IOException {
        Path target = folder.resolve("copy.parquet");
        Files.deleteIfExists(target);
        long start = System.nanoTime();
        execute(duckDb, "SET threads TO " + threads);
        execute(
                duckDb,
                "COPY (SELECT unnest(from_json(r, '{\"eventVersion\":\"VARCHAR\",\"userIdentity\":\"JSON\",\"eventTime\":\"TIMESTAMP\","
                        + "\"eventSource\":\"VARCHAR\",\"eventName\":\"VARCHAR\",\"awsRegion\":\"VARCHAR\",\"sourceIPAddress\":\"VARCHAR\","
                        + "\"userAgent\":\"VARCHAR\",\"errorCode\":\"VARCHAR\",\"errorMessage\":\"VARCHAR\",\"requestParameters\":\"JSON\","
                        + "\"responseElements\":\"JSON\",\"additionalEventData\":\"JSON\",\"requestID\":\"VARCHAR\",\"eventID\":\"VARCHAR\","
                        + "\"readOnly\":\"BOOLEAN\",\"resources\":\"JSON\",\"eventType\":\"VARCHAR\",\"managementEvent\":\"BOOLEAN\","
                        + "\"recipientAccountId\":\"VARCHAR\",\"sharedEventID\":\"VARCHAR\",\"eventCategory\":\"VARCHAR\","
                        + "\"tlsDetails\":\"JSON\"}')) FROM (SELECT unnest(Records) AS r FROM read_json('" + trail
                        + "/**/*.json.gz', columns = {Records: 'JSON[]'}, maximum_object_size = 134217728)))"
                        + " TO '" + target + "' (FORMAT parquet, COMPRESSION zstd)");
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private void prepare(Connection duckDb, Path lake) throws SQLException {
        Path own = folder.resolve("duckdb.parquet");
        execute(duckDb, "SET threads TO " + threads);
        execute(duckDb, "SET TimeZone = 'UTC'");
        if (!Files.exists(own)) {
            System.err.println("DuckDB: writing its Parquet file");
            execute(
                    duckDb,
                    "COPY (SELECT * EXCLUDE (recordshape, recordhashhigh, recordhashlow) FROM read_parquet('" + lake
                            + "/events/data/*/*.parquet', hive_partitioning = false) ORDER BY eventtime) TO '" + own
                            + "' (FORMAT parquet, COMPRESSION zstd)");
        }
        execute(duckDb, "CREATE VIEW events AS SELECT * FROM read_parquet('" + own + "')");
    }

    private void ask(Connection duckDb, Path lake) throws SQLException {
        String id = rows(duckDb, "SELECT eventID FROM events LIMIT 1 OFFSET " + events / 3)
                .get(0);
        EngineConfig config = new EngineConfig(List.of(), Map.of(), settings(), TimeWindow.ALL)
                .withLake(new LakeLocation(lake, Optional.empty()));
        System.out.printf(
                Locale.ROOT,
                "%n%d events, %d threads, %d runs after one to warm up, Java %s, times in ms%n%n",
                events,
                threads,
                runs,
                System.getProperty("java.version"));
        System.out.println("| question | Spoor | DuckDB | ratio |");
        System.out.println("|---|---:|---:|---:|");
        double logs = 0;
        int slower = 0;
        List<Question> questions = Question.all(id);
        try (Engine engine = Engine.open(config);
                Session session = engine.newSession()) {
            for (Question question : questions) {

                List<Long> spoorNanos = new ArrayList<>();
                List<Long> duckNanos = new ArrayList<>();
                for (int run = 0; run <= runs; run++) {
                    long start = System.nanoTime();
                    List<String> mine = rows(session, question.spoor());
                    long middle = System.nanoTime();
                    List<String> other = rows(duckDb, question.duckDb());
                    long end = System.nanoTime();
                    if (!mine.equals(other) || mine.isEmpty()) {
                        System.err.println("DIFFERENT ANSWERS to " + question.title() + "\nSpoor:  " + mine
                                + "\nDuckDB: " + other);
                        System.exit(1);
                    }
                    if (run > 0) {
                        spoorNanos.add(middle - start);
                        duckNanos.add(end - middle);
                    }
                }
                double ours = median(spoorNanos) / 1e6;
                double theirs = median(duckNanos) / 1e6;
                logs += Math.log(ours / theirs);
                slower += ours > theirs ? 1 : 0;
                System.out.printf(
                        Locale.ROOT, "| %s | %.1f | %.1f | %.2f |%n", question.title(), ours, theirs, ours / theirs);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%ngeometric mean of the ratios %.2f; %d of %d questions slower than DuckDB%n",
                Math.exp(logs / questions.size()),
                slower,
                questions.size());
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static List<String> rows(Session session, String sql) {
        List<String> rows = new ArrayList<>();
        try (ResultStream stream = session.query(sql);
                Memory memory = Memory.root(1L << 30)) {
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                try (Batch taken = batch) {
                    for (int row = 0; row < taken.rowCount(); row++) {
                        List<String> values = new ArrayList<>();
                        for (int i = 0; i < taken.columnCount(); i++) {
                            FieldVector vector = taken.column(i).flat(memory);
                            values.add(String.valueOf(vector.getObject(row)));
                        }
                        rows.add(String.join("|", values));
                    }
                }
            }
        }
        return rows;
    }

    private static List<String> rows(Connection duckDb, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = duckDb.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
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
