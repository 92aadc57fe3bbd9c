/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.QueryStats;
import dev.spoor.ResultStream;
import dev.spoor.Session;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.output.DisplayText;
import dev.spoor.output.OutputFormat;
import dev.spoor.output.OutputOptions;
import dev.spoor.output.ResultWriter;
import dev.spoor.output.ResultWriters;
import dev.spoor.shell.ShellArguments.StatsFormat;
import dev.spoor.shell.StatementSplitter.Statement;
import dev.spoor.vector.Batch;
import java.io.IOException;
import java.io.Writer;

/** Runs one statement after the other: rows to stdout, the rest to stderr. One thread; {@link #cancel} from any. */
final class StatementRunner {
    private final Session session;
    private final Writer out;
    private final Diagnostics diagnostics;
    private final Streams streams;
    private final boolean header;
    private final StatsFormat statsFormat;
    private OutputFormat format;
    private ResultStream running;
    private boolean cancelled;

    StatementRunner(Session session, Writer out, Diagnostics diagnostics, Streams streams, ShellArguments arguments) {
        this.session = session;
        this.out = out;
        this.diagnostics = diagnostics;
        this.streams = streams;
        this.header = arguments.header();
        this.statsFormat = arguments.statsFormat();
        this.format = arguments.format().orElse(streams.outTerminal() ? OutputFormat.TABLE : OutputFormat.CSV);
    }

    /** The format of the statements that follow. */
    void format(OutputFormat changed) {
        format = changed;
    }

    /**
     * Runs a statement to its end.
     *
     * @param origin name of the script it is from, or empty for the command line
     * @throws IOException when stdout cannot be written
     */
    ExitCode run(Statement statement, String origin) throws IOException {
        int width = streams.outTerminal() ? streams.terminalWidth() : OutputOptions.UNLIMITED;
        return run(statement, origin, ResultWriters.open(format, out, new OutputOptions(header, width)));
    }

    /** Runs a statement whose rows are a label and a number, and draws them as bars. */
    ExitCode runAsChart(Statement statement) throws IOException {
        return run(statement, "", new ChartWriter(out, streams.terminalWidth()));
    }

    private ExitCode run(Statement statement, String origin, ResultWriter writer) throws IOException {
        try {
            QueryStats stats = execute(statement.sql(), writer);
            report(stats);
            return stats.isIncomplete() ? ExitCode.INPUT_UNREADABLE : ExitCode.OK;
        } catch (EngineException e) {
            out.flush();
            if (e.code() == ErrorCode.CANCELLED) {
                diagnostics.line("cancelled");
                return ExitCode.CANCELLED;
            }
            diagnostics.line(ErrorReport.of(e, statement, origin));
            return ExitCode.QUERY_FAILED;
        }
    }

    /** Stops the statement that runs, or the next one if none does; from any thread. */
    synchronized void cancel() {
        cancelled = true;
        if (running != null) {
            running.cancel();
        }
    }

    /** Forgets a {@link #cancel} that nothing was there to obey. */
    synchronized void forgetCancel() {
        cancelled = false;
    }

    private QueryStats execute(String sql, ResultWriter writer) throws IOException {
        try (ResultStream query = session.query(sql)) {
            begin(query);
            query.notes().forEach(note -> diagnostics.line("note: " + DisplayText.visible(note)));
            // Nothing is written before the first rows are there: a query that fails early leaves stdout empty.
            try (Batch first = firstBatch(query)) {
                writer.begin(query.columnNames(), query.schema());
                if (first != null) {
                    writer.write(first);
                }
            }
            while (writeNext(query, writer)) {
                if (streams.outTerminal()) {
                    out.flush();
                }
            }
            writer.end();
            out.flush();
            if (writer.valuesCut() > 0) {
                diagnostics.line(Footer.counted(writer.valuesCut(), "value")
                        + " cut to fit the terminal; --format vertical shows them whole");
            }
            return query.stats();
        } finally {
            end();
        }
    }

    private Batch firstBatch(ResultStream query) {
        try (Progress progress = startProgress(query)) {
            return query.next();
        }
    }

    private static boolean writeNext(ResultStream query, ResultWriter writer) throws IOException {
        try (Batch batch = query.next()) {
            if (batch == null) {
                return false;
            }
            writer.write(batch);
            return true;
        }
    }

    private Progress startProgress(ResultStream query) {
        return streams.errTerminal() ? Progress.start(diagnostics, query) : Progress.none(diagnostics, query);
    }

    private synchronized void begin(ResultStream query) {
        running = query;
        if (cancelled) {
            query.cancel();
        }
    }

    private synchronized void end() {
        running = null;
    }

    private void report(QueryStats stats) {
        switch (statsFormat) {
            case TEXT -> diagnostics.line(Footer.text(stats));
            case JSON -> diagnostics.line(Footer.json(stats));
            case OFF -> warn(stats);
        }
    }

    /** Even who wants no statistics must know that the answer may lack rows. */
    private void warn(QueryStats stats) {
        if (stats.isIncomplete()) {
            diagnostics.line("WARNING: " + Footer.counted(stats.scan().filesUnreadable(), "file")
                    + " could not be read whole, see sys.unreadable_files");
        }
    }
}
