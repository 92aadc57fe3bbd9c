/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.LakeMaintenance;
import dev.spoor.lifecycle.RetentionReport;
import java.io.IOException;
import java.io.Writer;
import java.time.Clock;

/** Drops old days of a lake, or tells which would go. */
final class RetainCommand {
    private final Diagnostics diagnostics;

    RetainCommand(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    ExitCode run(LakeMaintenance lake, int days, boolean isConfirmed, Writer out) throws IOException {
        RetentionReport report =
                lake.retain(days, isConfirmed, new LakeReporter(diagnostics, false, Clock.systemUTC()));
        if (report.files() == 0) {
            out.write("Nothing in the lake is older than " + Footer.counted(days, "day") + ".\n");
            return ExitCode.OK;
        }
        out.write((report.isDone() ? "Dropped " : "Would drop ") + Footer.counted(report.rows(), "row") + " of "
                + report.first().orElseThrow() + " to " + report.last().orElseThrow() + ": "
                + Footer.counted(report.files(), "data file") + ", " + Footer.bytes(report.bytes()) + ".\n");
        out.write(
                report.isDone()
                        ? "Queries do not see them any more; versions of the past have them until those are forgotten.\n"
                        : "Nothing was changed; say --yes to do it.\n");
        return ExitCode.OK;
    }
}
