/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.Settings;
import dev.spoor.server.ServerConfig;
import dev.spoor.server.SqlServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The driver with a server on the loopback interface. */
class RemoteDriverTest extends DriverContract {
    private static Engine engine;
    private static SqlServer server;

    @BeforeAll
    static void serve() {
        Settings settings = Settings.initial().with("cache", "off");
        engine = Engine.open(EngineConfig.of(trail).with(settings));
        server = SqlServer.start(engine, settings, ServerConfig.on(0), Clock.systemUTC());
    }

    /** The engine's end fails if memory is still held. */
    @AfterAll
    static void stop() {
        assertEquals(0, server.sessions());
        server.close();
        engine.close();
    }

    @Override
    Connection connect(String properties) throws SQLException {
        return DriverManager.getConnection("jdbc:spoor:" + server.address() + "?" + properties);
    }
}
