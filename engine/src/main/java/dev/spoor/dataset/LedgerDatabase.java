/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.store.ObjectEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The ledger's SQLite file: opening, its schema, reading and writing rows. One thread. Opens on first use; a file that
 * is broken or belongs to another program is set aside and made anew, once. Any other trouble turns the ledger off for
 * the rest of the run.
 */
final class LedgerDatabase {
    /** Marks the file as ours ("SPOR"). */
    private static final int APPLICATION_ID = 0x53504F52;

    /** Of the tables: 2 has counts of records by value. */
    private static final int SCHEMA_VERSION = 2;

    /** Counts are added up in memory and written later than their files: a file is counted when its counting is there. */
    private static final List<String> COUNTING = List.of(
            "ALTER TABLE file ADD COLUMN counting INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE location ADD COLUMN reduced INTEGER NOT NULL DEFAULT 0",
            "CREATE TABLE counting (id INTEGER PRIMARY KEY)",
            "CREATE TABLE value_total (location INTEGER NOT NULL, " + ValueTotalRows.columns("TEXT")
                    + ", PRIMARY KEY (location, " + ValueTotalRows.KEY + ")) WITHOUT ROWID");

    private static final int BUSY_MILLIS_MAX = 5_000;
    private static final int SET_ASIDE_MAX = 100;
    private static final String DRIVER = "org.sqlite.JDBC";
    private static final int CODE_CORRUPT = 11;
    private static final int CODE_NOT_A_DATABASE = 26;
    private static final int PRIMARY_CODE_MASK = 0xFF;

    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE location (id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE)",
            "CREATE TABLE file (location INTEGER NOT NULL, key TEXT NOT NULL, size_bytes INTEGER NOT NULL,"
                    + " modified_micros INTEGER NOT NULL, etag TEXT, records INTEGER NOT NULL,"
                    + " duplicates INTEGER NOT NULL, unreadable TEXT, stats_version INTEGER NOT NULL, stats BLOB,"
                    + " PRIMARY KEY (location, key)) WITHOUT ROWID");

    private static final String INTO_FILE =
            " INTO file (location, key, size_bytes, modified_micros, etag, records, duplicates, unreadable,"
                    + " stats_version, stats, counting) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final long NOT_COUNTED = 0;

    private final Path file;
    private final Map<String, ValueTotals> totals = new HashMap<>();
    private long counting = newCounting();
    private final Consumer<String> warnings;
    private Connection connection;
    private boolean isOff;

    LedgerDatabase(Path file, Consumer<String> warnings) {
        this.file = file;
        this.warnings = warnings;
    }

    /** Other than what any other process takes. */
    private static long newCounting() {
        return UUID.randomUUID().getLeastSignificantBits() >>> 1 | 1;
    }

    /** All rows of a location by key; empty when there is trouble. */
    Map<String, RememberedFile> load(String location) {
        Map<String, RememberedFile> files = new HashMap<>();
        attempt("read", () -> {
            files.clear();
            StatsCodec.Shared shared = new StatsCodec.Shared();
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT key, size_bytes, modified_micros, etag, records, duplicates, unreadable, stats,"
                            + " counting IN (SELECT id FROM counting) FROM file"
                            + " WHERE stats_version = ? AND location = (SELECT id FROM location WHERE address = ?)")) {
                select.setInt(1, StatsCodec.VERSION);
                select.setString(2, location);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        RememberedFile known = row(rows, shared);
                        files.put(known.entry().key(), known);
                    }
                }
            }
        });
        return files;
    }

    private static RememberedFile row(ResultSet rows, StatsCodec.Shared shared) throws SQLException, IOException {
        try {
            ObjectEntry entry = new ObjectEntry(rows.getString(1), rows.getLong(2), rows.getLong(3), rows.getString(4));
            byte[] stats = rows.getBytes(8);
            return new RememberedFile(
                    entry,
                    rows.getLong(5),
                    rows.getLong(6),
                    rows.getString(7),
                    stats == null ? null : StatsCodec.decode(entry, stats, shared),
                    null,
                    null,
                    rows.getBoolean(9));
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new IOException("row makes no sense: " + e.getMessage(), e);
        }
    }

    /** Inserts or replaces rows, all or none. */
    void store(String location, Collection<RememberedFile> files) {
        if (files.isEmpty()) {
            return;
        }
        List<RememberedFile> toCount = new ArrayList<>();
        attempt("written", () -> {
            toCount.clear();
            inTransaction(() -> insert(location, files, toCount));
        });
        ValueTotals ofLocation = totals.computeIfAbsent(location, name -> new ValueTotals());
        toCount.forEach(file -> ofLocation.add(file.countsOrNull()));
    }

    private void insert(String location, Collection<RememberedFile> files, List<RememberedFile> toCount)
            throws SQLException {
        long id = locationId(location);
        List<RememberedFile> again = new ArrayList<>();
        List<RememberedFile> all = List.copyOf(files);
        try (PreparedStatement insert = connection.prepareStatement("INSERT OR IGNORE" + INTO_FILE)) {
            for (RememberedFile known : all) {
                bind(insert, id, known, known.countsOrNull() == null ? NOT_COUNTED : counting);
                insert.addBatch();
            }
            int[] inserted = insert.executeBatch();
            for (int i = 0; i < inserted.length; i++) {
                RememberedFile file = all.get(i);
                if (inserted[i] == 0) {
                    again.add(file);
                } else if (file.countsOrNull() != null) {
                    toCount.add(file);
                }
            }
        }
        try (PreparedStatement replace = connection.prepareStatement("INSERT OR REPLACE" + INTO_FILE)) {
            for (RememberedFile file : again) {
                long countedBefore = countedBefore(id, file);
                boolean isNew = countedBefore == NOT_COUNTED && file.countsOrNull() != null;
                bind(replace, id, file, isNew ? counting : countedBefore);
                replace.executeUpdate();
                if (isNew) {
                    toCount.add(file);
                }
            }
        }
    }

    /** The counting in which this version of a file was counted. What was counted of another version is there no more. */
    private long countedBefore(long location, RememberedFile file) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT size_bytes, modified_micros, etag, counting FROM file WHERE location = ? AND key = ?")) {
            select.setLong(1, location);
            select.setString(2, file.entry().key());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next() || row.getLong(4) == NOT_COUNTED) {
                    return NOT_COUNTED;
                }
                long before = row.getLong(4);
                if (file.isAbout(
                        new ObjectEntry(file.entry().key(), row.getLong(1), row.getLong(2), row.getString(3)))) {
                    return before;
                }
            }
        }
        execute("UPDATE location SET reduced = 1 WHERE id = " + location);
        return NOT_COUNTED;
    }

    private long locationId(String location) throws SQLException {
        try (PreparedStatement name =
                        connection.prepareStatement("INSERT OR IGNORE INTO location (address) VALUES (?)");
                PreparedStatement select = connection.prepareStatement("SELECT id FROM location WHERE address = ?")) {
            name.setString(1, location);
            name.executeUpdate();
            select.setString(1, location);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private static void bind(PreparedStatement statement, long location, RememberedFile known, long counting)
            throws SQLException {
        statement.setLong(1, location);
        statement.setString(2, known.entry().key());
        statement.setLong(3, known.entry().sizeBytes());
        statement.setLong(4, known.entry().modifiedMicros());
        statement.setString(5, known.entry().etagOrNull());
        statement.setLong(6, known.records());
        statement.setLong(7, known.duplicates());
        statement.setString(8, known.unreadableReasonOrNull());
        statement.setInt(9, StatsCodec.VERSION);
        statement.setBytes(
                10, known.statsOrNull() == null ? null : StatsCodec.encode(known.entry(), known.statsOrNull()));
        statement.setLong(11, counting);
    }

    /** Writes the totals of what was stored since the last time: from here on those files are counted. */
    void writeTotals() {
        if (totals.isEmpty()) {
            return;
        }
        attempt(
                "written",
                () -> inTransaction(() -> {
                    for (Map.Entry<String, ValueTotals> ofLocation : totals.entrySet()) {
                        long location = locationId(ofLocation.getKey());
                        merge(location, ofLocation.getValue().all());
                        trim(location);
                    }
                    execute("INSERT INTO counting (id) VALUES (" + counting + ")");
                }));
        totals.clear();
        counting = newCounting();
    }

    private void merge(long location, List<ValueTotal> brought) throws SQLException {
        try (PreparedStatement merge = connection.prepareStatement("INSERT INTO value_total (location, "
                + ValueTotalRows.COLUMNS + ") VALUES (?, " + ValueTotalRows.MARKS + ") ON CONFLICT (location, "
                + ValueTotalRows.KEY + ")" + ValueTotalRows.MERGE)) {
            for (ValueTotal total : brought) {
                merge.setLong(1, location);
                List<Object> values = ValueTotalRows.values(total);
                for (int i = 0; i < values.size(); i++) {
                    merge.setObject(i + 2, values.get(i));
                }
                merge.addBatch();
            }
            merge.executeBatch();
        }
    }

    /** Of columns with too many values the least frequent ones are told together. */
    private void trim(long location) throws SQLException {
        List<String> full = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("SELECT path FROM value_total WHERE location = " + location
                        + " GROUP BY path HAVING count(*) > " + ValueTotalRows.VALUES_MAX)) {
            while (rows.next()) {
                full.add(rows.getString(1));
            }
        }
        for (String path : full) {
            List<ValueTotal> all = totalsNow(location).stream()
                    .filter(total -> total.value().path().quoted().equals(path))
                    .toList();
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM value_total WHERE location = ? AND path = ?")) {
                delete.setLong(1, location);
                delete.setString(2, path);
                delete.executeUpdate();
            }
            merge(location, ValueTotalRows.trimmed(all));
        }
    }

    private List<ValueTotal> totalsNow(long location) throws SQLException {
        List<ValueTotal> found = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery(
                        "SELECT " + ValueTotalRows.COLUMNS + " FROM value_total WHERE location = " + location)) {
            while (rows.next()) {
                found.add(ValueTotalRows.read(rows));
            }
        }
        return found;
    }

    /** The totals of a location as far as they are written; unknown when there is trouble. */
    CountedValues totals(String location) {
        List<CountedValues> read = new ArrayList<>();
        attempt("read", () -> {
            read.clear();
            long id = locationId(location);
            read.add(new CountedValues(
                    totalsNow(id), true, number("SELECT reduced FROM location WHERE id = " + id) != 0));
        });
        return read.isEmpty() ? CountedValues.UNKNOWN : read.get(0);
    }

    void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                warnings.accept("the ledger of file statistics was not closed: " + e.getMessage());
            }
            connection = null;
        }
        isOff = true;
    }

    private interface Work {
        void run() throws SQLException, IOException;
    }

    /** Runs the work; sets a broken file aside and tries once more; gives up with a warning after that. */
    private void attempt(String what, Work work) {
        for (int tries = 0; tries < 2 && !isOff; tries++) {
            try {
                open();
                work.run();
                return;
            } catch (SQLException | IOException e) {
                boolean isBroken = e instanceof IOException || isBroken((SQLException) e);
                if (tries > 0 || !isBroken || !setAside(e.getMessage())) {
                    turnOff("could not be " + what + ": " + e.getMessage());
                }
            }
        }
    }

    private static boolean isBroken(SQLException e) {
        int code = e.getErrorCode() & PRIMARY_CODE_MASK;
        return code == CODE_CORRUPT || code == CODE_NOT_A_DATABASE;
    }

    private void turnOff(String why) {
        warnings.accept("the ledger of file statistics " + file + " " + why
                + "; answers are right, but files are read again that could have been skipped");
        close();
    }

    private void open() throws SQLException, IOException {
        if (connection != null) {
            return;
        }
        createFolder();
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", Integer.toString(BUSY_MILLIS_MAX));
        connection = driver().connect("jdbc:sqlite:" + file, properties);
        try (Statement statement = connection.createStatement()) {
            WriteAheadLog.begin(statement);
        }
        execute("PRAGMA synchronous = NORMAL");
        int version = number("PRAGMA user_version");
        if (version == SCHEMA_VERSION && number("PRAGMA application_id") == APPLICATION_ID) {
            return;
        }
        inTransaction(this::createOrRefuse);
    }

    /** A folder that cannot be made is no sign of a broken file. */
    private void createFolder() throws SQLException {
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
        } catch (IOException e) {
            throw new SQLException("its folder cannot be made (" + e + ")", e);
        }
    }

    /** In a transaction, so that of several processes one creates the schema and the others find it. */
    private void createOrRefuse() throws SQLException, IOException {
        int version = number("PRAGMA user_version");
        boolean isOurs = number("PRAGMA application_id") == APPLICATION_ID;
        if (isOurs && version == SCHEMA_VERSION) {
            return;
        }
        if (isOurs && version == 1) {
            beginCounting();
            return;
        }
        if (isOurs && version > SCHEMA_VERSION) {
            throw new SQLException("it was written by a newer version (schema " + version + ")");
        }
        if (number("SELECT count(*) FROM sqlite_master") > 0) {
            throw new IOException("it is not a ledger");
        }
        for (String statement : SCHEMA) {
            execute(statement);
        }
        execute("PRAGMA application_id = " + APPLICATION_ID);
        beginCounting();
    }

    private void beginCounting() throws SQLException {
        for (String statement : COUNTING) {
            execute(statement);
        }
        execute("PRAGMA user_version = " + SCHEMA_VERSION);
    }

    /**
     * Not through DriverManager, which would load every driver on the class path, Calcite's and Avatica's among them.
     */
    private static Driver driver() throws SQLException {
        try {
            return (Driver) Class.forName(DRIVER).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new SQLException("the SQLite driver cannot be used: " + e, e);
        }
    }

    private void inTransaction(Work work) throws SQLException, IOException {
        execute("BEGIN IMMEDIATE");
        boolean done = false;
        try {
            work.run();
            execute("COMMIT");
            done = true;
        } finally {
            if (!done) {
                rollBack();
            }
        }
    }

    private void rollBack() {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            closeBroken(); // the connection is in an unknown state: begin anew
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private void closeBroken() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            warnings.accept("the ledger of file statistics was not closed: " + e.getMessage());
        }
        connection = null;
    }

    /** Renames the file so that nothing is lost and a new one can be made. */
    private boolean setAside(String why) {
        closeBroken();
        try {
            Path aside = freeName();
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-wal"));
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-shm"));
            warnings.accept("the ledger of file statistics was set aside as " + aside + " and is rebuilt: " + why);
            return true;
        } catch (IOException e) {
            warnings.accept("the broken ledger of file statistics could not be set aside: " + e.getMessage());
            return false;
        }
    }

    private Path freeName() throws IOException {
        for (int i = 1; i <= SET_ASIDE_MAX; i++) {
            Path name = file.resolveSibling(file.getFileName() + ".broken-" + i);
            if (!Files.exists(name)) {
                return name;
            }
        }
        throw new IOException("too many broken ledgers beside " + file + "; delete some");
    }
}
