/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.micro;

import dev.spoor.format.LogReader;
import dev.spoor.format.ReadRequest;
import dev.spoor.format.TimeWindow;
import dev.spoor.format.jsonlog.JsonLogFormat;
import dev.spoor.sample.SampleFile;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.source.cloudtrail.CloudTrailSource;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Inflated log files to batches: 3 columns, with and without the hash that tells repeats. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-Darrow.enable_unsafe_memory_access=true",
            "-Darrow.enable_null_check_for_get=false"
        })
public class DecoderBenchmark {
    @Param({"false", "true"})
    public boolean oncePerContent;

    private final List<byte[]> files = new ArrayList<>();
    private long records;
    private Memory memory;
    private LogReader reader;

    @Setup
    public void prepare() {
        for (SampleFile file : new SampleTrail(SampleSpec.bench(20_000)).files()) {
            files.add(file.inflated());
            records += file.events().size();
        }
        memory = Memory.root(Long.MAX_VALUE);
        Projection projection =
                new Projection(List.of(column("eventsource"), column("eventname"), column("awsregion")));
        reader = JsonLogFormat.open(
                new CloudTrailSource(),
                new ReadRequest(
                        projection,
                        memory,
                        Batch.DEFAULT_ROWS,
                        oncePerContent ? (hour, high, low) -> true : null,
                        1,
                        TimeWindow.ALL,
                        false));
        if (decode() != records) {
            throw new IllegalStateException("the decoder does not find all records");
        }
    }

    /** About 32 MB of records. */
    @Benchmark
    public long decode() {
        long rows = 0;
        for (byte[] file : files) {
            reader.start("file", file, 0, file.length);
            boolean ended = false;
            while (!ended) {
                ended = reader.read();
                if (reader.isFull()) {
                    rows += drop(reader.take());
                }
            }
        }
        return rows + drop(reader.take());
    }

    @TearDown
    public void free() {
        reader.close();
        memory.close();
    }

    private static long drop(Batch batch) {
        if (batch == null) {
            return 0;
        }
        try (batch) {
            return batch.rowCount();
        }
    }

    private static ProjectedColumn column(String name) {
        return new ProjectedColumn(FieldPath.of(name), SqlTypes.varchar(name));
    }
}
