/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.expr.Literal;
import dev.spoor.report.Report.Section;
import dev.spoor.report.TaskCrew.Desk;
import dev.spoor.report.TaskCrew.Task;
import dev.spoor.vector.SqlTypes;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a report says about the data that it rests on: what there is, what is missing, what is proved. Each statement is read once, on
 * any thread; the rest is for one thread, when all were read.
 */
final class DataStatement {
    private static final int ROWS_MAX = 200;
    private static final List<String> BAD_HOURS = List.of("missing", "changed", "unreadable", "off");
    private static final String INTEGRITY = "integrity";

    private static final String BY_PLACE = """
            SELECT recipientAccountId AS account, awsRegion AS region, count(*) AS events,
                   min(eventTime) AS first_event, max(eventTime) AS last_event
            FROM events WHERE eventTime >= ? AND eventTime < ?
            GROUP BY 1, 2 ORDER BY 1, 2""";
    private static final String FILES = """
            SELECT state, count(*) AS files, sum(records) AS records, sum(size_bytes) AS bytes
            FROM sys.log_files GROUP BY state ORDER BY state""";
    private static final String UNREADABLE = """
            SELECT key, reason, records_recovered, records_lost FROM sys.unreadable_files ORDER BY key, byte_offset""";
    private static final String INTEGRITY_OF_FILES = """
            SELECT coalesce(integrity, 'never verified') AS integrity, count(*) AS files, sum(records) AS records,
                   max(integrity_checked) AS last_checked
            FROM sys.log_files
            WHERE (min_event_time IS NULL OR min_event_time < ?) AND (max_event_time IS NULL OR max_event_time >= ?)
            GROUP BY 1 ORDER BY 1""";
    private static final String DIGEST_STATES = """
            SELECT account, region, state, count(*) AS digests, min(start_time) AS "from", max(end_time) AS until,
                   sum(files) AS files, sum(files_missing) AS files_missing, sum(files_invalid) AS files_invalid
            FROM sys.digests WHERE start_time < ? AND end_time >= ?
            GROUP BY account, region, state ORDER BY account, region, state""";
    private static final String INTEGRITY_FINDINGS = """
            SELECT severity, code, account, region, from_time, until_time, files, file, finding
            FROM sys.integrity_findings
            WHERE verification = (SELECT max(verification) FROM sys.integrity_findings) AND code IS NOT NULL
              AND (from_time IS NULL OR from_time < ?) AND (until_time IS NULL OR until_time >= ?)
            ORDER BY severity, from_time, file, finding""";
    private static final String COVERAGE_STATES = """
            SELECT account, region, state, count(*) AS hours, sum(files) AS files, sum(files_missing) AS files_missing,
                   sum(files_unreadable) AS files_unreadable, min(hour) AS first_hour, max(hour) AS last_hour
            FROM TABLE(COVERAGE(?, ?))
            GROUP BY account, region, state ORDER BY account, region, state""";
    private static final String COVERAGE_HOURS = """
            SELECT account, region, hour, state, digest, files, files_missing, files_unreadable, files_late, duplicates,
                   off_seconds
            FROM (SELECT *, min(CASE WHEN digest = 'yes' THEN hour END) OVER (PARTITION BY account, region) AS first_digest,
                         max(CASE WHEN digest = 'yes' THEN hour END) OVER (PARTITION BY account, region) AS last_digest
                  FROM TABLE(COVERAGE(?, ?)))
            WHERE state IN ('missing', 'changed', 'unreadable', 'off') OR files_late > 0 OR duplicates > 0
               OR (digest <> 'yes' AND hour > first_digest AND hour < last_digest)
            ORDER BY hour, account, region""";
    private static final String LOGGING_OFF = """
            SELECT account, region, trail, what, from_time, until_time, began_by, ended_by, actor
            FROM sys.logging_off
            WHERE from_time < ? AND (until_time IS NULL OR until_time >= ?)
            ORDER BY from_time, account, trail""";

    private final List<Literal> period;
    private final List<Literal> untilAndSince;
    private Rows places;
    private Rows unreadable;
    private Rows coverage;
    private Rows coverageHours;
    private Rows loggingOff;
    private Rows integrity;
    private Rows digests;
    private Rows findings;
    private Rows files;

    DataStatement(Period period) {
        this.period = List.of(time(period.since()), time(period.until()));
        this.untilAndSince = List.of(time(period.until()), time(period.since()));
    }

    /** Counts the events of the period. */
    void readEvents(Desk desk) throws IOException {
        places = Rows.read(desk, BY_PLACE, period, Long.MAX_VALUE);
    }

