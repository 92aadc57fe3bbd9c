/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.dataset.DeliveryEntry;
import dev.spoor.dataset.ScheduledRun;
import dev.spoor.delivery.DestinationPlace;
import dev.spoor.delivery.Outbox;
import dev.spoor.schedule.ReportPlace;
import dev.spoor.schedule.RunIdentity;
import dev.spoor.schedule.RunWatcher;
import dev.spoor.schedule.Schedule;
import dev.spoor.schedule.ScheduleEntry;
import dev.spoor.schedule.ScheduleReader;
import dev.spoor.schedule.ScheduleService;
import dev.spoor.schedule.ScheduleTargets;
import dev.spoor.server.ScheduleIdentity;
import dev.spoor.server.auth.UsersFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** {@code spoor schedule}: runs reports and alerts at their times. */
final class ScheduleCommand {
    static final String WORD = "schedule";

    static final String USAGE = """
            usage: spoor schedule FILE [--logs PATH]... [--lake DIR] [--once|--dry-run] [--users FILE] [options]
                   spoor schedule check FILE [--logs PATH]... [--lake DIR]
                   spoor schedule dead FILE [--logs PATH]... [--lake DIR]
                   spoor schedule retry FILE ID [DESTINATION] [--logs PATH]... [--lake DIR]

            Runs the reports and alerts of a schedule at their times, until it is asked to end, and delivers what they find. Of
            several with one lake one runs, and another takes over when it ends. check says whether the file is right; dead
            lists what could not be delivered, and retry tries such a delivery again. sys.report_runs tells what was run.

              --once               run what is due, deliver it, and end: for who is started by cron
              --dry-run            only tell the next times
              --users FILE         where 'run-as: NAME' of the file is looked up: see spoor user --help
              --signing-key FILE   the Ed25519 key for bundles, made on first use (~/.local/share/spoor/signing-key.pem)
              --logs, --lake, --ledger, --set and others say what to ask: see spoor help query

            exit codes: 0 ended as asked, 1 a run of --once has failed, 2 wrong usage or file
            """;

    private static final int TIMES_SHOWN = 5;

    private final Diagnostics diagnostics;
    private final Clock clock;
    private final Optional<Path> userConfig;
    private final Map<String, String> environment;
    private final Writer out;
    private final Function<EngineConfig, Engine> engines;
    private final Consumer<Runnable> cancelling;
    private final List<String> names = new ArrayList<>();
    private final List<String> rest = new ArrayList<>();
    private Optional<Path> users = Optional.empty();
    private Path key;
    private boolean isOnce;
    private boolean isDry;
    private boolean isHelp;

    /** @param cancelling is given what stops a run */
    ScheduleCommand(
            Diagnostics diagnostics,
            Clock clock,
            Optional<Path> userConfig,
            Map<String, String> environment,
            Writer out,
            Function<EngineConfig, Engine> engines,
            Consumer<Runnable> cancelling) {
        this.diagnostics = diagnostics;
        this.clock = clock;
        this.userConfig = userConfig;
        this.environment = environment;
        this.out = out;
        this.engines = engines;
        this.cancelling = cancelling;
        this.key = signingKey(environment);
    }

    static Path signingKey(Map<String, String> environment) {
        return UserFolders.data(environment).resolve("signing-key.pem");
    }

    /** Runs the words behind {@code schedule}; throws EngineException. */
    ExitCode run(List<String> words) throws UsageException, IOException {
        for (Iterator<String> left = words.iterator(); left.hasNext(); ) {
            word(left.next(), left);
        }
        if (isHelp || names.isEmpty()) {
            out.write(USAGE);
            return ExitCode.OK;
        }
        ShellArguments arguments = ArgumentParser.parse(rest, clock.instant(), userConfig);
        switch (names.get(0)) {
            case "check" -> check(named(2, 2), arguments);
            case "dead" -> dead(named(2, 2), arguments);
            case "retry" -> {
                return retry(named(3, 4), arguments);
            }
            default -> {
                Schedule schedule = ScheduleReader.read(Path.of(named(1, 1)));
                if (isDry) {
                    tellTimes(schedule);
                    return ExitCode.OK;
                }
                return run(schedule, arguments);
            }
        }
        return ExitCode.OK;
    }

