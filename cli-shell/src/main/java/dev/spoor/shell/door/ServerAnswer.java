/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.door;

import dev.spoor.QueryStats;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.jdbc.EngineTypes;
import dev.spoor.jdbc.QueryProgress;
import dev.spoor.jdbc.RowsAtHand;
import dev.spoor.scan.TimeCoverage;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
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
    private volatile Optional<QueryProgress> last = Optional.empty();
    private boolean isCancelled;
    private boolean isIncomplete;
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
        EngineTypes types = rows.unwrap(EngineTypes.class);
        List<JdbcColumn> found = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            found.add(JdbcColumn.of(meta.getColumnLabel(i), meta.getColumnType(i), types.typeName(i)));
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

    /** Rows that are here, up to a batch; waits for the first; null when there is none. */
    private Batch read() throws SQLException {
        List<Object[]> read = new ArrayList<>();
        RowsAtHand waiting = rows.unwrap(RowsAtHand.class);
        while (read.size() < Batch.DEFAULT_ROWS && (read.isEmpty() || waiting.isNextAtHand()) && rows.next()) {
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
            made[i] = columns.get(i).column(read, i, memory);
        }
        return new Batch(read.size(), made);
    }

    /** Warnings and figures are final once the rows are. What the footer says of files and time is no note. */
    private void remember() throws SQLException {
        last = ask();
        Optional<String> ofTime = coverage().map(TimeCoverage::text);
        List<String> told = new ArrayList<>();
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            String text = warning.getMessage();
            boolean isUnreadable = text.contains(UNREADABLE);
            isIncomplete |= isUnreadable;
            if (!(isUnreadable && stats().isPresent()
                    || ofTime.filter(text::equals).isPresent())) {
                told.add(text);
            }
        }
        notes = List.copyOf(told);
    }

    private Optional<QueryProgress> ask() {
        Statement asked;
        synchronized (this) {
            asked = statement;
        }
        try {
            return asked != null && asked.isWrapperFor(QueryProgress.Source.class)
                    ? asked.unwrap(QueryProgress.Source.class).progress()
                    : Optional.empty();
        } catch (SQLException e) {
            return Optional.empty(); // closed; what is wrong with the server, the query itself will tell
        }
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

    /** Asks the server, until the last row is there. */
    @Override
    public Optional<QueryStats> stats() {
        return known().flatMap(ServerFigures::stats);
    }

    @Override
    public Optional<TimeCoverage> coverage() {
        return known().flatMap(ServerFigures::coverage);
    }

    private Optional<QueryProgress> known() {
        return last.isPresent() ? last : ask();
    }

    @Override
    public boolean isIncomplete() {
        return isIncomplete;
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
