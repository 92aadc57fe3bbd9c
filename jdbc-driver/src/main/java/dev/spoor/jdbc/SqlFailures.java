/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import org.apache.calcite.avatica.AvaticaClientRuntimeException;
import org.apache.calcite.avatica.AvaticaSqlException;
import org.apache.calcite.avatica.remote.AvaticaRuntimeException;

/**
 * Makes the exceptions of this driver. Each has an SQLSTATE and, when the engine refused something, the number of its error
 * code as the vendor code; the class follows from the two.
 */
public final class SqlFailures {
    /** Vendor code of what the driver itself refuses. */
    public static final int DRIVER = 0;

    /** Number of the engine's error code for a query that was cancelled. */
    static final int CANCELLED = 20;

    /** What Avatica's client puts before the messages of a server. */
    private static final String AVATICAS_PREFIX = "Remote driver error: ";

    private static final String STATE_UNSUPPORTED = "0A000";
    private static final String STATE_CLOSED = "08003";
    private static final String STATE_UNREACHABLE = "08001";
    private static final String STATE_BROKEN = "08S01";
    private static final String STATE_INVALID = "HY024";
    private static final String STATE_CONVERSION = "22018";

    /** Number of the engine's error code for a query that ran too long. */
    private static final int QUERY_TIMEOUT = 21;

    private SqlFailures() {}

    /** What a call of Avatica's ended with, as the engine or the driver said it. */
    static SQLException of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LinkFailure) {
                LinkFailure link = (LinkFailure) cause;
                return link.getCause();
            } else if (cause instanceof AvaticaSqlException) {
                AvaticaSqlException told = (AvaticaSqlException) cause;
                return of(own(told.getErrorMessage()), told.getSQLState(), told.getErrorCode(), failure);
            } else if (cause instanceof AvaticaClientRuntimeException) {
                AvaticaClientRuntimeException told = (AvaticaClientRuntimeException) cause;
                return of(own(told.getMessage()), told.getSqlState(), told.getErrorCode(), failure);
            } else if (cause instanceof AvaticaRuntimeException) {
                AvaticaRuntimeException told = (AvaticaRuntimeException) cause;
                return of(told.getErrorMessage(), told.getSqlState(), told.getErrorCode(), failure);
            }
        }
        if (failure instanceof SQLException && ((SQLException) failure).getSQLState() != null) {
            return (SQLException) failure;
        }
        return broken(failure.getMessage() == null ? failure.toString() : failure.getMessage(), failure);
    }

    /** A message without what Avatica puts before it. */
    private static String own(String message) {
        return message != null && message.startsWith(AVATICAS_PREFIX)
                ? message.substring(AVATICAS_PREFIX.length())
                : message;
    }

    /** @param causeOrNull what it came from */
    public static SQLException of(String message, String state, int vendorCode, Throwable causeOrNull) {
        if (vendorCode == QUERY_TIMEOUT) {
            return new SQLTimeoutException(message, state, vendorCode, causeOrNull);
        }
        String kind = state == null || state.length() < 2 ? "" : state.substring(0, 2);
        switch (kind) {
            case "0A":
                return unsupported(message, state, vendorCode, causeOrNull);
            case "08":
                return new SQLNonTransientConnectionException(message, state, vendorCode, causeOrNull);
            case "22":
                return new SQLDataException(message, state, vendorCode, causeOrNull);
            case "28":
                return new SQLInvalidAuthorizationSpecException(message, state, vendorCode, causeOrNull);
            case "42":
                return new SQLSyntaxErrorException(message, state, vendorCode, causeOrNull);
            case "53":
                return new SQLTransientException(message, state, vendorCode, causeOrNull);
            default:
                return new SQLException(message, state, vendorCode, causeOrNull);
        }
    }

    private static SQLException unsupported(String message, String state, int vendorCode, Throwable causeOrNull) {
        return new SQLFeatureNotSupportedException(message, state, vendorCode, causeOrNull);
    }

    static SQLException unsupported(String what) {
        return unsupported(what, STATE_UNSUPPORTED, DRIVER, null);
    }

    static SQLException closed(String what) {
        return of("the " + what + " is closed", STATE_CLOSED, DRIVER, null);
    }

    static SQLException sessionOver(String message) {
        return of(message, STATE_CLOSED, DRIVER, null);
    }

    static boolean isSessionOver(SQLException failure) {
        return STATE_CLOSED.equals(failure.getSQLState());
    }

    /** A server that does not answer. */
    static SQLException unreachable(String message, Throwable cause) {
        return of(message, STATE_UNREACHABLE, DRIVER, cause);
    }

    /** An answer that is none. */
    static SQLException broken(String message, Throwable cause) {
        return of(message, STATE_BROKEN, DRIVER, cause);
    }

    /** A value of a caller's that makes no sense where it stands. */
    public static SQLException invalid(String message) {
        return of(message, STATE_INVALID, DRIVER, null);
    }

    /** A value that does not become what is asked for. */
    static SQLException conversion(String message) {
        return of(message, STATE_CONVERSION, DRIVER, null);
    }
}
