/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLWarning;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Optional;
import org.apache.calcite.avatica.AvaticaPreparedStatement;
import org.apache.calcite.avatica.Meta;

/** A statement with parameters. Bound values stay bound from one run to the next. */
final class SpoorPreparedStatement extends AvaticaPreparedStatement implements QueryProgress.Source {
    private final StatementControl control;
    private final SpoorConnection owner;

    SpoorPreparedStatement(SpoorConnection connection, Meta.StatementHandle handle, Meta.Signature signature)
            throws SQLException {
        super(
                connection,
                handle,
                signature,
                ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY,
                ResultSet.HOLD_CURSORS_OVER_COMMIT);
        this.owner = connection;
        this.control = new StatementControl(connection, this);
        control.begin();
    }

    StatementControl control() {
        return control;
    }

    @Override
    protected void checkOpen() throws SQLException {
        if (isClosed()) {
            throw SqlFailures.closed("statement");
        }
    }

    // ---- running -----------------------------------------------------------------------------------------------

    @Override
    public ResultSet executeQuery() throws SQLException {
        checkOpen();
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] == null) {
                throw SqlFailures.of("parameter " + (i + 1) + " has no value", "07002", SqlFailures.DRIVER, null);
            }
        }
        try {
            return control.run(super::executeQuery);
        } catch (SQLException | RuntimeException e) {
            throw SqlFailures.of(e);
        }
    }

    @Override
    public boolean execute() throws SQLException {
        executeQuery();
        return true;
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        throw SqlFailures.unsupported("the statement gives rows and changes nothing; use executeQuery");
    }

    // ---- binding -----------------------------------------------------------------------------------------------

    private void bind(int index, Object value) throws SQLException {
        checkOpen();
        if (index < 1 || index > slots.length) {
            throw SqlFailures.of(
                    "there is no parameter " + index + "; the statement has " + slots.length,
                    "07009",
                    SqlFailures.DRIVER,
                    null);
        }
        slots[index - 1] = ParameterValues.of(value);
    }

    @Override
    public void setObject(int index, Object value) throws SQLException {
        bind(index, ParameterConversion.of(value, owner.zone()));
    }

    @Override
    public void setObject(int index, Object value, int type) throws SQLException {
        setObject(index, value, type, -1);
    }

    @Override
    public void setObject(int index, Object value, int type, int scale) throws SQLException {
        bind(index, ParameterConversion.of(value, type, scale, owner.zone()));
    }

    @Override
    public void setObject(int index, Object value, SQLType type) throws SQLException {
        setObject(index, value, type.getVendorTypeNumber());
    }

    @Override
    public void setObject(int index, Object value, SQLType type, int scale) throws SQLException {
        setObject(index, value, type.getVendorTypeNumber(), scale);
    }

    @Override
    public void setNull(int index, int type) throws SQLException {
        bind(index, null);
    }

    @Override
    public void setNull(int index, int type, String typeName) throws SQLException {
        bind(index, null);
    }

    @Override
    public void setBoolean(int index, boolean value) throws SQLException {
        bind(index, value);
    }

    @Override
    public void setByte(int index, byte value) throws SQLException {
        bind(index, (int) value);
    }

    @Override
    public void setShort(int index, short value) throws SQLException {
        bind(index, (int) value);
    }

    @Override
    public void setInt(int index, int value) throws SQLException {
        bind(index, value);
    }

    @Override
    public void setLong(int index, long value) throws SQLException {
        bind(index, value);
    }

    @Override
    public void setFloat(int index, float value) throws SQLException {
        setObject(index, value);
    }

    @Override
    public void setDouble(int index, double value) throws SQLException {
        bind(index, value);
    }

    @Override
    public void setBigDecimal(int index, BigDecimal value) throws SQLException {
        bind(index, value);
    }

    @Override
    public void setString(int index, String value) throws SQLException {
        bind(index, value);
    }

    @Override
    public void setNString(int index, String value) throws SQLException {
        bind(index, value);
    }

    @Override
    public void setBytes(int index, byte[] value) throws SQLException {
        bind(index, value);
    }

    @Override
    public void setDate(int index, Date value) throws SQLException {
        setDate(index, value, null);
    }

    @Override
    public void setDate(int index, Date value, Calendar calendar) throws SQLException {
        bind(index, ParameterConversion.date(value, calendar));
    }

    @Override
    public void setTime(int index, Time value) throws SQLException {
        setTime(index, value, null);
    }

    @Override
    public void setTime(int index, Time value, Calendar calendar) throws SQLException {
        bind(index, ParameterConversion.time(value, calendar));
    }

    @Override
    public void setTimestamp(int index, Timestamp value) throws SQLException {
        setTimestamp(index, value, null);
    }

    @Override
    public void setTimestamp(int index, Timestamp value, Calendar calendar) throws SQLException {
        bind(index, ParameterConversion.timestamp(value, calendar, owner.zone()));
    }

    // ---- around ------------------------------------------------------------------------------------------------

    @Override
    public void setFetchSize(int rows) throws SQLException {
        super.setFetchSize(control.fetchSize(rows));
    }

    @Override
    public void setPoolable(boolean isPoolable) throws SQLException {
        checkOpen();
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        return control.noRows();
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return control.warnings();
    }

    @Override
    public Optional<QueryProgress> progress() {
        return control.progress();
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
        control.clearWarnings();
    }

    /** Not synchronised as Avatica's is, which waits for the statement that it should end. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void cancel() throws SQLException {
        checkOpen();
        control.cancel();
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void close() throws SQLException {
        if (!isClosed()) {
            control.beforeClose();
            try {
                super.close();
            } catch (SQLException e) {
                throw SqlFailures.of(e);
            }
        }
    }
}
