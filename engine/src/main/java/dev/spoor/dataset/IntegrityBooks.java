/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.ObjectEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.ToLongFunction;

/**
 * What verifications found out: facts about each version of a file, so that the next one reads only what is new, and the
 * verdicts that queries show. Part of a lake's ledger, or a file of its own in the cache folder. Losing it costs time;
 * whoever can write to it can forge verdicts, so an audit that must not rely on it verifies everything anew. Safe for all
 * threads; failures of the database are LEDGER_FAILUREs.
 */
public final class IntegrityBooks implements AutoCloseable {
    /** Name of the file in the cache folder. */
    private static final String FILE_NAME = "integrity.sqlite";

    /** So many verifications are kept with their findings. */
    private static final int VERIFICATIONS_MAX = 100;

    private static final String DIGEST_COLUMNS =
            "d.key, d.account, d.region, d.trail, d.home_region, d.backfill, d.start_micros, d.end_micros, d.state,"
                    + " d.reason, d.sha256, d.previous, d.files, d.valid, d.missing, d.invalid, d.checked_micros";

    private final LedgerConnection database;
    private final ToLongFunction<String> sourceIds;
    private final boolean isOwner;

    private IntegrityBooks(LedgerConnection database, ToLongFunction<String> sourceIds, boolean isOwner) {
        this.database = database;
        this.sourceIds = sourceIds;
        this.isOwner = isOwner;
    }

    /** Those of a lake's ledger, which closes the connection. */
    static IntegrityBooks of(LedgerConnection database, ToLongFunction<String> sourceIds) {
        return new IntegrityBooks(database, sourceIds, false);
    }

    /** Those of a cache folder if anything was ever verified there. */
    public static Optional<IntegrityBooks> openIfAny(Path cacheFolder) {
        return Files.exists(cacheFolder.resolve(FILE_NAME)) ? Optional.of(open(cacheFolder)) : Optional.empty();
    }

