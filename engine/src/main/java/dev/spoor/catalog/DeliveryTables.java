/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.catalog.CatalogTable.TableColumn;
import dev.spoor.dataset.DeliveryEntry;
import dev.spoor.dataset.LakeLedger;
import java.util.ArrayList;
import java.util.List;

import static dev.spoor.catalog.SystemTables.number;
import static dev.spoor.catalog.SystemTables.table;
import static dev.spoor.catalog.SystemTables.text;
import static dev.spoor.catalog.SystemTables.time;

/** The table under {@code sys} that tells what became of messages; what they say is not in it. */
final class DeliveryTables {
    private DeliveryTables() {}

    static CatalogTable deliveries(KnownSchedules schedules) {
        List<TableColumn> columns = List.of(
                text("delivery", "Id of the message, the same for all destinations and attempts"),
                text("destination", "Name of the schedule, '/', and name of the destination in it"),
                number("run", "The run that it tells of, as in sys.report_runs"),
                text("source", "Name of the report or alert"),
                text("title", "Its title"),
                text("severity", "The worst of what it tells"),
                text("state", "'queued', 'sending', 'sent', or 'dead': nobody tries it any more"),
                number("attempts", "How often it was tried since it was queued or asked for again"),
                time("queued", "When it was queued, UTC"),
                time("changed", "When its state became this one, UTC"),
                time("next_attempt", "When it is tried next, UTC; NULL when nobody will"),
                text("reason", "Why the last attempt failed"),
                text("place", "Where it is, or who took it; NULL unless sent"));
        return table(
                "deliveries",
                columns,
                () -> schedules.ledger().map(DeliveryTables::rows).orElse(List.of()),
                "Reports and alerts of the last 90 days on their way to each destination, newest first");
    }

    private static List<Object[]> rows(LakeLedger ledger) {
        List<Object[]> rows = new ArrayList<>();
        for (DeliveryEntry entry : ledger.deliveries().all()) {
            rows.add(new Object[] {
                entry.id(),
                entry.destination(),
                entry.run(),
                entry.source(),
                entry.title(),
                entry.severity(),
                entry.state().label(),
                entry.attempts(),
                entry.queuedMicros(),
                entry.changedMicros(),
                entry.nextMicrosOrNull(),
                entry.reasonOrNull(),
                entry.placeOrNull()
            });
        }
        return rows;
    }
}
