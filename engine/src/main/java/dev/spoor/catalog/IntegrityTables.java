/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.catalog.CatalogTable.TableColumn;
import dev.spoor.dataset.CheckedDigest;
import dev.spoor.dataset.IntegrityBooks;
import dev.spoor.dataset.IntegrityBooks.PlacedDigest;
import dev.spoor.dataset.Verification;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;

import static dev.spoor.catalog.SystemTables.column;
import static dev.spoor.catalog.SystemTables.number;
import static dev.spoor.catalog.SystemTables.table;
import static dev.spoor.catalog.SystemTables.text;
import static dev.spoor.catalog.SystemTables.time;

/** The tables under {@code sys} that tell what {@code spoor verify} has found out. */
final class IntegrityTables {
    private IntegrityTables() {}

    static CatalogTable digests(KnownIntegrity integrity) {
        List<TableColumn> columns = List.of(
                text("location", "Address of the place where it lies, or should"),
                text("key", "Key of the digest file; of a missing one, as the digest after it names it"),
                text("account", "Whose log files it signs"),
                text("region", "Where these were delivered from"),
                text("trail", "Name of the trail"),
                text("home_region", "Where the trail was made"),
                column(SqlTypes.field("backfill", SqlTypes.BOOLEAN), "Whether it is about files that came late"),
                time("start_time", "Begin of the time that it is about, UTC; NULL when its content does not tell"),
                time("end_time", "End of that time"),
                text("state", "'valid', or what is wrong, such as 'digest-missing' or 'digest-signature-invalid'"),
                text("reason", "The same in words"),
                text("sha256", "Hash of its unpacked bytes"),
                text("previous", "The digest before it, as it names it; NULL for the first of a chain"),
                number("files", "Log files that it names"),
                number("files_valid", "How many of these are what was delivered"),
                number("files_missing", "How many are not there"),
                number("files_invalid", "How many are there and are not what was delivered"),
                time("checked", "When that was found out, UTC"));
        return table(
                "digests",
                columns,
                () -> integrity.books().map(IntegrityTables::digestRows).orElse(List.of()),
                "Digest files as the last verification found them, and those that it missed");
    }

    private static List<Object[]> digestRows(IntegrityBooks books) {
        List<Object[]> rows = new ArrayList<>();
        for (PlacedDigest placed : books.digests()) {
            CheckedDigest digest = placed.digest();
            rows.add(new Object[] {
                placed.source(),
                digest.key(),
                digest.account(),
                digest.region(),
                digest.trail(),
                digest.homeRegion(),
                digest.isBackfill(),
                digest.startMicrosOrNull(),
                digest.endMicros(),
                digest.state(),
                digest.reasonOrNull(),
                digest.sha256OrNull(),
                digest.previousOrNull(),
                digest.files(),
                digest.valid(),
                digest.missing(),
                digest.invalid(),
                digest.checkedMicros()
            });
        }
        return rows;
    }

    static CatalogTable findings(KnownIntegrity integrity) {
        List<TableColumn> columns = List.of(
                number("verification", "Which one: the newest has the greatest number"),
                time("verified", "When it began, UTC"),
                time("since", "Begin of the time of delivery that it was about; NULL for all"),
                time("until", "End of that time"),
                text("narrowed_to", "What else it was restricted to"),
                text("code", "Kind of finding, such as 'log-changed'; NULL in the one row of one that found nothing"),
                text("severity", "'problem' or 'remark'"),
                text("account", "Whose files"),
                text("region", "Of which region"),
                text("trail", "Of which trail"),
                time("from_time", "Begin of the time that the finding is about, UTC"),
                time("until_time", "End of that time"),
                text("file", "Address of the file that it is about"),
                number("files", "How many files it is about"),
                text("finding", "What was found, in words"));
        return table(
                "integrity_findings",
                columns,
                () -> integrity.books().map(IntegrityTables::findingRows).orElse(List.of()),
                "What the last hundred verifications found");
    }

    private static List<Object[]> findingRows(IntegrityBooks books) {
        List<Object[]> rows = new ArrayList<>();
        for (Verification verification : books.verifications()) {
            if (verification.findings().isEmpty()) {
                rows.add(row(verification, null));
            }
            verification.findings().forEach(finding -> rows.add(row(verification, finding)));
        }
        return rows;
    }

    private static Object[] row(Verification verification, Verification.Noted findingOrNull) {
        Object[] row = new Object[15];
        row[0] = verification.number();
        row[1] = verification.startedMicros();
        row[2] = verification.sinceMicros() == Long.MIN_VALUE ? null : verification.sinceMicros();
        row[3] = verification.untilMicros() == Long.MAX_VALUE ? null : verification.untilMicros();
        row[4] = verification.narrowedTo().isEmpty() ? null : verification.narrowedTo();
        if (findingOrNull != null) {
            row[5] = findingOrNull.code();
            row[6] = findingOrNull.isProblem() ? "problem" : "remark";
            row[7] = findingOrNull.accountOrNull();
            row[8] = findingOrNull.regionOrNull();
            row[9] = findingOrNull.trailOrNull();
            row[10] = findingOrNull.fromMicrosOrNull();
            row[11] = findingOrNull.untilMicrosOrNull();
            row[12] = findingOrNull.fileOrNull();
            row[13] = findingOrNull.files();
            row[14] = findingOrNull.text();
        }
        return row;
    }
}
