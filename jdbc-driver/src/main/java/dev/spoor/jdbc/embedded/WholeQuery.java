/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import dev.spoor.QueryCancellation;
import dev.spoor.ResultStream;
import dev.spoor.Session;
import dev.spoor.Settings;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Schema;
import java.time.Duration;
import java.util.List;

/**
 * A query whose result one thread reads to its end, batch by batch, without a statement. {@link #cancel} may come from any thread, before
 * it starts as well. Always close it; closing it frees everything.
 */
public final class WholeQuery implements AutoCloseable {
    private final Session session;
    private final String sql;
    private final List<Object> parameters;
    private final QueryGate.Permit permit;
    private final QueryCancellation cancellation;
    private final Runnable onClose;
    private ResultStream stream;
    private EngineException failure;
    private boolean isDone;
    private boolean isClosed;
    private long rows;
    private long bytes;

    private WholeQuery(
            Session session, String sql, List<Object> parameters, QueryGate.Permit permit, Runnable onClose) {
        this.session = session;
        this.sql = sql;
        this.parameters = parameters;
        this.permit = permit;
        this.cancellation = new QueryCancellation(timeLimit(session, permit));
        this.onClose = onClose;
    }

    /** Throws EngineException if the query may not begin; takes the session. */
    static WholeQuery admit(Session session, String sql, List<Object> parameters, QueryGate gate, Runnable onClose) {
        try {
            return new WholeQuery(session, sql, parameters, gate.admit(sql, parameters), onClose);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static Duration timeLimit(Session session, QueryGate.Permit permit) {
        Duration asked = session.settings().get(Settings.QUERY_TIMEOUT);
        Duration most = permit.timeMax();
        return most.isZero() || (!asked.isZero() && asked.compareTo(most) < 0) ? asked : most;
    }

    /** Plans it and starts it; throws EngineException. */
    public void start() {
        try {
            stream = session.query(sql, ParameterLiterals.of(parameters), cancellation);
        } catch (EngineException e) {
            throw failed(e);
        }
    }

    private EngineException failed(EngineException e) {
        failure = e;
        return permit.told(e);
    }

    /** Labels of the columns; need not be unique. */
    public List<String> columnNames() {
        return stream.columnNames();
    }

    public Schema schema() {
        return stream.schema();
    }

    /** The query's budget; see {@link ResultStream#memory}. */
    public Memory memory() {
        return stream.memory();
    }

    /** The next batch, owned by the caller; null at the end. Throws EngineException. */
    public Batch next() {
        try {
            Batch batch = stream.next();
            isDone = batch == null;
            if (batch == null) {
                return null;
            }
            rows += batch.rowCount();
            bytes += batch.memoryBytes();
            if (permit.rowsMax() > 0 && rows > permit.rowsMax()) {
                batch.close();
                throw new EngineException(
                        ErrorCode.LIMIT_EXCEEDED, "the query gives more than " + permit.rowsMax() + " rows");
            }
            return batch;
        } catch (EngineException e) {
            throw failed(e);
        }
    }

    /** Rows that were given. */
    public long rows() {
        return rows;
    }

    /** Whether rows may be missing, because files could not be read; known after the last batch. */
    public boolean isIncomplete() {
        return stream.stats().isIncomplete();
    }

    /** What the user should be told; all of it after the last batch. */
    public List<String> warnings() {
        return QueryWarnings.of(stream);
    }

    /** Returns at once; whoever reads gets CANCELLED soon. */
    public void cancel() {
        cancellation.cancel();
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try (Session closing = session) {
            if (stream != null) {
                stream.close();
            }
        } finally {
            onClose.run();
            permit.ended(end());
        }
    }

    private QueryEnd end() {
        if (failure != null) {
            return QueryEnd.failed(failure.code(), rows, bytes);
        }
        return new QueryEnd(isDone ? QueryEnd.Outcome.FINISHED : QueryEnd.Outcome.LEFT, rows, bytes, null);
    }
}
