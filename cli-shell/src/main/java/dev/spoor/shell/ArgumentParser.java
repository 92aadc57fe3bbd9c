/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.LakeLocation;
import dev.spoor.Settings;
import dev.spoor.error.EngineException;
import dev.spoor.error.NearestName;
import dev.spoor.format.TimeWindow;
import dev.spoor.output.OutputFormat;
import dev.spoor.server.ServerConfig;
import dev.spoor.shell.ShellArguments.Action;
import dev.spoor.shell.ShellArguments.FailurePolicy;
import dev.spoor.shell.ShellArguments.FileScript;
import dev.spoor.shell.ShellArguments.InlineScript;
import dev.spoor.shell.ShellArguments.Script;
import dev.spoor.shell.ShellArguments.StatsFormat;
import dev.spoor.store.StoreLocation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the command line. Options take their value as the next word or, the long ones, behind an equals sign. The last
 * one wins where an option makes sense only once, and the command line wins over a file of configuration.
 */
final class ArgumentParser {
    private static final String DEMO = "demo";
    private static final String COMPACT = "compact";
    private static final String INGEST = "ingest";
    private static final String RETAIN = "retain";
    private static final String SERVE = "serve";
    private static final Duration RECONCILE = Duration.ofHours(6);

    private final Iterator<String> words;
    private final Instant now;
    private final List<StoreLocation> logs = new ArrayList<>();
    private final List<Script> scripts = new ArrayList<>();
    private final Map<String, String> tables = new LinkedHashMap<>();
    private Action action = Action.QUERY;
    private Optional<OutputFormat> format = Optional.empty();
    private Instant since;
    private Instant until;
    private final Map<String, String> changes = new LinkedHashMap<>();
    private Optional<Path> config;
    private Optional<String> profile = Optional.empty();
    private FailurePolicy failurePolicy = FailurePolicy.STOP;
    private boolean header = true;
    private boolean isSafe;
    private StatsFormat statsFormat = StatsFormat.TEXT;
    private Optional<StoreLocation> lake = Optional.empty();
    private Optional<String> ledger = Optional.empty();
    private Optional<Duration> every = Optional.empty();
    private Optional<String> queue = Optional.empty();
    private Optional<Duration> reconcile = Optional.of(RECONCILE);
    private OptionalInt days = OptionalInt.empty();
    private boolean isConfirmed;
    private final ServerOptions serving = new ServerOptions();
    private Optional<String> server = Optional.empty();
    private Optional<String> user = Optional.empty();
    private Optional<String> passwordCommand = Optional.empty();
    private final Map<String, String> parameters = new LinkedHashMap<>();

    private ArgumentParser(List<String> words, Instant now, Optional<Path> userConfig) {
        this.config = userConfig;
        this.words = words.iterator();
        this.now = now;
    }

    /**
     * Parses and checks.
     *
     * @param now what relative times count from
     * @param userConfig file of configuration that holds unless the words name another
     */
    static ShellArguments parse(List<String> words, Instant now, Optional<Path> userConfig) throws UsageException {
        ArgumentParser parser = new ArgumentParser(words, now, userConfig);
        while (parser.words.hasNext()) {
            parser.option(parser.words.next());
        }
        ShellArguments arguments = parser.build();
        arguments.validate();
        return arguments;
    }

