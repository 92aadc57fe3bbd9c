/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.s3;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.QueryStats;
import dev.spoor.ResultStream;
import dev.spoor.Session;
import dev.spoor.Settings;
import dev.spoor.format.TimeWindow;
import dev.spoor.s3.Gateway;
import dev.spoor.s3.MemoryS3;
import dev.spoor.store.StoreLocation;
import dev.spoor.vector.Batch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Logs behind a latency of 30 ms, with the default settings: how many small objects a second are read from end to end; how
 * many requests a question about one day and region takes of those of a question about all; how long a plan takes, and how
 * many requests, where a million keys lie. Each answer is checked. Arguments: numbers of rounds, 3 unless given.
 */
public final class S3Bench {
    private static final String BUCKET = "s3://trail-bucket/";
    private static final Duration LATENCY = Duration.ofMillis(30);
    private static final int OBJECTS = 10_000;
    private static final int KEYS = 1_000_000;
    private static final int RECORDS_PER_OBJECT = 12;
    private static final LocalDate FIRST_DAY = LocalDate.of(2025, 3, 1);
    private static final List<String> REGIONS = List.of(
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "eu-central-1",
            "eu-north-1",
            "ap-south-1",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ca-central-1",
            "sa-east-1");
    private static final String ALL = "SELECT eventName, count(*) FROM deliveries GROUP BY eventName";
    private static final String ONE_DAY =
            " WHERE eventTime >= TIMESTAMP '2025-04-10 00:00:00'" + " AND eventTime < TIMESTAMP '2025-04-11 00:00:00'";

    private final PrintStream out;
    private final int rounds;

    private S3Bench(PrintStream out, int rounds) {
        this.out = out;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws IOException {
        S3Bench bench = new S3Bench(System.out, arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]));
        bench.reading();
        bench.planning();
    }

    /** Ten thousand objects over two months and 17 regions. */
    private void reading() throws IOException {
        MemoryS3 server = new MemoryS3();
        byte[] object = object();
        server.putAll(keys(OBJECTS, 60), object);
        out.println(
                OBJECTS + " objects of " + object.length + " bytes, " + LATENCY.toMillis() + " ms before each answer");
        try (Gateway gateway = new Gateway(server).withLatency(LATENCY);
                Engine engine = engine(gateway);
                Session session = engine.newSession()) {
            for (int i = 0; i < rounds; i++) {
                resetPeak();
                long cpu = cpuMillis();
                QueryStats stats = run(session, ALL, OBJECTS * (long) RECORDS_PER_OBJECT);
                print(
                        "all: %,d ms, %,.0f objects/s, %,d requests, %,d ms of processor, peak heap %,d MB",
                        stats.elapsedMillis(),
                        OBJECTS * 1e3 / stats.elapsedMillis(),
                        stats.traffic().requests(),
                        cpuMillis() - cpu,
                        peakBytes() >> 20);
            }
            long whole = run(session, ALL, OBJECTS * (long) RECORDS_PER_OBJECT)
                    .traffic()
                    .requests();
            String narrow = ALL.replace(" GROUP", ONE_DAY + " AND awsRegion = 'eu-west-1' GROUP");
            QueryStats part = run(session, narrow, -1);
            print(
                    "one day, one region: %,d ms, %,d requests, %.2f %% of %,d",
                    part.elapsedMillis(),
                    part.traffic().requests(),
                    100.0 * part.traffic().requests() / whole,
                    whole);
        }
    }

    /** A million objects over a year and 17 regions, of which a plan must find those of one day. */
    private void planning() throws IOException {
        MemoryS3 server = new MemoryS3().putAll(keys(KEYS, 365), object());
        for (Duration latency : List.of(Duration.ZERO, LATENCY)) {
            try (Gateway gateway = new Gateway(server).withLatency(latency);
                    Engine engine = engine(gateway);
                    Session session = engine.newSession()) {
                for (int i = 0; i < rounds; i++) {
                    long cpu = cpuMillis();
                    QueryStats stats = run(session, "EXPLAIN " + ALL.replace(" GROUP", ONE_DAY + " GROUP"), -1);
                    print(
                            "plan of one day of %,d keys, %d ms before each answer: %,d ms, %,d requests,"
                                    + " %,d ms of processor",
                            KEYS,
                            latency.toMillis(),
                            stats.elapsedMillis(),
                            stats.traffic().requests(),
                            cpuMillis() - cpu);
                }
            }
        }
    }

    private static Engine engine(Gateway gateway) {
        Settings settings = Settings.initial().with("cache", "off").with("s3.cache-limit", "0");
        for (Map.Entry<String, String> each : gateway.settings().entrySet()) {
            settings = settings.with(each.getKey(), each.getValue());
        }
        StoreLocation logs = StoreLocation.parse(BUCKET);
        return Engine.open(new EngineConfig(List.of(logs), Map.of(), settings, TimeWindow.ALL));
    }

    /** @param events how many must have been read; -1 to believe it */
    private static QueryStats run(Session session, String sql, long events) {
        ResultStream stream = session.query(sql);
        try (stream) {
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                batch.close();
            }
        }
        QueryStats stats = stream.stats();
        if (events >= 0 && stats.scan().eventsScanned() != events || stats.isIncomplete()) {
            throw new IllegalStateException("read " + stats.scan() + " for " + sql);
        }
        return stats;
    }

    private static List<String> keys(int count, int days) {
        List<String> keys = new ArrayList<>(count);
        int perDay = REGIONS.size() * days;
        for (int i = 0; i < count; i++) {
            String region = REGIONS.get(i % REGIONS.size());
            LocalDate day = FIRST_DAY.plusDays(i / REGIONS.size() % days);
            String date = day.toString();
            keys.add("AWSLogs/111122223333/CloudTrail/" + region + "/" + date.replace('-', '/')
                    + "/111122223333_CloudTrail_" + region + "_" + date.replace("-", "") + "T"
                    + String.format(Locale.ROOT, "%02d%02d", i / perDay % 24, i / perDay / 24 % 60) + "Z_"
                    + Integer.toString(i, 36) + ".json.gz");
        }
        return keys;
    }

    /** About five thousand bytes. */
    private static byte[] object() throws IOException {
        Random random = new Random(7);
        StringBuilder json = new StringBuilder("{\"Records\":[");
        for (int i = 0; i < RECORDS_PER_OBJECT; i++) {
            json.append(i == 0 ? "" : ",").append("{\"eventVersion\":\"1.08\",\"eventTime\":\"2025-04-10T10:00:00Z\",");
            json.append("\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"Get")
                    .append(random.nextInt(40));
            json.append("\",\"awsRegion\":\"eu-west-1\",\"sourceIPAddress\":\"192.0.2.")
                    .append(random.nextInt(255));
            json.append("\",\"requestParameters\":{\"key\":\"");
            for (int j = 0; j < 30; j++) {
                json.append(Long.toString(random.nextLong() >>> 1, 36));
            }
            json.append("\"},\"eventID\":\"").append(random.nextLong()).append("\"}");
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(json.append("]}").toString().getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private void print(String format, Object... values) {
        out.println("  " + String.format(Locale.ROOT, format, values));
    }

    private static long cpuMillis() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1_000_000;
    }

    private static void resetPeak() {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long peakBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
