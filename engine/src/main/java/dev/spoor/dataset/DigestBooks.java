/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.dataset.DigestFile.State;
import dev.spoor.store.ObjectEntry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * The digest files of a lake's sources, with content and metadata. Every version that a key ever had is kept. Safe for all
 * threads.
 */
public final class DigestBooks {
    private static final int KEYS_PER_SELECT = 500;
    private static final String COLUMNS =
            "s.address, d.key, d.size_bytes, d.modified_micros, d.etag, d.version, d.state, d.reason";

    private final LedgerConnection database;
    private final Clock clock;
    private final ToLongFunction<String> sourceIds;

    /** @param sourceIds gives the number of a source, making one if needed */
    DigestBooks(LedgerConnection database, Clock clock, ToLongFunction<String> sourceIds) {
        this.database = database;
        this.clock = clock;
        this.sourceIds = sourceIds;
    }

    /** @param text type of keys, which compare by their bytes */
    static List<String> tables(String text, String bytesType) {
        return List.of(
                "digest_file (source BIGINT NOT NULL, key " + text + " NOT NULL, version BIGINT NOT NULL,"
                        + " size_bytes BIGINT NOT NULL, modified_micros BIGINT NOT NULL, etag TEXT,"
                        + " state TEXT NOT NULL, reason TEXT, content " + bytesType
                        + ", first_seen_micros BIGINT NOT NULL, PRIMARY KEY (source, key, version))",
                "digest_metadata (source BIGINT NOT NULL, key " + text + " NOT NULL, version BIGINT NOT NULL,"
                        + " name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (source, key, version, name))");
    }

    /**
     * Takes digest files into the books. Unknown ones and new versions become NEW; those that could not be fetched, or
     * were gone, are tried again.
     *
     * @return how many are NEW by this
     */
    public long register(String source, Collection<ObjectEntry> entries) {
        long id = sourceIds.applyAsLong(source);
        return database.write(() -> {
            Map<String, DigestFile> known = newest(id, entries);
            long fresh = 0;
            try (PreparedStatement write = database.prepare(
                    "INSERT INTO digest_file (source, key, version, size_bytes, modified_micros, etag, state,"
                            + " first_seen_micros) VALUES (?, ?, ?, ?, ?, ?, 'NEW', ?)"
                            + " ON CONFLICT (source, key, version) DO UPDATE SET state = 'NEW', reason = NULL")) {
                for (ObjectEntry entry : entries) {
                    DigestFile before = known.get(entry.key());
                    boolean isSame = before != null && LedgerFile.isSameVersion(before.entry(), entry);
                    if (isSame && (before.state() == State.KEPT || before.state() == State.NEW)) {
                        continue;
                    }
                    fresh++;
                    long version = before == null ? 1 : isSame ? before.version() : before.version() + 1;
                    LedgerConnection.bind(
                            write,
                            id,
                            entry.key(),
                            version,
                            entry.sizeBytes(),
                            entry.modifiedMicros(),
                            entry.etagOrNull(),
                            clock.millis() * 1_000);
                    write.addBatch();
                }
                write.executeBatch();
            }
            return fresh;
        });
    }

    private Map<String, DigestFile> newest(long source, Collection<ObjectEntry> entries) throws SQLException {
        Map<String, DigestFile> known = new HashMap<>();
        List<String> keys = entries.stream().map(ObjectEntry::key).toList();
        for (int from = 0; from < keys.size(); from += KEYS_PER_SELECT) {
            List<String> some = keys.subList(from, Math.min(keys.size(), from + KEYS_PER_SELECT));
            List<Object> values = new ArrayList<>(List.of(source));
            values.addAll(some);
            String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
            database.all(
                            "SELECT " + COLUMNS + " FROM digest_file d JOIN source s ON s.id = d.source"
                                    + " WHERE d.source = ? AND d.key IN (" + marks + ") ORDER BY d.key, d.version",
                            row -> digest(row, Map.of()),
                            values.toArray())
                    .forEach(digest -> known.put(digest.entry().key(), digest));
        }
        return known;
    }

