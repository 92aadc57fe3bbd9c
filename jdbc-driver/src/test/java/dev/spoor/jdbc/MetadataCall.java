/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call of a tool as the recordings in {@code metadata-calls} have it: {@code getTables(null, "%", "%", ["TABLE"])}, and
 * {@code connection.setReadOnly(true)} where it is one of the connection itself.
 */
record MetadataCall(String tool, Method method, Object[] arguments) {
    private static final Pattern CALL = Pattern.compile("(connection\\.)?(\\w+)\\((.*)\\)");
    private static final Pattern ARGUMENT =
            Pattern.compile("\\s*(null|true|false|-?\\d+|\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^\\]]*\\])\\s*(?:,|$)");

    /** What tools were seen to call. */
    static List<MetadataCall> recorded() throws IOException {
        List<MetadataCall> calls = new ArrayList<>();
        try (var files = Files.list(Path.of("src/test/resources/metadata-calls"))) {
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    calls.add(parse(file.getFileName().toString(), line));
                }
            }
        }
        return calls;
    }

    /** Each method there is, with arguments that select everything. */
    static List<MetadataCall> ofEachMethod() {
        List<MetadataCall> calls = new ArrayList<>();
        for (Method method : DatabaseMetaData.class.getDeclaredMethods()) {
            Object[] arguments = Arrays.stream(method.getParameterTypes())
                    .map(MetadataCall::everything)
                    .toArray();
            calls.add(new MetadataCall("everything", method, arguments));
        }
        return calls;
    }

    private static Object everything(Class<?> type) {
        return type == int.class
                ? (Object) 1
                : type == boolean.class ? (Object) true : type == String.class ? "%" : null;
    }

    private static MetadataCall parse(String tool, String line) {
        Matcher call = CALL.matcher(line);
        if (!call.matches()) {
            throw new IllegalArgumentException(tool + ": " + line);
        }
        List<Object> arguments = new ArrayList<>();
        for (Matcher argument = ARGUMENT.matcher(call.group(3)); argument.find(); ) {
            arguments.add(value(argument.group(1)));
        }
        Class<?> asked = call.group(1) == null ? DatabaseMetaData.class : Connection.class;
        Method found = Arrays.stream(asked.getMethods())
                .filter(method -> method.getName().equals(call.group(2)))
                .filter(method -> takes(method, arguments))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(tool + ": " + line));
        return new MetadataCall(tool, found, arguments.toArray());
    }

    private static boolean takes(Method method, List<Object> arguments) {
        Class<?>[] types = method.getParameterTypes();
        boolean fits = types.length == arguments.size();
        for (int i = 0; fits && i < types.length; i++) {
            Object value = arguments.get(i);
            fits = value == null
                    ? !types[i].isPrimitive()
                    : types[i].isInstance(value)
                            || types[i] == int.class && value instanceof Integer
                            || types[i] == boolean.class && value instanceof Boolean;
        }
        return fits;
    }

    private static Object value(String text) {
        return switch (text.charAt(0)) {
            case '"' -> text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
            case '[' ->
                Arrays.stream(text.substring(1, text.length() - 1).split(","))
                        .map(String::trim)
                        .filter(part -> !part.isEmpty())
                        .map(part -> part.replace("\"", ""))
                        .toArray(String[]::new);
            case 'n' -> null;
            case 't', 'f' -> Boolean.valueOf(text);
            default -> Integer.valueOf(text);
        };
    }

    Object ask(Connection connection) throws ReflectiveOperationException, SQLException {
        boolean isMetadata = method.getDeclaringClass().isAssignableFrom(DatabaseMetaData.class);
        return method.invoke(isMetadata ? connection.getMetaData() : connection, arguments);
    }

    @Override
    public String toString() {
        return tool + ": " + method.getName() + Arrays.deepToString(arguments);
    }
}
