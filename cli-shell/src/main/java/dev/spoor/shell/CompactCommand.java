/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.LakeMaintenance;
import dev.spoor.dataset.LedgerTotals;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.lifecycle.CompactionReport;
import java.io.IOException;
import java.io.Writer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Brings log files into a lake, once or again and again, and tells what came of it. One thread; cancelled from any. */
final class CompactCommand {
    private static final long PAUSE_STEP_MILLIS = 100;

    private final Diagnostics diagnostics;
    private final boolean showsProgress;
    private final Clock clock;

    CompactCommand(Diagnostics diagnostics, boolean showsProgress, Clock clock) {
        this.diagnostics = diagnostics;
        this.showsProgress = showsProgress;
        this.clock = clock;
    }

    /**
     * Runs until the lake holds everything, or until it is cancelled.
     *
     * @param every pause between two compactions; empty for one only
     */
    ExitCode run(LakeMaintenance lake, Optional<Duration> every, Writer out) throws IOException {
        try {
            ExitCode code = once(lake, out);
            while (every.isPresent()) {
                pause(lake, every.get());
                code = onceMore(lake, out);
            }
            return code;
        } catch (EngineException e) {
            diagnostics.clear();
            if (e.code() == ErrorCode.CANCELLED) {
                diagnostics.line("Stopped. What was committed stays; the next run goes on from there.");
                return ExitCode.CANCELLED;
            }
            throw e;
        }
    }

    /** A service outlives troubles that may pass: it tells them and tries again after the pause. */
    private ExitCode onceMore(LakeMaintenance lake, Writer out) throws IOException {
        try {
            return once(lake, out);
        } catch (EngineException e) {
            if (e.code() == ErrorCode.CANCELLED || e.code().type() == ErrorCode.Type.USER) {
                throw e;
            }
            diagnostics.line("error: " + e.describe());
            return ExitCode.QUERY_FAILED;
        }
    }

    private void pause(LakeMaintenance lake, Duration length) {
        long end = clock.millis() + length.toMillis();
        while (clock.millis() < end) {
            lake.checkCancelled();
            LockSupport.parkNanos(Duration.ofMillis(PAUSE_STEP_MILLIS).toNanos());
        }
    }

    private ExitCode once(LakeMaintenance lake, Writer out) throws IOException {
        long start = clock.millis();
        CompactionReport report = lake.compact(new LakeReporter(diagnostics, showsProgress, clock));
        diagnostics.clear();
        write(report, clock.millis() - start, out);
        out.flush();
        if (!report.totals().isBalanced()) {
            diagnostics.line("error: the ledger's books do not balance; please report this");
            return ExitCode.QUERY_FAILED;
        }
        if (report.totals().unreadable() > 0) {
            diagnostics.line(
                    "warning: " + Footer.counted(report.totals().unreadable(), "file")
                            + " could not be read as a whole: SELECT * FROM sys.log_files WHERE state = 'UNREADABLE' tells which");
            return ExitCode.INPUT_UNREADABLE;
        }
        return ExitCode.OK;
    }

    private static void write(CompactionReport report, long millis, Writer out) throws IOException {
        if (report.undone() + report.finished() > 0) {
            out.write("After a run that was cut off: " + Footer.grouped(report.finished())
                    + " of its batches finished, " + Footer.grouped(report.undone()) + " done again.\n");
        }
        out.write("Listed " + Footer.counted(report.registered().listed(), "log file") + ": "
                + Footer.grouped(report.registered().added()) + " new, "
                + Footer.grouped(report.registered().changed()) + " changed, "
                + Footer.grouped(report.registered().vanished()) + " vanished.\n");
        out.write("Compacted " + Footer.counted(report.filesRead(), "file") + " ("
                + Footer.bytes(report.bytesRead()) + ") in " + Footer.seconds(millis) + ": "
                + Footer.counted(report.events(), "event") + ", "
                + Footer.counted(report.repeats(), "repeat") + ".\n");
        if (report.rewritten() + report.expired() > 0) {
            out.write("Joined " + Footer.counted(report.rewritten(), "small data file") + ", deleted "
                    + Footer.counted(report.expired(), "data file") + " that no kept version has.\n");
        }
        LedgerTotals totals = report.totals();
        out.write("Files:   " + Footer.grouped(totals.listed()) + " listed = " + Footer.grouped(totals.read())
                + " read + " + Footer.grouped(totals.pending()) + " pending + "
                + Footer.grouped(totals.unreadable()) + " unreadable"
                + (totals.vanished() > 0 ? " + " + Footer.grouped(totals.vanished()) + " vanished" : "") + "\n");
        out.write("Records: " + Footer.grouped(totals.records()) + " = " + Footer.grouped(totals.kept()) + " kept + "
                + Footer.grouped(totals.repeats()) + " repeated\n");
    }
}
