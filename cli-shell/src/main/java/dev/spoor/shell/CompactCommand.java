/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.LakeMaintenance;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.lifecycle.CompactionReport;
import java.io.IOException;
import java.io.Writer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/** Brings log files into a lake, once or again and again, and tells what came of it. One thread; cancelled from any. */
final class CompactCommand {
    private static final long PAUSE_STEP_MILLIS = 100;

    private final Diagnostics diagnostics;
    private final boolean showsProgress;
    private final Clock clock;

    /** No listing lies further back. */
    private static final Duration NEVER = Duration.ofDays(100 * 365);

    CompactCommand(Diagnostics diagnostics, boolean showsProgress, Clock clock) {
        this.diagnostics = diagnostics;
        this.showsProgress = showsProgress;
        this.clock = clock;
    }

    /**
     * Runs until the lake holds everything, or until it is cancelled.
     *
     * @param every pause between two compactions; empty for one only
     * @param reconcile after the first compaction, pause between complete listings of what is far away; empty for none
     */
    ExitCode run(LakeMaintenance lake, Optional<Duration> every, Optional<Duration> reconcile, Writer out)
            throws IOException {
        try {
            ExitCode code = once(lake, Duration.ZERO, out);
            while (every.isPresent()) {
                pause(lake, every.get());
                code = onceMore(lake, reconcile.orElse(NEVER), out);
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
    private ExitCode onceMore(LakeMaintenance lake, Duration completeMax, Writer out) throws IOException {
        try {
            return once(lake, completeMax, out);
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

    private ExitCode once(LakeMaintenance lake, Duration completeMax, Writer out) throws IOException {
        long start = clock.millis();
        CompactionReport report = lake.compactRecent(completeMax, new LakeReporter(diagnostics, showsProgress, clock));
        diagnostics.clear();
        CompactionSummary summary = new CompactionSummary(report);
        summary.writeListing(out);
        summary.write(OptionalLong.of(clock.millis() - start), out);
        out.flush();
        return summary.judge(diagnostics);
    }
}
