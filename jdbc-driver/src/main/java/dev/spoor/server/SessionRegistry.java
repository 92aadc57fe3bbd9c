/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import dev.spoor.Engine;
import dev.spoor.Settings;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.jdbc.DriverProperty;
import dev.spoor.jdbc.ServerProtocol;
import dev.spoor.jdbc.embedded.EngineSession;
import dev.spoor.jdbc.embedded.EngineSessions;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The open sessions of a server. Thread-safe. */
final class SessionRegistry {
    /** Settings that a client may change for its session; the others are the operator's. */
    private static final Set<String> CLIENT_SETTINGS =
            Set.of(Settings.QUERY_TIMEOUT.key(), Settings.PRUNING.key(), Settings.CACHE.key());

    private static final int ID_CHARACTERS_MAX = 200;

    private final Engine engine;
    private final Settings settings;
    private final ServerConfig config;
    private final Clock clock;
    private final Map<String, Open> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    SessionRegistry(Engine engine, Settings settings, ServerConfig config, Clock clock) {
        this.engine = engine;
        this.settings = settings;
        this.config = config;
        this.clock = clock;
    }

    /** A session, who asks for it now, and when somebody did last. */
    private static final class Open {
        private final EngineSession session;
        private final AtomicInteger requests = new AtomicInteger();
        private volatile long lastUsedMillis;

        Open(EngineSession session, long nowMillis) {
            this.session = session;
            this.lastUsedMillis = nowMillis;
        }
    }

    /** The sessions as one request sees them: those that it finds are in use until it is closed. One thread. */
    final class Request implements EngineSessions, AutoCloseable {
        private final Set<Open> used = new HashSet<>();

        @Override
        public void open(String id, Map<String, String> info) {
            SessionRegistry.this.open(id, info);
        }

        @Override
        public Optional<EngineSession> find(String id) {
            Open found = id == null ? null : sessions.get(id);
            if (found != null && used.add(found)) {
                found.requests.incrementAndGet();
            }
            return Optional.ofNullable(found).map(open -> open.session);
        }

        @Override
        public void close(String id) {
            end(id);
        }

        @Override
        public void close() {
            for (Open open : used) {
                open.lastUsedMillis = clock.millis();
                open.requests.decrementAndGet();
            }
        }
    }

    Request request() {
        return new Request();
    }

    int size() {
        return sessions.size();
    }

    private void open(String id, Map<String, String> info) {
        if (id == null || id.isEmpty() || id.length() > ID_CHARACTERS_MAX) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT, "a connection has an id of 1 to " + ID_CHARACTERS_MAX + " characters");
        }
        Settings own = settings(info == null ? Map.of() : info);
        boolean countsMicros = info != null && "true".equals(info.get(ServerProtocol.MICROS_PROPERTY));
        if (count.incrementAndGet() > config.sessionsMax()) {
            count.decrementAndGet();
            throw new EngineException(
                            ErrorCode.LIMIT_EXCEEDED, "the server has " + config.sessionsMax() + " open sessions")
                    .advise("close connections that are not used any more, or wait until they expire");
        }
        EngineSession session = new EngineSession(engine, own, countsMicros, count::decrementAndGet);
        if (sessions.putIfAbsent(id, new Open(session, clock.millis())) != null) {
            session.close();
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, "a connection of this id is open already");
        }
    }

    private Settings settings(Map<String, String> info) {
        Settings own = settings;
        for (Map.Entry<String, String> entry : info.entrySet()) {
            if (entry.getKey().startsWith(DriverProperty.SETTING_PREFIX)) {
                String key = entry.getKey().substring(DriverProperty.SETTING_PREFIX.length());
                own = own.with(key, entry.getValue());
                if (!CLIENT_SETTINGS.contains(key)) {
                    throw new EngineException(
                            ErrorCode.INVALID_CONFIGURATION,
                            "the setting '" + key + "' is the server's, not a client's");
                }
            }
        }
        return own;
    }

    private void end(String id) {
        Open removed = id == null ? null : sessions.remove(id);
        if (removed != null) {
            removed.session.close();
        }
    }

    /** Ends the sessions that nobody has used for long. */
    void expire() {
        long before = clock.millis() - config.sessionIdle().toMillis();
        for (Map.Entry<String, Open> entry : sessions.entrySet()) {
            Open open = entry.getValue();
            if (open.requests.get() == 0 && open.lastUsedMillis < before) {
                end(entry.getKey());
            }
        }
    }

    void closeAll() {
        List.copyOf(sessions.keySet()).forEach(this::end);
    }
}
