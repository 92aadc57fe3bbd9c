/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.error;

/**
 * What went wrong, as a stable number, whose it is, and the SQLSTATE that JDBC clients see. Numbers are never reused;
 * 1 and 2 are left out, because JDBC clients of the Avatica protocol take them for a connection or a login that is gone.
 */
public enum ErrorCode {
    /** The text is not SQL that we can parse. */
    SYNTAX_ERROR(15, Type.USER, "42601"),
    TABLE_NOT_FOUND(16, Type.USER, "42P01"),
    COLUMN_NOT_FOUND(3, Type.USER, "42703"),
    FUNCTION_NOT_FOUND(4, Type.USER, "42883"),
    TYPE_MISMATCH(5, Type.USER, "42804"),
    /** Valid SQL that this engine does not run. */
    NOT_SUPPORTED(6, Type.USER, "0A000"),
    /** Any other statement that validation refuses: an ungrouped column, an ambiguous name, a duplicate alias. */
    INVALID_STATEMENT(7, Type.USER, "42000"),
    DIVISION_BY_ZERO(8, Type.USER, "22012"),
    NUMERIC_OVERFLOW(9, Type.USER, "22003"),
    INVALID_CAST(10, Type.USER, "22018"),
    INVALID_ARGUMENT(11, Type.USER, "22023"),
    /** A scalar sub-query gave more than one row. */
    CARDINALITY_VIOLATION(12, Type.USER, "21000"),
    INVALID_CONFIGURATION(13, Type.USER, "F0000"),
    LOCATION_NOT_FOUND(14, Type.USER, "58P01"),
    CANCELLED(20, Type.USER, "57014"),
    QUERY_TIMEOUT(21, Type.RESOURCE, "57014", Retry.LATER),
    MEMORY_LIMIT(22, Type.RESOURCE, "53200", Retry.LATER),
    /** A named limit other than memory or time. The message names the limit and the setting that raises it. */
    LIMIT_EXCEEDED(23, Type.RESOURCE, "54000", Retry.LATER),
    DISK_FULL(24, Type.RESOURCE, "53100", Retry.LATER),
    /** More queries, sessions or statements at a time than are allowed. */
    TOO_MANY_AT_ONCE(25, Type.RESOURCE, "53300", Retry.LATER),
    /** Bytes could not be fetched, listed or written. */
    STORE_FAILURE(30, Type.EXTERNAL, "58030", Retry.LATER),
    /** An object was listed and is gone. */
    OBJECT_VANISHED(31, Type.EXTERNAL, "58030", Retry.LATER),
    /** Bytes were read and are not what they claim to be. */
    CORRUPT_DATA(32, Type.EXTERNAL, "XX001"),
    LEDGER_FAILURE(33, Type.EXTERNAL, "58030", Retry.LATER),
    /** An object was to be made, and somebody else has made it. */
    OBJECT_EXISTS(34, Type.EXTERNAL, "58P02"),
    /** Two writers changed the lake at once; the one that gets this has changed nothing and may try again. */
    COMMIT_CONFLICT(35, Type.EXTERNAL, "40001", Retry.LATER),
    /** The store knows who asks, and that they may not. */
    ACCESS_DENIED(36, Type.EXTERNAL, "42501", Retry.LATER),
    /** What tells of new objects, such as a queue, could not be asked. */
    FEED_FAILURE(37, Type.EXTERNAL, "58030", Retry.LATER),
    /** A server lets no more queries begin. */
    SERVER_STOPPING(38, Type.EXTERNAL, "57P01", Retry.LATER),
    /** Our bug. A user can never be the cause. */
    INTERNAL(99, Type.INTERNAL, "XX000");

    /** Whose it is: the statement's author, a limit, the world outside, or ours. */
    public enum Type {
        USER,
        RESOURCE,
        EXTERNAL,
        INTERNAL
    }

    /** Whether the failure is one of the data themselves. */
    private enum Retry {
        /** The same attempt on the same data fails again. */
        NEVER,
        /** It may succeed when the world around, a right or a limit is another. */
        LATER
    }

    private final int number;
    private final Type type;
    private final String sqlState;
    private final Retry retry;

    ErrorCode(int number, Type type, String sqlState) {
        this(number, type, sqlState, Retry.NEVER);
    }

    ErrorCode(int number, Type type, String sqlState, Retry retry) {
        this.number = number;
        this.type = type;
        this.sqlState = sqlState;
        this.retry = retry;
    }

    public int number() {
        return number;
    }

    public Type type() {
        return type;
    }

    /**
     * Whether the same attempt on the same data may succeed later: a store answers again, a policy or a limit is mended.
     * What is not retryable is proved by the bytes that were read, or by the statement.
     */
    public boolean isRetryable() {
        return retry == Retry.LATER;
    }

    /** Five characters, as JDBC wants them. */
    public String sqlState() {
        return sqlState;
    }
}
