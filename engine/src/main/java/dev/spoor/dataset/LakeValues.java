/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.schema.FieldPath;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which values the log files of a lake hold, and how many records: totals that each batch adds to when it is closed, so that nobody
 * has to read the statistics of all files to know them. Part of the lake's ledger. Safe for all threads.
 */
public final class LakeValues {
    /** A fact of the ledger: the totals are of all log files that the lake has read. */
    private static final String COMPLETE = "values complete";

    /** A fact of the ledger: some of what was counted is not in the lake any more. */
    private static final String REDUCED = "values reduced";

    private final LedgerConnection database;
    private final LeaseCheck lease;

    /** Fails unless a lease is held; inside of a transaction. */
    interface LeaseCheck {
        void require(LedgerLease lease) throws SQLException;
    }

    LakeValues(LedgerConnection database, LeaseCheck lease) {
        this.database = database;
        this.lease = lease;
    }

    static List<String> tables(String text) {
        return List.of(
                "value_total (" + ValueTotalRows.columns(text) + ", PRIMARY KEY (" + ValueTotalRows.KEY + "))",
                "batch_value (batch BIGINT NOT NULL, " + ValueTotalRows.columns(text) + ", PRIMARY KEY (batch, "
                        + ValueTotalRows.KEY + "))");
    }

    /** Says that there is nothing to count yet: of a ledger that is being made. Inside of a transaction. */
    static void begin(LedgerConnection database) throws SQLException {
        database.update("INSERT INTO fact VALUES (?, '1') ON CONFLICT DO NOTHING", COMPLETE);
    }

    /** Everything that is known. */
    public CountedValues all() {
        return database.read(() -> new CountedValues(
                database.all("SELECT " + ValueTotalRows.COLUMNS + " FROM value_total", ValueTotalRows::read),
                is(COMPLETE),
                is(REDUCED)));
    }

    /** Whether the totals are of all log files that the lake has read. */
    public boolean isComplete() {
        return database.read(() -> is(COMPLETE));
    }

    /** Whether it is known, and told apart, which values of a column there are. */
    public boolean knowsAllOf(FieldPath path) {
        return database.read(() -> is(COMPLETE)
                && database.one("SELECT 1 FROM value_total WHERE path = ? AND rest = 1", row -> true, path.quoted())
                        .isEmpty());
    }

    /** Those of some values of a column that some file has. */
    public Set<String> found(FieldPath path, Collection<String> values) {
        return database.read(() -> {
            Set<String> found = new TreeSet<>();
            for (String value : values) {
                database.one(
                                "SELECT value FROM value_total WHERE path = ? AND value = ? AND rest = 0",
                                row -> row.getString(1),
                                path.quoted(),
                                value)
                        .ifPresent(found::add);
            }
            return found;
        });
    }

    private boolean is(String fact) throws SQLException {
        return database.one("SELECT 1 FROM fact WHERE name = ?", row -> true, fact)
                .isPresent();
    }

    /** Notes what a batch brings; inside of a transaction. */
    void prepare(long batch, Collection<ValueTotal> totals) throws SQLException {
        abandon(batch);
        insert(
                "batch_value (batch, " + ValueTotalRows.COLUMNS + ") VALUES (?, " + ValueTotalRows.MARKS + ")",
                List.of(batch),
                totals);
    }

    /** Adds what a batch has brought; inside of a transaction. */
    void close(long batch) throws SQLException {
        database.update(
                "INSERT INTO value_total (" + ValueTotalRows.COLUMNS + ") SELECT " + ValueTotalRows.COLUMNS
                        + " FROM batch_value WHERE batch = ? ON CONFLICT (" + ValueTotalRows.KEY + ")"
                        + ValueTotalRows.MERGE,
                batch);
        abandon(batch);
        trim();
    }

    /** Forgets what a batch would have brought; inside of a transaction. */
    void abandon(long batch) throws SQLException {
        database.update("DELETE FROM batch_value WHERE batch = ?", batch);
    }

    /** Says that the lake has less than what was counted. */
    public void reduce(LedgerLease held) {
        database.write(() -> {
            lease.require(held);
            return database.update("INSERT INTO fact VALUES (?, '1') ON CONFLICT DO NOTHING", REDUCED);
        });
    }

    /** Replaces everything by the totals of all log files that the lake has read: for a ledger that did not count them. */
    public void replace(LedgerLease held, Collection<ValueTotal> totals) {
        database.write(() -> {
            lease.require(held);
            database.update("DELETE FROM value_total");
            insert(
                    "value_total (" + ValueTotalRows.COLUMNS + ") VALUES (" + ValueTotalRows.MARKS + ")",
                    List.of(),
                    totals);
            trim();
            begin(database);
            return null;
        });
    }

    private void insert(String into, List<Object> first, Collection<ValueTotal> totals) throws SQLException {
        try (PreparedStatement insert = database.prepare("INSERT INTO " + into)) {
            for (ValueTotal total : totals) {
                List<Object> values = new ArrayList<>(first);
                values.addAll(ValueTotalRows.values(total));
                LedgerConnection.bind(insert, values.toArray());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Of columns with too many values the least frequent ones are told together. */
    private void trim() throws SQLException {
        List<String> full = database.all(
                "SELECT path FROM value_total GROUP BY path HAVING count(*) > " + ValueTotalRows.VALUES_MAX,
                row -> row.getString(1));
        for (String path : full) {
            List<ValueTotal> all = database.all(
                    "SELECT " + ValueTotalRows.COLUMNS + " FROM value_total WHERE path = ?",
                    ValueTotalRows::read,
                    path);
            database.update("DELETE FROM value_total WHERE path = ?", path);
            insert(
                    "value_total (" + ValueTotalRows.COLUMNS + ") VALUES (" + ValueTotalRows.MARKS + ")",
                    List.of(),
                    ValueTotalRows.trimmed(all));
        }
    }
}
