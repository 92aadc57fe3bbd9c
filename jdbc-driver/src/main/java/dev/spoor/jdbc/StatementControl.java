/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.avatica.AvaticaStatement;

/** What statements, prepared or not, do beyond Avatica: end their queries, tell how they run, keep warnings. Any thread. */
final class StatementControl {
    private final SpoorConnection connection;
    private final AvaticaStatement statement;
    private volatile boolean hasRun;
    private volatile boolean isCancelled;
    private volatile boolean isCleared;
    private boolean isConfigured;

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

    /** Tells the engine how the next run goes, unless it goes as the engine has it anyway. */
    void beforeRun() throws SQLException {
        connection.requireOpen();
        hasRun = true;
        isCancelled = false;
        isCleared = false;
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
        connection.link().cancel(connection.id, statement.getId());
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
        if (hasRun) {
            endQuery();
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

    void clearWarnings() {
        isCleared = true;
    }

    /** A result without rows. */
    ResultSet noRows() throws SQLException {
        return connection.getMetaData().getClientInfoProperties();
    }
}
