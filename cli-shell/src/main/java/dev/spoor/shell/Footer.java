/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.QueryStats;
import dev.spoor.scan.ScanStatistics;
import dev.spoor.scan.TimeCoverage;
import dev.spoor.shell.display.NumberText;
import java.util.Locale;
import java.util.Optional;

/** What a statement did, in one line. */
final class Footer {
    private Footer() {}

    /** For people: rows, time, events, files, bytes, hours with files, and a warning when anything was unreadable. */
    static String text(QueryStats stats, Optional<TimeCoverage> coverage) {
        ScanStatistics scan = stats.scan();
        StringBuilder out = new StringBuilder();
        out.append(counted(stats.rows(), "row")).append(" in ").append(seconds(stats.elapsedMillis()));
        if (scan.filesTotal() > 0) {
            out.append("; ").append(grouped(stats.eventsMatched())).append(" of ");
            out.append(counted(scan.eventsScanned(), "event")).append(" matched");
            out.append("; ").append(counted(scan.filesRead(), "file")).append(" read, ");
            out.append(grouped(scan.filesTotal() - scan.filesRead())).append(" skipped");
            out.append("; ").append(bytes(scan.bytesRead()));
            out.append(" (").append(bytes(scan.bytesInflated())).append(" inflated)");
        }
        if (stats.traffic().requests() > 0) {
            out.append("; ").append(counted(stats.traffic().requests(), "request"));
            if (stats.traffic().retries() > 0) {
                out.append(" (").append(grouped(stats.traffic().retries())).append(" repeated)");
            }
        }
        if (scan.duplicatesRemoved() > 0) {
            out.append("; ")
                    .append(counted(scan.duplicatesRemoved(), "duplicate"))
                    .append(" removed");
        }
        if (stats.spilledBytes() > 0) {
            out.append("; ").append(bytes(stats.spilledBytes())).append(" spilled");
        }
        coverage.ifPresent(told -> out.append("; ").append(told.text()));
        if (stats.isIncomplete()) {
            out.append("; WARNING: ").append(unreadable(stats));
        }
        return out.toString();
    }

    /** Of a statement about which no more is known. */
    static String text(StatementRunner.Summary summary, Optional<TimeCoverage> coverage) {
        return counted(summary.rows(), "row") + " in " + seconds(summary.millis())
                + coverage.map(told -> "; " + told.text()).orElse("");
    }

    /** That rows may be missing, and where to look. */
    static String unreadable(QueryStats stats) {
        return counted(stats.scan().filesUnreadable(), "file") + " could not be read whole, see sys.unreadable_files";
    }

    /** For programs: one JSON object. */
    static String json(QueryStats stats, Optional<TimeCoverage> coverage) {
        ScanStatistics scan = stats.scan();
        return "{\"rows\":" + stats.rows()
                + ",\"elapsedMillis\":" + stats.elapsedMillis()
                + ",\"eventsScanned\":" + scan.eventsScanned()
                + ",\"filesTotal\":" + scan.filesTotal()
                + ",\"filesPruned\":" + scan.filesPruned()
                + ",\"filesRead\":" + scan.filesRead()
                + ",\"filesUnreadable\":" + scan.filesUnreadable()
                + ",\"bytesRead\":" + scan.bytesRead()
                + ",\"bytesInflated\":" + scan.bytesInflated()
                + ",\"duplicatesRemoved\":" + scan.duplicatesRemoved()
                + ",\"listRequests\":" + stats.traffic().lists()
                + ",\"readRequests\":" + stats.traffic().reads()
                + ",\"repeatedRequests\":" + stats.traffic().retries()
                + coverage.map(Footer::json).orElse("")
                + "}";
    }

    private static String json(TimeCoverage coverage) {
        String units = coverage.unit().name().toLowerCase(Locale.ROOT) + "s";
        return ",\"" + units + "\":" + coverage.total() + ",\"" + units + "WithoutFiles\":" + coverage.without();
    }

    /** {@code 1 row}, {@code 2,000 rows}. */
    static String counted(long count, String noun) {
        return counted(count, noun, noun + "s");
    }

    /** {@code 1 match}, {@code 2 matches}. */
    static String counted(long count, String one, String many) {
        return grouped(count) + " " + (count == 1 ? one : many);
    }

    /** {@code 12,345}. */
    static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 0.12 s}. */
    static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.2f s", millis / 1000.0);
    }

    /** {@code 3.4 MB}, in units of 1024. */
    static String bytes(long bytes) {
        return NumberText.bytes(bytes);
    }
}
