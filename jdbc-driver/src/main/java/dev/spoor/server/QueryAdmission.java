/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import dev.spoor.catalog.CatalogTable;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.jdbc.embedded.QueryEnd;
import dev.spoor.jdbc.embedded.QueryGate;
import dev.spoor.jdbc.embedded.SessionScope;
import dev.spoor.server.audit.QueryAudit;
import dev.spoor.server.auth.Identity;
import dev.spoor.server.auth.UserLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Lets the queries of users begin, within the limits of each. Whoever runs a query on a server asks here first. Thread-safe. */
final class QueryAdmission {
    private final Map<String, Integer> running = new ConcurrentHashMap<>();
    private final Optional<QueryAudit> audit;
    private final List<CatalogTable> adminTables;
    private volatile boolean isStopping;

    /**
     * Makes one.
     *
     * @param audit that is told of each query before it begins; without one nothing is kept
     * @param adminTables under {@code sys}, for administrators only
     */
    QueryAdmission(Optional<QueryAudit> audit, List<CatalogTable> adminTables) {
        this.audit = audit;
        this.adminTables = List.copyOf(adminTables);
    }

    /**
     * What a user's statements see, and the gate that their queries go through.
     *
     * @param address that the user's requests come from
     */
    SessionScope scope(Identity identity, String address) {
        List<CatalogTable> tables = identity.isAdmin() ? adminTables : List.of();
        return new SessionScope(
                identity.policy(), tables, (sql, parameters) -> admit(identity, address, sql, parameters));
    }

    /** Lets no more queries begin. */
    void stop() {
        isStopping = true;
    }

    /** Queries that run now. */
    int running() {
        return running.values().stream().mapToInt(Integer::intValue).sum();
    }

    private QueryGate.Permit admit(Identity identity, String address, String sql, List<?> parameters) {
        if (isStopping) {
            throw new EngineException(ErrorCode.SERVER_STOPPING, "the server is being stopped: no more queries begin");
        }
        int most = identity.limits().queriesMax();
        running.compute(identity.user(), (user, countOrNull) -> {
            int count = countOrNull == null ? 0 : countOrNull;
            if (most > 0 && count >= most) {
                throw new EngineException(
                                ErrorCode.TOO_MANY_AT_ONCE,
                                "the user " + user + " may run " + most + (most == 1 ? " query" : " queries")
                                        + " at a time, and does")
                        .advise("read results to their end or close their statements");
            }
            return count + 1;
        });
        try {
            return new Admitted(
                    identity,
                    audit.map(log -> log.began(identity.user(), address, sql, parameters))
                            .orElse(0L));
        } catch (RuntimeException e) {
            gone(identity.user());
            throw e;
        }
    }

    private void gone(String user) {
        running.compute(user, (name, count) -> count == null || count <= 1 ? null : count - 1);
    }

    private final class Admitted implements QueryGate.Permit {
        private final Identity identity;
        private final UserLimits limits;
        private final long number;

        /** @param number in the audit log */
        Admitted(Identity identity, long number) {
            this.identity = identity;
            this.number = number;
            this.limits = identity.limits();
        }

        @Override
        public Duration timeMax() {
            return limits.queryTime();
        }

        @Override
        public long rowsMax() {
            return limits.rowsMax();
        }

        /** Limits say whose they are. What a file is called, or what went wrong in here, is not for everybody. */
        @Override
        public EngineException told(EngineException failure) {
            String whose = "the limit of the user " + identity.user();
            ErrorCode code = failure.code();
            if (code == ErrorCode.QUERY_TIMEOUT && !limits.queryTime().isZero()) {
                return with(failure, whose + " is " + limits.queryTime().toMillis() + " ms");
            } else if (code == ErrorCode.MEMORY_LIMIT && limits.memoryBytes() > 0) {
                return with(failure, whose + " is " + limits.memoryBytes() + " bytes for a query");
            } else if (code == ErrorCode.LIMIT_EXCEEDED && limits.rowsMax() > 0) {
                return with(failure, whose + " is " + limits.rowsMax() + " rows");
            }
            return isPrivate(failure) ? hidden(failure) : failure;
        }

        private boolean isPrivate(EngineException failure) {
            ErrorCode.Type type = failure.code().type();
            return !identity.policy().isOpen() && (type == ErrorCode.Type.EXTERNAL || type == ErrorCode.Type.INTERNAL);
        }

        private EngineException hidden(EngineException failure) {
            return new EngineException(
                    failure.code(), "the logs could not be read: ask whoever runs the server", failure);
        }

        private EngineException with(EngineException failure, String limit) {
            EngineException told =
                    new EngineException(failure.code(), failure.getMessage() + " (" + limit + ")", failure);
            failure.hint().ifPresent(told::advise);
            failure.position().ifPresent(told::at);
            failure.context().forEach(told::with);
            return told;
        }

        @Override
        public void ended(QueryEnd end) {
            gone(identity.user());
            audit.ifPresent(log -> log.ended(number, end));
        }
    }
}
