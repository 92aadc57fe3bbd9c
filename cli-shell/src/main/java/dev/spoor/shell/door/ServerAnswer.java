/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.door;

import dev.spoor.QueryStats;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.scan.TimeCoverage;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;

/** A statement on a server: its rows as batches, so that they are written as those of an engine are. */
final class ServerAnswer implements Answer {
    private static final String UNREADABLE = "could not be read whole";

    private final Connection connection;
    private final Memory memory;
    private final String sql;
    private final List<String> parameters;
    private List<String> notes = List.of();
    private List<JdbcColumn> columns = List.of();
    private Statement statement;
    private ResultSet rows;
    private boolean isCancelled;
    private boolean isDone;

    /** Runs nothing yet: the first {@link #next} does, so that it can be cancelled. */
    ServerAnswer(Connection connection, Memory memory, String sql, List<String> parameters) {
        this.connection = connection;
        this.memory = memory;
        this.sql = sql;
        this.parameters = parameters;
    }

    @Override
    public Batch next() {
        if (isDone) {
            return null;
        }
        try {
            if (rows == null) {
                begin();
            }
            Batch batch = read();
            isDone = batch == null;
            if (isDone) {
                remember();
            }
            return batch;
        } catch (SQLException e) {
            throw ServerDoor.failure(e);
        }
    }

    private void begin() throws SQLException {
        if (parameters.isEmpty()) {
            Statement plain = connection.createStatement();
            plain.setEscapeProcessing(false);
            began(plain);
            rows = plain.executeQuery(sql);
        } else {
            PreparedStatement prepared = connection.prepareStatement(sql);
            began(prepared);
            bind(prepared);
            rows = prepared.executeQuery();
        }
        ResultSetMetaData meta = rows.getMetaData();
        List<JdbcColumn> found = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            found.add(JdbcColumn.of(
                    meta.getColumnLabel(i), meta.getColumnType(i), meta.getPrecision(i), meta.getScale(i)));
        }
        columns = found;
    }

    private synchronized void began(Statement started) {
        statement = started;
        if (isCancelled) {
            throw new EngineException(ErrorCode.CANCELLED, "the query was cancelled");
        }
    }

    private void bind(PreparedStatement prepared) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            String text = parameters.get(i);
            int type = prepared.getParameterMetaData().getParameterType(i + 1);
            boolean isNumber =
                    type == Types.INTEGER || type == Types.BIGINT || type == Types.DOUBLE || type == Types.DECIMAL;
            if (text != null && isNumber) {
                prepared.setObject(i + 1, text.strip(), type);
            } else {
                prepared.setString(i + 1, text);
            }
        }
    }

    /** Up to a batch of rows; null when there is none. */
    private Batch read() throws SQLException {
        List<Object[]> read = new ArrayList<>();
        while (read.size() < Batch.DEFAULT_ROWS && rows.next()) {
            Object[] row = new Object[columns.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = columns.get(i).read(rows, i + 1);
            }
            read.add(row);
        }
        if (read.isEmpty()) {
            return null;
        }
        Column[] made = new Column[columns.size()];
        for (int i = 0; i < made.length; i++) {
            made[i] = new FlatColumn(columns.get(i).field(), columns.get(i).vector(read, i, memory));
        }
        return new Batch(read.size(), made);
    }

    /** Warnings are final once the rows are. */
    private void remember() throws SQLException {
        List<String> told = new ArrayList<>();
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            told.add(warning.getMessage());
        }
        notes = List.copyOf(told);
    }

    @Override
    public List<String> columnNames() {
        return columns.stream().map(column -> column.field().getName()).toList();
    }

    @Override
    public Schema schema() {
        List<Field> fields = columns.stream().map(JdbcColumn::field).toList();
        return new Schema(fields);
    }

    @Override
    public Memory memory() {
        return memory;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public Optional<QueryStats> stats() {
        return Optional.empty();
    }

    @Override
    public Optional<TimeCoverage> coverage() {
        return Optional.empty();
    }

    @Override
    public boolean isIncomplete() {
        return notes.stream().anyMatch(note -> note.contains(UNREADABLE));
    }

    @Override
    public void cancel() {
        Statement running;
        synchronized (this) {
            isCancelled = true;
            running = statement;
        }
        try {
            if (running != null) {
                running.cancel();
            }
        } catch (SQLException e) {
            throw ServerDoor.failure(e);
        }
    }

    @Override
    public void close() {
        try {
            if (statement != null) {
                statement.close();
            }
        } catch (SQLException e) {
            throw ServerDoor.failure(e);
        }
    }
}
