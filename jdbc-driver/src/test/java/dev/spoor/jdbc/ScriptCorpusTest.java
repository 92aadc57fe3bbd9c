/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.Settings;
import dev.spoor.format.TimeWindow;
import dev.spoor.server.ServerConfig;
import dev.spoor.server.SqlServer;
import dev.spoor.store.StoreLocation;
import dev.spoor.testing.ScriptCorpus;
import dev.spoor.testing.SqlScript;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every query of the script corpus gives the same through a server as in the process: columns, rows, errors. */
class ScriptCorpusTest {
    /** What is another thing each time it is asked. */
    private static final Pattern CHANCE = Pattern.compile(
            "(?is).*\\b(rand|random|uuid|shuffle|now|current_\\w+|localtime\\w*|tablesample|sys\\.)\\b.*");

    @TempDir
    static Path trail;

    @Tag("any-jdk")
    @Test
    void queriesGiveTheSameEmbeddedAndRemote() throws SQLException {
        ScriptCorpus.trail().writeTo(trail, 1, done -> {});
        Settings settings =
                Settings.initial().with("cache", "off").with("lateness", "none").with("workers", "1");
        EngineConfig config =
                new EngineConfig(StoreLocation.listOf(trail), ScriptCorpus.tables(), settings, TimeWindow.ALL);
        Properties properties = new Properties();
        properties.setProperty(
                "tables",
                ScriptCorpus.tables().entrySet().stream()
                        .map(table -> table.getKey() + "=" + table.getValue())
                        .collect(Collectors.joining("|")));
        String embeddedUrl = "jdbc:spoor:file:" + trail + "?set.cache=off&set.workers=1&set.lateness=none";
        try (Engine engine = Engine.open(config);
                SqlServer server = SqlServer.start(engine, settings, ServerConfig.on(0), Clock.systemUTC());
                Connection remote = DriverManager.getConnection("jdbc:spoor:" + server.address() + "?fetchSize=100");
                Connection embedded = DriverManager.getConnection(embeddedUrl, properties)) {
            int compared = 0;
            for (SqlScript script : ScriptCorpus.scripts()) {
                for (SqlScript.Block block : script.blocks()) {
                    if (!CHANCE.matcher(block.sql()).matches()) {
                        assertEquals(answer(embedded, block.sql()), answer(remote, block.sql()), block.sql());
                        compared++;
                    }
                }
            }
            assertTrue(compared > 100, compared + " queries");
        }
    }

    private static List<String> answer(Connection connection, String sql) {
        List<String> answer = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    row.append(rows.getString(i))
                            .append('|')
                            .append(rows.getObject(i) == null)
                            .append(' ');
                }
                answer.add(row.toString());
            }
            Collections.sort(answer);
            for (int i = 1; i <= columns; i++) {
                answer.add(rows.getMetaData().getColumnLabel(i) + " "
                        + rows.getMetaData().getColumnTypeName(i) + " "
                        + rows.getMetaData().getColumnClassName(i));
            }
        } catch (SQLException e) {
            answer.add(e.getSQLState() + " " + e.getErrorCode() + " " + e.getMessage());
        }
        return answer;
    }
}
