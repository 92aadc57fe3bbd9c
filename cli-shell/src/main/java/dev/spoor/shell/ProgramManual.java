/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.shell.manual.CompletionScript;
import dev.spoor.shell.manual.ManualPage;
import dev.spoor.shell.manual.Usage;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How to call the program: the usage text of each command, from which help, manual page and completion are made. The page of all
 * commands fits a screen; {@code spoor COMMAND --help} tells the rest.
 */
final class ProgramManual {
    static final String HELP = "help";
    static final String COMPLETION = "completion";

    /** Of the source of the manual page; for who packages the program. */
    static final String PAGE = "manual-page";

    static final String OVERVIEW = """
            Asks CloudTrail log files questions in SQL, where they lie.

              spoor --logs PATH                  a prompt: SQL ends with ;  \\? helps, Tab completes
              spoor --logs PATH -c "SELECT ..."  answers and ends
              spoor --server URL                 the same with a server's logs
              spoor demo                         shows it with logs of its own

            Options (spoor help query tells all)
              --logs PATH, --lake DIR, --server URL, --profile NAME   what to ask
              -c SQL, -f FILE, --param NAME=VALUE                     questions
              --format FORMAT, --since T, --until T, --stats off      answers

            Commands (spoor COMMAND --help)
              compact, ingest, retain   keep a lake: an Apache Iceberg table, each event once
              serve, user, audit        answer others, by JDBC and HTTP
              verify, report, bundle    prove that logs are whole; answer auditors' questions
              schedule                  reports and alerts at certain times
              completion bash|zsh|fish  a script that lets your shell complete all of this
            """;

    private static final String PLACES = """
              --logs PATH          a folder at any level of a trail, or one file, here or in S3 (s3://BUCKET/PREFIX);
                                   may be repeated
              --lake DIR           a lake's folder, or s3://BUCKET/PREFIX: its events are in the answers, and of the
                                   logs only the files that it does not hold yet are read
              --ledger URL         JDBC address of the lake's ledger (a file in its folder unless given; in S3 it must be)
            """;

    private static final String CONFIGURATION = """
              --config FILE        logs, lake, tables, settings and profiles from a file (~/.config/spoor/config is read
                                   without being named)
              --profile NAME       what the file says of that profile: profile.NAME.KEY = VALUE
              --set KEY=VALUE      change a setting: see docs/configuration.md
              --help, --version
            """;

    private static final String EXIT_CODES = """

            exit codes: 0 answered, 1 a statement failed, 2 wrong usage, 3 answered but some input was unreadable,
            130 cancelled
            """;

    static final String QUERY = """
            usage: spoor [--logs PATH]... [--lake DIR] [-c SQL]... [-f FILE|-] [options]
                   spoor --server URL [--user NAME] [-c SQL]... [-f FILE|-] [options]

            Asks CloudTrail log files questions in SQL, where they lie. Without -c and -f it reads statements from stdin, or
            asks for them at a prompt when stdin is a terminal.

            """ + PLACES + """
              --server URL         ask the server there (http://host:8765) and open no logs here
              --user NAME          log in as; the password is SPOOR_PASSWORD's, or asked for at a terminal
              --password-command CMD  a program that writes the password on its first line
              -c SQL               run this; may be repeated; several statements are separated by ;
              -f FILE|-            run the statements of a file, or of stdin
              --param NAME=VALUE   value of the parameter :NAME of statements; may be repeated
              --format FORMAT      auto, table, vertical, csv, spreadsheet, tsv, json, jsonl, markdown, html,
                                   arrow, feather, parquet, xlsx, null
                                   (auto on a terminal, csv in a pipe)
              --since T            look at events from T on: 7d, 24h, 30m, 2026-01-22, 2026-01-22T16:53:53Z
              --until T            look at events before T
              --table NAME=VIEW    one more table over the logs: lake (as CloudTrail Lake has it), athena,
                                   athena:SCHEME (partition columns), events or deliveries; may be repeated
              --keep-going         run the next statement even if one failed
              --no-header          rows without column names
              --safe               no command opens a file, starts a program or asks another place
              --stats text|json|off  what was read and skipped, on stderr
            """ + CONFIGURATION + EXIT_CODES;

    private static final String COMPACT = """
            usage: spoor compact --logs PATH... --lake DIR [--every TIME] [--reconcile TIME|off] [options]

            Brings what is new of log files into a lake, an Apache Iceberg table, each event once.

            """ + PLACES + """
              --every TIME         compact again and again, with such pauses: 30s, 5m, 1h
              --reconcile TIME     with --every in S3, list all of the logs that often, to find what came to the folder of
                                   an earlier day (6h); off
              --shred PATHS        JSON keys that get columns of their own: auto, none, or a list such as
                                   requestParameters.bucketName,responseElements.ConsoleLogin
            """ + CONFIGURATION + EXIT_CODES;

    private static final String INGEST = """
            usage: spoor ingest --queue URL --logs PATH... --lake DIR [--every TIME] [--reconcile TIME|off] [options]

            Brings log files into a lake as messages of a queue tell that they arrive.

            """ + PLACES + """
              --queue URL          an SQS queue with notifications of S3, EventBridge or CloudTrail about new files
              --every TIME         how long a new file waits for others at most (5m)
              --reconcile TIME     list all of the logs that often, to find what no message told of (6h); off
              --shred PATHS        JSON keys that get columns of their own: see spoor compact --help
            """ + CONFIGURATION + EXIT_CODES;

