/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.avatica.remote.Service;

/**
 * What a connection needs of the engine that it speaks to: Avatica's service, and beside it what Avatica has no request for. The
 * engine is in this process or behind a server. Thread-safe; {@link #cancel} may overtake any other call.
 *
 * <p>Rows of the service count times in microseconds: of a TIME since midnight, of a TIMESTAMP since 1970-01-01 00:00:00 of its
 * clock, which shows UTC, and of a TIMESTAMP WITH TIME ZONE since 1970-01-01T00:00:00Z.
 */
public interface EngineLink {
    Service service();

    /** Frees what making this took, where no session comes of it. */
    void abandon();

    /**
     * How the next run of a statement goes.
     *
     * @param timeoutMillis after which it ends; 0 for the engine's own
     * @param rowsMax rows of its first frame
     */
    void configure(String connection, int statement, long timeoutMillis, int rowsMax) throws SQLException;

    /** Ends a statement's query, if any, and frees what it holds. Returns at once. */
    void cancel(String connection, int statement) throws SQLException;

    /** What the user should be told about a statement's last query, such as how many files could not be read. */
    List<String> warnings(String connection, int statement) throws SQLException;

    /** How far a statement's last query has come; empty when there is none, or the server does not tell. */
    Optional<QueryProgress> progress(String connection, int statement);

    /** Whether the session is there, asked within so many milliseconds; 0 waits as long as it takes. */
    boolean isAlive(String connection, long timeoutMillis);

    /** Lets whoever keeps the session know that its client is there. Returns at once; what goes wrong is nobody's concern. */
    void heartbeat(String connection);
}
