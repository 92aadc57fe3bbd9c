/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.dataset.LedgerTotals;
import dev.spoor.lifecycle.CompactionReport;
import java.io.IOException;
import java.io.Writer;
import java.util.OptionalLong;

/** Tells people what a compaction did, and the books after it. */
final class CompactionSummary {
    private final CompactionReport report;

    CompactionSummary(CompactionReport report) {
        this.report = report;
    }

    /** What the listings brought. */
    void writeListing(Writer out) throws IOException {
        out.write("Listed " + Footer.counted(report.registered().listed(), "log file") + ": "
                + Footer.grouped(report.registered().added()) + " new, "
                + Footer.grouped(report.registered().changed()) + " changed, "
                + Footer.grouped(report.registered().vanished()) + " vanished.\n");
    }

    /**
     * Everything else.
     *
     * @param millis that it took, if that is known
     */
    void write(OptionalLong millis, Writer out) throws IOException {
        if (report.undone() + report.finished() > 0) {
            out.write("After a run that was cut off: " + Footer.grouped(report.finished())
                    + " of its batches finished, " + Footer.grouped(report.undone()) + " done again.\n");
        }
        out.write("Compacted " + Footer.counted(report.filesRead(), "file") + " ("
                + Footer.bytes(report.bytesRead()) + ")"
                + (millis.isPresent() ? " in " + Footer.seconds(millis.getAsLong()) : "") + ": "
                + Footer.counted(report.events(), "event") + ", "
                + Footer.counted(report.repeats(), "repeat") + ".\n");
        if (report.deferred() > 0) {
            out.write(Footer.counted(report.deferred(), "file")
                    + " could not be read just now; tried again next time.\n");
        }
        if (report.rewritten() + report.expired() > 0) {
            out.write("Joined " + Footer.counted(report.rewritten(), "small data file") + ", deleted "
                    + Footer.counted(report.expired(), "data file") + " that no kept version has.\n");
        }
        if (report.digests() > 0) {
            out.write("Kept " + Footer.counted(report.digests(), "digest file") + " in the ledger.\n");
        }
        LedgerTotals totals = report.totals();
        out.write("Files:   " + Footer.grouped(totals.listed()) + " listed = " + Footer.grouped(totals.read())
                + " read + " + Footer.grouped(totals.pending()) + " pending + "
                + Footer.grouped(totals.unreadable()) + " unreadable"
                + (totals.vanished() > 0 ? " + " + Footer.grouped(totals.vanished()) + " vanished" : "") + "\n");
        out.write("Records: " + Footer.grouped(totals.records()) + " = " + Footer.grouped(totals.kept()) + " kept + "
                + Footer.grouped(totals.repeats()) + " repeated\n");
    }

    /** Whether all is well; tells what is not. */
    ExitCode judge(Diagnostics diagnostics) {
        if (!report.totals().isBalanced()) {
            diagnostics.line("error: the ledger's books do not balance; please report this");
            return ExitCode.QUERY_FAILED;
        }
        if (report.totals().deferred() > 0) {
            diagnostics.line("warning: " + Footer.counted(report.totals().deferred(), "file")
                    + " could not be read just now: SELECT * FROM sys.log_files WHERE state = 'deferred' tells which"
                    + " and why");
        }
        if (report.totals().unreadable() > 0) {
            diagnostics.line(
                    "warning: " + Footer.counted(report.totals().unreadable(), "file")
                            + " could not be read as a whole: SELECT * FROM sys.log_files WHERE state = 'unreadable' tells which");
            return ExitCode.INPUT_UNREADABLE;
        }
        return report.totals().deferred() > 0 ? ExitCode.INPUT_UNREADABLE : ExitCode.OK;
    }
}
