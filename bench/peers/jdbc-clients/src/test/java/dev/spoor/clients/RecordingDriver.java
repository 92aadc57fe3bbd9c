/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.clients;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Logger;

/**
 * A driver for {@code jdbc:recorded:} that writes down what a tool asks of the connection and its metadata, each different call once;
 * also to a file, where the tool is a process of its own. Left out are calls that end the connection, and those with arguments that
 * cannot be written.
 */
public final class RecordingDriver implements Driver {
    static final String PREFIX = "jdbc:recorded:";

    /** Variable of the environment that names the file. */
    static final String FILE = "SPOOR_RECORDED_CALLS";

    /** Begins lines of the file that tell what was refused. */
    static final String REFUSED = "refused: ";

    /** Begins calls of the connection itself. */
    private static final String CONNECTION = "connection.";

    private static final Set<String> ENDS = Set.of("close", "abort");

    private static final Set<String> CALLS = new LinkedHashSet<>();
    private static final StringWriter FAILURES = new StringWriter();

    static {
        try {
            DriverManager.registerDriver(new RecordingDriver());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Forgets what was recorded. */
    static synchronized void begin() {
        CALLS.clear();
        FAILURES.getBuffer().setLength(0);
    }

    /** One call on each line, as {@code getTables(null, "%", "%", ["TABLE"])}. */
    static synchronized String calls() {
        return String.join("\n", CALLS) + "\n";
    }

    /** What the driver refused. */
    static synchronized String failures() {
        return FAILURES.toString();
    }

    static Connection recorded(Connection connection) {
        return (Connection) proxy(Connection.class, connection, false);
    }

    private static Object proxy(Class<?> type, Object target, boolean isMetadata) {
        InvocationHandler handler = (self, method, arguments) -> {
            if (method.getDeclaringClass() != Object.class && !ENDS.contains(method.getName())) {
                record(isMetadata ? "" : CONNECTION, method, arguments);
            }
            Object result = call(target, method, arguments, isMetadata);
            return result instanceof DatabaseMetaData ? proxy(DatabaseMetaData.class, result, true) : result;
        };
        return Proxy.newProxyInstance(RecordingDriver.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static Object call(Object target, Method method, Object[] arguments, boolean isMetadata) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (isMetadata) {
                synchronized (RecordingDriver.class) {
                    FAILURES.append(method.getName()).append(": ");
                    e.getCause().printStackTrace(new PrintWriter(FAILURES));
                    write(REFUSED + method.getName() + ": " + e.getCause());
                }
            }
            throw e.getCause();
        }
    }

    private static synchronized void record(String target, Method method, Object[] arguments) {
        StringBuilder call = new StringBuilder(target).append(method.getName()).append('(');
        for (int i = 0; arguments != null && i < arguments.length; i++) {
            if (!isLiteral(arguments[i])) {
                return;
            }
            call.append(i == 0 ? "" : ", ").append(literal(arguments[i]));
        }
        if (CALLS.add(call.append(')').toString())) {
            write(call.toString());
        }
    }

    private static void write(String line) {
        String file = System.getenv(FILE);
        if (file != null) {
            try {
                Files.writeString(
                        Path.of(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Keeps the calls of a tool where the driver's tests have them, when asked to by {@code -DupdateTraces}. */
    static void keep(String tool, String calls, String url) throws IOException {
        if (System.getProperty("updateTraces") != null && !calls.isBlank()) {
            Path traces = Path.of("../../../jdbc-driver/src/test/resources/metadata-calls");
            Files.createDirectories(traces);
            Files.writeString(traces.resolve(tool + ".txt"), calls.replace(url, "URL"));
        }
    }

    private static boolean isLiteral(Object value) {
        return value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof String[];
    }

    private static String literal(Object value) {
        if (value instanceof String text) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + '"';
        } else if (value instanceof Object[] list) {
            return Arrays.stream(list).map(RecordingDriver::literal).toList().toString();
        }
        return String.valueOf(value);
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        return acceptsURL(url) ? recorded(DriverManager.getConnection(url.substring(PREFIX.length()), info)) : null;
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
