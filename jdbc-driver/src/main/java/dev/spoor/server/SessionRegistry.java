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
import dev.spoor.server.auth.Identity;
import java.time.Clock;
import java.time.Duration;
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

    /** Three heartbeats that did not come, and a while. */
    private static final Duration SILENCE = Duration.ofSeconds(3L * ServerProtocol.HEARTBEAT_SECONDS + 10);

    private final Engine engine;
    private final Settings settings;
    private final ServerConfig config;
    private final QueryAdmission admission;
    private final Clock clock;
    private final Map<Key, Open> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    SessionRegistry(Engine engine, Settings settings, ServerConfig config, QueryAdmission admission, Clock clock) {
        this.engine = engine;
        this.settings = settings;
        this.config = config;
        this.admission = admission;
        this.clock = clock;
    }

    /** Ids are the clients' choice: so they are each user's own, and tell nobody of another's. */
    private record Key(String user, String id) {}

    /** A session, whose it is, who asks for it now, and when somebody did last. */
    private static final class Open {
        private final EngineSession session;
        private final Identity owner;
        private final AtomicInteger requests = new AtomicInteger();
        private final boolean hasHeartbeat;
        private volatile long lastUsedMillis;
        private volatile long lastHeardMillis;

        Open(EngineSession session, Identity owner, boolean hasHeartbeat, long nowMillis) {
            this.session = session;
            this.owner = owner;
            this.hasHeartbeat = hasHeartbeat;
            this.lastUsedMillis = nowMillis;
            this.lastHeardMillis = nowMillis;
        }
    }

    /** The sessions as one request sees them: those that it finds are in use until it is closed. One thread. */
    final class Request implements EngineSessions, AutoCloseable {
        private final Identity identity;
        private final String address;
        private final Set<Open> used = new HashSet<>();

        private Request(Identity identity, String address) {
            this.identity = identity;
            this.address = address;
        }

        private Key key(String id) {
            return new Key(identity.user(), id);
        }

        @Override
        public void open(String id, Map<String, String> info) {
            SessionRegistry.this.open(identity, address, id, info);
        }

        /** A session of a user who may see something else by now is over. */
        @Override
        public Optional<EngineSession> find(String id) {
            Open found = id == null ? null : sessions.get(key(id));
            if (found != null && !found.owner.equals(identity)) {
                end(key(id));
                found = null;
            }
            if (found != null && used.add(found)) {
                found.requests.incrementAndGet();
            }
            return Optional.ofNullable(found).map(open -> open.session);
        }

        @Override
        public void close(String id) {
            if (id != null) {
                end(key(id));
            }
        }

        @Override
        public void close() {
            for (Open open : used) {
                open.lastUsedMillis = clock.millis();
                open.lastHeardMillis = clock.millis();
                open.requests.decrementAndGet();
            }
        }
    }

    /** @param address that the request comes from */
    Request request(Identity identity, String address) {
        return new Request(identity, address);
    }

    /** The settings of a user before a client changes some. */
    Settings settings(Identity identity) {
        long bytes = identity.limits().memoryBytes();
        boolean isLess = bytes > 0 && bytes < settings.get(Settings.QUERY_MEMORY);
        return isLess ? settings.with(Settings.QUERY_MEMORY.key(), bytes + "B") : settings;
    }

    int size() {
        return sessions.size();
    }

    /** Queries that have begun and not ended, of all sessions. */
    int queries() {
        return admission.running();
    }

    private void open(Identity identity, String address, String id, Map<String, String> info) {
        if (id == null || id.isEmpty() || id.length() > ID_CHARACTERS_MAX) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT, "a connection has an id of 1 to " + ID_CHARACTERS_MAX + " characters");
        }
        Settings own = settings(settings(identity), info == null ? Map.of() : info);
        boolean hasHeartbeat = info != null && "true".equals(info.get(ServerProtocol.HEARTBEAT_PROPERTY));
        boolean countsMicros = info != null && "true".equals(info.get(ServerProtocol.MICROS_PROPERTY));
        if (count.incrementAndGet() > config.sessionsMax()) {
            count.decrementAndGet();
            throw new EngineException(
                            ErrorCode.TOO_MANY_AT_ONCE, "the server has " + config.sessionsMax() + " open sessions")
                    .advise("close connections that are not used any more, or wait until they expire");
        }
        EngineSession session = new EngineSession(
                engine, own, admission.scope(identity, address), countsMicros, count::decrementAndGet);
        if (sessions.putIfAbsent(
                        new Key(identity.user(), id), new Open(session, identity, hasHeartbeat, clock.millis()))
                != null) {
            session.close();
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, "a connection of this id is open already");
        }
    }

    private static Settings settings(Settings before, Map<String, String> info) {
        Settings own = before;
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

    private void end(Key key) {
        Open removed = sessions.remove(key);
        if (removed != null) {
            removed.session.close();
        }
    }

    /** Ends a statement's query, if any, because nobody waits for it any more. */
    void cancel(Identity identity, String session, int statement) {
        Open found = sessions.get(new Key(identity.user(), session));
        if (found != null && found.owner.equals(identity)) {
            found.session.cancel(statement);
        }
    }

    /** Whether a session is there, whose client is, too. Does not count as its use. */
    boolean heard(Identity identity, String session) {
        Open found = sessions.get(new Key(identity.user(), session));
        if (found == null || !found.owner.equals(identity)) {
            return false;
        }
        found.lastHeardMillis = clock.millis();
        return true;
    }

    /** Ends the sessions that nobody has used for long, and those whose client should have been heard of, and was not. */
    void expire() {
        long now = clock.millis();
        long before = now - config.sessionIdle().toMillis();
        long heardBefore = now - SILENCE.toMillis();
        for (Map.Entry<Key, Open> entry : sessions.entrySet()) {
            Open open = entry.getValue();
            boolean isGone = open.hasHeartbeat && open.lastHeardMillis < heardBefore;
            if (open.requests.get() == 0 && (isGone || open.lastUsedMillis < before)) {
                end(entry.getKey());
            }
        }
    }

    void closeAll() {
        List.copyOf(sessions.keySet()).forEach(this::end);
    }
}
