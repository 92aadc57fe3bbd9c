/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.QueryStats;
import dev.spoor.catalog.KeptRows;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.output.DisplayText;
import dev.spoor.output.OutputFormat;
import dev.spoor.output.ResultWriter;
import dev.spoor.shell.ShellArguments.StatsFormat;
import dev.spoor.shell.StatementSplitter.Statement;
import dev.spoor.shell.command.Preferences;
import dev.spoor.shell.door.Answer;
import dev.spoor.shell.door.Door;
import dev.spoor.shell.door.TextRows;
import dev.spoor.sql.text.NamedParameters;
import dev.spoor.vector.Memory;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs one statement after the other: rows to where rows go, the rest to stderr. One thread; {@link #cancel} from any.
 */
final class StatementRunner implements AutoCloseable {
    private static final int COLUMNS_NAMED_MAX = 8;

    private final Door door;
    private final RowTarget target;
    private final Diagnostics diagnostics;
    private final Streams streams;
    private final Clock clock;
    private final boolean header;
    private final StatsFormat statsFormat;
    private final Preferences preferences;
    private Runnable stop;
    private boolean cancelled;
    private final ResultKeeper keeper;
    private Summary last = Summary.NONE;

    /** Makes the writer of a result, in the budget of its query. */
    private interface WriterMaker {
        ResultWriter open(Memory memory) throws IOException;
    }

    /**
     * What the last statement did.
     *
     * @param rows that were written
     * @param millis from its start to its last row
     */
    record Summary(long rows, long millis) {
        static final Summary NONE = new Summary(0, 0);

        /** Of something without rows. */
        static Summary since(Instant start, Instant end) {
            return new Summary(0, ChronoUnit.MILLIS.between(start, end));
        }
    }

    /** @param environment variables of the process */
    StatementRunner(
            Door door,
            Writer out,
            Diagnostics diagnostics,
            Streams streams,
            ShellArguments arguments,
            Map<String, String> environment,
            Clock clock) {
        this.door = door;
        this.target = new RowTarget(out, streams, environment, !arguments.isSafe());
        this.keeper = new ResultKeeper(door);
        this.diagnostics = diagnostics;
        this.streams = streams;
        this.clock = clock;
        this.header = arguments.header();
        this.statsFormat = arguments.statsFormat();
        this.preferences = new Preferences(
                arguments.format().orElse(streams.outTerminal() ? OutputFormat.AUTO : OutputFormat.CSV),
                statsFormat != StatsFormat.OFF);
        preferences.variables().putAll(arguments.parameters());
    }

    Door door() {
        return door;
    }

    /** What holds for the statements that follow. */
    Preferences preferences() {
        return preferences;
    }

    /** Where rows go. */
    RowTarget target() {
        return target;
    }

    /** The last result as a table. */
    ResultKeeper keeper() {
        return keeper;
    }

    /** Ends where rows go, and what was kept. The door stays the caller's. */
    @Override
    public void close() throws IOException {
        try (keeper) {
            target.close();
        }
    }

    /** What the last statement did. */
    Summary last() {
        return last;
    }

    /** Before a command, which need not run any. */
    void forgetLast() {
        last = Summary.NONE;
    }

    /**
     * Runs a statement to its end, its parameters bound to what was set.
     *
     * @param origin name of the script it is from, or empty for the command line
     * @throws IOException when the rows cannot be written
     */
    ExitCode run(Statement statement, String origin) throws IOException {
        return run(statement, origin, null, memory -> keeper.over(open(memory), memory));
    }

    /** As above, with the values of its {@code ?}. */
    ExitCode run(String sql, List<String> parameters) throws IOException {
        return run(new Statement(sql, 1, 1), "", parameters, memory -> keeper.over(open(memory), memory));
    }

    /** Runs a statement of a command, whose rows somebody sees: they are not the last result. */
    ExitCode show(String sql, List<String> parameters) throws IOException {
        return run(new Statement(sql, 1, 1), "", parameters, this::open);
    }

    /** Writes the last result and what is known about it to a file; INVALID_ARGUMENT when it is not there any more. */
    void export(Path file) throws IOException {
        KeptRows rows = keeper.rows()
                .orElseThrow(() -> new EngineException(
                        ErrorCode.INVALID_ARGUMENT, "there is no last result to export: " + keeper.missing()));
        try (ResultFile result = ResultFile.create(file)) {
            new ResultBundle(keeper.facts(), rows).writeTo(result.bytes());
            result.commit();
        }
        diagnostics.line(
                DisplayText.visible(Footer.counted(rows.rowCount(), "row") + " and their story written to " + file));
    }

    /** Runs a statement whose rows are a label and a number, and draws them as bars. */
    ExitCode runAsChart(Statement statement) throws IOException {
        return run(statement, "", null, memory -> new ChartWriter(target));
    }

    /** A small result as text, which Ctrl-C ends; throws EngineException. */
    List<List<String>> rows(String sql, List<String> parameters) {
        try {
            return TextRows.read(door, sql, parameters, this::begin);
        } finally {
            end();
        }
    }

    /** Runs a statement and writes its rows to a file, which is there when it is whole. */
    ExitCode copy(Statement statement, OutputFormat format, Path file) throws IOException {
        try (ResultFile result = ResultFile.create(file)) {
            ExitCode code = run(statement, "", null, memory -> result.open(format, memory));
            if (code == ExitCode.OK || code == ExitCode.INPUT_UNREADABLE) {
                result.commit();
                diagnostics.line(DisplayText.visible(Footer.counted(last.rows(), "row") + " written to " + file));
            }
            return code;
        }
    }

    private ResultWriter open(Memory memory) throws IOException {
        return target.open(target.format().orElse(preferences.format()), header, memory);
    }

    /** @param parametersOrNull null for those that were set */
    private ExitCode run(Statement statement, String origin, List<String> parametersOrNull, WriterMaker writers)
            throws IOException {
        try {
            NamedParameters bound = parametersOrNull == null
                    ? NamedParameters.bind(statement.sql(), preferences.variables())
                    : new NamedParameters(statement.sql(), parametersOrNull);
            return execute(bound, writers);
        } catch (EngineException e) {
            target.flush();
            target.endPage();
            if (e.code() == ErrorCode.CANCELLED) {
                diagnostics.line("cancelled");
                return ExitCode.CANCELLED;
            }
            diagnostics.line(ErrorReport.of(explained(e, statement), statement, origin));
            return ExitCode.QUERY_FAILED;
        }
    }

    private EngineException explained(EngineException e, Statement statement) {
        boolean isAboutLast = e.code() == ErrorCode.TABLE_NOT_FOUND
                && keeper.rows().isEmpty()
                && Door.namesLastResult(statement.sql());
        return isAboutLast
                ? e.advise(Door.LAST_RESULT + " is the last result, and there is none: " + keeper.missing())
                : e;
    }

    /** Stops the statement that runs, or the next one if none does; from any thread. */
    synchronized void cancel() {
        cancelled = true;
        if (stop != null) {
            stop.run();
        }
    }

    /** Forgets a {@link #cancel} that nothing was there to obey. */
    synchronized void forgetCancel() {
        cancelled = false;
    }

    private ExitCode execute(NamedParameters statement, WriterMaker writers) throws IOException {
        Instant start = clock.instant();
        last = Summary.NONE;
        try (Answer answer = door.query(statement.sql(), statement.values(), this::stopWith);
                ResultWriter writer = writers.open(answer.memory())) {
            begin(answer);
            // as early as the engine knows them; a server tells later
            int told = tellNotes(answer, 0);
            long rows = write(answer, writer, start);
            // before the user has read it: that is not the query's time
            Instant end = clock.instant();
            Optional<QueryStats> stats = answer.stats();
            boolean isLeft = target.isLeft();
            target.flush();
            target.endPage();
            tellCuts(writer, isLeft);
            tellNotes(answer, told);
            last = new Summary(rows, ChronoUnit.MILLIS.between(start, end));
            ResultBundle.Facts facts = new ResultBundle.Facts(
                    statement.sql(),
                    statement.values(),
                    door.place(),
                    start,
                    last.millis(),
                    stats.map(known -> Footer.json(known, answer.coverage())),
                    answer.notes(),
                    answer.isIncomplete(),
                    List.of());
            keeper.about(writer, facts);
            report(answer, stats);
            return answer.isIncomplete() ? ExitCode.INPUT_UNREADABLE : ExitCode.OK;
        } finally {
            if (last == Summary.NONE) {
                last = Summary.since(start, clock.instant());
            }
            end();
        }
    }

    private void tellCuts(ResultWriter writer, boolean isLeft) {
        if (isLeft) {
            diagnostics.line("the pager was left: the query was stopped, and there may be more rows");
        }
        List<String> left = writer.columnsLeftOut();
        if (!left.isEmpty()) {
            String names = String.join(", ", left.subList(0, Math.min(left.size(), COLUMNS_NAMED_MAX)));
            diagnostics.line(Footer.counted(left.size(), "column") + " left out to fit the terminal (" + names
                    + (left.size() > COLUMNS_NAMED_MAX ? ", ..." : "") + "); \\G behind the statement shows them");
        }
        if (writer.valuesCut() > 0) {
            diagnostics.line(Footer.counted(writer.valuesCut(), "value")
                    + " cut to fit the terminal; \\G behind the statement shows them whole");
        }
    }

    private long write(Answer answer, ResultWriter writer, Instant start) throws IOException {
        try (Progress progress = startProgress(answer);
                RowDisplay display = new RowDisplay(answer, writer, target, progress)) {
            return display.write(Duration.between(start, clock.instant()));
        }
    }

    private int tellNotes(Answer answer, int told) {
        List<String> notes = answer.notes();
        notes.subList(Math.min(told, notes.size()), notes.size())
                .forEach(note -> diagnostics.line("note: " + DisplayText.visible(note)));
        return notes.size();
    }

    private Progress startProgress(Answer answer) {
        return streams.errTerminal()
                ? Progress.start(diagnostics, answer, target.width(), clock)
                : Progress.none(diagnostics, answer);
    }

    private synchronized void begin(Answer answer) {
        stopWith(answer::cancel);
    }

    private synchronized void stopWith(Runnable what) {
        stop = what;
        if (cancelled) {
            what.run();
        }
    }

    private synchronized void end() {
        stop = null;
    }

    private void report(Answer answer, Optional<QueryStats> stats) {
        if (statsFormat == StatsFormat.JSON && stats.isPresent()) {
            diagnostics.line(Footer.json(stats.get(), answer.coverage()));
        } else if (preferences.hasFooter()) {
            diagnostics.line(stats.map(known -> Footer.text(known, answer.coverage()))
                    .orElseGet(() -> Footer.text(last, answer.coverage())));
        } else if (answer.isIncomplete()) {
            // Even who wants no statistics must know that the answer may lack rows.
            stats.ifPresent(known -> diagnostics.line("WARNING: " + Footer.unreadable(known)));
        }
    }
}