    private void word(String word, Iterator<String> left) throws UsageException {
        int equals = word.startsWith("--") ? word.indexOf('=') : -1;
        String name = equals < 0 ? word : word.substring(0, equals);
        switch (name) {
            case "--help", "-h" -> isHelp = true;
            case "--once" -> isOnce = true;
            case "--dry-run" -> isDry = true;
            case "--users" -> users = Optional.of(OptionValue.path(name, OptionValue.of(word, equals, left)));
            case "--signing-key" -> key = OptionValue.path(name, OptionValue.of(word, equals, left));
            default -> {
                if (!word.startsWith("-")) {
                    names.add(word);
                    return;
                }
                rest.add(word);
                if (equals < 0 && left.hasNext() && !ArgumentParser.isFlag(word)) {
                    rest.add(left.next());
                }
            }
        }
    }

    /** The file, if there are as many words as there should be. */
    private String named(int min, int max) throws UsageException {
        if (names.size() < min || names.size() > max) {
            throw new UsageException("do not know what to do with 'schedule " + String.join(" ", names)
                    + "'; see spoor schedule --help");
        }
        return names.get(max == 1 ? 0 : 1);
    }

    // ---- running -----------------------------------------------------------------------------------------------

    private ExitCode run(Schedule schedule, ShellArguments arguments) throws UsageException, IOException {
        Told told = new Told(diagnostics);
        try (Engine engine = engines.apply(config(arguments));
                ScheduleService service = open(schedule, arguments, engine, told)) {
            cancelling.accept(service::stop);
            if (isOnce) {
                service.runOnce();
                return told.hasFailed ? ExitCode.QUERY_FAILED : ExitCode.OK;
            }
            diagnostics.line("Running " + schedule.name() + ": "
                    + Footer.counted(schedule.entries().size(), "report or alert", "reports and alerts")
                    + ". Ctrl-C stops.");
            service.run();
            return ExitCode.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.CANCELLED;
        }
    }

    private ScheduleService open(Schedule schedule, ShellArguments arguments, Engine engine, RunWatcher watcher) {
        RunIdentity identity =
                ScheduleIdentity.of(schedule, users.map(file -> new UsersFile(file).read()), arguments.settings());
        return ScheduleService.open(
                schedule,
                engine,
                identity,
                place(schedule, arguments, environment),
                new ReportPlace(key, Version.text()),
                clock,
                watcher);
    }

    static DestinationPlace place(Schedule schedule, ShellArguments arguments, Map<String, String> environment) {
        return new DestinationPlace(
                schedule.file().toAbsolutePath().getParent(),
                environment,
                arguments.settings().storeOptions(warning -> {}));
    }

    private static EngineConfig config(ShellArguments arguments) throws UsageException {
        if (arguments.logs().isEmpty() && arguments.lake().isEmpty()) {
            throw new UsageException("schedule needs something to ask: --logs PATH or --lake DIR");
        }
        return new EngineConfig(
                arguments.logs(), arguments.tables(), arguments.settings(), arguments.window(), arguments.lake());
    }

    /** Tells of runs on stderr, a line for each that ends. */
    private static final class Told implements RunWatcher {
        private final Diagnostics diagnostics;
        private volatile boolean hasFailed;

        Told(Diagnostics diagnostics) {
            this.diagnostics = diagnostics;
        }

        @Override
        public Watched began(ScheduledRun run, String user, String statement) {
            return (state, rows, textOrNull) -> {
                hasFailed |= state == ScheduledRun.State.FAILED;
                String time =
                        Instant.ofEpochMilli(run.scheduledMicros() / 1_000).toString();
                diagnostics.line(time + " " + run.kind() + " " + run.name() + " " + state.label() + ", "
                        + Footer.counted(rows, "row") + (textOrNull == null ? "" : ": " + textOrNull));
            };
        }

