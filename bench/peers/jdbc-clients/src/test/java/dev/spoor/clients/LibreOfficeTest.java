/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.clients;

import com.sun.star.beans.PropertyValue;
import com.sun.star.beans.XPropertySet;
import com.sun.star.container.XNameAccess;
import com.sun.star.frame.XStorable;
import com.sun.star.sdb.XDocumentDataSource;
import com.sun.star.sdbc.XConnection;
import com.sun.star.sdbc.XDataSource;
import com.sun.star.sdbc.XResultSet;
import com.sun.star.sdbc.XRow;
import com.sun.star.sdbc.XRowSet;
import com.sun.star.sdbcx.XColumnsSupplier;
import com.sun.star.sdbcx.XTablesSupplier;
import com.sun.star.uno.UnoRuntime;
import com.sun.star.util.DateTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** LibreOffice Base sees tables, columns with their types, rows, and the right times on the clock of its machine. */
class LibreOfficeTest {
    @TempDir
    static Path folder;

    private static ServedLogs served;
    private static Office office;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> program = Office.program();
        Assumptions.assumeTrue(
                program.isPresent(),
                "soffice is not installed: apt-get install libreoffice-base-nogui libreoffice-base-drivers libreoffice-java-common");
        served = ServedLogs.start(folder);
        office = Office.start(program.get(), folder, Map.of(RecordingDriver.FILE, calls().toString()));
    }

    @AfterAll
    static void stop() throws Exception {
        if (office != null) {
            office.close();
        }
        if (served != null) {
            served.close();
        }
    }

    private static Path calls() {
        return folder.resolve("calls.txt");
    }

    /** What Base keeps of a database: address, class, and where the class is. */
    private static XDataSource source(String url, Class<?> driver, String... places) throws Exception {
        XDataSource source = office.make(XDataSource.class, "com.sun.star.sdb.DataSource");
        XPropertySet properties = UnoRuntime.queryInterface(XPropertySet.class, source);
        properties.setPropertyValue("URL", url);
        properties.setPropertyValue("Info", new PropertyValue[] {
            Office.property("JavaDriverClass", driver == null ? "dev.spoor.jdbc.SpoorDriver" : driver.getName()),
            Office.property("JavaDriverClassPath", String.join(" ", places))
        });
        return source;
    }

    private static String jar() {
        return Path.of(System.getProperty("spoor.driver")).toUri().toString();
    }

    private static Object value(Object named, String property) throws Exception {
        return UnoRuntime.queryInterface(XPropertySet.class, named).getPropertyValue(property);
    }

    private static XNameAccess tables(XConnection connection) {
        return UnoRuntime.queryInterface(XTablesSupplier.class, connection).getTables();
    }

    private static XNameAccess columns(Object table) {
        return UnoRuntime.queryInterface(XColumnsSupplier.class, table).getColumns();
    }

    private static List<LocalDateTime> times(XConnection connection, String sql) throws Exception {
        XResultSet rows = connection.createStatement().executeQuery(sql);
        return times(rows);
    }

    private static List<LocalDateTime> times(XResultSet rows) throws Exception {
        XRow row = UnoRuntime.queryInterface(XRow.class, rows);
        List<LocalDateTime> times = new ArrayList<>();
        while (rows.next()) {
            DateTime time = row.getTimestamp(1);
            times.add(LocalDateTime.of(
                    time.Year, time.Month, time.Day, time.Hours, time.Minutes, time.Seconds, time.NanoSeconds));
        }
        return times;
    }

    private static List<LocalDateTime> expected(ZoneId zone) {
        return ServedLogs.TIMES.stream()
                .map(time -> LocalDateTime.ofInstant(Instant.parse(time), zone))
                .toList();
    }

    @Test
    void tablesColumnsAndTypesAreShown() throws Exception {
        XConnection connection = source(served.url(), null, jar()).getConnection("", "");
        // those of sys are system tables, which Base leaves out
        assertEquals(
                List.of("cloudtrail.deliveries", "cloudtrail.events"),
                Arrays.asList(tables(connection).getElementNames()));
        Object events = tables(connection).getByName("cloudtrail.events");
        Object time = columns(events).getByName("eventTime");
        assertEquals(Types.TIMESTAMP, value(time, "Type"));
        assertEquals("timestamp(3)", value(time, "TypeName"));
        assertEquals(DatabaseMetaData.columnNullable, value(time, "IsNullable"));
        assertEquals(Types.VARCHAR, value(columns(events).getByName("eventName"), "Type"));
        assertEquals(Types.BOOLEAN, value(columns(events).getByName("readOnly"), "Type"));
        connection.close();
    }

    @Test
    void rowsHaveTheTimesOfTheMachinesClock() throws Exception {
        XConnection connection = source(served.url(), null, jar()).getConnection("", "");
        String sql = "SELECT \"eventTime\", \"eventName\" FROM \"cloudtrail\".\"events\" ORDER BY \"eventTime\"";
        assertEquals(expected(ZoneId.systemDefault()), times(connection, sql));
        connection.close();
    }

    /** The first time is one that clocks in New York skip, so that a java.sql.Timestamp there is an hour ahead of it. */
    @Test
    void theDigitsOfUtcAreShownToWhoAsksForThem() throws Exception {
        XConnection connection = source(served.url() + "?timeZone=local", null, jar()).getConnection("", "");
        List<LocalDateTime> digits = expected(ZoneOffset.UTC).stream()
                .map(time -> time.atZone(ZoneId.systemDefault()).toLocalDateTime())
                .toList();
        assertEquals(digits, times(connection, "SELECT eventTime FROM events ORDER BY 1"));
        connection.close();
    }

    /** What a form or a report reads, from a file of Base's that was stored and opened again. */
    @Test
    void aDatabaseFileIsOpenedAgainAndItsTableRead() throws Exception {
        XDataSource source = source(served.url(), null, jar());
        String file = folder.resolve("events.odb").toUri().toString();
        UnoRuntime.queryInterface(
                        XStorable.class,
                        UnoRuntime.queryInterface(XDocumentDataSource.class, source).getDatabaseDocument())
                .storeAsURL(file, new PropertyValue[0]);
        assertTrue(Files.size(folder.resolve("events.odb")) > 0);
        XRowSet rows = office.make(XRowSet.class, "com.sun.star.sdb.RowSet");
        XPropertySet properties = UnoRuntime.queryInterface(XPropertySet.class, rows);
        properties.setPropertyValue("DataSourceName", file);
        properties.setPropertyValue("CommandType", com.sun.star.sdb.CommandType.COMMAND);
        properties.setPropertyValue("EscapeProcessing", false); // Base's "Run SQL command directly"
        properties.setPropertyValue(
                "Command", "SELECT max(eventTime) AS t, eventName FROM events GROUP BY eventName ORDER BY t");
        rows.execute();
        assertEquals(expected(ZoneId.systemDefault()), times(rows));
        properties.setPropertyValue("CommandType", com.sun.star.sdb.CommandType.TABLE);
        properties.setPropertyValue("EscapeProcessing", true);
        properties.setPropertyValue("Command", "cloudtrail.events");
        rows.execute();
        int count = 0;
        while (rows.next()) {
            count++;
        }
        assertEquals(ServedLogs.TIMES.size(), count);
    }

    @Test
    void nothingThatItAsksOfTheMetadataIsRefused() throws Exception {
        String classes = Path.of(RecordingDriver.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toUri()
                .toString();
        XConnection connection = source(RecordingDriver.PREFIX + served.url(), RecordingDriver.class, jar(), classes)
                .getConnection("", "");
        columns(tables(connection).getByName("cloudtrail.events")).getElementNames();
        assertEquals(3, times(connection, "SELECT \"eventTime\" FROM \"cloudtrail\".\"events\"").size());
        connection.close();
        List<String> lines = Files.readAllLines(calls());
        assertTrue(lines.size() > 10, lines.toString());
        assertFalse(lines.stream().anyMatch(line -> line.startsWith(RecordingDriver.REFUSED)), lines.toString());
        RecordingDriver.keep("libreoffice", String.join("\n", lines) + "\n", served.url());
    }
}
