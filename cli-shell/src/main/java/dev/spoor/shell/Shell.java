/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.LakeMaintenance;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.lifecycle.Ingestion.Rhythm;
import dev.spoor.output.DisplayText;
import dev.spoor.output.OutputFormat;
import dev.spoor.schedule.ReportPlace;
import dev.spoor.schedule.Schedule;
import dev.spoor.schedule.ScheduleReader;
import dev.spoor.server.SqlServer;
import dev.spoor.shell.ShellArguments.FailurePolicy;
import dev.spoor.shell.ShellArguments.FileScript;
import dev.spoor.shell.ShellArguments.InlineScript;
import dev.spoor.shell.ShellArguments.Script;
import dev.spoor.shell.ShellArguments.ServerAddress;
import dev.spoor.shell.StatementSplitter.Statement;
import dev.spoor.shell.door.Door;
import dev.spoor.shell.door.EmbeddedDoor;
import dev.spoor.shell.door.ServerDoor;
import dev.spoor.shell.edit.HistoryFile;
import dev.spoor.shell.edit.Vocabulary;
import dev.spoor.store.StoreLocation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/**
 * One run of the command line, from its words to its exit code. {@link #run} once; {@link #interrupt} from any thread.
 */
final class Shell implements InterruptSignal.Interruptible {
    private static final int OUT_BUFFER_CHARS = 1 << 16;
    private static final Pattern USES_LAST_RESULT = Pattern.compile("\\\\(export|i|include)\\b");
    private static final Duration INGEST_EVERY = Duration.ofMinutes(5);

    private final Streams streams;
    private final Clock clock;
    private final Optional<Path> userConfig;
    private final Diagnostics diagnostics;
    private final Map<String, String> environment;
    private ShellConsole console;
    private ShellArguments next;
    private LineEditor plainEditor;
    private Runnable cancel = () -> {};
    private boolean interrupted;
    private boolean terminated;
    private boolean prompting;

    Shell(Streams streams, Clock clock) {
        this(streams, clock, Optional.empty(), System.getenv());
    }

    /**
     * @param userConfig file of configuration that holds unless the words name another
     * @param environment variables of the process
     */
    Shell(Streams streams, Clock clock, Optional<Path> userConfig, Map<String, String> environment) {
        this.environment = environment;
        this.userConfig = userConfig;
        this.streams = streams;
        this.clock = clock;
        this.diagnostics = new Diagnostics(streams.err(), streams.errTerminal() && LineEditors.hasColours(environment));
    }

    /** Never throws: whatever happens has a message on stderr and an exit code. */
    ExitCode run(List<String> words) {
        try {
            Writer out =
                    new BufferedWriter(new OutputStreamWriter(streams.out(), StandardCharsets.UTF_8), OUT_BUFFER_CHARS);
            ExitCode code = run(words, out);
            out.flush();
            return code;
        } catch (UsageException e) {
            diagnostics.line("spoor: " + DisplayText.visible(e.getMessage()));
            return ExitCode.WRONG_USAGE;
        } catch (EngineException e) {
            diagnostics.line(ErrorReport.of(e, new Statement("", 1, 1), ""));
            // Statements have reported their own: what is left is about what to open.
            return e.code().type() == ErrorCode.Type.USER ? ExitCode.WRONG_USAGE : ExitCode.QUERY_FAILED;
        } catch (IOException e) {
            return outputFailed(e);
        } catch (RuntimeException | OutOfMemoryError e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            diagnostics.line("error: this is a bug in Spoor; please report it with this trace:\n" + trace);
            return ExitCode.QUERY_FAILED;
        }
    }

    @Override
    public synchronized boolean interrupt() {
        interrupted = true;
        cancel.run();
        return prompting;
    }

    @Override
    public synchronized void terminate() {
        terminated = true;
        interrupt();
    }

    /** The commands about servers have words of their own. */
    private ExitCode run(List<String> words, Writer out) throws UsageException, IOException {
        String command = words.isEmpty() ? "" : words.get(0);
        if (ProgramManual.answers(words)) {
            ProgramManual.run(words, out);
            return ExitCode.OK;
        }
        if (words.size() == 2 && List.of("--help", "-h").contains(words.get(1))) {
            out.write(ProgramManual.help(command));
            return ExitCode.OK;
        }
        if (command.equals(UserCommand.WORD)) {
            new UserCommand(streams, clock, out).run(words.subList(1, words.size()));
            return ExitCode.OK;
        }
        if (command.equals(AuditCommand.WORD)) {
            return new AuditCommand(out).run(words.subList(1, words.size()));
        }
        if (command.equals(VerifyCommand.WORD)) {
            return new VerifyCommand(streams, diagnostics, clock, userConfig, out, this::cancelling, this::warn)
                    .run(words.subList(1, words.size()));
        }
        if (command.equals(ReportCommand.WORD)) {
            Path keys = UserFolders.data(environment);
            return new ReportCommand(streams, diagnostics, clock, userConfig, out, keys, this::open, this::cancelling)
                    .run(words.subList(1, words.size()));
        }
        if (command.equals(ScheduleCommand.WORD)) {
            return new ScheduleCommand(diagnostics, clock, userConfig, environment, out, this::open, this::cancelling)
                    .run(words.subList(1, words.size()));
        }
        if (command.equals(BundleCommand.WORD)) {
            return new BundleCommand(clock, out, this::open).run(words.subList(1, words.size()));
        }
        return run(ArgumentParser.parse(words, clock.instant(), userConfig), out);
    }

