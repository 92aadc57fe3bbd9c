/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.LakeMaintenance;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.lifecycle.CompactionReport;
import dev.spoor.lifecycle.Ingestion;
import dev.spoor.lifecycle.Ingestion.Rhythm;
import dev.spoor.lifecycle.IngestionCounts;
import dev.spoor.output.DisplayText;
import dev.spoor.store.ObjectFeed.Notice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Clock;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/** Brings log files in as messages tell that they arrive, and tells what comes of it. One thread; cancelled from any. */
final class IngestCommand implements Ingestion.Listener {
    /** Troubles with single messages or objects that are told one by one; there may be very many. */
    private static final int TOLD_MAX = 1_000;

    private final Diagnostics diagnostics;
    private final LakeReporter changes;
    private final Writer out;
    private final Set<String> told = new HashSet<>();

    IngestCommand(Diagnostics diagnostics, boolean showsProgress, Clock clock, Writer out) {
        this.diagnostics = diagnostics;
        this.changes = new LakeReporter(diagnostics, showsProgress, clock);
        this.out = out;
    }

    /** Runs until it is cancelled. */
    ExitCode run(LakeMaintenance lake, String queue, Rhythm rhythm) throws IOException {
        try {
            lake.ingest(queue, rhythm, changes, this);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (EngineException e) {
            diagnostics.clear();
            if (e.code() != ErrorCode.CANCELLED) {
                throw e;
            }
            diagnostics.line("Stopped. What was committed stays; messages of other files come again.");
        }
        return ExitCode.CANCELLED;
    }

    @Override
    public void unknown(Notice notice, String reason) {
        tellOnce(
                notice.id(),
                "warning: message " + notice.id() + " was not understood: " + reason
                        + "; it stays in the queue for its redrive policy");
    }

    @Override
    public void failed(String address, EngineException failure) {
        tellOnce(address, "warning: " + address + " cannot be looked at: " + failure.describe());
    }

    @Override
    public void elsewhere(String address) {
        String bucket = address.substring(0, Math.max(address.indexOf('/', address.indexOf("://") + 3), 0));
        tellOnce(
                bucket,
                "warning: " + address
                        + " lies in none of the places of --logs; messages about such objects are deleted");
    }

    private void tellOnce(String about, String line) {
        if (told.size() < TOLD_MAX && told.add(about)) {
            diagnostics.line(DisplayText.visible(line));
        }
    }

    @Override
    public void trouble(EngineException failure) {
        diagnostics.clear();
        diagnostics.line("error: " + failure.describe() + "; trying again");
    }

    @Override
    public void ran(CompactionReport report, IngestionCounts counts) {
        diagnostics.clear();
        try {
            write(counts);
            if (report.registered().listed() > 0) {
                out.write("Reconciled: " + Footer.counted(report.registered().listed(), "log file") + " listed, "
                        + Footer.grouped(report.registered().added()) + " new, of which "
                        + Footer.grouped(report.unannounced()) + " should have been told of by a message.\n");
            }
            CompactionSummary summary = new CompactionSummary(report);
            summary.write(OptionalLong.empty(), out);
            out.flush();
            summary.judge(diagnostics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(IngestionCounts counts) throws IOException {
        out.write("Messages: " + Footer.grouped(counts.notices()) + " received, "
                + Footer.grouped(counts.acknowledged()) + " done and deleted");
        writeIfAny(counts.repeats(), " received twice");
        writeIfAny(counts.unknown(), " not understood");
        out.write(". They told of " + Footer.counted(counts.registered().added(), "new file"));
        writeIfAny(counts.registered().changed(), " changed");
        writeIfAny(counts.registered().vanished(), " vanished");
        writeIfAny(counts.failed(), " that cannot be looked at");
        writeIfAny(counts.others(), " without events");
        writeIfAny(counts.elsewhere(), " elsewhere");
        out.write(".\n");
    }

    private void writeIfAny(long count, String what) throws IOException {
        if (count > 0) {
            out.write(", " + Footer.grouped(count) + what);
        }
    }
}
