/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a connection tells about what is behind it, wherever its statements run; and the logs that both contracts ask. */
abstract class MetadataContract {
    static final int EVENTS = 3_000;

    @TempDir
    static Path trail;

    @BeforeAll
    static void writeTrail() throws IOException {
        new SampleTrail(SampleSpec.bench(EVENTS)).writeTo(trail, 1, done -> {});
        Path broken = trail.resolve("AWSLogs/123456789012/CloudTrail/us-east-1/2026/01/05");
        Files.createDirectories(broken);
        Files.writeString(
                broken.resolve("123456789012_CloudTrail_us-east-1_20260105T0000Z_abcdefghijklmnop.json.gz"),
                "not gzip");
    }

    /**
     * A connection.
     *
     * @param properties as they stand behind the question mark of an address
     */
    abstract Connection connect(String properties) throws SQLException;

    Connection connect() throws SQLException {
        return connect("set.cache=off");
    }

    static List<List<Object>> rows(ResultSet rows) throws SQLException {
        List<List<Object>> all = new ArrayList<>();
        while (rows.next()) {
            List<Object> row = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                row.add(rows.getObject(i));
            }
            all.add(row);
        }
        return all;
    }

    static List<String> column(ResultSet rows, String label) throws SQLException {
        List<String> all = new ArrayList<>();
        while (rows.next()) {
            all.add(rows.getString(label));
        }
        return all;
    }

    @Test
    void schemasTablesAndColumnsAreThere() throws SQLException {
        try (Connection connection = connect()) {
            DatabaseMetaData meta = connection.getMetaData();
            assertFalse(meta.getCatalogs().next());
            assertEquals(List.of("cloudtrail", "sys"), column(meta.getSchemas(), "TABLE_SCHEM"));
            assertEquals(List.of("SYSTEM TABLE", "TABLE"), column(meta.getTableTypes(), "TABLE_TYPE"));
            List<String> tables = column(meta.getTables(null, "cloudtrail", "%", null), "TABLE_NAME");
            assertTrue(tables.contains("events"), tables.toString());
            assertEquals(
                    List.of("TABLE"),
                    column(meta.getTables(null, null, "EVENTS", new String[] {"TABLE"}), "TABLE_TYPE"));
            assertEquals(
                    List.of("log_files"),
                    column(meta.getTables("", "sys", "log\\_f%", new String[] {"SYSTEM TABLE"}), "TABLE_NAME"));
            assertFalse(meta.getTables("other", null, "%", null).next());
            assertFalse(meta.getTables(null, null, "%", new String[] {"VIEW"}).next());
            try (ResultSet columns = meta.getColumns(null, "cloudtrail", "events", "event%")) {
                assertTrue(columns.next());
                assertEquals(columns.getMetaData().getColumnCount(), 24);
            }
            ResultSet time = meta.getColumns(null, "%", "events", "eventTime");
            assertTrue(time.next());
            assertEquals(Types.TIMESTAMP, time.getInt("DATA_TYPE"));
            assertEquals("timestamp(3)", time.getString("TYPE_NAME"));
            assertEquals("YES", time.getString("IS_NULLABLE"));
            assertTrue(time.getInt("ORDINAL_POSITION") > 0);
        }
    }

    @Test
    void theNamesThatToolsWriteAreUnderstood() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertEquals(
                    1,
                    rows(statement.executeQuery("SELECT \"cloudtrail\".\"events\".\"eventName\" FROM"
                                    + " \"cloudtrail\".\"events\" \"events\" LIMIT 1"))
                            .size());
            assertEquals(
                    1,
                    rows(statement.executeQuery(
                                    "SELECT \"events\".\"eventName\" FROM \"cloudtrail\".\"events\" LIMIT 1"))
                            .size());
            assertEquals(
                    0,
                    rows(statement.executeQuery("SELECT * FROM cloudtrail.events WHERE 1 = 0"))
                            .size());
            assertEquals(
                    0,
                    rows(statement.executeQuery("SELECT * FROM CLOUDTRAIL.EVENTS LIMIT 0"))
                            .size());
            List<String> star = new ArrayList<>();
            ResultSetMetaData meta =
                    statement.executeQuery("SELECT * FROM events LIMIT 0").getMetaData();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                star.add(meta.getColumnLabel(i));
            }
            assertEquals(star, column(connection.getMetaData().getColumns(null, null, "events", null), "COLUMN_NAME"));
        }
    }

    @Test
    void typesAreListedInTheirOrder() throws SQLException {
        try (Connection connection = connect();
                ResultSet types = connection.getMetaData().getTypeInfo()) {
            List<Integer> numbers = new ArrayList<>();
            while (types.next()) {
                numbers.add(types.getInt("DATA_TYPE"));
                assertEquals(DatabaseMetaData.typeNullable, types.getShort("NULLABLE"));
            }
            assertEquals(numbers.stream().sorted().toList(), numbers);
            assertTrue(numbers.containsAll(List.of(Types.VARCHAR, Types.BIGINT, Types.TIMESTAMP, Types.BOOLEAN)));
        }
    }

    @Test
    void functionsAreListed() throws SQLException {
        try (Connection connection = connect()) {
            DatabaseMetaData meta = connection.getMetaData();
            assertEquals(List.of("split_part"), column(meta.getFunctions(null, null, "split\\_part"), "FUNCTION_NAME"));
            assertTrue(List.of(meta.getStringFunctions().split(",")).contains("upper"), meta.getStringFunctions());
            assertTrue(meta.getNumericFunctions().contains("abs"));
            assertTrue(meta.getTimeDateFunctions().contains("date_trunc"));
        }
    }

    @Test
    void whatLogsDoNotHaveIsEmptyAndNoError() throws SQLException {
        try (Connection connection = connect()) {
            DatabaseMetaData meta = connection.getMetaData();
            List<ResultSet> all = List.of(
                    meta.getPrimaryKeys(null, null, "events"),
                    meta.getImportedKeys(null, null, "events"),
                    meta.getExportedKeys(null, null, "events"),
                    meta.getCrossReference(null, null, "a", null, null, "b"),
                    meta.getIndexInfo(null, null, "events", false, true),
                    meta.getProcedures(null, null, null),
                    meta.getProcedureColumns(null, null, null, null),
                    meta.getFunctionColumns(null, null, null, null),
                    meta.getColumnPrivileges(null, null, "events", null),
                    meta.getTablePrivileges(null, null, null),
                    meta.getBestRowIdentifier(null, null, "events", 0, true),
                    meta.getVersionColumns(null, null, "events"),
                    meta.getUDTs(null, null, null, null),
                    meta.getSuperTypes(null, null, null),
                    meta.getSuperTables(null, null, null),
                    meta.getAttributes(null, null, null, null),
                    meta.getClientInfoProperties(),
                    meta.getPseudoColumns(null, null, null, null));
            for (ResultSet rows : all) {
                assertTrue(rows.getMetaData().getColumnCount() > 3);
                assertFalse(rows.next());
            }
        }
    }

    /** What tools call was recorded by {@code bench/peers/jdbc-clients}. */
    @Test
    void everyCallOfAToolIsAnswered() throws Exception {
        List<MetadataCall> calls = new ArrayList<>(MetadataCall.recorded());
        assertTrue(calls.size() > 100, calls.size() + " calls were recorded");
        calls.addAll(MetadataCall.ofEachMethod());
        List<String> refused = new ArrayList<>();
        try (Connection connection = connect()) {
            for (MetadataCall call : calls) {
                try {
                    Object answer = call.ask(connection);
                    if (answer instanceof ResultSet result) {
                        rows(result);
                        result.close();
                    } else if (answer instanceof Statement statement) {
                        statement.close();
                    }
                } catch (InvocationTargetException e) {
                    refused.add(call + ": " + e.getCause());
                }
            }
        }
        assertEquals(List.of(), refused);
    }

    @Test
    void theProductSaysWhatItIs() throws SQLException {
        try (Connection connection = connect()) {
            DatabaseMetaData meta = connection.getMetaData();
            assertEquals("Spoor", meta.getDatabaseProductName());
            assertEquals("\"", meta.getIdentifierQuoteString());
            assertTrue(meta.isReadOnly());
            assertFalse(meta.supportsTransactions());
            assertFalse(meta.supportsBatchUpdates());
            assertFalse(meta.supportsCatalogsInDataManipulation());
            assertTrue(meta.supportsSchemasInDataManipulation());
            assertTrue(meta.supportsSchemasInTableDefinitions(), "by which SchemaCrawler knows of schemas");
            assertTrue(meta.supportsResultSetType(ResultSet.TYPE_FORWARD_ONLY));
            assertFalse(meta.supportsResultSetType(ResultSet.TYPE_SCROLL_INSENSITIVE));
            assertTrue(meta.getURL().startsWith("jdbc:spoor:"));
            assertEquals(4, meta.getJDBCMajorVersion());
        }
    }

    @Test
    void nullsSortWhereTheMetadataSays() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            String sql = "SELECT * FROM (VALUES 2, NULL, 1) AS t(n) ORDER BY n";
            List<Object> up = rows(statement.executeQuery(sql)).stream()
                    .map(row -> row.get(0))
                    .collect(Collectors.toList());
            List<Object> down = rows(statement.executeQuery(sql + " DESC")).stream()
                    .map(row -> row.get(0))
                    .collect(Collectors.toList());
            assertTrue(connection.getMetaData().nullsAreSortedAtEnd());
            assertNull(up.get(2));
            assertNull(down.get(2));
        }
    }
}