        @Override
        public void said(String sentence) {
            diagnostics.line(sentence);
        }
    }

    // ---- telling -----------------------------------------------------------------------------------------------

    private void check(String file, ShellArguments arguments) throws UsageException, IOException {
        Schedule schedule = ScheduleReader.read(Path.of(file));
        ScheduleTargets.open(schedule, place(schedule, arguments, environment)).close();
        boolean hasLogs = !arguments.logs().isEmpty() || arguments.lake().isPresent();
        if (hasLogs) {
            try (Engine engine = engines.apply(config(arguments))) {
                ScheduleService.check(
                        schedule,
                        engine,
                        ScheduleIdentity.of(
                                schedule, users.map(each -> new UsersFile(each).read()), arguments.settings()));
            }
        }
        for (ScheduleEntry entry : schedule.entries()) {
            String to = entry.deliverTo().isEmpty() ? "nobody" : String.join(", ", entry.deliverTo());
            out.write(entry.kind() + " " + entry.name() + ": " + entry.title() + "; "
                    + entry.rhythm().text() + "; to " + to + "\n");
        }
        out.write("The schedule " + schedule.name() + " is right"
                + (hasLogs ? "" : "; with --logs or --lake its SQL is checked, too") + ".\n");
    }

    private record Due(Instant time, ScheduleEntry entry) {}

    private void tellTimes(Schedule schedule) throws IOException {
        List<Due> due = new ArrayList<>();
        for (ScheduleEntry entry : schedule.entries()) {
            Instant time = clock.instant();
            for (int i = 0; i < TIMES_SHOWN; i++) {
                time = entry.rhythm().next(time);
                due.add(new Due(time, entry));
            }
        }
        due.sort(Comparator.comparing(Due::time));
        for (Due each : due) {
            out.write(
                    each.time() + " " + each.entry().kind() + " " + each.entry().name() + "\n");
        }
    }

    private interface OutboxWork {
        ExitCode with(Outbox outbox) throws IOException;
    }

    private ExitCode withOutbox(String file, ShellArguments arguments, OutboxWork work)
            throws UsageException, IOException {
        Schedule schedule = ScheduleReader.read(Path.of(file));
        try (Engine engine = engines.apply(config(arguments));
                ScheduleService service = open(schedule, arguments, engine, RunWatcher.NONE)) {
            return work.with(service.outbox());
        }
    }

    private void dead(String file, ShellArguments arguments) throws UsageException, IOException {
        withOutbox(file, arguments, outbox -> {
            for (DeliveryEntry entry : outbox.dead()) {
                out.write(entry.id() + " " + entry.destination() + ": " + entry.title() + ": " + entry.reasonOrNull()
                        + "\n");
            }
            return ExitCode.OK;
        });
    }

    private ExitCode retry(String file, ShellArguments arguments) throws UsageException, IOException {
        String id = names.get(2);
        Optional<String> destination = names.size() > 3 ? Optional.of(names.get(3)) : Optional.empty();
        return withOutbox(file, arguments, outbox -> {
            int count = 0;
            for (DeliveryEntry entry : outbox.dead()) {
                boolean isMeant = destination.isEmpty()
                        || entry.destination().equals(destination.get())
                        || entry.destination().endsWith("/" + destination.get());
                if (entry.id().equals(id) && isMeant && outbox.retry(id, entry.destination())) {
                    out.write(id + " is tried again to " + entry.destination() + "\n");
                    count++;
                }
            }
            if (count == 0) {
                diagnostics.line("there is no such dead delivery; spoor schedule dead lists them");
            }
            return count == 0 ? ExitCode.QUERY_FAILED : ExitCode.OK;
        });
    }
}