    /** Those of a cache folder, made when they are missing. The caller closes them. */
    public static IntegrityBooks open(Path cacheFolder) {
        try {
            Files.createDirectories(cacheFolder);
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.LEDGER_FAILURE, "the folder " + cacheFolder + " cannot be made: " + e.getMessage(), e);
        }
        return open("jdbc:sqlite:" + cacheFolder.resolve(FILE_NAME));
    }

    /** Books that end with their process. */
    public static IntegrityBooks inMemory() {
        return open("jdbc:sqlite::memory:");
    }

    private static IntegrityBooks open(String url) {
        LedgerConnection database = LedgerConnection.open(url, new Properties());
        database.write(() -> {
            database.update("CREATE TABLE IF NOT EXISTS source (id BIGINT PRIMARY KEY, address TEXT NOT NULL UNIQUE)");
            for (String table : tables(database.byteOrderedText())) {
                database.update("CREATE TABLE IF NOT EXISTS " + table);
            }
            return null;
        });
        return new IntegrityBooks(database, address -> sourceId(database, address), true);
    }

    private static long sourceId(LedgerConnection database, String address) {
        return database.write(() -> {
            database.update(
                    "INSERT INTO source SELECT coalesce(max(id), 0) + 1, ? FROM source WHERE true"
                            + " ON CONFLICT DO NOTHING",
                    address);
            return database.one("SELECT id FROM source WHERE address = ?", row -> row.getLong(1), address)
                    .orElseThrow();
        });
    }

    /** @param text type of keys, which compare by their bytes */
    static List<String> tables(String text) {
        return List.of(
                "checked_file (source BIGINT NOT NULL, key " + text + " NOT NULL, size_bytes BIGINT NOT NULL,"
                        + " modified_micros BIGINT NOT NULL, etag TEXT, sha256 TEXT, fault TEXT, state TEXT NOT NULL,"
                        + " digest TEXT, checked_micros BIGINT NOT NULL, PRIMARY KEY (source, key))",
                "checked_digest (source BIGINT NOT NULL, key " + text + " NOT NULL, account TEXT NOT NULL,"
                        + " region TEXT NOT NULL, trail TEXT NOT NULL, home_region TEXT NOT NULL,"
                        + " backfill BIGINT NOT NULL, start_micros BIGINT, end_micros BIGINT NOT NULL,"
                        + " state TEXT NOT NULL, reason TEXT, sha256 TEXT, previous TEXT, files BIGINT NOT NULL,"
                        + " valid BIGINT NOT NULL, missing BIGINT NOT NULL, invalid BIGINT NOT NULL,"
                        + " checked_micros BIGINT NOT NULL, PRIMARY KEY (source, key))",
                "verification (number BIGINT PRIMARY KEY, started_micros BIGINT NOT NULL, ended_micros BIGINT NOT NULL,"
                        + " since_micros BIGINT NOT NULL, until_micros BIGINT NOT NULL, narrowed_to TEXT NOT NULL)",
                "verification_finding (verification BIGINT NOT NULL, position BIGINT NOT NULL, code TEXT NOT NULL,"
                        + " problem BIGINT NOT NULL, account TEXT, region TEXT, trail TEXT, from_micros BIGINT,"
                        + " until_micros BIGINT, file TEXT, files BIGINT NOT NULL, text TEXT NOT NULL,"
                        + " PRIMARY KEY (verification, position))");
    }

    /** What is known about the log files of a source, by key. */
    public Map<String, CheckedFile> files(String source) {
        return database.read(() -> {
            Map<String, CheckedFile> files = new HashMap<>();
            database.all(
                    "SELECT key, size_bytes, modified_micros, etag, sha256, fault, state, digest, checked_micros"
                            + " FROM checked_file WHERE source = (SELECT id FROM source WHERE address = ?)",
                    row -> files.put(row.getString(1), file(row)),
                    source);
            return files;
        });
    }

    /** Places of which something is known. */
    public List<String> sources() {
        return database.read(() -> database.all("SELECT address FROM source ORDER BY id", row -> row.getString(1)));
    }

    /** As {@link #files}, in no order, without the facts that only a verification needs: hashes and faults. */
    public List<CheckedFile> verdicts(String source) {
        return database.read(() -> database.all(
                "SELECT key, size_bytes, modified_micros, etag, NULL, NULL, state, NULL, checked_micros"
                        + " FROM checked_file WHERE source = (SELECT id FROM source WHERE address = ?)",
                IntegrityBooks::file,
                source));
    }

    private static CheckedFile file(ResultSet row) throws SQLException {
        return new CheckedFile(
                new ObjectEntry(row.getString(1), row.getLong(2), row.getLong(3), row.getString(4)),
                row.getString(5),
                row.getString(6),
                IntegrityState.valueOf(row.getString(7)),
                row.getString(8),
                row.getLong(9));
    }

    /** Keeps what was found out about log files of a source; what was known about these keys is forgotten. */
    public void keepFiles(String source, Collection<CheckedFile> files) {
        if (files.isEmpty()) {
            return;
        }
        long id = sourceIds.applyAsLong(source);
        database.write(() -> {
            try (PreparedStatement write = database.prepare("INSERT INTO checked_file (source, key, size_bytes,"
                    + " modified_micros, etag, sha256, fault, state, digest, checked_micros)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, key) DO UPDATE SET"
                    + " size_bytes = excluded.size_bytes, modified_micros = excluded.modified_micros,"
                    + " etag = excluded.etag, sha256 = excluded.sha256, fault = excluded.fault,"
                    + " state = excluded.state, digest = excluded.digest,"
                    + " checked_micros = excluded.checked_micros")) {
                for (CheckedFile file : files) {
                    LedgerConnection.bind(
                            write,
                            id,
                            file.entry().key(),
                            file.entry().sizeBytes(),
                            file.entry().modifiedMicros(),
                            file.entry().etagOrNull(),
                            file.sha256OrNull(),
                            file.faultOrNull(),
                            file.state().name(),
                            file.digestOrNull(),
                            file.checkedMicros());
                    write.addBatch();
                }
                write.executeBatch();
            }
            return null;
        });
    }

    /**
     * A digest and where it is.
     *
     * @param source address of the store
     */
    public record PlacedDigest(String source, CheckedDigest digest) {}

    /** What is known about digest files, in the order of sources and keys. */
    public List<PlacedDigest> digests() {
        return database.read(() -> database.all(
                "SELECT " + DIGEST_COLUMNS + ", s.address FROM checked_digest d JOIN source s ON s.id = d.source"
                        + " ORDER BY d.source, d.key",
                row -> new PlacedDigest(row.getString(18), digest(row))));
    }

    private static CheckedDigest digest(ResultSet row) throws SQLException {
        return new CheckedDigest(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getLong(6) != 0,
                longOrNull(row, 7),
                row.getLong(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getLong(13),
                row.getLong(14),
                row.getLong(15),
                row.getLong(16),
                row.getLong(17));
    }

    private static Long longOrNull(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** Keeps what was found out about digest files of a source. */
    public void keepDigests(String source, Collection<CheckedDigest> digests) {
        if (digests.isEmpty()) {
            return;
        }
        long id = sourceIds.applyAsLong(source);
        database.write(() -> {
            try (PreparedStatement forget =
                            database.prepare("DELETE FROM checked_digest WHERE source = ? AND key = ?");
                    PreparedStatement write = database.prepare("INSERT INTO checked_digest VALUES"
                            + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                for (CheckedDigest digest : digests) {
                    LedgerConnection.bind(forget, id, digest.key());
                    forget.executeUpdate();
                    LedgerConnection.bind(
                            write,
                            id,
                            digest.key(),
                            digest.account(),
                            digest.region(),
                            digest.trail(),
                            digest.homeRegion(),
                            digest.isBackfill() ? 1L : 0L,
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
                            digest.checkedMicros());
                    write.executeUpdate();
                }
            }
            return null;
        });
    }

    /**
     * Keeps a verification that came to its end; the oldest ones give way.
     *
     * @param verification its number is not looked at
     */
    public void keep(Verification verification) {
        database.write(() -> {
            long number = database.one("SELECT coalesce(max(number), 0) + 1 FROM verification", row -> row.getLong(1))
                    .orElseThrow();
            database.update(
                    "INSERT INTO verification VALUES (?, ?, ?, ?, ?, ?)",
                    number,
                    verification.startedMicros(),
                    verification.endedMicros(),
                    verification.sinceMicros(),
                    verification.untilMicros(),
                    verification.narrowedTo());
            try (PreparedStatement write =
                    database.prepare("INSERT INTO verification_finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                long position = 0;
                for (Verification.Noted finding : verification.findings()) {
                    LedgerConnection.bind(
                            write,
                            number,
                            ++position,
                            finding.code(),
                            finding.isProblem() ? 1L : 0L,
                            finding.accountOrNull(),
                            finding.regionOrNull(),
                            finding.trailOrNull(),
                            finding.fromMicrosOrNull(),
                            finding.untilMicrosOrNull(),
                            finding.fileOrNull(),
                            finding.files(),
                            finding.text());
                    write.addBatch();
                }
                write.executeBatch();
            }
            database.update("DELETE FROM verification_finding WHERE verification <= ?", number - VERIFICATIONS_MAX);
            return database.update("DELETE FROM verification WHERE number <= ?", number - VERIFICATIONS_MAX);
        });
    }

    /** The verifications that are kept, oldest first. */
    public List<Verification> verifications() {
        return database.read(() -> {
            Map<Long, List<Verification.Noted>> findings = new HashMap<>();
            database.all(
                    "SELECT verification, code, problem, account, region, trail, from_micros, until_micros, file,"
                            + " files, text FROM verification_finding ORDER BY verification, position",
                    row -> findings.computeIfAbsent(row.getLong(1), number -> new ArrayList<>())
                            .add(new Verification.Noted(
                                    row.getString(2),
                                    row.getLong(3) != 0,
                                    row.getString(4),
                                    row.getString(5),
                                    row.getString(6),
                                    longOrNull(row, 7),
                                    longOrNull(row, 8),
                                    row.getString(9),
                                    row.getLong(10),
                                    row.getString(11))));
            return database.all(
                    "SELECT number, started_micros, ended_micros, since_micros, until_micros, narrowed_to"
                            + " FROM verification ORDER BY number",
                    row -> new Verification(
                            row.getLong(1),
                            row.getLong(2),
                            row.getLong(3),
                            row.getLong(4),
                            row.getLong(5),
                            row.getString(6),
                            findings.getOrDefault(row.getLong(1), List.of())));
        });
    }

    @Override
    public void close() {
        if (isOwner) {
            database.close();
        }
    }
}
