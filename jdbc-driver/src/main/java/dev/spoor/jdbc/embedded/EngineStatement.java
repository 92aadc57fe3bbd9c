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
import dev.spoor.jdbc.QueryProgress;
import dev.spoor.jdbc.ResultColumn;
import dev.spoor.jdbc.ServerProtocol;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A statement and its running query, if any. Thread-safe: one call at a time works on the query; {@link #cancel} does not wait for
 * it, but tells it to end, and whoever is the last to hold the query frees it.
 */
final class EngineStatement {
    private final Session session;
    private final QueryGate gate;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile QueryCancellation cancellation;
    private volatile boolean isEnding;
    private volatile boolean isClosed;
    private volatile List<String> warnings = List.of();
    private volatile ResultStream watched;
    private volatile Optional<QueryProgress> progress = Optional.empty();
    private volatile long timeoutMillis;
    private volatile int frameRows = ServerProtocol.FRAME_ROWS;
    private String sql = "";
    private ResultStream stream;
    private RowPager pager;
    private QueryGate.Permit permit;
    private EngineException failure;

    /** @param session of its own, closed with it */
    EngineStatement(Session session, QueryGate gate) {
        this.session = session;
        this.gate = gate;
    }

    /**
     * How the next run goes.
     *
     * @param timeout in milliseconds; 0 for the session's
     * @param rows of the first frame
     */
    void configure(long timeout, int rows) {
        timeoutMillis = timeout;
        frameRows = rows;
    }

    /** The statement's text, when it was prepared. */
    void prepared(String text) {
        sql = text;
    }

    /** Runs the prepared text; throws EngineException. */
    Page execute(List<Object> parameters) {
        return execute(sql, parameters, 0);
    }

    /**
     * Runs a query; throws EngineException.
     *
     * @param limit rows that are given at most; 0 for all
     */
    Page execute(String text, List<Object> parameters, long limit) {
        lock.lock();
        try {
            end();
            isEnding = false;
            requireOpen();
            warnings = List.of();
            progress = Optional.empty();
            permit = gate.admit(text, parameters);
            failure = null;
            cancellation = new QueryCancellation(timeLimit());
            if (isEnding) {
                cancellation.cancel(); // meanwhile, by somebody who found nothing to cancel yet
            }
            requireOpen();
            stream = session.query(text, ParameterLiterals.of(parameters), cancellation);
            watched = stream;
            pager = new RowPager(stream, limit);
            return page(frameRows);
        } catch (RuntimeException e) {
            throw failed(e);
        } finally {
            unlock();
        }
    }

    /** A call that found the statement may come to it after it was closed. */
    private void requireOpen() {
        if (isClosed) {
            throw new EngineException(ErrorCode.CANCELLED, "the statement was closed");
        }
    }

    /** The next rows, as many as are asked for; throws EngineException: INVALID_ARGUMENT when the query has ended, or when the offset is not where it stands. */
    Page fetch(long offset, int rowsMax) {
        lock.lock();
        try {
            if (pager == null) {
                throw isEnding
                        ? new EngineException(ErrorCode.CANCELLED, "the query was cancelled")
                        : new EngineException(ErrorCode.INVALID_ARGUMENT, "the statement runs no query");
            }
            if (offset != pager.given()) {
                throw new EngineException(
                        ErrorCode.INVALID_ARGUMENT,
                        "rows are read once and in order: row " + pager.given() + " is next, not " + offset);
            }
            return page(rowsMax);
        } catch (RuntimeException e) {
            throw failed(e);
        } finally {
            unlock();
        }
    }

    /** What a query may take at most: the least of what the client, the settings and the permit say. */
    private Duration timeLimit() {
        Duration asked = timeoutMillis > 0
                ? Duration.ofMillis(timeoutMillis)
                : session.settings().get(Settings.QUERY_TIMEOUT);
        Duration most = permit.timeMax();
        return most.isZero() || (!asked.isZero() && asked.compareTo(most) < 0) ? asked : most;
    }

    /** Ends the query; returns what to throw. */
    private RuntimeException failed(RuntimeException e) {
        if (!(e instanceof EngineException known)) {
            failure = new EngineException(ErrorCode.INTERNAL, "internal error", e);
            end();
            return e;
        }
        failure = known;
        EngineException told = permit == null ? known : permit.told(known);
        end();
        return told;
    }

    private Page page(int rowsMax) {
        List<ResultColumn> columns = pager.columns();
        List<Object[]> rows = pager.next(rowsMax);
        if (permit.rowsMax() > 0 && pager.given() > permit.rowsMax()) {
            throw new EngineException(
                    ErrorCode.LIMIT_EXCEEDED, "the query gives more than " + permit.rowsMax() + " rows");
        }
        boolean isLast = pager.isDone();
        if (isLast) {
            end();
        } else {
            remember(stream);
        }
        return new Page(columns, rows, isLast);
    }

    /** Keeps what the user should be told, which outlives the query. */
    private void remember(ResultStream query) {
        warnings = QueryWarnings.of(query);
    }

    List<String> warnings() {
        return warnings;
    }

    /** How far the query has come, or what the last one did; does not wait for it. */
    Optional<QueryProgress> progress() {
        ResultStream running = watched;
        return running == null ? progress : Optional.of(ProgressOfQuery.of(running, session.seesEverything()));
    }

    /** Returns at once. The query's memory is free then, or as soon as the call that works on it notices. */
    void cancel() {
        isEnding = true;
        QueryCancellation running = cancellation;
        if (running != null) {
            running.cancel();
        }
        if (lock.tryLock()) {
            unlock();
        }
    }

    /** Ends the query that was cancelled meanwhile, at the latest when nobody else could. */
    private void unlock() {
        if (isEnding) {
            end();
        }
        lock.unlock();
        if (isEnding && stream != null && lock.tryLock()) {
            unlock();
        }
    }

    private void end() {
        RowPager rows = pager;
        ResultStream ended = stream;
        pager = null;
        stream = null;
        try {
            if (ended != null) {
                close(rows, ended);
            }
        } finally {
            tell(rows);
        }
    }

    private void close(RowPager rowsOrNull, ResultStream ended) {
        try (ResultStream closing = ended) {
            if (rowsOrNull != null) {
                rowsOrNull.close();
            }
        } finally {
            remember(ended);
            progress = Optional.of(ProgressOfQuery.of(ended, session.seesEverything()));
            watched = null;
        }
    }

    /** Gives the permit back, if there is one. */
    private void tell(RowPager rowsOrNull) {
        QueryGate.Permit ended = permit;
        permit = null;
        if (ended == null) {
            return;
        }
        long rows = rowsOrNull == null ? 0 : rowsOrNull.given();
        long bytes = rowsOrNull == null ? 0 : rowsOrNull.givenBytes();
        if (failure != null) {
            ended.ended(QueryEnd.failed(failure.code(), rows, bytes));
        } else if (rowsOrNull != null && rowsOrNull.isDone()) {
            ended.ended(new QueryEnd(QueryEnd.Outcome.FINISHED, rows, bytes, null));
        } else {
            ended.ended(new QueryEnd(isEnding ? QueryEnd.Outcome.CANCELLED : QueryEnd.Outcome.LEFT, rows, bytes, null));
        }
    }

    /** Cancels, and waits until nothing is held any more. */
    void close() {
        isClosed = true;
        cancel();
        lock.lock();
        try {
            end();
        } finally {
            lock.unlock();
            session.close();
        }
    }
}
