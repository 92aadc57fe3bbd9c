/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.catalog.CatalogTable.TableColumn;
import dev.spoor.coverage.Coverage;
import dev.spoor.coverage.CoverageScope;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.scan.ScanSettings;
import dev.spoor.scan.ScanSource;
import dev.spoor.scan.lake.LedgerFiles;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import static dev.spoor.catalog.SystemTables.number;
import static dev.spoor.catalog.SystemTables.text;
import static dev.spoor.catalog.SystemTables.time;

/** The tables under {@code sys} that tell how complete the logs are. */
final class CoverageTables {
    static final String COVERAGE = "coverage";

    private static final List<TableColumn> COVERAGE_COLUMNS = List.of(
            text("account", "Account in the names of the files; NULL for files that name none"),
            text("region", "Region that delivered them; NULL for files that name none"),
            time("hour", "Begin of the hour of delivery, UTC; NULL for files that name no time"),
            text(
                    "state",
                    "Worst first: 'missing' (a digest promises files that are not there), 'changed' (verification found one"
                            + " that is not what was delivered), 'unreadable', 'off' (a trail did not log), 'unknown' (neither"
                            + " files nor digests), 'unconfirmed' (files, but no digest says whether that is all), 'complete',"
                            + " 'quiet' (digests say that there was nothing)"),
            text(
                    "digest",
                    "Whether digests are about the hour: 'yes' about all of it, 'part', 'no' although there are digests of"
                            + " the place, 'unknown'"),
            number("files", "Log files that are there, or in the lake"),
            number("files_promised", "Log files of the hour that digests name; NULL if no digest is about all of it"),
            number("files_missing", "Those of them that are not there"),
            number("files_read", "Log files that were read before, by a query or for the lake"),
            number("files_unreadable", "Log files that could not be read, or not whole"),
            number("files_deferred", "Log files that could not be read just now, and are tried again for the lake"),
            number(
                    "files_changed",
                    "Log files that are not what was delivered, as the last verification found; NULL if it did not see all"),
            number(
                    "files_late",
                    "Log files with an event older than an hour when they were delivered; NULL if not all were read"),
            number("events", "Events in the files, without duplicates; NULL if not all were read"),
            number(
                    "duplicates",
                    "Records left out as repeats when the files were read; NULL if not all were. Of logs without a lake, as"
                            + " the query counted that read the file first"),
            time("first_event_time", "Least eventTime in the files; NULL if not all were read"),
            time("last_event_time", "Greatest eventTime in the files"),
            number(
                    "off_seconds",
                    "Seconds of the hour in which a trail did not log, as its own events tell; NULL if some file before was"
                            + " not read that may tell of it"));

    private static final List<TableColumn> PAUSE_COLUMNS = List.of(
            text("account", "Account of the trail"),
            text("region", "Region in which it was made"),
            text("trail", "Its name"),
            text(
                    "what",
                    "What it did not do: 'logging', 'other regions' (than its own), 'global events' (of services without a"
                            + " region), 'digests', 'management events' (any at all), 'read events' and 'write events' (of"
                            + " those), 'some events' (of those, by service or otherwise)"),
            time("from_time", "When that began, UTC"),
            time("until_time", "When it ended, UTC; NULL if no event says so"),
            text("began_by", "Name of the event that began it"),
            text("ended_by", "Name of the event that ended it"),
            text("actor", "ARN of who began it"),
            text("event_id", "Id of the event that began it"));

    private CoverageTables() {}

    /**
     * What the tables are made from, for one statement and one user.
     *
     * @param coverage of all logs
     * @param knownEvents events that can be had without reading a file that nobody has read
     * @param ledgerOrNull what the lake's ledger knows about log files; null without a lake
     * @param settings of the statement
     * @param allowed what of a scope the user may see
     */
    record Parts(
            Coverage coverage,
            ScanSource knownEvents,
            Supplier<LedgerFiles> ledgerOrNull,
            Supplier<ScanSettings> settings,
            UnaryOperator<CoverageScope> allowed) {}

    /** The hours of a scope, by account and region; of no other name than its own. */
    static CatalogTable coverage(Parts parts, CoverageScope scope) {
        List<String> names = COVERAGE_COLUMNS.stream().map(TableColumn::name).toList();
        RowsSource source =
                new RowsSource(SystemTables.SCHEMA + "." + COVERAGE, names, (request, context) -> parts.coverage()
                        .rows(
                                parts.allowed().apply(scope.within(request.constraint())),
                                parts.knownEvents(),
                                parts.ledgerOrNull() == null
                                        ? null
                                        : parts.ledgerOrNull().get(),
                                parts.settings().get(),
                                context));
        return new CatalogTable(
                SystemTables.SCHEMA,
                COVERAGE,
                COVERAGE_COLUMNS,
                source,
                "How complete the logs are, for each account, region and hour of delivery");
    }

    /** The same of every hour of a time. */
    static TableFunction function(Parts parts) {
        return new TableFunction(
                COVERAGE,
                List.of("begin", "end"),
                COVERAGE_COLUMNS,
                "Every hour between two instants in every place that is known, as sys.coverage has them; the columns are the same",
                "SELECT * FROM TABLE(COVERAGE(TIMESTAMP '2024-03-01 00:00:00', TIMESTAMP '2024-04-01 00:00:00'))",
                instants -> {
                    long begin = instants.get(0);
                    long end = instants.get(1);
                    if (begin >= end) {
                        throw new EngineException(
                                        ErrorCode.INVALID_ARGUMENT,
                                        "the time that coverage is asked for ends before it begins")
                                .advise("give the earlier instant first");
                    }
                    return coverage(parts, CoverageScope.all(begin, end, CoverageScope.Hours.ALL));
                });
    }

    static CatalogTable pauses(Parts parts) {
        List<String> names = PAUSE_COLUMNS.stream().map(TableColumn::name).toList();
        RowsSource source =
                new RowsSource(SystemTables.SCHEMA + ".logging_off", names, (request, context) -> parts.coverage()
                        .pauseRows(parts.knownEvents(), context));
        return new CatalogTable(
                SystemTables.SCHEMA,
                "logging_off",
                PAUSE_COLUMNS,
                source,
                "Times in which a trail did not log, as its own events tell, of those that were read before");
    }
}
