/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.Map;
import org.apache.calcite.avatica.util.Cursor;
import org.joou.UByte;
import org.joou.UInteger;
import org.joou.ULong;
import org.joou.UShort;

/** Reads one column of the current row, as {@link ValueConversion} converts. In place of Avatica's accessors, which have milliseconds. */
final class CellAccessor implements Cursor.Accessor {
    private final ResultColumn column;
    private final ZoneId zone;
    private final Cursor.Accessor raw;

    /** @param raw gives what the frame has */
    CellAccessor(ResultColumn column, ZoneId zone, Cursor.Accessor raw) {
        this.column = column;
        this.zone = zone;
        this.raw = raw;
    }

    private Object value() throws SQLException {
        Object value = raw.getObject();
        return value == null ? null : FrameValue.of(column, value);
    }

    private static ZoneId zoneOf(Calendar calendar) {
        return calendar == null ? null : calendar.getTimeZone().toZoneId();
    }

    @Override
    public boolean wasNull() throws SQLException {
        return raw.wasNull();
    }

    @Override
    public String getString() throws SQLException {
        Object value = value();
        return value == null ? null : ValueConversion.text(column, value);
    }

    @Override
    public boolean getBoolean() throws SQLException {
        Object value = value();
        return value != null && ValueConversion.truth(column, value);
    }

    private long whole(long least, long greatest) throws SQLException {
        Object value = value();
        return value == null ? 0 : ValueConversion.whole(column, value, least, greatest);
    }

    @Override
    public byte getByte() throws SQLException {
        return (byte) whole(Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    @Override
    public short getShort() throws SQLException {
        return (short) whole(Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Override
    public int getInt() throws SQLException {
        return (int) whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public long getLong() throws SQLException {
        return whole(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    public UByte getUByte() throws SQLException {
        throw noUnsigned();
    }

    @Override
    public UShort getUShort() throws SQLException {
        throw noUnsigned();
    }

    @Override
    public UInteger getUInt() throws SQLException {
        throw noUnsigned();
    }

    @Override
    public ULong getULong() throws SQLException {
        throw noUnsigned();
    }

    private static SQLException noUnsigned() {
        return SqlFailures.unsupported("there are no unsigned numbers");
    }

    @Override
    public float getFloat() throws SQLException {
        return (float) getDouble();
    }

    @Override
    public double getDouble() throws SQLException {
        Object value = value();
        return value == null ? 0 : ValueConversion.real(column, value);
    }

    @Override
    public BigDecimal getBigDecimal() throws SQLException {
        Object value = value();
        return value == null ? null : ValueConversion.decimal(column, value);
    }

    @Override
    public BigDecimal getBigDecimal(int scale) throws SQLException {
        BigDecimal value = getBigDecimal();
        return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
    }

    @Override
    public byte[] getBytes() throws SQLException {
        Object value = value();
        return value == null ? null : ValueConversion.bytes(column, value).clone();
    }

    @Override
    public Date getDate(Calendar calendar) throws SQLException {
        Object value = value();
        return value == null ? null : ValueConversion.date(column, value, zoneOf(calendar));
    }

    @Override
    public Time getTime(Calendar calendar) throws SQLException {
        Object value = value();
        return value == null ? null : ValueConversion.time(column, value, zoneOf(calendar));
    }

    @Override
    public Timestamp getTimestamp(Calendar calendar) throws SQLException {
        Object value = value();
        ZoneId asked = calendar == null ? zone : zoneOf(calendar);
        return value == null ? null : ValueConversion.timestamp(column, value, asked);
    }

    @Override
    public Object getObject() throws SQLException {
        Object value = value();
        return value == null ? null : ValueConversion.object(column, value, zone);
    }

    @Override
    public Object getObject(Map<String, Class<?>> map) throws SQLException {
        return getObject();
    }

    @Override
    public <T> T getObject(Class<T> type) throws SQLException {
        if (type == null) {
            throw SqlFailures.invalid("the class to make of column '" + column.label() + "' is null");
        }
        Object value = value();
        return value == null ? null : ValueConversion.as(type, column, value, zone);
    }

    @Override
    public Array getArray() throws SQLException {
        Object value = value();
        return value == null ? null : ValueConversion.array(column, value);
    }

    @Override
    public URL getURL() throws SQLException {
        Object value = value();
        return value == null ? null : ValueConversion.url(column, value);
    }

    @Override
    public String getNString() throws SQLException {
        return getString();
    }

    @Override
    public Reader getCharacterStream() throws SQLException {
        String text = getString();
        return text == null ? null : new StringReader(text);
    }

    @Override
    public Reader getNCharacterStream() throws SQLException {
        return getCharacterStream();
    }

    @Override
    public InputStream getAsciiStream() throws SQLException {
        String text = getString();
        return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public InputStream getUnicodeStream() throws SQLException {
        String text = getString();
        return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public InputStream getBinaryStream() throws SQLException {
        byte[] bytes = getBytes();
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    private static SQLException noSuchType(String what) {
        return SqlFailures.unsupported("there are no " + what + "; read texts with getString and bytes with getBytes");
    }

    @Override
    public Ref getRef() throws SQLException {
        throw noSuchType("REFs");
    }

    @Override
    public Blob getBlob() throws SQLException {
        throw noSuchType("BLOBs");
    }

    @Override
    public Clob getClob() throws SQLException {
        throw noSuchType("CLOBs");
    }

    @Override
    public NClob getNClob() throws SQLException {
        throw noSuchType("NCLOBs");
    }

    @Override
    public SQLXML getSQLXML() throws SQLException {
        throw noSuchType("XML values");
    }

    @Override
    public Struct getStruct() throws SQLException {
        throw noSuchType("STRUCTs");
    }
}
