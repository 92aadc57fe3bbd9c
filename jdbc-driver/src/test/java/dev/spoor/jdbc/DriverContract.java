/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import dev.spoor.jdbc.QueryProgress.Figure;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a connection owes its user, wherever its statements run. */
abstract class DriverContract extends MetadataContract {
    /** A query that would give rows for longer than any test waits. */
    private static final String ENDLESS = "SELECT a.eventID FROM events a CROSS JOIN events b CROSS JOIN events c";

    /** As above, with no row before it is done. */
    private static final String SILENT = "SELECT count(*) FROM events a CROSS JOIN events b CROSS JOIN events c"
            + " WHERE a.eventName || b.eventName || c.eventName = 'x'";

    private static SQLException failure(Statement statement, String sql) {
        return assertThrows(SQLException.class, () -> statement.executeQuery(sql));
    }

    // ---- while a query runs ------------------------------------------------------------------------------------

    private static Optional<QueryProgress> progress(Statement statement) throws SQLException {
        return statement.unwrap(QueryProgress.Source.class).progress();
    }

    @Test
    void progressIsToldWhileAQueryRunsAndAfterIt() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertEquals(Optional.empty(), progress(statement));
            Future<SQLException> failed = threads.submit(() -> failure(statement, SILENT));
            long filesRead = 0;
            while (filesRead == 0 && !failed.isDone()) {
                filesRead = progress(statement)
                        .map(told -> told.get(Figure.FILES_READ).orElse(0))
                        .orElse(0L);
            }
            statement.cancel();
            assertEquals("57014", failed.get().getSQLState());
            assertTrue(filesRead > 0);
            try (ResultSet rows = statement.executeQuery("SELECT eventID FROM events LIMIT 3")) {
                while (rows.next()) {
                    assertTrue(progress(statement).isPresent());
                }
                assertEquals(
                        3, progress(statement).orElseThrow().get(Figure.ROWS).orElseThrow());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** The rest of this query never comes. */
    @Test
    void rowsThatThereAreDoNotWaitForTheRest() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 'first' UNION ALL SELECT CAST(n AS varchar) FROM ("
                        + SILENT.replace("count(*)", "count(*) AS n") + ")")) {
            assertTrue(rows.next());
            assertEquals("first", rows.getString(1));
        }
    }

    // ---- values ------------------------------------------------------------------------------------------------

    @Test
    void everyTypeHasItsNumberNameClassAndValue() throws SQLException {
        String sql = "SELECT true AS b, 7 AS i, 9000000000 AS l, 1.5e0 AS d, 12.340 AS n, 'text' AS s, X'00FF' AS x,"
                + " date '2026-01-31' AS day, time '13:45:00.5' AS t, timestamp '2026-01-31 13:45:00.123456' AS ts,"
                + " timestamp '2026-01-31 13:45:00 America/New_York' AS tz, ARRAY['a', NULL] AS a,"
                + " MAP(ARRAY['k'], ARRAY[1]) AS m, CAST(ROW(1, 'x') AS ROW(n bigint, s varchar)) AS r,"
                + " json_parse('{\"a\":1}') AS j, interval '1' day AS iv, CAST('10.0.0.1' AS ipaddress) AS ip, NULL AS u";
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData meta = rows.getMetaData();
            List<String> types = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                types.add(meta.getColumnLabel(i) + " " + meta.getColumnTypeName(i) + " " + meta.getColumnType(i) + " "
                        + meta.getColumnClassName(i).replaceFirst(".*\\.", ""));
            }
            assertEquals(
                    List.of(
                            "b boolean 16 Boolean",
                            "i integer 4 Integer",
                            "l bigint -5 Long",
                            "d double 8 Double",
                            "n decimal(5,3) 3 BigDecimal",
                            "s varchar 12 String",
                            "x varbinary -3 [B",
                            "day date 91 Date",
                            "t time(3) 92 Time",
                            "ts timestamp(3) 93 Timestamp",
                            "tz timestamp(3) with time zone 2014 OffsetDateTime",
                            "a array(varchar) 12 String",
                            "m map(varchar, integer) 12 String",
                            "r row(n bigint, s varchar) 12 String",
                            "j json 12 String",
                            "iv interval day to second 12 String",
                            "ip ipaddress 12 String",
                            "u unknown 12 String"),
                    types);
            assertTrue(rows.next());
            List<String> texts = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                texts.add(rows.getString(i));
                Object value = rows.getObject(i);
                assertTrue(
                        value == null
                                || meta.getColumnClassName(i)
                                        .equals(value.getClass().getName()),
                        types.get(i - 1));
            }
            assertEquals(
                    "[true, 7, 9000000000, 1.5, 12.340, text, 00ff, 2026-01-31, 13:45:00.500,"
                            + " 2026-01-31 13:45:00.123456, 2026-01-31 13:45:00.000 America/New_York, [\"a\",null],"
                            + " {\"k\":1}, {\"n\":1,\"s\":\"x\"}, {\"a\":1}, 1 00:00:00.000, 10.0.0.1, null]",
                    texts.toString());
            assertEquals(new BigDecimal("12.340"), rows.getObject("n"));
            assertArrayEquals(new byte[] {0, -1}, rows.getBytes("x"));
            assertFalse(rows.next());
        }
    }

    @Test
    void anArrayIsAJdbcArrayToo() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT ARRAY['a', NULL, 'c'], ARRAY[9000000000, 2], ARRAY[ARRAY[1]], ARRAY[1.5]")) {
            assertTrue(rows.next());
            Array texts = rows.getArray(1);
            assertEquals("varchar", texts.getBaseTypeName());
            ResultSet elements = texts.getResultSet();
            assertTrue(elements.next());
            assertEquals("a", elements.getString(2));
            assertArrayEquals(new Object[] {"a", null, "c"}, (Object[]) texts.getArray());
            assertArrayEquals(new Object[] {"c"}, (Object[]) texts.getArray(3, 1));
            assertThrows(Exception.class, () -> texts.getArray(3, 2));
            assertArrayEquals(new Object[] {9_000_000_000L, 2L}, (Object[])
                    rows.getArray(2).getArray());
            assertArrayEquals(new Object[] {"[1]"}, (Object[]) rows.getArray(3).getArray());
            assertArrayEquals(new Object[] {new BigDecimal("1.5")}, (Object[])
                    rows.getObject(4, Array.class).getArray());
        }
    }

    @Test
    void nullIsNothingOfEveryKind() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT CAST(NULL AS bigint), 1")) {
            assertTrue(rows.next());
            assertEquals(0, rows.getLong(1));
            assertTrue(rows.wasNull());
            assertNull(rows.getString(1));
            assertNull(rows.getTimestamp(1));
            assertNull(rows.getObject(1, Boolean.class));
            assertNull(rows.getArray(1));
            assertFalse(rows.getBoolean(1));
            rows.getInt(2);
            assertFalse(rows.wasNull());
        }
    }

    @Test
    void numbersThatDoNotFitAreErrors() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT 9000000000, 'text', timestamp '2026-01-31 13:45:00', 300, CAST('NaN' AS double), '12'")) {
            assertTrue(rows.next());
            assertEquals(
                    "22003",
                    assertThrows(SQLDataException.class, () -> rows.getInt(1)).getSQLState());
            assertThrows(SQLDataException.class, () -> rows.getByte(4));
            assertEquals(300, rows.getShort(4));
            assertThrows(SQLDataException.class, () -> rows.getLong(2));
            assertThrows(SQLDataException.class, () -> rows.getLong(3));
            assertThrows(SQLDataException.class, () -> rows.getObject(2, UUID.class));
            assertThrows(SQLException.class, () -> rows.getObject(2, Thread.class));
            assertTrue(Double.isNaN(rows.getDouble(5)));
            assertEquals(12, rows.getInt(6));
            assertThrows(SQLException.class, () -> rows.getInt(7));
            assertThrows(SQLException.class, () -> rows.getInt("nosuch"));
        }
    }

    // ---- time --------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Asia/Kolkata", "Pacific/Apia", "UTC"})
    void aTimestampIsTheSameInstantInEveryZone(String client) throws SQLException {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(client));
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT timestamp '2011-12-30 13:45:00.123456' AS ts,"
                        + " timestamp '2026-03-29 02:30:00 UTC' AS tz, date '2011-12-30' AS d, time '02:30:00' AS t,"
                        + " timestamp '2026-03-29 02:30:00 Asia/Tokyo' AS tokyo")) {
            assertTrue(rows.next());
            Instant instant = Instant.parse("2011-12-30T13:45:00.123456Z");
            assertEquals(Timestamp.from(instant), rows.getTimestamp("ts"));
            assertEquals(Timestamp.from(instant), rows.getObject("ts"));
            assertEquals(instant, rows.getObject("ts", Instant.class));
            assertEquals(
                    OffsetDateTime.parse("2011-12-30T13:45:00.123456Z"), rows.getObject("ts", OffsetDateTime.class));
            assertEquals(LocalDateTime.parse("2011-12-30T13:45:00.123456"), rows.getObject("ts", LocalDateTime.class));
            assertEquals("2011-12-30 13:45:00.123456", rows.getString("ts"));
            assertEquals(LocalDate.of(2011, 12, 30), rows.getObject("ts", LocalDate.class));
            Instant zoned = Instant.parse("2026-03-29T02:30:00Z");
            assertEquals(Timestamp.from(zoned), rows.getTimestamp("tz"));
            assertEquals(zoned.atOffset(ZoneOffset.UTC), rows.getObject("tz"));
            assertEquals("2026-03-29 02:30:00.000 UTC", rows.getString("tz"));
            assertEquals(OffsetDateTime.parse("2026-03-29T02:30:00+09:00"), rows.getObject("tokyo"));
            assertEquals(
                    ZoneId.of("Asia/Tokyo"),
                    rows.getObject("tokyo", ZonedDateTime.class).getZone());
            assertEquals(LocalDateTime.parse("2026-03-29T02:30:00"), rows.getObject("tokyo", LocalDateTime.class));
            assertEquals(Date.valueOf(LocalDate.of(2011, 12, 30)), rows.getDate("d"));
            assertEquals(LocalDate.of(2011, 12, 30), rows.getObject("d", LocalDate.class));
            assertEquals(Time.valueOf("02:30:00"), rows.getTime("t"));
            assertEquals(LocalTime.of(2, 30), rows.getObject("t", LocalTime.class));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void aCalendarSaysWhoseClockATimestampShows() throws SQLException {
        Calendar kolkata = Calendar.getInstance(TimeZone.getTimeZone("Asia/Kolkata"), Locale.ROOT);
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT timestamp '2026-01-31 13:45:00' AS ts,"
                        + " timestamp '2026-01-31 13:45:00 UTC' AS tz, date '2026-01-31' AS d")) {
            assertTrue(rows.next());
            assertEquals(
                    Instant.parse("2026-01-31T08:15:00Z"),
                    rows.getTimestamp("ts", kolkata).toInstant());
            assertEquals(
                    Instant.parse("2026-01-31T13:45:00Z"),
                    rows.getTimestamp("tz", kolkata).toInstant());
            assertEquals(
                    Instant.parse("2026-01-30T18:30:00Z").toEpochMilli(),
                    rows.getDate("d", kolkata).getTime());
        }
    }

    @Test
    void anotherZoneMayBeAskedFor() throws SQLException {
        try (Connection connection = connect("timeZone=Asia/Kolkata");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT timestamp '2026-01-31 13:45:00'")) {
            assertTrue(rows.next());
            assertEquals(
                    Instant.parse("2026-01-31T08:15:00Z"), rows.getTimestamp(1).toInstant());
        }
    }

    // ---- parameters --------------------------------------------------------------------------------------------

    @Test
    void whatIsBoundComesBack() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?")) {
            Instant instant = Instant.parse("2026-01-31T13:45:00.123456Z");
            statement.setBoolean(1, true);
            statement.setInt(2, -5);
            statement.setLong(3, Long.MIN_VALUE);
            statement.setDouble(4, Double.NaN);
            statement.setBigDecimal(5, new BigDecimal("-1.50"));
            statement.setString(6, "it's 'a' ? \\ \u0000 \uD83D\uDE00");
            statement.setBytes(7, new byte[] {0, -1});
            statement.setDate(8, Date.valueOf("2026-01-31"));
            statement.setTime(9, Time.valueOf("13:45:01"));
            statement.setTimestamp(10, Timestamp.from(instant));
            statement.setObject(11, instant);
            statement.setObject(12, LocalDateTime.parse("2026-01-31T13:45:00.123456"));
            statement.setNull(13, Types.INTEGER);
            statement.setFloat(14, 0.1f);
            statement.setObject(15, UUID.fromString("8fd3c0a1-4b7e-4d2a-9c0f-1b2c3d4e5f60"));
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                assertEquals(true, rows.getObject(1));
                assertEquals(-5, rows.getObject(2));
                assertEquals(Long.MIN_VALUE, rows.getObject(3));
                assertEquals(Double.NaN, rows.getObject(4));
                assertEquals(new BigDecimal("-1.50"), rows.getObject(5));
                assertEquals("it's 'a' ? \\ \u0000 \uD83D\uDE00", rows.getObject(6));
                assertArrayEquals(new byte[] {0, -1}, rows.getBytes(7));
                assertEquals(Date.valueOf("2026-01-31"), rows.getObject(8));
                assertEquals(Time.valueOf("13:45:01"), rows.getObject(9));
                assertEquals(Timestamp.from(instant), rows.getObject(10));
                assertEquals(instant.atOffset(ZoneOffset.UTC), rows.getObject(11));
                assertEquals(
                        LocalDateTime.parse("2026-01-31T13:45:00.123456"), rows.getObject(12, LocalDateTime.class));
                assertNull(rows.getObject(13));
                assertEquals(0.1, rows.getObject(14));
                assertEquals(UUID.fromString("8fd3c0a1-4b7e-4d2a-9c0f-1b2c3d4e5f60"), rows.getObject(15, UUID.class));
            }
        }
    }

    @Test
    void aPreparedStatementKnowsItsTypesAndRunsAgain() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT eventName, count(*) AS n FROM events WHERE eventTime >= ? AND eventName = ? GROUP BY 1 LIMIT ?")) {
            ParameterMetaData parameters = statement.getParameterMetaData();
            assertEquals(3, parameters.getParameterCount());
            assertEquals(Types.TIMESTAMP, parameters.getParameterType(1));
            assertEquals("varchar", parameters.getParameterTypeName(2));
            assertEquals(Types.BIGINT, parameters.getParameterType(3));
            assertEquals("n", statement.getMetaData().getColumnLabel(2));
            assertEquals(Types.BIGINT, statement.getMetaData().getColumnType(2));
            assertEquals(
                    "07002",
                    assertThrows(SQLException.class, statement::executeQuery).getSQLState());
            statement.setTimestamp(1, Timestamp.from(Instant.EPOCH));
            statement.setString(2, "AssumeRole");
            statement.setInt(3, 1);
            long first = single(statement);
            assertTrue(first > 0);
            assertEquals(first, single(statement));
            statement.setTimestamp(1, Timestamp.from(Instant.parse("2100-01-01T00:00:00Z")));
            assertFalse(statement.executeQuery().next());
            assertThrows(SQLException.class, () -> statement.setInt(4, 1));
            assertThrows(SQLException.class, () -> statement.executeQuery("SELECT 1"));
        }
    }

    private static long single(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            assertTrue(rows.next());
            return rows.getLong("n");
        }
    }

    @Test
    void boundTextBecomesTheTypeThatIsNamed() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement("SELECT ?, ?, ?, ?")) {
            statement.setObject(1, "5", Types.BIGINT);
            statement.setObject(2, "2026-01-31 13:45:00", Types.TIMESTAMP);
            statement.setObject(3, 5, Types.VARCHAR);
            statement.setObject(4, "1.5", Types.DECIMAL, 2);
            try (ResultSet rows = statement.executeQuery()) {
                assertEquals(
                        List.of(5L, Timestamp.from(Instant.parse("2026-01-31T13:45:00Z")), "5", new BigDecimal("1.50")),
                        rows(rows).get(0));
            }
            assertThrows(SQLException.class, () -> statement.setObject(1, "five", Types.BIGINT));
            assertThrows(SQLException.class, () -> statement.setObject(1, new Object()));
        }
    }

    @Test
    void escapesOfJdbcAreTranslated() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT {fn upper('a{b}')}, {ts '2026-01-31 13:45:00'}, {d '2026-01-31'} -- {x}\n, '{t}'")) {
            assertTrue(rows.next());
            assertEquals("A{B}", rows.getString(1));
            assertEquals("2026-01-31 13:45:00.000", rows.getString(2));
            assertEquals("2026-01-31", rows.getString(3));
            assertEquals("{t}", rows.getString(4));
            assertThrows(SQLFeatureNotSupportedException.class, () -> statement.executeQuery("{call x()}"));
            assertEquals("date '2026-01-31'", connection.nativeSQL("{d '2026-01-31'}"));
        }
    }

    // ---- rows --------------------------------------------------------------------------------------------------

    @Test
    void rowsComeInPagesOfTheFetchSize() throws SQLException {
        String sql = "SELECT eventID FROM events";
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            List<List<Object>> all = rows(statement.executeQuery(sql));
            assertTrue(all.size() > EVENTS / 2, all.size() + " events");
            for (int size : new int[] {1, 7, 100_000}) {
                statement.setFetchSize(size);
                statement.setMaxRows(size == 1 ? 20 : 0);
                List<List<Object>> paged = rows(statement.executeQuery(sql));
                assertEquals(size == 1 ? 20 : all.size(), paged.size());
            }
            assertEquals(10_000, connection.createStatement().getFetchSize());
        }
    }

    @Test
    void aMaximumOfRowsHolds() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(3);
            statement.setMaxRows(7);
            assertEquals(7, rows(statement.executeQuery(ENDLESS)).size());
            statement.setLargeMaxRows(2);
            assertEquals(2, rows(statement.executeQuery("VALUES 1, 2, 3")).size());
            assertThrows(SQLException.class, () -> statement.setMaxRows(-1));
        }
    }

    @Test
    void aResultKnowsWhereItStands() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("VALUES 1, 2")) {
            assertTrue(rows.isBeforeFirst());
            assertThrows(SQLException.class, () -> rows.getInt(1));
            assertTrue(rows.next());
            assertTrue(rows.isFirst());
            assertEquals(1, rows.getRow());
            assertTrue(rows.next());
            assertFalse(rows.next());
            assertTrue(rows.isAfterLast());
            assertThrows(SQLException.class, () -> rows.getInt(1));
            assertFalse(rows.next());
            assertThrows(SQLFeatureNotSupportedException.class, rows::previous);
            assertThrows(SQLFeatureNotSupportedException.class, () -> rows.updateInt(1, 1));
            rows.close();
            assertThrows(SQLException.class, rows::next);
        }
    }

    @Test
    void aStatementMayCloseWithItsResult() throws SQLException {
        try (Connection connection = connect()) {
            Statement statement = connection.createStatement();
            statement.closeOnCompletion();
            ResultSet rows = statement.executeQuery("VALUES 1, 2");
            rows.next();
            assertFalse(statement.isClosed());
            rows.close();
            assertTrue(statement.isClosed());
            Statement other = connection.createStatement();
            ResultSet first = other.executeQuery("VALUES 1");
            other.executeQuery("VALUES 2");
            assertTrue(first.isClosed());
            assertFalse(other.isClosed());
        }
    }

    // ---- errors, warnings, ends --------------------------------------------------------------------------------

    @Test
    void errorsHaveStateCodeAndPlace() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            SQLException syntax = failure(statement, "SELEC 1");
            assertTrue(syntax instanceof SQLSyntaxErrorException, syntax.toString());
            assertEquals("42601", syntax.getSQLState());
            assertEquals(15, syntax.getErrorCode());
            SQLException column = failure(statement, "SELECT eventNam FROM events");
            assertEquals("42703", column.getSQLState());
            assertEquals(3, column.getErrorCode());
            assertTrue(column.getMessage().startsWith("no column is called 'eventNam'"), column.getMessage());
            assertTrue(column.getMessage().contains("line 1, column 8"), column.getMessage());
            assertTrue(column.getMessage().contains("eventName"), column.getMessage());
            assertEquals("42P01", failure(statement, "SELECT 1 FROM nosuch").getSQLState());
            assertEquals(
                    "22012",
                    failure(statement, "SELECT 1 / (count(*) - count(*)) FROM events")
                            .getSQLState());
            assertTrue(
                    failure(statement, "CREATE LOCAL TEMPORARY TABLE x (a INTEGER)") instanceof SQLSyntaxErrorException
                            || failure(statement, "DELETE FROM events") instanceof SQLFeatureNotSupportedException);
            assertThrows(SQLException.class, () -> statement.executeUpdate("DROP TABLE events"));
            assertThrows(SQLException.class, () -> connection.prepareStatement("SELECT nosuch FROM events"));
            assertEquals(1, rows(statement.executeQuery("SELECT 1")).size());
        }
    }

    @Test
    void unreadableFilesAreAWarning() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            ResultSet none = statement.executeQuery("SELECT 1");
            assertNull(none.getWarnings());
            try (ResultSet rows = statement.executeQuery("SELECT count(eventID) FROM events")) {
                assertTrue(rows.next());
                assertFalse(rows.next());
                SQLWarning warning = rows.getWarnings();
                assertNotNull(warning);
                assertTrue(warning.getMessage().startsWith("1 file could not be read whole"), warning.getMessage());
                assertEquals("01000", warning.getSQLState());
                assertNotNull(statement.getWarnings());
                statement.clearWarnings();
                assertNull(statement.getWarnings());
            }
        }
    }

    @Test
    void cancelEndsAQueryThatRuns() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            CompletableFuture<Void> begun = new CompletableFuture<>();
            Future<SQLException> failed = threads.submit(() -> {
                begun.complete(null);
                return failure(statement, SILENT);
            });
            begun.get();
            while (!failed.isDone()) {
                statement.cancel();
                Thread.onSpinWait();
            }
            assertEquals("57014", failed.get(60, TimeUnit.SECONDS).getSQLState());
            assertEquals(1, rows(statement.executeQuery("SELECT 1")).size());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void cancelEndsAQueryThatIsBeingRead() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(10);
            ResultSet rows = statement.executeQuery(ENDLESS);
            assertTrue(rows.next());
            statement.cancel();
            SQLException failure = assertThrows(SQLException.class, () -> rows(rows));
            assertEquals("57014", failure.getSQLState());
        }
    }

    @Test
    void aTimeoutEndsAQuery() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            SQLException failure = failure(statement, SILENT);
            assertTrue(failure instanceof SQLTimeoutException, failure.toString());
            assertEquals(21, failure.getErrorCode());
            statement.setQueryTimeout(0);
            assertEquals(1, rows(statement.executeQuery("SELECT 1")).size());
        }
        try (Connection connection = connect("queryTimeout=1");
                Statement statement = connection.createStatement()) {
            assertEquals(1, statement.getQueryTimeout());
            assertTrue(failure(statement, SILENT) instanceof SQLTimeoutException);
        }
    }

    @Test
    void whatIsClosedSaysSo() throws SQLException {
        Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(ENDLESS);
        assertTrue(connection.isValid(5));
        connection.close();
        connection.close();
        assertTrue(connection.isClosed());
        assertFalse(connection.isValid(5));
        assertTrue(statement.isClosed());
        assertThrows(SQLException.class, rows::next);
        assertEquals(
                "08003",
                assertThrows(SQLException.class, connection::createStatement).getSQLState());
    }

    @Test
    void manyThreadsShareAConnection() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Connection connection = connect()) {
            List<Future<Long>> sums = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                int number = i;
                sums.add(threads.submit(() -> {
                    try (PreparedStatement statement = connection.prepareStatement("SELECT ? + ?")) {
                        statement.setLong(1, number);
                        statement.setLong(2, number);
                        ResultSet rows = statement.executeQuery();
                        rows.next();
                        return rows.getLong(1);
                    }
                }));
            }
            for (int i = 0; i < sums.size(); i++) {
                assertEquals(2L * i, sums.get(i).get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatPoolsAskForIsAccepted() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            connection.commit();
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setReadOnly(false);
            assertTrue(connection.isReadOnly());
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setNetworkTimeout(Runnable::run, 1000);
            connection.clearWarnings();
            connection.setClientInfo("ApplicationName", "test");
            connection.setCatalog("x");
            connection.setSchema("cloudtrail");
            statement.setPoolable(true);
            statement.setEscapeProcessing(false);
            statement.setFetchDirection(ResultSet.FETCH_FORWARD);
            assertTrue(statement.execute("SELECT 1"));
            assertEquals(-1, statement.getUpdateCount());
            assertFalse(statement.getMoreResults());
            assertFalse(statement.getGeneratedKeys().next());
            assertTrue(connection.isWrapperFor(Connection.class));
            assertNotNull(connection.unwrap(Connection.class));
            assertThrows(SQLException.class, () -> connection.unwrap(String.class));
        }
    }
}
