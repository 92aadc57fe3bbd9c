/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * A connection of the lake's ledger and what differs between databases. One transaction at a time; the methods are
 * synchronised on this. Every failure is a LEDGER_FAILURE.
 */
final class LedgerConnection implements AutoCloseable {
    private static final int BUSY_MILLIS_MAX = 60_000;

    private final Connection connection;
    private final boolean isSqlite;
    private final String url;

    private LedgerConnection(Connection connection, String url) {
        this.connection = connection;
        this.url = url;
        this.isSqlite = url.startsWith("jdbc:sqlite:");
    }

    static LedgerConnection open(String url, Properties properties) {
        try {
            return of(DriverManager.getConnection(url, properties), url);
        } catch (SQLException e) {
            throw new EngineException(
                    ErrorCode.LEDGER_FAILURE, "the lake's ledger " + url + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Over a connection, which is closed with this one. */
    static LedgerConnection of(Connection connection, String url) throws SQLException {
        LedgerConnection opened = new LedgerConnection(connection, url);
        opened.configure();
        return opened;
    }

    private void configure() throws SQLException {
        if (isSqlite) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA busy_timeout = " + BUSY_MILLIS_MAX);
                WriteAheadLog.begin(statement);
                // a commit that was told to others must survive a power cut
                statement.execute("PRAGMA synchronous = FULL");
            }
        } else {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        }
    }

    /** The type of a text column whose order is that of its UTF-8 bytes. */
    String byteOrderedText() {
        return isSqlite ? "TEXT" : "TEXT COLLATE \"C\"";
    }

    String bytesType() {
        return isSqlite ? "BLOB" : "BYTEA";
    }

    /** Work inside of a transaction. */
    interface Work<T> {
        T run() throws SQLException;
    }

    /** Runs the work in one transaction that may write. */
    synchronized <T> T write(Work<T> work) {
        return transaction(isSqlite ? "BEGIN IMMEDIATE" : null, work);
    }

    /** Runs the work in one transaction: all of it sees the same state. */
    synchronized <T> T read(Work<T> work) {
        return transaction(isSqlite ? "BEGIN" : null, work);
    }

    private <T> T transaction(String beginOrNull, Work<T> work) {
        boolean isDone = false;
        try {
            if (beginOrNull != null) {
                execute(beginOrNull);
            }
            T result = work.run();
            end(true);
            isDone = true;
            return result;
        } catch (SQLException e) {
            throw new EngineException(
                    ErrorCode.LEDGER_FAILURE, "the lake's ledger " + url + " failed: " + e.getMessage(), e);
        } finally {
            if (!isDone) {
                rollBack();
            }
        }
    }

    private void end(boolean commits) throws SQLException {
        if (isSqlite) {
            execute(commits ? "COMMIT" : "ROLLBACK");
        } else if (commits) {
            connection.commit();
        } else {
            connection.rollback();
        }
    }

    private void rollBack() {
        try {
            end(false);
        } catch (SQLException e) {
            // the first failure is the one to tell; an unfinished transaction ends with its connection
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /** Runs a statement with positional values; returns the count of changed rows. */
    int update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /** Makes a value of a row. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** The rows of a query with positional values. */
    <T> List<T> all(String sql, Row<T> row, Object... values) throws SQLException {
        List<T> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, values);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(row.of(rows));
                }
            }
        }
        return found;
    }

    /** The first row of a query, if it has any. */
    <T> Optional<T> one(String sql, Row<T> row, Object... values) throws SQLException {
        return all(sql, row, values).stream().findFirst();
    }

    static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** The state of things is not what the caller must be able to rely on. */
    static void check(boolean holds, Supplier<String> what) {
        if (!holds) {
            throw new EngineException(ErrorCode.COMMIT_CONFLICT, what.get());
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new EngineException(
                    ErrorCode.LEDGER_FAILURE, "the lake's ledger " + url + " was not closed: " + e.getMessage(), e);
        }
    }
}
