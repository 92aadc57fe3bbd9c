/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.adapter;

import dev.spoor.sample.SampleTrail;
import dev.spoor.testing.EngineFixture;
import dev.spoor.testing.ScriptCorpus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** The same logs through {@code jdbc:calcite:} and through our engine give the same rows. */
class EventsSchemaFactoryTest {
    @TempDir
    static Path folder;

    private static Path model;

    @BeforeAll
    static void writeTrailAndModel() throws Exception {
        SampleTrail trail = ScriptCorpus.trail();
        EngineFixture.write(trail.files(), folder.resolve("trail"));
        model = folder.resolve("model.json");
        Files.writeString(
                model,
                "{\"version\": \"1.0\", \"defaultSchema\": \"logs\", \"schemas\": [{\"name\": \"logs\", \"type\": \"custom\","
                        + " \"factory\": \"dev.spoor.sql.adapter.EventsSchemaFactory\", \"operand\": {\"logs\": \"trail\"}}]}");
    }

    private static List<String> throughCalcite(String sql) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("model", model.toString());
        properties.setProperty("lex", "MYSQL_ANSI");
        properties.setProperty("timeZone", "UTC");
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:calcite:", properties);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows.stream().sorted().toList();
    }

    private static List<String> throughOurs(String sql) {
        try (EngineFixture engine = EngineFixture.over(folder.resolve("trail"), Map.of())) {
            List<String> rows = new ArrayList<>();
            for (List<Object> row : engine.query(sql).rows()) {
                rows.add(String.join("|", row.stream().map(String::valueOf).toList()));
            }
            return rows.stream().sorted().toList();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "SELECT count(*) FROM events ~ SELECT count(*) FROM events",
                "SELECT count(*) FROM deliveries ~ SELECT count(*) FROM deliveries",
                "SELECT eventName, count(*) FROM events GROUP BY eventName ~ SELECT eventName, count(*) FROM events GROUP BY"
                        + " eventName",
                "SELECT \"userIdentity.type\", count(*) FROM events GROUP BY \"userIdentity.type\" ~ SELECT userIdentity.type,"
                        + " count(*) FROM events GROUP BY 1",
                "SELECT eventID FROM events WHERE awsRegion = 'eu-west-1' AND readOnly = false ~ SELECT eventID FROM events"
                        + " WHERE awsRegion = 'eu-west-1' AND readOnly = false",
                "SELECT eventName, errorCode FROM events WHERE errorCode LIKE 'Access%' OR eventName IN ('ConsoleLogin',"
                        + " 'DeleteBucket') ~ SELECT eventName, errorCode FROM events WHERE errorCode LIKE 'Access%' OR"
                        + " eventName IN ('ConsoleLogin', 'DeleteBucket')",
                "SELECT count(*) FROM events WHERE eventName NOT IN ('PutObject', 'GetObject') AND errorCode IS NULL ~ SELECT"
                        + " count(*) FROM events WHERE eventName NOT IN ('PutObject', 'GetObject') AND errorCode IS NULL"
            })
    void calciteAnswersAsWeDo(String calcite, String ours) throws Exception {
        List<String> expected = throughOurs(ours);
        assertFalse(expected.isEmpty());
        assertEquals(expected, throughCalcite(calcite));
    }

    @Test
    void timesComeOutInUtc() throws Exception {
        assertEquals(
                new TreeSet<>(
                                throughOurs(
                                        "SELECT CAST(date_trunc('day', eventTime) AS varchar) FROM events WHERE eventName = 'ConsoleLogin'"))
                        .stream().map(t -> t.substring(0, 10)).distinct().toList(),
                throughCalcite(
                        "SELECT DISTINCT CAST(CAST(eventTime AS DATE) AS VARCHAR) FROM events WHERE eventName = 'ConsoleLogin'"));
    }
}
