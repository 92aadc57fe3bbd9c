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
 * @param schedule file of the schedule that {@code serve} runs beside
 * @param server to ask in place of an engine in this process
 * @param parameters values of the {@code :name} of statements, by name
 * @param isSafe whether the prompt's commands are kept from files and programs
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
        Optional<Path> schedule,
        Optional<ServerAddress> server,
        Map<String, String> parameters,
        boolean isSafe) {

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
        String advice = NearestName.of(name, ProgramManual.options())
                .map(near -> "did you mean " + near + "?")
                .orElse("see spoor --help");
        return new UsageException("unknown option " + name + "; " + advice);
    }
}
