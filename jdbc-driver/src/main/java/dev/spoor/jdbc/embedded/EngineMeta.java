/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.jdbc.JarVersion;
import dev.spoor.jdbc.ParameterValues;
import dev.spoor.sql.StatementDescription;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.calcite.avatica.AvaticaSeverity;
import org.apache.calcite.avatica.AvaticaUtils;
import org.apache.calcite.avatica.ConnectionPropertiesImpl;
import org.apache.calcite.avatica.MetaImpl;
import org.apache.calcite.avatica.MissingResultsException;
import org.apache.calcite.avatica.NoSuchConnectionException;
import org.apache.calcite.avatica.NoSuchStatementException;
import org.apache.calcite.avatica.QueryState;
import org.apache.calcite.avatica.remote.AvaticaRuntimeException;
import org.apache.calcite.avatica.remote.TypedValue;

/**
 * Avatica's Meta over the engine: what the driver in this process and the server are made of. Errors of the engine leave with their
 * number and SQLSTATE. Thread-safe.
 */
public final class EngineMeta extends MetaImpl {
    private final EngineSessions sessions;

    public EngineMeta(EngineSessions sessions) {
        super(null);
        this.sessions = sessions;
    }

    private EngineSession session(String connection) {
        return sessions.find(connection)
                .orElseThrow(() -> new NoSuchConnectionException("the session is over: connect again"));
    }

    private EngineStatement statement(StatementHandle handle) throws NoSuchStatementException {
        return session(handle.connectionId).find(handle.id).orElseThrow(() -> new NoSuchStatementException(handle));
    }

    private static <T> T translating(Supplier<T> work) {
        try {
            return work.get();
        } catch (EngineException e) {
            throw new AvaticaRuntimeException(
                    EngineFailures.message(e), e.code().number(), e.code().sqlState(), AvaticaSeverity.ERROR);
        }
    }

    // ---- connections -------------------------------------------------------------------------------------------

    @Override
    public void openConnection(ConnectionHandle ch, Map<String, String> info) {
        translating(() -> {
            sessions.open(ch.id, info);
            return null;
        });
    }

    @Override
    public void closeConnection(ConnectionHandle ch) {
        translating(() -> {
            sessions.close(ch.id);
            return null;
        });
    }

    /** Nothing of a connection can be changed. */
    @Override
    public ConnectionProperties connectionSync(ConnectionHandle ch, ConnectionProperties changes) {
        session(ch.id);
        return new ConnectionPropertiesImpl(true, true, Connection.TRANSACTION_NONE, null, null);
    }

    @Override
    public void commit(ConnectionHandle ch) {
        session(ch.id);
    }

    @Override
    public void rollback(ConnectionHandle ch) {
        session(ch.id);
    }

    // ---- statements --------------------------------------------------------------------------------------------

    @Override
    public StatementHandle createStatement(ConnectionHandle ch) {
        return translating(() -> new StatementHandle(ch.id, session(ch.id).createStatement(), null));
    }

    @Override
    public void closeStatement(StatementHandle handle) {
        translating(() -> {
            sessions.find(handle.connectionId).ifPresent(session -> session.closeStatement(handle.id));
            return null;
        });
    }

    @Override
    public StatementHandle prepare(ConnectionHandle ch, String sql, long maxRowCount) {
        return translating(() -> {
            EngineSession session = session(ch.id);
            StatementDescription description = session.describe(sql);
            int id = session.createStatement();
            session.find(id).orElseThrow().prepared(sql);
            return new StatementHandle(ch.id, id, new FrameShape(session.countsMicros()).signature(sql, description));
        });
    }

    @Override
    public ExecuteResult prepareAndExecute(
            StatementHandle handle, String sql, long maxRowCount, int maxRowsInFirstFrame, PrepareCallback callback)
            throws NoSuchStatementException {
        EngineStatement statement = statement(handle);
        return result(handle, sql, () -> statement.execute(sql, List.of(), Math.max(0, maxRowCount)));
    }

    @Override
    @Deprecated
    public ExecuteResult prepareAndExecute(
            StatementHandle handle, String sql, long maxRowCount, PrepareCallback callback)
            throws NoSuchStatementException {
        return prepareAndExecute(handle, sql, maxRowCount, AvaticaUtils.toSaturatedInt(maxRowCount), callback);
    }

