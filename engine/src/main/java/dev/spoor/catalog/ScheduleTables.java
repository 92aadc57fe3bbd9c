/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.catalog.CatalogTable.TableColumn;
import dev.spoor.dataset.AlertFinding;
import dev.spoor.dataset.DeliveryEntry;
import dev.spoor.dataset.LakeLedger;
import dev.spoor.dataset.ScheduleBooks.PlacedFinding;
import dev.spoor.dataset.ScheduledRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.StringJoiner;

import static dev.spoor.catalog.SystemTables.number;
import static dev.spoor.catalog.SystemTables.table;
import static dev.spoor.catalog.SystemTables.text;
import static dev.spoor.catalog.SystemTables.time;

/** The tables under {@code sys} that tell what schedules did. */
final class ScheduleTables {
    private ScheduleTables() {}

    static CatalogTable runs(KnownSchedules schedules) {
        List<TableColumn> columns = List.of(
                number("run", "Its number"),
                text("schedule", "Name of the schedule"),
                text("name", "Name of the report or alert in it"),
                text("kind", "'report' or 'alert'"),
                time("scheduled", "The time that the run is for, UTC"),
                time("started", "When it began, UTC; the last time if it was begun again"),
                time("ended", "When it ended, UTC; NULL while it runs"),
                text("state", "'running', 'done', 'failed', 'refused' because the one before ran, or 'missed'"),
                number("attempts", "How often it was begun"),
                number("row_count", "Rows that its questions gave"),
                number("findings", "Findings among them"),
                number("told", "Findings that were handed over for delivery; of an alert only new ones"),
                number("suppressed", "New findings that were not, because others like them had just been told"),
                text("error", "Why it failed or did not run; of a run that is done, what is to be known about it"),
                text("output", "Where what it wrote lies"),
                text("deliveries", "Destinations and how delivery to each stands; sys.deliveries has more"));
        return table(
                "report_runs",
                columns,
                () -> schedules.ledger().map(ScheduleTables::runRows).orElse(List.of()),
                "Runs of scheduled reports and alerts, newest first");
    }

    private static List<Object[]> runRows(LakeLedger ledger) {
        Map<Long, StringJoiner> deliveries = new HashMap<>();
        for (DeliveryEntry entry : ledger.deliveries().all()) {
            deliveries
                    .computeIfAbsent(entry.run(), run -> new StringJoiner(", "))
                    .add(entry.destination() + " " + entry.state().label());
        }
        List<Object[]> rows = new ArrayList<>();
        for (ScheduledRun run : ledger.schedules().runs()) {
            StringJoiner delivered = deliveries.get(run.id());
            rows.add(new Object[] {
                run.id(),
                run.schedule(),
                run.name(),
                run.kind(),
                run.scheduledMicros(),
                run.startedMicros(),
                orNull(run.endedMicros()),
                run.state().label(),
                run.attempts(),
                orNull(run.rows()),
                orNull(run.findings()),
                orNull(run.told()),
                orNull(run.suppressed()),
                run.error().orElse(null),
                run.output().orElse(null),
                delivered == null ? null : delivered.toString()
            });
        }
        return rows;
    }

    static CatalogTable findings(KnownSchedules schedules) {
        List<TableColumn> columns = List.of(
                text("schedule", "Name of the schedule"),
                text("alert", "Name of the alert in it"),
                text("finding", "The values that identify it"),
                time("first_seen", "Time of the run that saw it first, UTC"),
                time("last_seen", "Time of the run that saw it last, UTC"),
                number("runs", "How many runs saw it"),
                time("told", "When it was last handed over for delivery, UTC; NULL if it was suppressed"));
        return table(
                "alert_findings",
                columns,
                () -> schedules.ledger().map(ScheduleTables::findingRows).orElse(List.of()),
                "What alerts have found and remember, so as not to tell it again");
    }

    private static List<Object[]> findingRows(LakeLedger ledger) {
        List<Object[]> rows = new ArrayList<>();
        for (PlacedFinding placed : ledger.schedules().findings()) {
            AlertFinding finding = placed.finding();
            rows.add(new Object[] {
                placed.schedule(),
                finding.alert(),
                finding.key(),
                finding.firstSeenMicros(),
                finding.lastSeenMicros(),
                finding.runs(),
                orNull(finding.toldMicros())
            });
        }
        return rows;
    }

    private static Long orNull(OptionalLong value) {
        return value.isPresent() ? (Long) value.getAsLong() : null;
    }
}
