/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import dev.spoor.Engine;
import dev.spoor.Settings;
import dev.spoor.error.EngineException;
import dev.spoor.jdbc.EngineLink;
import dev.spoor.jdbc.QueryProgress;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.avatica.remote.LocalService;
import org.apache.calcite.avatica.remote.Service;

/** An engine in this process, for one connection: the service is Avatica's local one, over the same Meta as the server's. */
final class EmbeddedLink implements EngineLink, EngineSessions {
    private final Engine engine;
    private final Settings settings;
    private final Runnable onClose;
    private final Service service = new LocalService(new EngineMeta(this));
    private volatile EngineSession session;
    private volatile String connection = "";

    EmbeddedLink(Engine engine, Settings settings, Runnable onClose) {
        this.engine = engine;
        this.settings = settings;
        this.onClose = onClose;
    }

    @Override
    public Service service() {
        return service;
    }

    @Override
    public void abandon() {
        if (session == null) {
            onClose.run();
        } else {
            close(connection);
        }
    }

    @Override
    public void open(String id, Map<String, String> info) {
        session = new EngineSession(engine, settings, SessionScope.OPEN, true, onClose);
        connection = id;
    }

    @Override
    public Optional<EngineSession> find(String id) {
        return id.equals(connection) ? Optional.ofNullable(session) : Optional.empty();
    }

    @Override
    public void close(String id) {
        EngineSession open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void configure(String id, int statement, long timeoutMillis, int rowsMax) {
        find(id).ifPresent(found -> found.configure(statement, timeoutMillis, rowsMax));
    }

    @Override
    public void cancel(String id, int statement) throws SQLException {
        try {
            find(id).ifPresent(found -> found.cancel(statement));
        } catch (EngineException e) {
            throw EngineFailures.of(e);
        }
    }

    @Override
    public List<String> warnings(String id, int statement) {
        return find(id).map(found -> found.warnings(statement)).orElse(List.of());
    }

    @Override
    public Optional<QueryProgress> progress(String id, int statement) {
        return find(id).flatMap(found -> found.progress(statement));
    }

    @Override
    public boolean isAlive(String id, long timeoutMillis) {
        return find(id).isPresent();
    }

    /** The client is in this process. */
    @Override
    public void heartbeat(String id) {}
}
