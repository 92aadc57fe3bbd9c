/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import dev.spoor.server.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The driver with the engine in the same process, and its addresses. */
class EmbeddedDriverTest extends DriverContract {
    @Override
    Connection connect(String properties) throws SQLException {
        return DriverManager.getConnection("jdbc:spoor:file:" + trail + "?" + properties);
    }

    @Test
    void oneFolderHasManyAddresses() throws SQLException {
        for (String place : List.of("file:" + trail, "FILE://" + trail, "file://localhost" + trail)) {
            try (Connection connection = DriverManager.getConnection("jdbc:spoor:" + place + "?set.cache=off")) {
                assertTrue(countOf(connection) > 0);
            }
        }
    }

    private static long countOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(eventID) FROM events")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void aWindowAndTablesComeFromProperties() throws SQLException {
        try (Connection all = connect("set.cache=off");
                Connection none = connect("since=2100-01-01T00:00:00Z&tables=trail=athena|other=lake");
                Statement statement = none.createStatement()) {
            assertTrue(countOf(all) > 0);
            assertEquals(0, countOf(none));
            assertFalse(statement.executeQuery("SELECT eventname FROM trail").next());
        }
    }

    @Test
    void connectionsToOnePlaceAreIndependent() throws SQLException {
        try (Connection first = connect("set.cache=off");
                Connection second = connect("set.cache=off")) {
            assertNotSame(first, second);
            first.close();
            assertTrue(countOf(second) > 0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:spoor:nowhere | does not say how to connect",
                "jdbc:spoor: | does not say how to connect",
                "jdbc:spoor:file: | names no place",
                "jdbc:spoor:http:// | names no place",
                "jdbc:spoor:file:/no/such/folder | /no/such/folder",
                "jdbc:spoor:lake:/no/such/folder | there is no lake",
                "jdbc:spoor:file:/tmp?nosuch=1 | there is no property 'nosuch'",
                "jdbc:spoor:file:/tmp?fetchSize=many | 'many' is not a value of fetchSize",
                "jdbc:spoor:file:/tmp?timeZone=Mars | 'Mars' is not a value of timeZone",
                "jdbc:spoor:file:/tmp?set.nosuch=1 | there is no setting 'nosuch'",
                "jdbc:spoor:file:/tmp?since=yesterday | 'yesterday' is not a value of since",
                "jdbc:spoor:file:/tmp?novalue | 'novalue' in the address",
                "jdbc:spoor:file:/tmp?user=%zz | badly encoded",
                "jdbc:spoor:http://user@host | names no server",
                "jdbc:spoor:http://127.0.0.1:1 | cannot be reached"
            })
    void aBadAddressSaysWhatIsWrong(String url, String message) {
        long before = threadsOfEngines();
        SQLException failure = assertThrows(SQLException.class, () -> DriverManager.getConnection(url));
        assertTrue(failure.getMessage().contains(message), failure.getMessage());
        assertEquals(5, failure.getSQLState().length());
        Eventually.holds("no engine is left", () -> threadsOfEngines() <= before);
    }

    private static long threadsOfEngines() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("spoor-")
                        && !thread.getName().startsWith("spoor-jdbc"))
                .count();
    }

    @Test
    void propertiesBesideTheAddressHoldUnlessItOverridesThem() throws SQLException {
        Properties beside = new Properties();
        beside.setProperty("FETCHSIZE", "17");
        beside.setProperty("queryTimeout", "9");
        beside.setProperty("somethingOfATool", "x");
        String url = "jdbc:spoor:file:" + trail + "?set.cache=off&queryTimeout=3";
        try (Connection connection = DriverManager.getConnection(url, beside);
                Statement statement = connection.createStatement()) {
            assertEquals(17, statement.getFetchSize());
            assertEquals(3, statement.getQueryTimeout());
        }
    }

    @Test
    void theDriverTellsItsProperties() throws SQLException {
        Driver driver = DriverManager.getDriver("jdbc:spoor:file:/x");
        DriverPropertyInfo[] infos = driver.getPropertyInfo("jdbc:spoor:file:/x?fetchSize=5", new Properties());
        DriverPropertyInfo fetchSize = Arrays.stream(infos)
                .filter(info -> info.name.equals("fetchSize"))
                .findFirst()
                .orElseThrow();
        assertEquals("5", fetchSize.value);
        assertEquals(DriverProperty.values().length, infos.length);
        for (DriverPropertyInfo info : infos) {
            assertFalse(info.description.isBlank());
        }
        assertNull(driver.connect("jdbc:other:x", new Properties()));
        assertFalse(driver.acceptsURL(null));
        assertFalse(driver.jdbcCompliant());
    }

    @Test
    void theDriverKnowsNoClassOfTheEngine() throws Exception {
        Path sources = Path.of("src/main/java/dev/spoor/jdbc");
        try (var files = Files.list(sources)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                for (String line : Files.readAllLines(file)) {
                    boolean isImport = line.startsWith("import dev.spoor.")
                            || (line.startsWith("import org.apache.")
                                    && !line.startsWith("import org.apache.calcite.avatica."));
                    assertFalse(isImport, file + ": " + line);
                }
            }
        }
    }
}