    private ExitCode run(ShellArguments arguments, Writer out) throws UsageException, IOException {
        switch (arguments.action()) {
            case HELP -> out.write(ProgramManual.OVERVIEW);
            case VERSION -> out.write(Version.text() + "\n");
            case QUERY -> {
                return runQueries(arguments, out);
            }
            case COMPACT -> {
                return runCompaction(arguments, out);
            }
            case INGEST -> {
                return runIngestion(arguments, out);
            }
            case RETAIN -> {
                return runRetention(arguments, out);
            }
            case SERVE -> {
                return runServer(arguments);
            }
            case DEMO -> {
                return runDemo(arguments, out);
            }
        }
        return ExitCode.OK;
    }

    /** One conversation after the other, as long as the user connects to somewhere else. */
    private ExitCode runQueries(ShellArguments first, Writer out) throws UsageException, IOException {
        ShellArguments arguments = first;
        ShellArguments before = null;
        while (true) {
            try {
                ExitCode code = converse(arguments, out);
                if (next == null) {
                    return code;
                }
                before = arguments;
                arguments = next;
            } catch (UsageException | EngineException e) {
                if (before == null || next == null) {
                    throw e;
                }
                String told = e instanceof EngineException failure ? failure.describe() : e.getMessage();
                diagnostics.line("error: " + DisplayText.visible(told));
                arguments = before;
            }
            next = null;
        }
    }

