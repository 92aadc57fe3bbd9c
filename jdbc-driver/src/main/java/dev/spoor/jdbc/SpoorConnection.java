/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaFactory;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.ConnectionConfig;
import org.apache.calcite.avatica.ConnectionConfigImpl;
import org.apache.calcite.avatica.InternalProperty;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.NoSuchStatementException;
import org.apache.calcite.avatica.UnregisteredDriver;
import org.apache.calcite.avatica.remote.Service;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;

/**
 * A session with an engine or a server. Any number of threads may run statements of their own over it. There are no transactions;
 * what asks for one that could not fail is accepted and does nothing.
 */
final class SpoorConnection extends AvaticaConnection {
    /** The schema of the tables that need none before their names. */
    static final String SCHEMA = "cloudtrail";

    /** Where Avatica's properties carry ours. */
    private static final String URL = "spoor.url";

    private static final String LINK = "spoor.link";
    private static final String SETTINGS = "spoor.settings";

    private final Properties clientInfo = new Properties();
    private final int fetchSize;
    private final int timeoutSeconds;
    private final ZoneId zone;

    SpoorConnection(UnregisteredDriver driver, AvaticaFactory factory, String url, Properties info) {
        super(driver, factory, url, info);
        DriverSettings settings = (DriverSettings) info.get(SETTINGS);
        try {
            this.fetchSize = Math.max(1, settings.number(DriverProperty.FETCH_SIZE));
            this.timeoutSeconds = settings.number(DriverProperty.QUERY_TIMEOUT);
            this.zone = settings.zone();
        } catch (SQLException e) {
            throw new LinkFailure(e);
        }
        properties.put(InternalProperty.CASE_SENSITIVE, false);
        properties.put(InternalProperty.UNQUOTED_CASING, Casing.UNCHANGED);
        properties.put(InternalProperty.QUOTED_CASING, Casing.UNCHANGED);
        properties.put(InternalProperty.QUOTING, Quoting.DOUBLE_QUOTE);
    }

    /** Opens a session over a link. */
    static SpoorConnection open(
            UnregisteredDriver driver, AvaticaFactory factory, JdbcUrl url, DriverSettings settings, EngineLink link)
            throws SQLException {
        Properties info = new Properties();
        info.put(URL, url);
        info.put(LINK, link);
        info.put(SETTINGS, settings);
        Map<String, String> told = new LinkedHashMap<>();
        told.put(ServerProtocol.MICROS_PROPERTY, "true");
        told.put(ServerProtocol.HEARTBEAT_PROPERTY, "true");
        settings.engineSettings().forEach((key, value) -> told.put(DriverProperty.SETTING_PREFIX + key, value));
        try {
            SpoorConnection connection = (SpoorConnection) factory.newConnection(driver, factory, url.text(), info);
            link.service().apply(new Service.OpenConnectionRequest(connection.id, told));
            if (url.isRemote()) {
                Heartbeat.of(connection);
            }
            return connection;
        } catch (RuntimeException e) {
            link.abandon();
            throw SqlFailures.of(e);
        }
    }

    /** Asked by Avatica while this is made: the service is that of the link. */
    @Override
    public ConnectionConfig config() {
        return new ConnectionConfigImpl(info) {
            @Override
            public Service.Factory factory() {
                return connection -> link().service();
            }
        };
    }

    EngineLink link() {
        return (EngineLink) info.get(LINK);
    }