    private void option(String word) throws UsageException {
        int equals = word.startsWith("--") ? word.indexOf('=') : -1;
        String name = equals < 0 ? word : word.substring(0, equals);
        Optional<String> attached = equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1));
        if (isFlag(name)) {
            if (attached.isPresent()) {
                throw new UsageException(name + " takes no value");
            }
            flag(name);
        } else {
            valued(name, attached);
        }
    }

    static boolean isFlag(String name) {
        return List.of(
                        DEMO,
                        COMPACT,
                        INGEST,
                        RETAIN,
                        SERVE,
                        "--yes",
                        "--help",
                        "-h",
                        "--version",
                        "--keep-going",
                        "--no-header",
                        "--safe")
                .contains(name);
    }

    private void flag(String name) {
        switch (name) {
            case DEMO -> action = Action.DEMO;
            case COMPACT -> action = Action.COMPACT;
            case INGEST -> action = Action.INGEST;
            case RETAIN -> action = Action.RETAIN;
            case SERVE -> action = Action.SERVE;
            case "--yes" -> isConfirmed = true;
            case "--version" -> action = Action.VERSION;
            case "--keep-going" -> failurePolicy = FailurePolicy.KEEP_GOING;
            case "--no-header" -> header = false;
            case "--safe" -> isSafe = true;
            default -> action = Action.HELP;
        }
    }

    private void valued(String name, Optional<String> attached) throws UsageException {
        if (ServerOptions.NAMES.contains(name)) {
            serving.put(name, value(name, attached));
            return;
        }
        switch (name) {
            case "--logs" -> logs.add(place(name, value(name, attached)));
            case "--lake" -> lake = Optional.of(place(name, value(name, attached)));
            case "--ledger" -> ledger = Optional.of(value(name, attached));
            case "--every" -> every = Optional.of(OptionValue.span(name, value(name, attached)));
            case "--shred" -> setting(Settings.SHRED.key() + "=" + value(name, attached));
            case "--queue" -> queue = Optional.of(value(name, attached));
            case "--reconcile" -> reconcile = reconcile(value(name, attached));
            case "--days" -> days = OptionalInt.of(OptionValue.positive(name, value(name, attached)));
            case "--server" -> server = Optional.of(value(name, attached));
            case "--user" -> user = Optional.of(value(name, attached));
            case "--password-command" -> passwordCommand = Optional.of(value(name, attached));
            case "--param" -> parameter(value(name, attached));
            case "-c" -> scripts.add(new InlineScript(value(name, attached)));
            case "-f" -> scripts.add(new FileScript(value(name, attached)));
            case "--format" -> format = Optional.of(outputFormat(value(name, attached)));
            case "--since" -> since = TimeArgument.parse(name, value(name, attached), now);
            case "--until" -> until = TimeArgument.parse(name, value(name, attached), now);
            case "--table" -> table(value(name, attached));
            case "--config" -> config = Optional.of(OptionValue.path(name, value(name, attached)));
            case "--profile" -> profile = Optional.of(value(name, attached));
            case "--set" -> setting(value(name, attached));
            case "--stats" -> statsFormat = statsFormat(value(name, attached));
            default -> {
                if (name.startsWith("-") && name.length() > 1) {
                    throw ShellArguments.unknownOption(name);
                }
                throw new UsageException("do not know what to do with '" + name
                        + "'; SQL goes behind -c, a folder of logs behind --logs");
            }
        }
    }

    private String value(String name, Optional<String> attached) throws UsageException {
        if (attached.isPresent()) {
            return attached.get();
        }
        if (!words.hasNext()) {
            throw new UsageException(name + " needs a value");
        }
        return words.next();
    }

    private static StoreLocation place(String name, String text) throws UsageException {
        try {
            return StoreLocation.parse(text);
        } catch (EngineException e) {
            throw new UsageException(name + ": " + e.getMessage());
        }
    }

    private static Optional<Duration> reconcile(String text) throws UsageException {
        return text.equals("off") ? Optional.empty() : Optional.of(OptionValue.span("--reconcile", text));
    }

    private static OutputFormat outputFormat(String text) throws UsageException {
        Optional<OutputFormat> found = OutputFormat.find(text);
        if (found.isEmpty()) {
            throw new UsageException("no format '" + text + "'; " + advice(text, OutputFormat.labels()));
        }
        return found.get();
    }

    private static StatsFormat statsFormat(String text) throws UsageException {
        for (StatsFormat each : StatsFormat.values()) {
            if (each.name().equals(text.toUpperCase(Locale.ROOT))) {
                return each;
            }
        }
        List<String> known = Arrays.stream(StatsFormat.values())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        throw new UsageException("--stats takes no '" + text + "'; " + advice(text, known));
    }

    private static String advice(String text, List<String> known) {
        return NearestName.of(text, known)
                .map(near -> "did you mean " + near + "?")
                .orElse("known are " + String.join(", ", known));
    }

    private void table(String text) throws UsageException {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new UsageException(
                    "--table takes NAME=VIEW, such as cloudtrail_logs=athena or db.trail=lake, not '" + text + "'");
        }
        tables.put(text.substring(0, equals), text.substring(equals + 1));
    }

    private void parameter(String text) throws UsageException {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new UsageException("--param takes NAME=VALUE, not '" + text + "'");
        }
        parameters.put(text.substring(0, equals), text.substring(equals + 1));
    }

    private Optional<ShellArguments.ServerAddress> server(ConfigFile file) throws UsageException {
        boolean usesFile = server.isEmpty() && action == Action.QUERY && logs.isEmpty() && lake.isEmpty();
        Optional<ShellArguments.ServerAddress> address = usesFile
                ? file.server()
                : server.map(url -> new ShellArguments.ServerAddress(url, Optional.empty(), Optional.empty()));
        if (address.isEmpty()) {
            if (user.isPresent() || passwordCommand.isPresent()) {
                throw new UsageException("--user and --password-command need --server URL");
            }
            return Optional.empty();
        }
        if (!logs.isEmpty() || lake.isPresent() || !tables.isEmpty() || since != null || until != null) {
            throw new UsageException("--server has its own logs, lake and tables: it takes neither --logs nor --lake,"
                    + " --table, --since or --until");
        }
        return address.map(known -> new ShellArguments.ServerAddress(
                known.url(), user.or(known::user), passwordCommand.or(known::passwordCommand)));
    }

    private void setting(String text) throws UsageException {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new UsageException("--set takes KEY=VALUE, not '" + text + "'");
        }
        changes.put(text.substring(0, equals), text.substring(equals + 1));
        ShellArguments.change(Settings.initial(), text.substring(0, equals), text.substring(equals + 1));
    }

    private ShellArguments build() throws UsageException {
        if (since != null && until != null && !since.isBefore(until)) {
            throw new UsageException("--since " + since + " is not before --until " + until);
        }
        if (profile.isPresent() && config.isEmpty()) {
            throw new UsageException("--profile " + profile.get() + ": there is no file of configuration; name one with"
                    + " --config FILE");
        }
        ConfigFile file = action == Action.HELP || action == Action.VERSION || config.isEmpty()
                ? ConfigFile.EMPTY
                : ConfigFile.read(config.get(), profile);
        Settings settings = file.settings();
        for (Map.Entry<String, String> change : changes.entrySet()) {
            settings = ShellArguments.change(settings, change.getKey(), change.getValue());
        }
        Map<String, String> allTables = new LinkedHashMap<>(file.tables());
        allTables.putAll(tables);
        if (ledger.isPresent() && lake.isEmpty()) {
            throw new UsageException("--ledger needs --lake DIR");
        }
        // logs and lake of a file belong together: whoever names one of them does not mean the other
        boolean needsBoth = action == Action.COMPACT || action == Action.INGEST;
        boolean usesFileLogs = logs.isEmpty() && action != Action.DEMO && (lake.isEmpty() || needsBoth);
        boolean usesFileLake = lake.isEmpty() && action != Action.DEMO && (logs.isEmpty() || needsBoth);
        return new ShellArguments(
                action,
                List.copyOf(usesFileLogs ? file.logs() : logs),
                List.copyOf(scripts),
                format,
                window(since, until),
                Map.copyOf(allTables),
                settings,
                failurePolicy,
                header,
                statsFormat,
                usesFileLake ? file.lake() : lake.map(place -> new LakeLocation(place, ledger)),
                every,
                queue,
                reconcile,
                days,
                isConfirmed,
                action == Action.SERVE ? serving.build() : ServerConfig.on(ServerConfig.PORT),
                serving.schedule(),
                server(file),
                Map.copyOf(parameters),
                isSafe);
    }

    private static TimeWindow window(Instant since, Instant until) {
        return new TimeWindow(
                since == null ? TimeWindow.ALL.sinceMicros() : ChronoUnit.MICROS.between(Instant.EPOCH, since),
                until == null ? TimeWindow.ALL.untilMicros() : ChronoUnit.MICROS.between(Instant.EPOCH, until));
    }
}
