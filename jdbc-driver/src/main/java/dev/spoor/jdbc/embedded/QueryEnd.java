/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import dev.spoor.error.ErrorCode;

/**
 * How a query ended.
 *
 * @param outcome in one word
 * @param rows that were given
 * @param bytes of their values, roughly
 * @param codeOrNull what it failed with
 */
public record QueryEnd(Outcome outcome, long rows, long bytes, ErrorCode codeOrNull) {
    /** What became of a query. */
    public enum Outcome {
        /** All rows were given. */
        FINISHED,
        FAILED,
        /** Somebody asked for its end. */
        CANCELLED,
        /** Rows were left that nobody asked for. */
        LEFT
    }

    /** A query that failed. */
    public static QueryEnd failed(ErrorCode code, long rows, long bytes) {
        return new QueryEnd(code == ErrorCode.CANCELLED ? Outcome.CANCELLED : Outcome.FAILED, rows, bytes, code);
    }
}
