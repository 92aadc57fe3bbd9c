/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.avatica.AvaticaStatement;

/**
 * What statements, prepared or not, do beyond Avatica: end their queries, tell how they run, keep warnings. Any thread.
 *
 * <p>A request to cancel may reach a server before the request to run that it is meant for, and finds nothing to cancel then. So it is
 * repeated while the call that runs has not come back; and no run begins while a request to cancel the one before is on its way.
 */
final class StatementControl {
    private static final long AGAIN_MILLIS = 50;

    private final Object asking = new Object();
    private final SpoorConnection connection;
    private final AvaticaStatement statement;
    private volatile boolean hasRun;
    private volatile boolean isCancelled;
    private volatile boolean isCleared;
    private volatile boolean isRunning;
    private boolean isConfigured;

    /** Number of the last run, and of the last one for which cancelling is repeated; guarded by {@link #asking}. */
    private long runs;

    private long repeatedRun;

    StatementControl(SpoorConnection connection, AvaticaStatement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    /** What the connection's properties say holds for a new statement. */
    void begin() {
        try {
            statement.setFetchSize(connection.fetchSize());
            statement.setQueryTimeout(connection.timeoutSeconds());
        } catch (SQLException e) {
            throw new LinkFailure(e);
        }
    }

    /** @param rows 0 for the connection's */
    int fetchSize(int rows) throws SQLException {
        if (rows < 0) {
            throw SqlFailures.invalid("a fetch size is a number from 0, not " + rows);
        }
        return rows == 0 ? connection.fetchSize() : rows;
    }

    /** A call that runs a statement. */
    interface Run<T> {
        T call() throws SQLException;
    }

    /** Runs a statement. */
    <T> T run(Run<T> work) throws SQLException {
        connection.requireOpen();
        configure();
        synchronized (asking) {
            runs++;
            hasRun = true;
            isCancelled = false;
            isCleared = false;
            isRunning = true;
        }
        try {
            return work.call();
        } finally {
            isRunning = false;
        }
    }

    /** Tells the engine how the next run goes, unless it goes as the engine has it anyway. */
    private void configure() throws SQLException {
        int rows = statement.getFetchSize();
        int seconds = statement.getQueryTimeout();
        boolean isUsual = rows == ServerProtocol.FRAME_ROWS && seconds == 0;
        if (!isUsual || isConfigured) {
            isConfigured = !isUsual;
            connection.link().configure(connection.id, statement.getId(), TimeUnit.SECONDS.toMillis(seconds), rows);
        }
    }

    void cancel() throws SQLException {
        isCancelled = true;
        end();
    }

    /** Ends the query, if any, and lets the call come back that runs it, if one does. */
    private void end() throws SQLException {
        synchronized (asking) {
            connection.link().cancel(connection.id, statement.getId());
            if (isRunning && repeatedRun != runs) {
                repeatedRun = runs;
                long run = runs;
                Thread again = new Thread(() -> endAgain(run), "spoor-jdbc-cancel");
                again.setDaemon(true);
                again.start();
            }
        }
    }

    private void endAgain(long run) {
        try {
            while (true) {
                Thread.sleep(AGAIN_MILLIS);
                synchronized (asking) {
                    if (!isRunning || runs != run) {
                        return;
                    }
                    connection.link().cancel(connection.id, statement.getId());
                }
            }
        } catch (SQLException | InterruptedException e) {
            // a server that cannot be reached tells the call that runs, too
        }
    }

    void requireNotCancelled() throws SQLException {
        if (isCancelled) {
            throw SqlFailures.of("the query was cancelled", "57014", SqlFailures.CANCELLED, null);
        }
    }

    /** Frees what the engine holds of a result that is left before its end. */
    void endQuery() throws SQLException {
        if (!connection.isClosed()) {
            connection.link().cancel(connection.id, statement.getId());
        }
    }

    /** Lets a call that runs come back, for which closing would wait. */
    void beforeClose() throws SQLException {
        if (hasRun && !connection.isClosed()) {
            end();
        }
    }

    SQLWarning warnings() throws SQLException {
        SQLWarning first = null;
        if (!hasRun || isCleared) {
            return first;
        }
        for (String text : connection.link().warnings(connection.id, statement.getId())) {
            SQLWarning warning = new SQLWarning(text, "01000");
            if (first == null) {
                first = warning;
            } else {
                first.setNextWarning(warning);
            }
        }
        return first;
    }

    Optional<QueryProgress> progress() {
        return hasRun ? connection.link().progress(connection.id, statement.getId()) : Optional.empty();
    }

    void clearWarnings() {
        isCleared = true;
    }

    /** A result without rows. */
    ResultSet noRows() throws SQLException {
        return connection.getMetaData().getClientInfoProperties();
    }
}
