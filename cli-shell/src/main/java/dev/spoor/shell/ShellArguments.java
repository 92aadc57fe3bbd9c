/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.LakeLocation;
import dev.spoor.Setting;
import dev.spoor.Settings;
import dev.spoor.error.EngineException;
import dev.spoor.error.NearestName;
import dev.spoor.format.TimeWindow;
import dev.spoor.output.OutputFormat;
import dev.spoor.server.ServerConfig;
import dev.spoor.store.StoreLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What somebody asked for on the command line.
 *
 * @param action what to do
 * @param logs folders and files to read
 * @param scripts what to run, in the order given; empty to read statements from stdin
 * @param format empty for auto on a terminal and csv in a pipe
 * @param window event time to look at
 * @param tables more names for views of the logs
 * @param settings what {@code --set} changed
 * @param failurePolicy what a failed statement does to those behind it
 * @param header whether column names come first
 * @param statsFormat how what was read is reported
 * @param lake the lake to ask or to change
 * @param days how many days {@code retain} keeps
 * @param isConfirmed whether {@code retain} may drop anything
 * @param queue address of the queue that {@code ingest} takes messages from
 * @param reconcile pause between the complete listings of {@code ingest} and of {@code compact}; empty for none
 * @param every how long after one compaction the next begins; empty for one only
 * @param serving how {@code serve} serves
 * @param server to ask in place of an engine in this process
 * @param parameters values of the {@code :name} of statements, by name
 */
