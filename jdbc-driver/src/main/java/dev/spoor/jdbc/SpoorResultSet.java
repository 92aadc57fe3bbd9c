/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.sql.Date;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.apache.calcite.avatica.AvaticaResultSet;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.MetaImpl;
import org.apache.calcite.avatica.QueryState;
import org.apache.calcite.avatica.util.Cursor;

/** The rows of a query, forward only, fetched frame by frame. One thread, except for {@link #close}. */
final class SpoorResultSet extends AvaticaResultSet implements RowsAtHand, EngineTypes {
    private static final ColumnMetaData.AvaticaType ANYTHING =
            ColumnMetaData.scalar(Types.JAVA_OBJECT, "ANY", ColumnMetaData.Rep.OBJECT);

    private final ZoneId zone;
    private FrameRows rows;
    private long rowsLeft;
    private boolean isAtEnd;
    private boolean isClosing;

    SpoorResultSet(
            AvaticaStatement statement,
            QueryState state,
            Meta.Signature signature,
            ResultSetMetaData metaData,
            TimeZone zone,
            Meta.Frame firstFrame)
            throws SQLException {
        super(statement, state, signature, metaData, zone, firstFrame);
        this.zone = zone.toZoneId();
        this.rowsLeft = statement.getLargeMaxRows() == 0 ? Long.MAX_VALUE : statement.getLargeMaxRows();
    }

    /** As Avatica's, but for the accessors: its own know times in milliseconds only, and refuse ours. */
    @Override
    protected AvaticaResultSet execute() throws SQLException {
        List<ColumnMetaData> anything = new ArrayList<>();
        for (int i = 0; i < columnMetaDataList.size(); i++) {
            anything.add(MetaImpl.columnMetaData("", i, ANYTHING, true));
        }
        try {
            rows = ((SpoorConnection) statement.getConnection())
                    .rows(statement.handle, firstFrame, statement.getFetchSize());
            execute2(MetaImpl.createCursor(signature.cursorFactory, rows), anything);
        } catch (RuntimeException e) {
            throw SqlFailures.of(e);
        }
        List<Cursor.Accessor> raw = accessorList;
        accessorList = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            accessorList.add(new CellAccessor(ResultColumn.of(columnMetaDataList.get(i)), zone, raw.get(i)));
        }
        return this;
    }

    @Override
    protected void checkOpen() throws SQLException {
        if (isClosed()) {
            throw SqlFailures.closed("result set");
        }
    }

    @Override
    public boolean isNextAtHand() {
        return isAtEnd || rows.isNextAtHand();
    }

    @Override
    public String typeName(int column) {
        return ResultColumn.of(columnMetaDataList.get(column - 1)).typeName();
    }

    private StatementControl control() {
        return statement instanceof SpoorPreparedStatement
                ? ((SpoorPreparedStatement) statement).control()
                : ((SpoorStatement) statement).control();
    }

    @Override
    public boolean next() throws SQLException {
        checkOpen();
        control().requireNotCancelled();
        if (isAtEnd) {
            return false;
        }
        try {
            isAtEnd = rowsLeft == 0 || !super.next();
        } catch (RuntimeException e) {
            throw SqlFailures.of(e);
        }
        rowsLeft--;
        if (isAtEnd && rowsLeft < 0) {
            control().endQuery();
        }
        return !isAtEnd;
    }

    /** Frees what the engine holds of the rest. */
    @Override
    public void close() {
        boolean isFirst;
        synchronized (this) {
            isFirst = !isClosing;
            isClosing = true;
        }
        if (!isFirst) {
            return;
        }
        try {
            if (!isAtEnd && firstFrame != null && !firstFrame.done) {
                control().endQuery();
            }
        } catch (SQLException e) {
            throw new LinkFailure(e);
        } finally {
            super.close();
        }
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return statement.getWarnings();
    }

    /** What Avatica makes of the type would be a millisecond's work. */
    @Override
    public Object getObject(int column) throws SQLException {
        return getObject(column, Object.class);
    }

    @Override
    public Date getDate(int column) throws SQLException {
        return getDate(column, null);
    }

    @Override
    public Date getDate(String label) throws SQLException {
        return getDate(findColumn(label), null);
    }

    @Override
    public Time getTime(int column) throws SQLException {
        return getTime(column, null);
    }

    @Override
    public Time getTime(String label) throws SQLException {
        return getTime(findColumn(label), null);
    }

    @Override
    public Timestamp getTimestamp(int column) throws SQLException {
        return getTimestamp(column, null);
    }

    @Override
    public Timestamp getTimestamp(String label) throws SQLException {
        return getTimestamp(findColumn(label), null);
    }
}
