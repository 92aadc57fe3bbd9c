/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import dev.spoor.Engine;
import dev.spoor.Session;
import dev.spoor.Settings;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.jdbc.QueryProgress;
import dev.spoor.sql.StatementDescription;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The statements of one connection to an engine. Thread-safe; statements do not wait for each other. */
public final class EngineSession {
    /** Statements that one connection may have open. */
    private static final int STATEMENTS_MAX = 10_000;

    private final Engine engine;
    private final Settings settings;
    private final SessionScope scope;
    private final boolean countsMicros;
    private final Runnable onClose;
    private final Map<Integer, EngineStatement> statements = new ConcurrentHashMap<>();
    private final Set<WholeQuery> queries = ConcurrentHashMap.newKeySet();
    private final AtomicInteger ids = new AtomicInteger();
    private volatile boolean closed;

    /**
     * Makes one.
     *
     * @param settings of its statements
     * @param scope what they see, and who lets them run
     * @param countsMicros whether the client takes times in microseconds, not in Avatica's milliseconds
     * @param onClose runs once, after everything of the connection is freed
     */
    public EngineSession(Engine engine, Settings settings, SessionScope scope, boolean countsMicros, Runnable onClose) {
        this.engine = engine;
        this.settings = settings;
        this.scope = scope;
        this.countsMicros = countsMicros;
        this.onClose = onClose;
    }

    boolean countsMicros() {
        return countsMicros;
    }

    CatalogMetadata metadata() {
        try (Session session = open()) {
            return new CatalogMetadata(session.catalog());
        }
    }

    private Session open() {
        return engine.newSession(settings, scope.policy(), scope.tables());
    }

    /** Throws EngineException. */
    int createStatement() {
        if (closed) {
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, "the connection is closed");
        }
        if (statements.size() >= STATEMENTS_MAX) {
            throw new EngineException(
                            ErrorCode.TOO_MANY_AT_ONCE, "the connection has " + STATEMENTS_MAX + " open statements")
                    .advise("close statements that are not used any more");
        }
        int id = ids.incrementAndGet();
        statements.put(id, new EngineStatement(open(), scope.gate()));
        if (closed) { // meanwhile
            closeStatement(id);
        }
        return id;
    }

    /**
     * A query that is not a statement's, admitted and not started; ends with the session. Throws EngineException.
     *
     * @param parameters values as {@link ParameterLiterals} takes them
     */
    public WholeQuery wholeQuery(String sql, List<Object> parameters) {
        AtomicReference<WholeQuery> itself = new AtomicReference<>();
        WholeQuery query = WholeQuery.admit(open(), sql, parameters, scope.gate(), () -> queries.remove(itself.get()));
        itself.set(query);
        queries.add(query);
        if (closed) {
            query.cancel();
        }
        return query;
    }

    /** Throws EngineException. */
    StatementDescription describe(String sql) {
        try (Session session = open()) {
            return session.describe(sql);
        }
    }

    Optional<EngineStatement> find(int statement) {
        return Optional.ofNullable(statements.get(statement));
    }

    void closeStatement(int statement) {
        EngineStatement removed = statements.remove(statement);
        if (removed != null) {
            removed.close();
        }
    }

    /** How the next run of a statement goes; see {@link EngineStatement#configure}. */
    public void configure(int statement, long timeoutMillis, int rows) {
        find(statement).ifPresent(found -> found.configure(timeoutMillis, rows));
    }

    /** Ends a statement's query, if any. Returns at once. */
    public void cancel(int statement) {
        find(statement).ifPresent(EngineStatement::cancel);
    }

    /** What the user should be told about a statement's last query. */
    public List<String> warnings(int statement) {
        return find(statement).map(EngineStatement::warnings).orElse(List.of());
    }

    /** How far a statement's last query has come; empty when there is none. */
    public Optional<QueryProgress> progress(int statement) {
        return find(statement).flatMap(EngineStatement::progress);
    }

    /** Idempotent. */
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            queries.forEach(WholeQuery::cancel);
            statements.values().forEach(EngineStatement::cancel);
            List.copyOf(statements.keySet()).forEach(this::closeStatement);
        } finally {
            onClose.run();
        }
    }
}