    private static final String RETAIN = """
            usage: spoor retain --lake DIR --days N [--yes] [options]

            Drops days further back than N from a lake; without --yes it only tells what would go.

              --lake DIR           a lake's folder, or s3://BUCKET/PREFIX
              --ledger URL         JDBC address of the lake's ledger (a file in its folder unless given; in S3 it must be)
              --days N             so many days stay
              --yes                do it
            """ + CONFIGURATION + EXIT_CODES;

    private static final String SERVE = """
            usage: spoor serve [--logs PATH]... [--lake DIR] [--port N] [--users FILE] [options]

            Answers JDBC clients and HTTP requests. spoor user says who they may be.

            """ + PLACES + """
              --port N             where it listens (8765)
              --host NAME          on which address (127.0.0.1); others need --users and --tls
              --users FILE         who may log in: see spoor user --help; without it, anybody on this machine may ask
              --tls FILE           key store (PKCS12); its password is in --tls-password-file or in SPOOR_TLS_PASSWORD
              --tls-password-file FILE  a file with the password of the key store
              --audit DIR          keep who asked what, in a chained log
              --access-log FILE    a line of JSON for each request
              --drain TIME         how long queries may go on when it is asked to end (10s)
              --schedule FILE      run reports and alerts at their times: see spoor schedule --help
              --since T            only events from T on
              --until T            only events before T
              --table NAME=VIEW    one more table over the logs: see spoor help query
            """ + CONFIGURATION;

    private static final String COMPLETIONS = """
            usage: spoor completion bash|zsh|fish

            Writes a script that lets a shell complete the program's words. For bash, in ~/.bashrc: eval "$(spoor completion
            bash)". For zsh, behind compinit in ~/.zshrc: source <(spoor completion zsh). For fish, in its config.fish: spoor
            completion fish | source.
            """;

    /** All commands, queries first. */
    static List<Usage> usages() {
        return List.of(
                Usage.of(Usage.QUERY, QUERY),
                Usage.of("demo", "usage: spoor demo\n\nMakes logs of an invented company and shows around.\n"),
                Usage.of("compact", COMPACT),
                Usage.of("ingest", INGEST),
                Usage.of("retain", RETAIN),
                Usage.of("serve", SERVE),
                Usage.of(UserCommand.WORD, UserCommand.USAGE),
                Usage.of(AuditCommand.WORD, AuditCommand.USAGE),
                Usage.of(VerifyCommand.WORD, VerifyCommand.USAGE),
                Usage.of(ReportCommand.WORD, ReportCommand.USAGE),
                Usage.of(BundleCommand.WORD, BundleCommand.USAGE),
                Usage.of(ScheduleCommand.WORD, ScheduleCommand.USAGE),
                Usage.of(COMPLETION, COMPLETIONS),
                Usage.of(
                        HELP,
                        "usage: spoor help [COMMAND|query]\n\nTells how to call a command, or the options of queries.\n"));
    }

    /** Every option of every command, for the nearest name of a mistyped one. */
    static List<String> options() {
        return usages().stream()
                .flatMap(usage -> usage.options().stream())
                .flatMap(option -> option.names().stream())
                .map(Usage.Name::name)
                .distinct()
                .toList();
    }

    /** What {@code --help} shows behind a command, and behind none. */
    static String help(String word) {
        return find(word).map(Usage::text).orElse(OVERVIEW);
    }

    private static Optional<Usage> find(String word) {
        return usages().stream().filter(usage -> usage.word().equals(word)).findFirst();
    }

    /** Whether these words ask about the program itself. */
    static boolean answers(List<String> words) {
        return !words.isEmpty() && List.of(HELP, COMPLETION, PAGE).contains(words.get(0));
    }

    /** Runs words that it {@link #answers}. */
    static void run(List<String> words, Writer out) throws UsageException, IOException {
        String topic = words.size() > 1 ? words.get(1) : "";
        switch (words.get(0)) {
            case HELP -> {
                if (!topic.isEmpty() && find(topic).isEmpty()) {
                    throw new UsageException("there is no command '" + topic + "'; spoor --help lists them");
                }
                out.write(help(topic));
            }
            case PAGE -> out.write(ManualPage.of(usages()));
            case COMPLETION ->
                out.write(
                        topic.startsWith("-") ? help(COMPLETION) : script(topic).of(usages()));
            default -> throw new IllegalArgumentException(words.get(0));
        }
    }

    private static CompletionScript script(String shell) throws UsageException {
        return Arrays.stream(CompletionScript.values())
                .filter(script -> script.name().toLowerCase(Locale.ROOT).equals(shell))
                .findFirst()
                .orElseThrow(() -> new UsageException("completion is there for "
                        + String.join(
                                ", ",
                                Stream.of(CompletionScript.values())
                                        .map(script -> script.name().toLowerCase(Locale.ROOT))
                                        .toList())));
    }

    private ProgramManual() {}
}
