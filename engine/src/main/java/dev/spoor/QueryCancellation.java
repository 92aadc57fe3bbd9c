/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.scan.Cancellation;
import java.time.Duration;

/** The stop flag and the deadline of one query, which begins to count when this is made. Thread-safe. */
public final class QueryCancellation implements Cancellation {
    private final Duration timeout;
    private final long deadlineNanos;
    private volatile boolean cancelled;

    /** @param timeout zero for none */
    public QueryCancellation(Duration timeout) {
        this.timeout = timeout;
        this.deadlineNanos = System.nanoTime() + timeout.toNanos();
    }

    /** Asks the query to stop; it may not have begun yet. */
    public void cancel() {
        cancelled = true;
    }

    @Override
    public void check() {
        if (cancelled) {
            throw new EngineException(ErrorCode.CANCELLED, "the query was cancelled");
        }
        if (!timeout.isZero() && System.nanoTime() - deadlineNanos > 0) {
            throw new EngineException(
                    ErrorCode.QUERY_TIMEOUT,
                    "the query ran longer than " + timeout.toMillis()
                            + " ms; narrow it, or raise the limit with --set query.timeout=TIME");
        }
    }
}
