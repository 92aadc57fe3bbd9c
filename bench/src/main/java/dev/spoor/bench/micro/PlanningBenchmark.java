/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.micro;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.Session;
import dev.spoor.Settings;
import dev.spoor.format.TimeWindow;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

/**
 * Planning, from text to a query that could begin to read: one of the size of CloudTrail Lake's samples, and one as an
 * analyst keeps it in a file. The percentile 0.5 is the median. EXPLAIN lists a trail of a handful of files besides.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 6, time = 5)
@Measurement(iterations = 4, time = 5)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-XX:+UseSerialGC",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-Darrow.enable_unsafe_memory_access=true"
        })
public class PlanningBenchmark {
    /** A sample query of CloudTrail Lake has about this many words. */
    public static final String SHORT = """
            SELECT userIdentity.sessionContext.sessionIssuer.userName AS role,
                   element_at(requestParameters, 'bucketName') AS bucket,
                   count(*) AS calls, max(eventTime) AS last_call
            FROM 8fd3c0a1-4b7e-4c1d-9e5f-1a2b3c4d5e6f
            WHERE eventTime >= '2026-03-01 00:00:00' AND eventTime < '2026-03-02 00:00:00'
              AND eventSource = 's3.amazonaws.com' AND readOnly = false AND errorCode IS NULL
            GROUP BY 1, 2
            HAVING count(*) > 1
            ORDER BY calls DESC
            LIMIT 20""";

    /** Thirty lines with a bit of everything. */
    public static final String LONG = """
            WITH made AS (
                SELECT json_extract_scalar(element_at(responseElements, 'credentials'), '$.accessKeyId') AS access_key,
                       element_at(requestParameters, 'roleArn') AS role_arn,
                       coalesce(userIdentity.userName, userIdentity.arn, userIdentity.invokedBy) AS taken_by,
                       eventTime AS taken_at
                FROM 8fd3c0a1-4b7e-4c1d-9e5f-1a2b3c4d5e6f
                WHERE eventName IN ('AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity')
                  AND errorCode IS NULL
                  AND eventTime BETWEEN '2026-02-27 00:00:00' AND '2026-03-02 23:59:59'
            ), touched AS (
                SELECT e.userIdentity.accessKeyId AS access_key, e.eventName, e.eventTime,
                       r.arn AS resource, r.accountId AS owner,
                       date_trunc('hour', e.eventTime) AS at_hour,
                       CAST(json_extract_scalar(e.eventJson, '$.additionalEventData.bytesTransferredOut') AS double) AS bytes
                FROM 8fd3c0a1-4b7e-4c1d-9e5f-1a2b3c4d5e6f AS e
                CROSS JOIN UNNEST(e.resources) AS t (r)
                WHERE e.eventTime > date_add('day', -3, timestamp '2026-03-02 00:00:00')
                  AND e.readOnly = false
                  AND NOT regexp_like(e.userAgent, 'internal|cloudformation')
            )
            SELECT m.role_arn, m.taken_by, t.at_hour,
                   count(*) AS calls, count(DISTINCT t.resource) AS resources, sum(t.bytes) / 1024 AS kib,
                   array_agg(DISTINCT t.eventName ORDER BY t.eventName) AS actions,
                   min(date_diff('minute', m.taken_at, t.eventTime)) AS first_after,
                   CASE WHEN count_if(t.owner <> '111122223333') > 0 THEN 'foreign' ELSE 'own' END AS owners
            FROM made AS m
            JOIN touched AS t ON t.access_key = m.access_key AND t.eventTime >= m.taken_at
            GROUP BY 1, 2, 3
            HAVING count(*) > 2
            ORDER BY calls DESC, m.role_arn
            LIMIT 50""";

    private Path folder;
    private Engine engine;
    private Session session;

    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory("planning");
        SampleSpec few = SampleSpec.testing(500, 1);
        new SampleTrail(few).writeTo(folder, 1, made -> {});
        Settings settings = Settings.initial().with("cache", "off").with("workers", "1");
        engine = Engine.open(new EngineConfig(StoreLocation.listOf(folder), Map.of(), settings, TimeWindow.ALL));
        session = engine.newSession();
    }

    @Benchmark
    public void planShort() {
        session.query(SHORT).close();
    }

    @Benchmark
    public void planLong() {
        session.query(LONG).close();
    }

    @TearDown
    public void close() throws IOException {
        session.close();
        engine.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
    }
}
