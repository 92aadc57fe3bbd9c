/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import dev.spoor.error.EngineException;
import java.time.Duration;
import java.util.List;

/** Lets the queries of a session begin, within limits, and hears how they ended. Thread-safe. */
public interface QueryGate {
    /** Lets everything begin, without limits. */
    QueryGate OPEN = (sql, parameters) -> Permit.UNLIMITED;

    /**
     * Lets a query begin.
     *
     * @param parameters the values of its {@code ?}
     * @return which is told the end, once, if this method returns
     * @throws EngineException if the query may not begin
     */
    Permit admit(String sql, List<?> parameters);

    /** A query that may run. */
    interface Permit {
        /** Without limits. */
        Permit UNLIMITED = new Permit() {
            @Override
            public Duration timeMax() {
                return Duration.ZERO;
            }

            @Override
            public long rowsMax() {
                return 0;
            }

            @Override
            public EngineException told(EngineException failure) {
                return failure;
            }

            @Override
            public void ended(QueryEnd end) {}
        };

        /** After which it is stopped; zero for never. */
        Duration timeMax();

        /** Rows that it may give; 0 for any number. One more is a failure with LIMIT_EXCEEDED. */
        long rowsMax();

        /** A failure as the user should hear of it. */
        EngineException told(EngineException failure);

        /** It has ended, and holds nothing any more. */
        void ended(QueryEnd end);
    }
}
