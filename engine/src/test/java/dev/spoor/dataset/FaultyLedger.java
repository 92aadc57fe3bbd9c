/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;

/** A ledger in memory whose database fails when a test wants it to. One thread. */
public final class FaultyLedger implements AutoCloseable {
    private static final String URL = "jdbc:sqlite::memory:";

    /** When the chosen call fails. */
    public enum When {
        /** It does nothing. */
        BEFORE,
        /** It did its work, and the answer is lost. */
        AFTER
    }

    private final LakeLedger ledger;
    private When when = When.BEFORE;
    private long calls;
    private long failingCall;

    public FaultyLedger(Clock clock) throws SQLException {
        ledger = LakeLedger.open(LedgerConnection.of(failing(DriverManager.getConnection(URL)), URL), clock);
    }

    public LakeLedger ledger() {
        return ledger;
    }

    /** Lets the k-th statement from now on fail; 0 for none. Undoing never fails. */
    public void failAtCall(long k, When chosen) {
        calls = 0;
        failingCall = k;
        when = chosen;
    }

    /** Whether the statement that was to fail did. */
    public boolean hasFailed() {
        return failingCall > 0 && calls >= failingCall;
    }

    private Connection failing(Connection connection) {
        return proxy(Connection.class, connection, (method, arguments) -> {
            Object made = call(connection, method, arguments);
            if (made instanceof PreparedStatement prepared) {
                return proxy(PreparedStatement.class, prepared, (each, values) -> counted(prepared, each, values));
            }
            if (made instanceof Statement statement) {
                return proxy(Statement.class, statement, (each, values) -> counted(statement, each, values));
            }
            return made;
        });
    }

    private Object counted(Statement statement, Method method, Object[] arguments) throws Throwable {
        boolean isUndoing = arguments != null && "ROLLBACK".equals(arguments[0]);
        if (!method.getName().startsWith("execute") || isUndoing) {
            return call(statement, method, arguments);
        }
        boolean fails = ++calls == failingCall;
        if (fails && when == When.BEFORE) {
            throw new SQLException("injected before call " + calls);
        }
        Object result = call(statement, method, arguments);
        if (fails) {
            throw new SQLException("injected after call " + calls);
        }
        return result;
    }

    private interface Handler {
        Object handle(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T target, Handler handler) {
        InvocationHandler invocation = (proxy, method, arguments) -> handler.handle(method, arguments);
        return type.cast(Proxy.newProxyInstance(target.getClass().getClassLoader(), new Class<?>[] {type}, invocation));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() {
        ledger.close();
    }
}