    /** What reads the rest, in any order; after all other statements of the report, so that it is known what those met. */
    List<Task> tasks() {
        return List.of(
                desk -> coverage = Rows.read(desk, COVERAGE_STATES, period, ROWS_MAX),
                desk -> coverageHours = Rows.read(desk, COVERAGE_HOURS, period, ROWS_MAX),
                desk -> integrity = Rows.read(desk, INTEGRITY_OF_FILES, untilAndSince, ROWS_MAX),
                desk -> files = Rows.read(desk, FILES, List.of(), ROWS_MAX),
                desk -> loggingOff = Rows.read(desk, LOGGING_OFF, untilAndSince, ROWS_MAX),
                desk -> digests = Rows.read(desk, DIGEST_STATES, untilAndSince, ROWS_MAX),
                desk -> findings = Rows.read(desk, INTEGRITY_FINDINGS, untilAndSince, ROWS_MAX),
                desk -> unreadable = Rows.read(desk, UNREADABLE, List.of(), ROWS_MAX));
    }

    private static Literal time(Instant instant) {
        return Literal.of(SqlTypes.field("time", SqlTypes.TIMESTAMP), Period.micros(instant));
    }

    /** Events in the period. */
    long events() {
        return places.rows().stream()
                .mapToLong(row -> Long.parseLong(row.get(2)))
                .sum();
    }

    /** Whether some input could not be read. */
    boolean isIncomplete() {
        return unreadable.count() > 0;
    }

    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        boolean isEmpty = events() == 0;
        sections.add(section(
                "events",
                "Events in the period",
                isEmpty
                        ? "There is no event in the period. A report without events proves nothing: look whether the"
                                + " logs of the period are there."
                        : "How many events there are, by account and region, each event once.",
                isEmpty,
                places));
        sections.add(section(
                "unreadable",
                "What could not be read",
                isIncomplete()
                        ? "Events may be missing from every answer of this report: some of the input could not be read."
                        : "Everything that had to be read for this report could be read.",
                isIncomplete(),
                unreadable));
        sections.add(coverage());
        sections.add(coverageHours());
        sections.add(loggingOff());
        sections.add(integrity());
        sections.add(digests());
        sections.add(findings());
        sections.add(section(
                "files", "Log files", "All log files that were looked at, and what became of them.", false, files));
        return sections;
    }

    private Section coverage() {
        Rows rows = coverage;
        boolean isBad = BAD_HOURS.stream().anyMatch(state -> rows.has("state", state));
        boolean isConfirmed = !rows.has("state", "unknown") && !rows.has("state", "unconfirmed");
        String text = isBad
                ? "Log files of the period are missing, changed or unreadable, or a trail did not log."
                : isConfirmed
                        ? "Digests confirm every hour of the period: no log file is missing."
                        : "No log file is known to be missing, but digests do not confirm every hour of the period.";
        return section(
                "coverage",
                "Coverage",
                text
                        + " Hours are those of delivery: 'complete' and 'quiet' are confirmed by digests, 'unconfirmed' has"
                        + " files and no digest, 'unknown' has neither.",
                isBad,
                rows);
    }

    private Section coverageHours() {
        return section(
                "coverage-hours",
                "Hours to look at",
                coverageHours.count() == 0
                        ? "No hour has files that are missing, changed, unreadable, late or delivered twice, none is without"
                                + " logging, and none lacks its digest between others."
                        : "Hours with files that are missing, changed, unreadable, late or delivered twice, without logging, or"
                                + " without their digest between others. Late files and repeats are of ordinary operation.",
                false,
                coverageHours);
    }

    private Section loggingOff() {
        Rows rows = loggingOff;
        return section(
                "logging-off",
                "Times without logging",
                rows.count() == 0
                        ? "No event tells that a trail was stopped in the period."
                        : "For these times there is no evidence from the trail, whatever happened.",
                rows.count() > 0,
                rows);
    }

    private Section integrity() {
        Rows rows = integrity;
        boolean isProved = !rows.hasOther(INTEGRITY, "valid") && rows.count() > 0;
        return section(
                "integrity",
                "Integrity of the log files",
                isProved
                        ? "Every log file of the period is what CloudTrail signed: its hash stands in a digest file whose"
                                + " signature holds."
                        : "Not every log file of the period is proved to be what CloudTrail delivered. Files that were never"
                                + " verified prove nothing either way: bin/spoor verify checks them against the signed digests.",
                !isProved,
                rows);
    }

    private Section digests() {
        Rows rows = digests;
        boolean isWhole = rows.count() > 0 && !rows.hasOther("state", "valid");
        String text = "CloudTrail signs a digest every hour, also when nothing was logged, so a missing one is a sign.";
        return section(
                "digests",
                "Digest files",
                rows.count() == 0 ? text + " None of the period was examined." : text,
                rows.count() > 0 && !isWhole,
                rows);
    }

    private Section findings() {
        Rows rows = findings;
        boolean hasProblem = rows.hasOther("severity", "remark");
        return section(
                "integrity-findings",
                "What the last verification found",
                hasProblem
                        ? "Verification found problems, which honest operation does not bring about: each is named below."
                        : "The last verification found no problem in the period, if there was one.",
                hasProblem,
                rows);
    }

    private static Section section(String id, String title, String text, boolean isWarning, Rows rows) {
        List<List<String>> first =
                rows.rows().subList(0, Math.min(ROWS_MAX, rows.rows().size()));
        return new Section(id, title, text, isWarning, rows.columns(), first, rows.count());
    }
}