    @Override
    public ExecuteResult execute(StatementHandle handle, List<TypedValue> parameters, int maxRowsInFirstFrame)
            throws NoSuchStatementException {
        EngineStatement statement = statement(handle);
        List<Object> values = new ArrayList<>();
        parameters.forEach(value -> values.add(ParameterValues.read(value)));
        return result(handle, "", () -> statement.execute(values));
    }

    @Override
    @Deprecated
    public ExecuteResult execute(StatementHandle handle, List<TypedValue> parameters, long maxRowCount)
            throws NoSuchStatementException {
        return execute(handle, parameters, AvaticaUtils.toSaturatedInt(maxRowCount));
    }

    private ExecuteResult result(StatementHandle handle, String sql, Supplier<Page> run) {
        FrameShape shape = new FrameShape(session(handle.connectionId).countsMicros());
        Page page = translating(run);
        MetaResultSet rows = MetaResultSet.create(
                handle.connectionId, handle.id, false, shape.signature(sql, page.columns()), shape.frame(0, page));
        return new ExecuteResult(List.of(rows));
    }

    @Override
    public Frame fetch(StatementHandle handle, long offset, int rowsMax)
            throws NoSuchStatementException, MissingResultsException {
        EngineStatement statement = statement(handle);
        FrameShape shape = new FrameShape(session(handle.connectionId).countsMicros());
        return translating(() -> shape.frame(offset, statement.fetch(offset, rowsMax)));
    }

    /** Results cannot be had again. */
    @Override
    public boolean syncResults(StatementHandle handle, QueryState state, long offset) throws NoSuchStatementException {
        throw new NoSuchStatementException(handle);
    }

    private static AvaticaRuntimeException noBatches() {
        return new AvaticaRuntimeException(
                "batches are not supported: logs are read, never written",
                ErrorCode.NOT_SUPPORTED.number(),
                ErrorCode.NOT_SUPPORTED.sqlState(),
                AvaticaSeverity.ERROR);
    }

    @Override
    public ExecuteBatchResult prepareAndExecuteBatch(StatementHandle handle, List<String> sql) {
        throw noBatches();
    }

    @Override
    public ExecuteBatchResult executeBatch(StatementHandle handle, List<List<TypedValue>> parameters) {
        throw noBatches();
    }

    // ---- metadata ----------------------------------------------------------------------------------------------

    @Override
    public Map<DatabaseProperty, Object> getDatabaseProperties(ConnectionHandle ch) {
        session(ch.id);
        Map<DatabaseProperty, Object> properties = new EnumMap<>(DatabaseProperty.class);
        properties.put(DatabaseProperty.GET_DATABASE_PRODUCT_NAME, "Spoor");
        properties.put(DatabaseProperty.GET_DATABASE_PRODUCT_VERSION, JarVersion.text());
        properties.put(DatabaseProperty.GET_DATABASE_MAJOR_VERSION, JarVersion.major());
        properties.put(DatabaseProperty.GET_DATABASE_MINOR_VERSION, JarVersion.minor());
        return properties;
    }

    private MetaResultSet rows(ConnectionHandle ch, Supplier<Page> pages) {
        return translating(() -> {
            Page page = pages.get();
            FrameShape shape = new FrameShape(true);
            return MetaResultSet.create(
                    ch.id,
                    session(ch.id).createStatement(),
                    true,
                    shape.signature("", page.columns()),
                    shape.frame(0, page));
        });
    }

    @Override
    public MetaResultSet getCatalogs(ConnectionHandle ch) {
        return rows(ch, () -> session(ch.id).metadata().catalogs());
    }

    @Override
    public MetaResultSet getSchemas(ConnectionHandle ch, String catalog, Pat schema) {
        return rows(ch, () -> session(ch.id).metadata().schemas(catalog, schema.s));
    }

    @Override
    public MetaResultSet getTableTypes(ConnectionHandle ch) {
        return rows(ch, () -> session(ch.id).metadata().tableTypes());
    }

    @Override
    public MetaResultSet getTables(ConnectionHandle ch, String catalog, Pat schema, Pat table, List<String> types) {
        return rows(ch, () -> session(ch.id).metadata().tables(catalog, schema.s, table.s, types));
    }

    @Override
    public MetaResultSet getColumns(ConnectionHandle ch, String catalog, Pat schema, Pat table, Pat column) {
        return rows(ch, () -> session(ch.id).metadata().columns(catalog, schema.s, table.s, column.s));
    }

    @Override
    public MetaResultSet getTypeInfo(ConnectionHandle ch) {
        return rows(ch, () -> session(ch.id).metadata().typeInfo());
    }
}