record ShellArguments(
        Action action,
        List<StoreLocation> logs,
        List<Script> scripts,
        Optional<OutputFormat> format,
        TimeWindow window,
        Map<String, String> tables,
        Settings settings,
        FailurePolicy failurePolicy,
        boolean header,
        StatsFormat statsFormat,
        Optional<LakeLocation> lake,
        Optional<Duration> every,
        Optional<String> queue,
        Optional<Duration> reconcile,
        OptionalInt days,
        boolean isConfirmed,
        ServerConfig serving,
        Optional<ServerAddress> server,
        Map<String, String> parameters) {

    /**
     * A server to ask.
     *
     * @param url {@code http://host:8765}, or an address of the JDBC driver
     * @param user to log in as
     * @param passwordCommand program that writes the password on its first line
     */
    record ServerAddress(String url, Optional<String> user, Optional<String> passwordCommand) {}

    enum Action {
        QUERY,
        COMPACT,
        INGEST,
        RETAIN,
        SERVE,
        DEMO,
        HELP,
        VERSION
    }

    enum FailurePolicy {
        STOP,
        KEEP_GOING
    }

    enum StatsFormat {
        TEXT,
        JSON,
        OFF
    }

    /** SQL from the command line, or a file of it. */
    sealed interface Script permits InlineScript, FileScript {}

    /** {@code -c SQL}. */
    record InlineScript(String sql) implements Script {}

    /** {@code -f FILE}, where {@code -} is stdin. */
    record FileScript(String file) implements Script {
        static final String STDIN = "-";
    }

    static final String USAGE = """
            usage: spoor [--logs PATH]... [-c SQL]... [-f FILE|-] [options]
                   spoor compact --logs PATH... --lake DIR [--every TIME] [--reconcile TIME|off] [options]
                   spoor ingest --queue URL --logs PATH... --lake DIR [--every TIME] [--reconcile TIME|off] [options]
                   spoor retain --lake DIR --days N [--yes]
                   spoor serve [--logs PATH]... [--lake DIR] [--port N] [--users FILE] [options]
                   spoor user add|passwd|token|revoke|remove|list ... --users FILE
                   spoor audit verify DIR
                   spoor verify --logs PATH... --keys FILE... [--since T] [--until T] [options]
                   spoor report list|show|run ...
                   spoor bundle verify FILE [--key FINGERPRINT] [--logs PATH | --lake DIR] [options]
                   spoor --server URL [--user NAME] [-c SQL]... [options]
                   spoor demo

            Asks CloudTrail log files questions in SQL, where they lie. compact brings what is new of them into a lake,
            an Apache Iceberg table, each event once. ingest does so as messages of a queue tell that files arrive. retain
            drops what is older than N days from a lake. serve answers JDBC clients; user says who they may be, and audit
            verify whether the log of what they asked is whole. verify proves by CloudTrail's digests that logs are what was
            delivered (see spoor verify --help). report answers packs of questions for auditors, and
            bundle verify checks what they were given.

              --logs PATH          a folder at any level of a trail, or one file, here or in S3 (s3://BUCKET/PREFIX);
                                   may be repeated
              --lake DIR           a lake's folder, or s3://BUCKET/PREFIX: its events are in the answers, and of the
                                   logs only the files that it does not hold yet are read
              --ledger URL         JDBC address of the lake's ledger (a file in its folder unless given; in S3 it must be)
              --every TIME         compact again and again, with such pauses: 30s, 5m, 1h; ingest: how long a new
                                   file waits for others at most (5m)
              --shred PATHS        JSON keys that compact gives columns of their own: auto, none, or a list such as
                                   requestParameters.bucketName,responseElements.ConsoleLogin
              --queue URL          an SQS queue with notifications of S3, EventBridge or CloudTrail about new files
              --reconcile TIME     ingest, and compact --every in S3, list all of the logs that often, to find what no
                                   message told of, or what came to the folder of an earlier day (6h); off
              --days N --yes       drop days further back than N; without --yes only tell what would go
              --port N             where serve listens (8765)
              --host NAME          on which address (127.0.0.1); others need --users and --tls
              --users FILE         who may log in: see spoor user --help; without it, anybody on this machine may ask
              --tls FILE           key store (PKCS12) of the server; its password is in --tls-password-file FILE or in
                                   SPOOR_TLS_PASSWORD
              --audit DIR          keep who asked what, in a chained log
              --access-log FILE    a line of JSON for each request
              --drain TIME         how long queries may go on when serve is asked to end (10s)
              --server URL         ask the server there (http://host:8765) and open no logs here
              --user NAME          log in as; the password is SPOOR_PASSWORD's, or asked for at a terminal
              --password-command CMD  a program that writes the password on its first line
              --param NAME=VALUE   value of the parameter :NAME of statements; may be repeated
              -c SQL               run this; may be repeated; several statements are separated by ;
              -f FILE|-            run the statements of a file, or of stdin
                                   (without -c and -f: stdin, or a prompt when stdin is a terminal)
              --format FORMAT      auto, table, vertical, csv, spreadsheet, tsv, json, jsonl, markdown, html,
                                   arrow, feather, parquet, xlsx, null
                                   (auto on a terminal, csv in a pipe)
              --since T            look at events from T on: 7d, 24h, 30m, 2026-01-22, 2026-01-22T16:53:53Z
              --until T            look at events before T
              --table NAME=VIEW    one more table over the logs: lake (as CloudTrail Lake has it), athena,
                                   athena:SCHEME (partition columns), events or deliveries; may be repeated
              --config FILE        logs, lake, tables and settings from a file (~/.config/spoor/config is read without
                                   being named)
              --set KEY=VALUE      change a setting: see docs/configuration.md
              --keep-going         run the next statement even if one failed
              --no-header          rows without column names
              --stats text|json|off  what was read and skipped, on stderr
              --help, --version

            exit codes: 0 answered, 1 a statement failed, 2 wrong usage, 3 answered but some input was unreadable,
            130 cancelled
            """;

    /** Every option, for the nearest name of a mistyped one. */
    static final List<String> OPTIONS = List.of(
            "--logs",
            "--lake",
            "--ledger",
            "--every",
            "--queue",
            "--reconcile",
            "--shred",
            "--days",
            "--yes",
            "--port",
            "--host",
            "--users",
            "--tls",
            "--tls-password-file",
            "--audit",
            "--access-log",
            "--drain",
            "--server",
            "--user",
            "--password-command",
            "--param",
            "-c",
            "-f",
            "--format",
            "--since",
            "--until",
            "--table",
            "--config",
            "--set",
            "--keep-going",
            "--no-header",
            "--stats",
            "--help",
            "-h",
            "--version");

    /** Checks what can be checked before an engine is opened: that the logs are there. */
    void validate() throws UsageException {
        for (StoreLocation place : logs) {
            if (place.isLocal() && !Files.exists(place.path())) {
                throw new UsageException("--logs " + place + ": no such file or folder");
            }
        }
        for (Script script : scripts) {
            boolean missing = script instanceof FileScript named
                    && !named.file().equals(FileScript.STDIN)
                    && !Files.isRegularFile(Path.of(named.file()));
            if (missing) {
                throw new UsageException("-f " + ((FileScript) script).file() + ": no such file");
            }
        }
    }

    /** Settings with one changed; an unknown key or a bad value is wrong usage. */
    static Settings change(Settings settings, String key, String value) throws UsageException {
        try {
            return settings.with(key, value);
        } catch (EngineException e) {
            String advice = e.hint()
                    .orElse("known are "
                            + String.join(
                                    ", ",
                                    Settings.all().stream().map(Setting::key).toList()));
            throw new UsageException("--set " + key + "=" + value + ": " + e.getMessage() + "; " + advice);
        }
    }

    /** Words for an option that is none. */
    static UsageException unknownOption(String name) {
        String advice = NearestName.of(name, OPTIONS)
                .map(near -> "did you mean " + near + "?")
                .orElse("see spoor --help");
        return new UsageException("unknown option " + name + "; " + advice);
    }
}
