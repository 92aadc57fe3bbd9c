/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.micro;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.ResultStream;
import dev.spoor.Session;
import dev.spoor.Settings;
import dev.spoor.format.TimeWindow;
import dev.spoor.vector.Batch;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Operators over a million rows made by UNNEST, without any file: grouping, sorting, joining. One worker. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-opens=java.base/java.nio=ALL-UNNAMED", "-Darrow.enable_unsafe_memory_access=true"})
public class GroupingBenchmark {
    private static final String THOUSAND =
            IntStream.range(0, 1000).mapToObj(n -> "(" + n + ")").collect(Collectors.joining(",", "(VALUES ", ")"));
    private static final String ROWS = numbers(1000) + " AS t";

    /** A table with the numbers n below so many thousands. */
    private static String numbers(int thousands) {
        return "(SELECT a.n * 1000 + b.n AS n FROM " + THOUSAND + " AS a(n) CROSS JOIN " + THOUSAND
                + " AS b(n) WHERE a.n < " + thousands + ")";
    }

    private Engine engine;
    private Session session;

    @Setup
    public void open() {
        Settings settings = Settings.initial().with("cache", "off").with("workers", "1");
        engine = Engine.open(new EngineConfig(List.of(), Map.of(), settings, TimeWindow.ALL));
        session = engine.newSession();
        if (rows("SELECT n FROM " + ROWS) != 1_000_000 || group() != 1000 || sort() != 1_000_000) {
            throw new IllegalStateException("an operator gives the wrong number of rows");
        }
    }

    @Benchmark
    public long group() {
        return rows("SELECT n % 1000, count(*), sum(n) FROM " + ROWS + " GROUP BY 1");
    }

    @Benchmark
    public long sort() {
        return rows("SELECT n FROM " + ROWS + " ORDER BY n % 1000, n DESC");
    }

    @Benchmark
    public long join() {
        return rows("SELECT count(*) FROM " + ROWS + " JOIN " + numbers(100) + " AS u ON t.n = u.n");
    }

    @TearDown
    public void close() {
        session.close();
        engine.close();
    }

    private long rows(String sql) {
        long rows = 0;
        try (ResultStream stream = session.query(sql)) {
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                rows += batch.rowCount();
                batch.close();
            }
        }
        return rows;
    }
}
