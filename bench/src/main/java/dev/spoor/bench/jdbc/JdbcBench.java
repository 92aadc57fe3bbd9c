/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.jdbc;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.LakeLocation;
import dev.spoor.ResultStream;
import dev.spoor.Session;
import dev.spoor.Settings;
import dev.spoor.bench.lake.LakeBench;
import dev.spoor.format.TimeWindow;
import dev.spoor.server.ServerConfig;
import dev.spoor.server.SqlServer;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;

/**
 * {@code JdbcBench [--dir FOLDER] [--rows N] [--columns N] [--warmups N] [--runs N]}: ten columns of events of the lake in the folder,
 * which is made if it is not there, read to the last value in each way, round after round. Server and clients share the process and its
 * processors. A different sum ends it with exit code 1.
 */
public final class JdbcBench {
    private static final double NANOS_A_SECOND = 1e9;
    private static final long FLAT_BYTES_MAX = 1L << 30;
    private static final List<String> COLUMNS = List.of(
            "eventTime",
            "eventName",
            "eventSource",
            "awsRegion",
            "sourceIPAddress",
            "userIdentity.arn",
            "eventID",
            "readOnly",
            "recipientAccountId",
            "managementEvent");

    private final Path folder;
    private final int warmups;
    private final int runs;
    private final String sql;
    private final int columns;
    private final List<String> only;

    /** A way of reading the result. */
    private interface Way {
        ColumnSums read() throws Exception;
    }

    private JdbcBench(Map<String, String> options) {
        folder = Path.of(options.getOrDefault("--dir", "bench/target/trail-1000000"))
                .toAbsolutePath();
        warmups = Integer.parseInt(options.getOrDefault("--warmups", "3"));
        runs = Integer.parseInt(options.getOrDefault("--runs", "5"));
        columns = Integer.parseInt(options.getOrDefault("--columns", Integer.toString(COLUMNS.size())));
        only = List.of(options.getOrDefault("--only", "").split(","));
        sql = "SELECT " + String.join(", ", COLUMNS.subList(0, columns)) + " FROM events LIMIT "
                + options.getOrDefault("--rows", "1000000");
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        new JdbcBench(options).run();
    }

    private void run() throws Exception {
        if (!Files.exists(folder.resolve("lake"))) {
            LakeBench.main(new String[] {"--dir", folder.toString(), "--runs", "0"});
        }
        EngineConfig config = new EngineConfig(List.of(), Map.of(), Settings.initial(), TimeWindow.ALL)
                .withLake(new LakeLocation(folder.resolve("lake"), Optional.empty()));
        try (Engine engine = Engine.open(config);
                SqlServer server = SqlServer.start(engine, Settings.initial(), ServerConfig.on(0), Clock.systemUTC())) {
            Map<String, Way> ways = new LinkedHashMap<>();
            ways.put("engine, batches", () -> batches(engine));
            ways.put("JDBC, embedded", () -> jdbc("jdbc:spoor:lake:" + folder.resolve("lake")));
            ways.put("JDBC, server", () -> jdbc("jdbc:spoor:" + server.address()));
            ways.put("Arrow stream, server", () -> arrow(server.address()));
            ways.put("Arrow stream, bytes alone", () -> bytesAlone(server.address()));
            ways.keySet()
                    .removeIf(name -> !only.get(0).isEmpty() && only.stream().noneMatch(name::contains));
            report(ways);
        }
    }

    private void report(Map<String, Way> ways) throws Exception {
        Map<String, List<Long>> times = new LinkedHashMap<>();
        ColumnSums expected = null;
        for (int round = 0; round < warmups + runs; round++) {
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                long start = System.nanoTime();
                ColumnSums sums = way.getValue().read();
                long nanos = System.nanoTime() - start;
                expected = expected == null ? sums : expected;
                if (sums != null && !expected.equals(sums)) {
                    System.err.println("DIFFERENT SUMS\n" + expected + "\n" + way.getKey() + ": " + sums);
                    System.exit(1);
                }
                if (round >= warmups) {
                    times.computeIfAbsent(way.getKey(), key -> new ArrayList<>())
                            .add(nanos);
                }
            }
        }
        print(expected, times);
    }

    private void print(ColumnSums expected, Map<String, List<Long>> times) {
        System.out.printf(
                Locale.ROOT,
                "%n%d rows x %d columns, median of %d rounds after %d others, Java %s; sums equal%n%n",
                expected.rows(),
                columns,
                runs,
                warmups,
                System.getProperty("java.version"));
        System.out.println("| way | ms | rows/s | of the first |");
        System.out.println("|---|---:|---:|---:|");
        double first = 0;
        for (Map.Entry<String, List<Long>> entry : times.entrySet()) {
            long nanos = entry.getValue().stream()
                    .sorted()
                    .skip(entry.getValue().size() / 2)
                    .findFirst()
                    .orElseThrow();
            double rate = expected.rows() * NANOS_A_SECOND / nanos;
            first = first == 0 ? rate : first;
            System.out.printf(
                    Locale.ROOT, "| %s | %d | %.0f | %.2f |%n", entry.getKey(), nanos / 1_000_000, rate, rate / first);
        }
    }

    private ColumnSums batches(Engine engine) {
        ColumnSums sums = new ColumnSums(columns);
        try (Session session = engine.newSession();
                ResultStream stream = session.query(sql);
                Memory memory = Memory.root(FLAT_BYTES_MAX)) {
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                try (Batch taken = batch) {
                    sums.addRows(taken.rowCount());
                    for (int i = 0; i < columns; i++) {
                        sums.add(i, taken.column(i).flat(memory));
                    }
                }
            }
        }
        return sums;
    }

    private ColumnSums jdbc(String url) throws Exception {
        ColumnSums sums = new ColumnSums(columns);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            sums.addAll(result);
        }
        return sums;
    }

    private InputStream open(String address) throws Exception {
        String query = "/v1/query?format=arrow&sql=" + URLEncoder.encode(sql, StandardCharsets.UTF_8);
        return ((HttpURLConnection) URI.create(address + query).toURL().openConnection()).getInputStream();
    }

    private ColumnSums arrow(String address) throws Exception {
        ColumnSums sums = new ColumnSums(columns);
        try (InputStream in = open(address);
                BufferAllocator allocator = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(in, allocator)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            while (reader.loadNextBatch()) {
                sums.addRows(root.getRowCount());
                for (int i = 0; i < columns; i++) {
                    sums.add(i, root.getVector(i));
                }
            }
        }
        return sums;
    }

    /** What a client that does nothing with the bytes waits for; nothing to compare. */
    private ColumnSums bytesAlone(String address) throws Exception {
        try (InputStream in = open(address)) {
            byte[] bytes = new byte[1 << 20];
            while (in.read(bytes) >= 0) {}
        }
        return null;
    }
}