    /** Whether it is closed, or unusable. */
    boolean isOver() {
        try {
            return isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    String user() {
        return ((DriverSettings) info.get(SETTINGS)).get(DriverProperty.USER);
    }

    String address() {
        return ((JdbcUrl) info.get(URL)).text();
    }

    int fetchSize() {
        return fetchSize;
    }

    int timeoutSeconds() {
        return timeoutSeconds;
    }

    ZoneId zone() {
        return zone;
    }

    @Override
    public TimeZone getTimeZone() {
        return TimeZone.getTimeZone(zone);
    }

    @Override
    protected void checkOpen() throws SQLException {
        requireOpen();
    }

    /** The rows of a result: those of the first frame, then those that are fetched. */
    FrameRows rows(Meta.StatementHandle statement, Meta.Frame firstFrame, int frameRowsMax) {
        return new FrameRows(meta, statement, firstFrame, frameRowsMax);
    }

    void requireOpen() throws SQLException {
        if (isClosed()) {
            throw SqlFailures.closed("connection");
        }
    }

    /** Runs a statement; its result becomes the statement's own. */
    void run(SpoorStatement statement, String sql, long rowsMax) throws SQLException {
        try {
            prepareAndExecuteInternal(statement, sql, rowsMax);
        } catch (NoSuchStatementException | RuntimeException e) {
            throw SqlFailures.of(e);
        }
    }

    // ---- statements --------------------------------------------------------------------------------------------

    /** Results are forward only and read-only whatever is asked for, as JDBC allows. */
    @Override
    public AvaticaStatement createStatement(int type, int concurrency, int holdability) throws SQLException {
        requireOpen();
        try {
            return super.createStatement(
                    ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.HOLD_CURSORS_OVER_COMMIT);
        } catch (RuntimeException e) {
            throw SqlFailures.of(e);
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        requireOpen();
        try {
            Meta.StatementHandle prepared = meta.prepare(handle, JdbcEscapes.translate(sql), -1);
            return factory.newPreparedStatement(this, prepared, prepared.signature, type, concurrency, holdability);
        } catch (RuntimeException e) {
            throw SqlFailures.of(e);
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
        return prepareStatement(sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
        return prepareStatement(sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
        return prepareStatement(sql);
    }

    @Override
    public String nativeSQL(String sql) throws SQLException {
        requireOpen();
        return JdbcEscapes.translate(sql);
    }

    // ---- life --------------------------------------------------------------------------------------------------

    @Override
    public void close() throws SQLException {
        if (isClosed()) {
            return;
        }
        try {
            super.close();
        } catch (SQLException | RuntimeException e) {
            throw SqlFailures.of(e);
        } finally {
            for (AvaticaStatement statement : List.copyOf(statementMap.values())) {
                statement.close();
            }
        }
    }

    @Override
    public boolean isValid(int seconds) throws SQLException {
        if (seconds < 0) {
            throw SqlFailures.invalid("a timeout is a number from 0, not " + seconds);
        }
        return !isClosed() && link().isAlive(id, TimeUnit.SECONDS.toMillis(seconds));
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        if (executor == null) {
            throw SqlFailures.invalid("the executor is null");
        }
        executor.execute(() -> {
            try {
                close();
            } catch (SQLException e) {
                // whoever aborts wants to hear nothing more of it
            }
        });
    }

    // ---- state, which changes nothing --------------------------------------------------------------------------

    @Override
    public void setReadOnly(boolean isReadOnly) throws SQLException {
        requireOpen();
    }

    /** Always: logs are read, never written. */
    @Override
    public boolean isReadOnly() throws SQLException {
        requireOpen();
        return true;
    }

    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        requireOpen();
    }

    @Override
    public int getTransactionIsolation() throws SQLException {
        requireOpen();
        return TRANSACTION_NONE;
    }

    @Override
    public void setCatalog(String catalog) throws SQLException {
        requireOpen();
    }

    /** Null: there are schemas, and no catalogs. */
    @Override
    public String getCatalog() throws SQLException {
        requireOpen();
        return null;
    }

    /** Only the schema that holds anyway can be set: what a bare name means never changes. */
    @Override
    public void setSchema(String schema) throws SQLException {
        requireOpen();
        if (schema != null && !schema.isEmpty() && !schema.equalsIgnoreCase(SCHEMA)) {
            throw SqlFailures.unsupported(
                    "the schema is always " + SCHEMA + "; write another one before the name of a table");
        }
    }

    @Override
    public String getSchema() throws SQLException {
        requireOpen();
        return SCHEMA;
    }

    @Override
    public void setClientInfo(String name, String value) throws SQLClientInfoException {
        if (value == null) {
            clientInfo.remove(name);
        } else {
            clientInfo.setProperty(name, value);
        }
    }

    @Override
    public void setClientInfo(Properties changed) throws SQLClientInfoException {
        clientInfo.clear();
        clientInfo.putAll(changed);
    }

    @Override
    public Properties getClientInfo() throws SQLException {
        requireOpen();
        Properties copy = new Properties();
        copy.putAll(clientInfo);
        return copy;
    }

    @Override
    public Map<String, Class<?>> getTypeMap() throws SQLException {
        requireOpen();
        return Map.of();
    }

    @Override
    public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
        requireOpen();
        if (map != null && !map.isEmpty()) {
            throw SqlFailures.unsupported("there are no user-defined types to map");
        }
    }
}
