/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The tables of the lake's ledger. Ledgers of older formats are brought to the present one when they are opened: all of
 * that adds columns, and costs the same however much a ledger holds.
 */
final class LedgerSchema {
    /**
     * Of the tables: 2 knows how it heard of a file; 3 knows when it was delivered, and tries again what may pass; 4 what
     * verification found out; 5 schedules, their runs and what is to be delivered; 6 which values the log files
     * hold; 7 which of them were replaced after they had been read.
     */
    private static final int FORMAT = 7;

    /** The delivery day of files that name none: they come after all others. */
    static final int NO_DAY = Integer.MAX_VALUE;

    private static final String NO_FORMAT = "none";

    private static final Set<String> OLDER = Set.of("1", "2", "3", "4", "5", "6");

    private final LedgerConnection database;

    LedgerSchema(LedgerConnection database) {
        this.database = database;
    }

    /** Makes the tables, or brings them to the present format. Inside of a transaction. */
    void make() throws SQLException {
        database.update("CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL)");
        if (OLDER.contains(format())) {
            // of several processes one goes on here, and the others find the present format
            database.update("UPDATE fact SET value = value WHERE name = 'format'");
            upgrade();
        }
        boolean isNew = format().equals(NO_FORMAT);
        makeTables();
        if (isNew) {
            LakeValues.begin(database);
        }
        database.update("INSERT INTO fact VALUES ('format', ?) ON CONFLICT DO NOTHING", Integer.toString(FORMAT));
        String format = format();
        if (!format.equals(Integer.toString(FORMAT))) {
            throw new EngineException(
                            ErrorCode.LEDGER_FAILURE,
                            "the lake's ledger has format " + format + ", this version of Spoor knows " + FORMAT
                                    + " and older ones")
                    .advise("use the version that wrote it, or a newer one");
        }
    }

    private String format() throws SQLException {
        return database.one("SELECT value FROM fact WHERE name = 'format'", row -> row.getString(1))
                .orElse(NO_FORMAT);
    }

    private void upgrade() throws SQLException {
        if (format().equals("1")) {
            database.update("ALTER TABLE log_file ADD COLUMN heard_by TEXT NOT NULL DEFAULT 'LISTING'");
            nowHas("2", "1");
        }
        if (format().equals("2")) {
            database.update("ALTER TABLE log_file ADD COLUMN outcome TEXT");
            database.update("ALTER TABLE log_file ADD COLUMN attempts BIGINT NOT NULL DEFAULT 0");
            database.update("ALTER TABLE log_file ADD COLUMN retry_micros BIGINT");
            database.update("ALTER TABLE log_file ADD COLUMN delivery_day BIGINT NOT NULL DEFAULT " + NO_DAY);
            database.update("DROP INDEX log_file_by_state");
            // a batch that was prepared and not closed; a file of which nothing was read was marked by -1 records
            database.update("UPDATE log_file SET outcome = CASE WHEN records < 0 THEN 'VANISHED'"
                    + " WHEN unreadable IS NULL THEN 'COMPACTED' ELSE 'UNREADABLE' END,"
                    + " records = CASE WHEN records < 0 THEN 0 ELSE records END"
                    + " WHERE state = 'PENDING' AND batch IN (SELECT id FROM batch WHERE state = 'PREPARED')");
            // why nothing of a file was read was not kept: it may have passed, and trying again does no harm
            database.update("UPDATE log_file SET state = 'DEFERRED', retry_micros = 0"
                    + " WHERE state = 'UNREADABLE' AND records = 0");
            nowHas("3", "2");
        }
        if (format().equals("3")) {
            nowHas("4", "3"); // the tables that are new are made below
        }
        if (format().equals("4")) {
            nowHas("5", "4"); // as above
        }
        if (format().equals("5")) {
            nowHas("6", "5"); // as above; the next compaction fills them
        }
        if (format().equals("6")) {
            database.update("ALTER TABLE log_file ADD COLUMN replaced BIGINT NOT NULL DEFAULT 0");
            // that was not kept before: what was written after it was first listed was written over something
            database.update("UPDATE log_file SET replaced = 1 WHERE modified_micros > first_seen_micros");
            nowHas("7", "6");
        }
    }

    private void nowHas(String format, String before) throws SQLException {
        database.update("UPDATE fact SET value = ? WHERE name = 'format' AND value = ?", format, before);
    }

    private void makeTables() throws SQLException {
        String text = database.byteOrderedText();
        List<String> tables = new ArrayList<>(List.of(
                "root (position BIGINT PRIMARY KEY, address TEXT NOT NULL UNIQUE)",
                "source (id BIGINT PRIMARY KEY, address TEXT NOT NULL UNIQUE)",
                "log_file (source BIGINT NOT NULL, key " + text + " NOT NULL, size_bytes BIGINT NOT NULL,"
                        + " modified_micros BIGINT NOT NULL, etag TEXT, state TEXT NOT NULL, batch BIGINT,"
                        + " records BIGINT NOT NULL, repeats BIGINT NOT NULL, unreadable TEXT,"
                        + " stats_version BIGINT NOT NULL, stats " + database.bytesType()
                        + ", first_seen_micros BIGINT NOT NULL, heard_by TEXT NOT NULL, outcome TEXT,"
                        + " attempts BIGINT NOT NULL DEFAULT 0, retry_micros BIGINT, delivery_day BIGINT NOT NULL,"
                        + " replaced BIGINT NOT NULL DEFAULT 0, PRIMARY KEY (source, key))",
                ListingLog.TABLE,
                "batch (id BIGINT PRIMARY KEY, source BIGINT NOT NULL, state TEXT NOT NULL,"
                        + " opened_micros BIGINT NOT NULL, closed_micros BIGINT, events_snapshot BIGINT,"
                        + " repeats_snapshot BIGINT, records BIGINT NOT NULL, kept BIGINT NOT NULL,"
                        + " repeats BIGINT NOT NULL)",
                "batch_file (batch BIGINT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,"
                        + " PRIMARY KEY (batch, kind, key))",
                "head (one BIGINT PRIMARY KEY, number BIGINT NOT NULL, events_snapshot BIGINT,"
                        + " repeats_snapshot BIGINT)",
                "lease (one BIGINT PRIMARY KEY, holder TEXT NOT NULL, until_micros BIGINT NOT NULL)"));
        tables.addAll(DigestBooks.tables(text, database.bytesType()));
        tables.addAll(IntegrityBooks.tables(text));
        tables.addAll(DeliveryBooks.tables(text));
        tables.addAll(LakeValues.tables(text));
        tables.addAll(ScheduleBooks.tables());
        for (String table : tables) {
            database.update("CREATE TABLE IF NOT EXISTS " + table);
        }
        database.update("CREATE INDEX IF NOT EXISTS log_file_by_state ON log_file (source, state, delivery_day, key)");
        database.update("CREATE INDEX IF NOT EXISTS log_file_by_batch ON log_file (batch)");
        database.update("CREATE INDEX IF NOT EXISTS digest_file_by_state ON digest_file (source, state, key)");
        for (String index : DeliveryBooks.indexes()) {
            database.update("CREATE INDEX IF NOT EXISTS " + index);
        }
    }
}