    /** Chooses what {@link #runQueries} goes on with. */
    private void connect(List<String> options) {
        try {
            ShellArguments parsed = ArgumentParser.parse(options, clock.instant(), userConfig);
            if (!prompting
                    || parsed.action() != ShellArguments.Action.QUERY
                    || !parsed.scripts().isEmpty()) {
                throw new UsageException(
                        prompting
                                ? "options of a place are wanted, such as --logs or --server"
                                : "there is no prompt to go on at");
            }
            next = parsed;
        } catch (UsageException e) {
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, "\\connect: " + e.getMessage(), e);
        }
    }

    private ExitCode converse(ShellArguments arguments, Writer out) throws UsageException, IOException {
        if (arguments.server().isPresent()) {
            return askServer(arguments.server().get(), arguments, out);
        }
        EngineConfig config = new EngineConfig(
                arguments.logs(), arguments.tables(), arguments.settings(), arguments.window(), arguments.lake());
        try (Engine engine = open(config);
                Door door = new EmbeddedDoor(engine, place(config))) {
            return answer(door, arguments, out);
        }
    }

    private ExitCode askServer(ServerAddress server, ShellArguments arguments, Writer out)
            throws UsageException, IOException {
        Optional<String> password = new PasswordSource(streams, environment).of(server);
        try (Door door = ServerDoor.open(server.url(), server.user(), password)) {
            return answer(door, arguments, out);
        }
    }

    private ExitCode answer(Door door, ShellArguments arguments, Writer out) throws UsageException, IOException {
        ShellConsole console = begin(door, out, arguments);
        try (StatementRunner statements = console.statements()) {
            if (!arguments.scripts().isEmpty()) {
                return runScripts(arguments.scripts(), console, arguments.failurePolicy());
            }
            if (streams.inTerminal()) {
                return prompt(console);
            }
            return runScripts(List.of(new FileScript(FileScript.STDIN)), console, arguments.failurePolicy());
        }
    }

    /** What an engine reads, for people. */
    private static String place(EngineConfig config) {
        List<String> places = new ArrayList<>();
        config.lake().ifPresent(lake -> places.add("the lake " + lake.place()));
        config.logs().forEach(logs -> places.add(logs.toString()));
        return places.isEmpty() ? "no logs" : String.join(", ", places);
    }

    /** Opens an engine whose warnings go to stderr. */
    private Engine open(EngineConfig config) {
        return open(config, clock);
    }

    private Engine open(EngineConfig config, Clock now) {
        return Engine.open(config, now, this::warn);
    }

    private LakeMaintenance openLake(ShellArguments arguments, List<StoreLocation> logs) {
        return LakeMaintenance.open(arguments.lake().orElseThrow(), logs, arguments.settings(), clock, this::warn);
    }

    private void warn(String warning) {
        diagnostics.line("warning: " + DisplayText.visible(warning));
    }

    private ExitCode runCompaction(ShellArguments arguments, Writer out) throws UsageException, IOException {
        if (arguments.lake().isEmpty() || arguments.logs().isEmpty()) {
            throw new UsageException("compact needs logs to read and a lake to bring them to: --logs PATH --lake DIR");
        }
        if (!arguments.scripts().isEmpty()) {
            throw new UsageException("compact runs no statements: it takes neither -c nor -f");
        }
        try (LakeMaintenance lake = openLake(arguments, arguments.logs())) {
            cancelling(lake::cancel);
            return endOfService(new CompactCommand(diagnostics, streams.errTerminal(), clock)
                    .run(lake, arguments.every(), arguments.reconcile(), out));
        }
    }

    private ExitCode runIngestion(ShellArguments arguments, Writer out) throws UsageException, IOException {
        if (arguments.lake().isEmpty()
                || arguments.logs().isEmpty()
                || arguments.queue().isEmpty()) {
            throw new UsageException(
                    "ingest needs a queue, the logs that its messages tell of, and a lake to bring them"
                            + " to: --queue URL --logs PATH --lake DIR");
        }
        if (!arguments.scripts().isEmpty()) {
            throw new UsageException("ingest runs no statements: it takes neither -c nor -f");
        }
        Rhythm rhythm = Rhythm.of(arguments.every().orElse(INGEST_EVERY), arguments.reconcile());
        try (LakeMaintenance lake = openLake(arguments, arguments.logs())) {
            cancelling(lake::cancel);
            ExitCode code = new IngestCommand(diagnostics, streams.errTerminal(), clock, out)
                    .run(lake, arguments.queue().get(), rhythm);
            return endOfService(code);
        }
    }

    /** A service that was asked to end, and did, has not failed. */
    private synchronized ExitCode endOfService(ExitCode code) {
        return terminated && code == ExitCode.CANCELLED ? ExitCode.OK : code;
    }

    private ExitCode runRetention(ShellArguments arguments, Writer out) throws UsageException, IOException {
        if (arguments.lake().isEmpty() || arguments.days().isEmpty()) {
            throw new UsageException("retain needs a lake and how many days of it to keep: --lake DIR --days N");
        }
        if (!arguments.lake().get().exists()) {
            throw new UsageException("--lake " + arguments.lake().get().place() + ": there is no lake");
        }
        try (LakeMaintenance lake = openLake(arguments, List.of())) {
            cancelling(lake::cancel);
            return new RetainCommand(diagnostics).run(lake, arguments.days().getAsInt(), arguments.isConfirmed(), out);
        }
    }

    private ExitCode runServer(ShellArguments arguments) throws UsageException {
        if (!arguments.scripts().isEmpty()) {
            throw new UsageException("serve runs the statements of its clients: it takes neither -c nor -f");
        }
        EngineConfig config = new EngineConfig(
                arguments.logs(), arguments.tables(), arguments.settings(), arguments.window(), arguments.lake());
        CountDownLatch interruption = new CountDownLatch(1);
        try (Engine engine = open(config);
                SqlServer server =
                        SqlServer.start(engine, arguments.settings(), arguments.serving(), clock, this::warn)) {
            diagnostics.line("Serving jdbc:spoor:" + server.address() + " to "
                    + (arguments.serving().users().isPresent()
                            ? "its users."
                            : "anybody on this machine, without a password.")
                    + " Ctrl-C stops.");
            server.auditHead().ifPresent(head -> diagnostics.line("The audit log is at " + head + "."));
            if (arguments.schedule().isPresent()) {
                schedule(server, engine, arguments);
            }
            cancelling(interruption::countDown);
            interruption.await();
            diagnostics.line("Stopping; " + server.queries() + " queries run.");
            server.drain();
            server.auditHead().ifPresent(head -> diagnostics.line("The audit log ends at " + head + "."));
            return ExitCode.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.CANCELLED;
        }
    }

    private void schedule(SqlServer server, Engine engine, ShellArguments arguments) {
        Schedule schedule = ScheduleReader.read(arguments.schedule().get());
        server.schedule(
                schedule,
                engine,
                arguments.settings(),
                ScheduleCommand.place(schedule, arguments, environment),
                new ReportPlace(ScheduleCommand.signingKey(environment), Version.text()),
                clock,
                this::warn);
        diagnostics.line("Running the schedule " + schedule.name() + " beside.");
    }

    private synchronized void cancelling(Runnable running) {
        cancel = running;
        if (interrupted) {
            running.run();
        }
    }

    private ExitCode runDemo(ShellArguments arguments, Writer out) throws UsageException, IOException {
        if (!arguments.scripts().isEmpty() || !arguments.logs().isEmpty()) {
            throw new UsageException("demo brings its own logs and statements: it takes neither --logs nor -c nor -f");
        }
        Demo demo = new Demo(diagnostics, streams);
        Path trail = demo.trail();
        EngineConfig config = new EngineConfig(
                StoreLocation.listOf(trail), arguments.tables(), arguments.settings(), arguments.window());
        try (Engine engine = open(config);
                Door door = new EmbeddedDoor(engine, place(config))) {
            ShellConsole console = begin(door, out, arguments);
            // The tour is for people, wherever it is written to.
            console.preferences().format(arguments.format().orElse(OutputFormat.AUTO));
            try (StatementRunner statements = console.statements()) {
                ExitCode code = demo.tour(statements, out);
                return code == ExitCode.OK && streams.inTerminal() ? prompt(console) : code;
            }
        }
    }

    private ExitCode prompt(ShellConsole console) throws IOException {
        console.statements().keeper().want();
        synchronized (this) {
            prompting = true;
        }
        if (!LineEditors.isCapable(streams, environment)) {
            if (plainEditor == null) {
                // one for all conversations: it has read ahead
                plainEditor = LineEditors.plain(streams);
            }
            return new Prompt(plainEditor, console, this::forgetInterrupt, () -> {}, clock).run();
        }
        HistoryFile history = new HistoryFile(UserFolders.state(environment).resolve(HistoryFile.NAME));
        try (Vocabulary.Live vocabulary = new Vocabulary.Live(console.door().another());
                LineEditor editor = LineEditors.open(
                        streams, environment, history, vocabulary, console.preferences(), this::interrupt)) {
            console.statements().target().screen(editor::width, editor::height);
            return new Prompt(editor, console, this::forgetInterrupt, vocabulary::refresh, clock).run();
        }
    }

    private synchronized void forgetInterrupt() {
        interrupted = false;
        console.forgetCancel();
    }

    private synchronized boolean isInterrupted() {
        return interrupted;
    }

    private synchronized ShellConsole begin(Door door, Writer out, ShellArguments arguments) {
        StatementRunner statements =
                new StatementRunner(door, out, diagnostics, streams, arguments, environment, clock);
        ShellConsole old = console;
        console = new ShellConsole(statements, diagnostics, environment, arguments.isSafe(), this::connect);
        if (old != null) {
            statements.preferences().adopt(old.preferences());
        }
        cancelling(console::cancel);
        return console;
    }

    private ExitCode runScripts(List<Script> scripts, ShellConsole console, FailurePolicy policy)
            throws UsageException, IOException {
        ExitCode code = ExitCode.OK;
        List<String> texts = new ArrayList<>();
        for (Script script : scripts) {
            texts.add(textOf(script));
        }
        if (texts.stream().anyMatch(Shell::wantsLastResult)) {
            console.statements().keeper().want();
        }
        for (Script script : scripts) {
            String text = texts.remove(0);
            List<Statement> list = ScriptPieces.of(text);
            if (list.isEmpty() && script instanceof InlineScript) {
                throw new UsageException("-c holds no statement");
            }
            String origin = script instanceof FileScript file ? file.file() : "";
            for (Statement statement : list) {
                if (isInterrupted()) {
                    return ExitCode.CANCELLED;
                }
                code = code.and(console.run(statement, origin));
                if (console.isQuitting()) {
                    return code;
                }
                boolean failed = code == ExitCode.QUERY_FAILED && policy == FailurePolicy.STOP;
                if (failed || code == ExitCode.CANCELLED) {
                    return code;
                }
            }
        }
        return code;
    }

    /** Whether a script has a use for the last result, or includes one that may. */
    private static boolean wantsLastResult(String script) {
        return Door.namesLastResult(script) || USES_LAST_RESULT.matcher(script).find();
    }

    private String textOf(Script script) throws UsageException, IOException {
        if (script instanceof InlineScript inline) {
            return inline.sql();
        }
        String file = ((FileScript) script).file();
        byte[] bytes = file.equals(FileScript.STDIN) ? streams.in().readAllBytes() : Files.readAllBytes(Path.of(file));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UsageException("-f " + file + ": not UTF-8 text");
        }
    }

    /** Whoever read our rows has left, which is fine; or the disk is full, which is not. */
    private ExitCode outputFailed(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("Broken pipe") || message.contains("EPIPE")) {
            diagnostics.clear();
            return ExitCode.OK;
        }
        diagnostics.line("error: " + DisplayText.visible(message));
        return ExitCode.QUERY_FAILED;
    }
}
