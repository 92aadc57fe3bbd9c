/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.Settings;
import dev.spoor.error.EngineException;
import dev.spoor.jdbc.DriverSettings;
import dev.spoor.jdbc.EngineLink;
import dev.spoor.jdbc.EngineLinkFactory;
import dev.spoor.jdbc.JdbcUrl;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Opens engines in this process. Connections to the same place with the same configuration share one engine, which is closed with
 * the last of them. Thread-safe.
 */
public final class EmbeddedLinks implements EngineLinkFactory {
    private static final Map<EngineConfig, Shared> OPEN = new HashMap<>();

    /** An engine and how many connections it has; guarded by {@link #OPEN}. */
    private static final class Shared {
        private final Engine engine;
        private int connections;

        Shared(Engine engine) {
            this.engine = engine;
        }
    }

    /** For {@code ServiceLoader}. */
    public EmbeddedLinks() {}

    @Override
    public boolean accepts(JdbcUrl url) {
        return EmbeddedConfig.isPlace(url);
    }

    @Override
    public EngineLink open(JdbcUrl url, DriverSettings settings) throws SQLException {
        try {
            EngineConfig config = EmbeddedConfig.of(url, settings);
            Settings ofStatements = EmbeddedConfig.withSettings(config.settings(), settings.engineSettings());
            return new EmbeddedLink(acquire(config), ofStatements, () -> release(config));
        } catch (EngineException e) {
            throw EngineFailures.of(e);
        }
    }

    private static Engine acquire(EngineConfig config) {
        synchronized (OPEN) {
            Shared shared = OPEN.get(config);
            if (shared == null) {
                shared = new Shared(Engine.open(config));
                OPEN.put(config, shared);
            }
            shared.connections++;
            return shared.engine;
        }
    }

    private static void release(EngineConfig config) {
        synchronized (OPEN) {
            Shared shared = OPEN.get(config);
            shared.connections--;
            if (shared.connections == 0) {
                OPEN.remove(config);
                shared.engine.close();
            }
        }
    }
}
