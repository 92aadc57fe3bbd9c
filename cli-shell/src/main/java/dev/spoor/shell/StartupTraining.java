/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.Settings;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.server.ServerConfig;
import dev.spoor.server.SqlServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the launcher runs once for each build while the virtual machine records which classes a start needs. It asks
 * the usual kinds of questions about a few made-up events, in every format, and leaves nothing behind.
 */
public final class StartupTraining {
    private static final long EVENTS = 600;
    private static final long SEED = 1;

    private static final List<String> STATEMENTS = List.of(
            "SELECT count(*) FROM events",
            "SELECT eventTime, eventName, userIdentity.arn, sourceIPAddress FROM events"
                    + " WHERE eventTime >= '2026-02-27' AND eventName IN ('ConsoleLogin', 'AssumeRole')"
                    + " ORDER BY eventTime DESC LIMIT 5",
            "SELECT eventSource, eventName, count(*) AS calls, min(eventTime) FROM events"
                    + " WHERE awsRegion = 'eu-west-1' AND errorCode IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 5",
            "SELECT date_trunc('hour', eventTime) AS hour, count(DISTINCT userIdentity.arn) FROM events GROUP BY 1",
            "SELECT requestParameters['bucketName'] AS bucket, count(*) FROM events"
                    + " WHERE lower(eventName) LIKE '%bucket%' GROUP BY 1 HAVING count(*) > 1",
            "SELECT e.eventName, d.n FROM events e JOIN (SELECT eventID, count(*) AS n FROM deliveries GROUP BY 1) d"
                    + " ON e.eventID = d.eventID LIMIT 3",
            "SELECT * FROM sys.unreadable_files",
            "SELECT * FROM events LIMIT 2",
            "EXPLAIN SELECT count(*) FROM events WHERE eventTime > now() - INTERVAL '7' DAY");

    /** What somebody types at a prompt. */
    private static final String KEYS = "SELECT eventName, count(*)\r  FROM ev\t GROUP BY 1;\r\\dt\r\\q\r";

    private StartupTraining() {}

    /** Takes no arguments. What was loaded is worth keeping whatever the answers were: always ends well. */
    public static void main(String[] none) throws IOException, ClassNotFoundException {
        run(System.err);
        InterruptSignal.install(new Shell(streams(new byte[0], System.err), Clock.systemUTC()));
        Class.forName(Spoor.class.getName());
        System.exit(ExitCode.OK.number());
    }

    /** Asks everything; {@link ExitCode#OK} when all was answered. */
    static ExitCode run(OutputStream err) throws IOException {
        Path folder = Files.createTempDirectory("spoor-training");
        try {
            new SampleTrail(SampleSpec.testing(EVENTS, SEED)).writeTo(folder.resolve("logs"), 1, made -> {});
            return ask(folder, err);
        } finally {
            delete(folder);
        }
    }

    private static ExitCode ask(Path folder, OutputStream err) {
        String logs = folder.resolve("logs").toString();
        String lake = folder.resolve("lake").toString();
        ExitCode code = ExitCode.OK;
        for (String format : List.of("csv", "auto", "json")) {
            code = code.and(run(asking(folder, "--logs", logs, "--format", format), err));
        }
        code = code.and(run(List.of("compact", "--logs", logs, "--lake", lake), err));
        code = code.and(run(asking(folder, "--logs", logs, "--lake", lake, "--format", "auto"), err));
        return code.and(askServer(folder, err)).and(type(folder, err));
    }

    /** A server in this process, and the shell as its client. */
    private static ExitCode askServer(Path folder, OutputStream err) {
        Settings settings =
                Settings.initial().with("cache.path", folder.resolve("cache").toString());
        EngineConfig config = EngineConfig.of(folder.resolve("logs")).with(settings);
        try (Engine engine = Engine.open(config, Clock.systemUTC(), warning -> {});
                SqlServer server = SqlServer.start(engine, settings, ServerConfig.on(0), Clock.systemUTC())) {
            return run(List.of("--server", server.address(), "--format", "auto", "-c", STATEMENTS.get(1)), err);
        }
    }

    /** A prompt where names are completed and a statement is run. */
    private static ExitCode type(Path folder, OutputStream err) {
        Map<String, String> environment = Map.of(
                "TERM", "xterm-256color", "XDG_STATE_HOME", folder.toString(), "XDG_DATA_HOME", folder.toString());
        Streams typed = streams(KEYS.getBytes(StandardCharsets.UTF_8), err);
        return new Shell(typed, Clock.systemUTC(), Optional.empty(), environment)
                .run(List.of(
                        "--logs", folder.resolve("logs").toString(), "--set", "cache.path=" + folder.resolve("cache")));
    }

    private static Streams streams(byte[] in, OutputStream err) {
        return new Streams(
                new ByteArrayInputStream(in), OutputStream.nullOutputStream(), err, in.length > 0, true, true, 100);
    }

    private static List<String> asking(Path folder, String... first) {
        List<String> words = new ArrayList<>(List.of(first));
        words.addAll(List.of("--keep-going", "--set", "cache.path=" + folder.resolve("cache")));
        STATEMENTS.forEach(sql -> words.addAll(List.of("-c", sql)));
        return words;
    }

    private static ExitCode run(List<String> words, OutputStream err) {
        return new Shell(streams(new byte[0], err), Clock.systemUTC()).run(words);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
