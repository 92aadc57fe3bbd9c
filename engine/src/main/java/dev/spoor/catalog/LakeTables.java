/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.catalog.CatalogTable.TableColumn;
import dev.spoor.dataset.LakeHead;
import dev.spoor.scan.lake.LakeInventory;
import dev.spoor.scan.lake.LakeInventory.Holding;
import dev.spoor.scan.lake.LakeInventory.Version;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import java.util.function.Supplier;

import static dev.spoor.catalog.SystemTables.column;
import static dev.spoor.catalog.SystemTables.number;
import static dev.spoor.catalog.SystemTables.table;
import static dev.spoor.catalog.SystemTables.text;
import static dev.spoor.catalog.SystemTables.time;

/** The tables under {@code sys} that a lake has. */
final class LakeTables {
    private LakeTables() {}

    static CatalogTable snapshots(LakeInventory inventory) {
        List<TableColumn> columns = List.of(
                text("table_name", "'events', or 'repeats' for further deliveries of the same records"),
                number("snapshot_id", "What FOR VERSION AS OF takes, of 'events'"),
                number("parent_id", "The version before; NULL for the first that was ever made"),
                time("committed", "When it was made, UTC"),
                text("operation", "'append', 'replace', 'overwrite' or 'delete'"),
                text("batch", "The batch of log files that it brought; NULL if it brought none"),
                number("added_rows", "Rows of the data files that it added"),
                column(SqlTypes.field("is_current", SqlTypes.BOOLEAN), "Whether queries see this version now"));
        return table(
                "snapshots",
                columns,
                () -> inventory.versions().stream().map(LakeTables::row).toList(),
                "The versions of the lake's tables that are kept");
    }

    private static Object[] row(Version version) {
        return new Object[] {
            version.table(),
            version.snapshot().id(),
            version.snapshot().parentId().isPresent()
                    ? (Object) version.snapshot().parentId().getAsLong()
                    : null,
            version.snapshot().committedMicros(),
            version.snapshot().operation(),
            version.batchOrNull(),
            version.addedRowsOrNull(),
            version.isSeen()
        };
    }

    /** @param head the version that the statement sees */
    static CatalogTable dataFiles(LakeInventory inventory, Supplier<LakeHead> head) {
        List<TableColumn> columns = List.of(
                text("table_name", "'events', or 'repeats' for further deliveries of the same records"),
                text("key", "Key of the file in the lake"),
                column(SqlTypes.field("day", SqlTypes.DATE), "Day of its events, UTC; NULL for events without a time"),
                number("row_count", "Rows in it"),
                number("size_bytes", "Stored size"),
                time("min_event_time", "Not after any event in it, UTC"),
                time("max_event_time", "Not before any event in it, UTC"));
        return table(
                "data_files",
                columns,
                () -> inventory.holdings(head.get()).stream()
                        .map(LakeTables::row)
                        .toList(),
                "The data files of the lake that queries read");
    }

    private static Object[] row(Holding holding) {
        return new Object[] {
            holding.table(),
            holding.file().key(),
            holding.file().day().isPresent() ? (Object) holding.file().day().getAsInt() : null,
            holding.file().rowCount(),
            holding.file().sizeBytes(),
            holding.firstMicrosOrNull(),
            holding.lastMicrosOrNull()
        };
    }
}
