/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.sample.SampleEvent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** DuckDB in memory with the tables {@code events} and {@code deliveries}, loaded from what the generator knows. */
public final class DuckDb implements AutoCloseable {
    private final Connection connection;

    private DuckDb(Connection connection) {
        this.connection = connection;
    }

    /** A database without tables. */
    public static DuckDb empty() {
        try {
            return new DuckDb(DriverManager.getConnection("jdbc:duckdb:"));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot start DuckDB", e);
        }
    }

    /** A database over these events; {@code deliveries} may hold some twice. */
    public static DuckDb of(List<SampleEvent> events, List<SampleEvent> deliveries) {
        DuckDb duck = empty();
        try {
            TruthTables.load(duck.connection, "events", events);
            TruthTables.load(duck.connection, "deliveries", deliveries);
            return duck;
        } catch (SQLException | RuntimeException e) {
            duck.close();
            throw new IllegalStateException("cannot load the events into DuckDB", e);
        }
    }

    /** Runs a query; throws IllegalStateException when DuckDB refuses it. */
    public Table query(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int count = result.getMetaData().getColumnCount();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                names.add(result.getMetaData().getColumnLabel(i));
            }
            List<List<Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= count; i++) {
                    row.add(value(result, i));
                }
                rows.add(row);
            }
            return new Table(names, rows);
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB: " + e.getMessage() + "\n" + sql, e);
        }
    }

    /** Runs a statement that gives no rows. */
    public void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB: " + e.getMessage() + "\n" + sql, e);
        }
    }

    private static Object value(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        if (value instanceof Timestamp && !(value instanceof java.util.Date && result.wasNull())) {
            LocalDateTime local = result.getObject(column, LocalDateTime.class);
            return local;
        }
        return plain(value);
    }

    private static Object plain(Object value) throws SQLException {
        if (value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof BigInteger big) {
            return big.bitLength() < 64 ? (Object) big.longValue() : new BigDecimal(big);
        }
        if (value instanceof Float number) {
            return number.doubleValue();
        }
        if (value instanceof OffsetDateTime zoned) {
            return zoned.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        }
        if (value instanceof java.sql.Date date) {
            return date.toLocalDate();
        }
        if (value instanceof Time time) {
            return time.toLocalTime();
        }
        if (value instanceof Timestamp stamp) {
            return stamp.toLocalDateTime();
        }
        if (value instanceof java.sql.Blob blob) {
            return Table.Bytes.of(blob.getBytes(1, Math.toIntExact(blob.length())));
        }
        if (value instanceof Array array) {
            return plainList(Arrays.asList((Object[]) array.getArray()));
        }
        if (value instanceof Struct struct) {
            return plainList(Arrays.asList(struct.getAttributes()));
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                copy.put(plain(entry.getKey()), plain(entry.getValue()));
            }
            return copy;
        }
        if (value == null
                || value instanceof Boolean
                || value instanceof Double
                || value instanceof BigDecimal
                || value instanceof String
                || value instanceof LocalDate
                || value instanceof LocalDateTime
                || value instanceof java.time.LocalTime) {
            return value;
        }
        return value.toString();
    }

    private static List<Object> plainList(List<?> values) throws SQLException {
        List<Object> list = new ArrayList<>();
        for (Object value : values) {
            list.add(plain(value));
        }
        return list;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot close DuckDB", e);
        }
    }
}
