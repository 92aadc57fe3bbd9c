/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.catalog.CatalogTable.TableColumn;
import dev.spoor.dataset.DigestFile;
import dev.spoor.dataset.LakeHead;
import dev.spoor.dataset.ListingLog.Listing;
import dev.spoor.scan.lake.LakeInventory;
import dev.spoor.scan.lake.LakeInventory.Holding;
import dev.spoor.scan.lake.LakeInventory.Version;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import java.util.Locale;
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

    static CatalogTable listings(Supplier<List<Listing>> listings) {
        List<TableColumn> columns = List.of(
                text("source", "Address of the place with logs"),
                time("ended", "When the listing was complete, UTC"),
                number("listed", "Log files in it"),
                number("added", "Those that the lake had never heard of"),
                number("changed", "Those that differ from what the lake knew"),
                number("vanished", "Files not read yet that are not there any more"),
                number(
                        "unannounced",
                        "Of those added, files that had been there for a while: notices, if there are any, missed them"));
        return table(
                "listings",
                columns,
                () -> listings.get().stream().map(LakeTables::row).toList(),
                "The newest complete listings that the lake's compactions made of each place");
    }

    private static Object[] row(Listing listing) {
        return new Object[] {
            listing.source(),
            listing.endedMicros(),
            listing.brought().listed(),
            listing.brought().added(),
            listing.brought().changed(),
            listing.brought().vanished(),
            listing.unannounced()
        };
    }

    static CatalogTable digestFiles(Supplier<List<DigestFile>> digests) {
        List<TableColumn> columns = List.of(
                text("source", "Address of the place with logs"),
                text("key", "Key of the digest file in it"),
                number("version", "1 for the first content seen under that key"),
                number("size_bytes", "Stored size"),
                time("modified", "Last modification, UTC"),
                text("state", "'new', 'kept' in the lake's ledger, 'unreadable' or 'vanished'"),
                text("signature", "Of the metadata: hexadecimal; NULL if there is none"),
                text("signature_algorithm", "Of the metadata"),
                text("reason", "Why it could not be kept"));
        return table(
                "digest_files",
                columns,
                () -> digests.get().stream().map(LakeTables::row).toList(),
                "The digest files of CloudTrail that the lake has heard of");
    }

    private static Object[] row(DigestFile digest) {
        return new Object[] {
            digest.source(),
            digest.entry().key(),
            digest.version(),
            digest.entry().sizeBytes(),
            digest.entry().modifiedMicros(),
            digest.state().name().toLowerCase(Locale.ROOT),
            digest.metadata().get("signature"),
            digest.metadata().get("signature-algorithm"),
            digest.reasonOrNull()
        };
    }
}