    private static DigestFile digest(ResultSet row, Map<String, String> metadata) throws SQLException {
        return new DigestFile(
                row.getString(1),
                new ObjectEntry(row.getString(2), row.getLong(3), row.getLong(4), row.getString(5)),
                row.getLong(6),
                State.valueOf(row.getString(7)),
                row.getString(8),
                metadata);
    }

    /** The next digest files of a source whose content is to be fetched, in key order. */
    public List<DigestFile> toFetch(String source, int max) {
        return database.read(() -> database.all(
                "SELECT " + COLUMNS + " FROM digest_file d JOIN source s ON s.id = d.source"
                        + " WHERE s.address = ? AND d.state = 'NEW' ORDER BY d.key, d.version LIMIT ?",
                row -> digest(row, Map.of()),
                source,
                max));
    }

    /**
     * Keeps what was fetched of a digest file.
     *
     * @param content the bytes of the object, compressed as they are
     */
    public void keep(DigestFile digest, byte[] content, Map<String, String> metadata) {
        long id = sourceIds.applyAsLong(digest.source());
        database.write(() -> {
            database.update(
                    "UPDATE digest_file SET state = 'KEPT', reason = NULL, content = ?"
                            + " WHERE source = ? AND key = ? AND version = ?",
                    content,
                    id,
                    digest.entry().key(),
                    digest.version());
            for (Map.Entry<String, String> each : metadata.entrySet()) {
                database.update(
                        "INSERT INTO digest_metadata VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        id,
                        digest.entry().key(),
                        digest.version(),
                        each.getKey(),
                        each.getValue());
            }
            return null;
        });
    }

    /** Notes why a digest file could not be fetched. */
    public void fail(DigestFile digest, State state, String reason) {
        long id = sourceIds.applyAsLong(digest.source());
        database.write(() -> database.update(
                "UPDATE digest_file SET state = ?, reason = ? WHERE source = ? AND key = ? AND version = ?",
                state.name(),
                reason,
                id,
                digest.entry().key(),
                digest.version()));
    }

    /** All digest files, in the order of sources, keys and versions. */
    public List<DigestFile> all() {
        return database.read(() -> {
            Map<List<Object>, Map<String, String>> metadata = new HashMap<>();
            database.all(
                    "SELECT s.address, m.key, m.version, m.name, m.value FROM digest_metadata m"
                            + " JOIN source s ON s.id = m.source",
                    row -> metadata.computeIfAbsent(
                                    List.of(row.getString(1), row.getString(2), row.getLong(3)), key -> new TreeMap<>())
                            .put(row.getString(4), row.getString(5)));
            return database.all(
                    "SELECT " + COLUMNS + " FROM digest_file d JOIN source s ON s.id = d.source"
                            + " ORDER BY d.source, d.key, d.version",
                    row -> digest(
                            row,
                            metadata.getOrDefault(
                                    List.of(row.getString(1), row.getString(2), row.getLong(6)), Map.of())));
        });
    }

    /** The bytes of a kept digest file as the object had them; empty when it is not kept. */
    public Optional<byte[]> content(DigestFile digest) {
        return database.read(() -> database.one(
                "SELECT content FROM digest_file WHERE source = (SELECT id FROM source WHERE address = ?)"
                        + " AND key = ? AND version = ? AND state = 'KEPT'",
                row -> row.getBytes(1),
                digest.source(),
                digest.entry().key(),
                digest.version()));
    }

    /**
     * How many digest files there are in each state, newest versions or not.
     *
     * @param kept in the ledger
     * @param open still to be fetched
     * @param failed unreadable or vanished
     */
    public record Totals(long kept, long open, long failed) {}

    /** The books of the digest files. */
    public Totals totals() {
        return database.read(() -> database.one(
                        "SELECT coalesce(sum(CASE WHEN state = 'KEPT' THEN 1 ELSE 0 END), 0),"
                                + " coalesce(sum(CASE WHEN state = 'NEW' THEN 1 ELSE 0 END), 0), count(*)"
                                + " FROM digest_file",
                        row -> new Totals(
                                row.getLong(1), row.getLong(2), row.getLong(3) - row.getLong(1) - row.getLong(2)))
                .orElseThrow());
    }
}
