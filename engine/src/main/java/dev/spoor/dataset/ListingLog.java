/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The complete listings of the places that a lake gets its log files from: when they were and what they brought. Of each
 * place the newest ones are kept. Safe for all threads.
 */
public final class ListingLog {
    static final String TABLE = "listing (source BIGINT NOT NULL, number BIGINT NOT NULL, ended_micros BIGINT NOT NULL,"
            + " listed BIGINT NOT NULL, added BIGINT NOT NULL, changed BIGINT NOT NULL, vanished BIGINT NOT NULL,"
            + " unannounced BIGINT NOT NULL, PRIMARY KEY (source, number))";

    private static final int KEPT_PER_SOURCE = 1_000;
    private static final String COLUMNS =
            "s.address, l.ended_micros, l.listed, l.added, l.changed, l.vanished, l.unannounced";

    private final LedgerConnection database;

    ListingLog(LedgerConnection database) {
        this.database = database;
    }

    /**
     * A complete listing.
     *
     * @param source address of the place
     * @param endedMicros when it ended, microseconds since 1970, UTC
     * @param brought what it brought
     * @param unannounced files that it showed first although they had been there for a while: no notice had told of them
     */
    public record Listing(String source, long endedMicros, RegisterResult brought, long unannounced) {}

    /** Adds a listing. */
    public void add(Listing listing) {
        database.write(() -> {
            database.update(
                    "INSERT INTO listing SELECT s.id, coalesce(max(l.number), 0) + 1, ?, ?, ?, ?, ?, ? FROM source s"
                            + " LEFT JOIN listing l ON l.source = s.id WHERE s.address = ? GROUP BY s.id",
                    listing.endedMicros(),
                    listing.brought().listed(),
                    listing.brought().added(),
                    listing.brought().changed(),
                    listing.brought().vanished(),
                    listing.unannounced(),
                    listing.source());
            return database.update(
                    "DELETE FROM listing WHERE source = (SELECT id FROM source WHERE address = ?) AND number <="
                            + " (SELECT max(l.number) FROM listing l JOIN source s ON s.id = l.source"
                            + " WHERE s.address = ?) - " + KEPT_PER_SOURCE,
                    listing.source(),
                    listing.source());
        });
    }

    /** The newest listing of a place. */
    public Optional<Listing> last(String source) {
        return database.read(() -> database.one(
                "SELECT " + COLUMNS + " FROM listing l JOIN source s ON s.id = l.source WHERE s.address = ?"
                        + " ORDER BY l.number DESC LIMIT 1",
                ListingLog::listing,
                source));
    }

    /** All that are kept, oldest first. */
    public List<Listing> all() {
        return database.read(() -> database.all(
                "SELECT " + COLUMNS + " FROM listing l JOIN source s ON s.id = l.source"
                        + " ORDER BY l.ended_micros, l.source, l.number",
                ListingLog::listing));
    }

    /**
     * How many files of a place a listing showed first, since an instant, that had been there before another instant.
     * Both in microseconds since 1970, UTC.
     */
    public long firstListed(String source, long sinceMicros, long modifiedBeforeMicros) {
        return database.read(() -> database.one(
                        "SELECT count(*) FROM log_file WHERE source = (SELECT id FROM source WHERE address = ?)"
                                + " AND heard_by = 'LISTING' AND first_seen_micros >= ? AND modified_micros < ?",
                        row -> row.getLong(1),
                        source,
                        sinceMicros,
                        modifiedBeforeMicros)
                .orElseThrow());
    }

    private static Listing listing(ResultSet row) throws SQLException {
        return new Listing(
                row.getString(1),
                row.getLong(2),
                new RegisterResult(row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)),
                row.getLong(7));
    }
}
