/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.door;

import dev.spoor.catalog.CatalogTable;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.SourcePosition;
import dev.spoor.jdbc.DriverProperty;
import dev.spoor.jdbc.SpoorDriver;
import dev.spoor.vector.Memory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server, over the JDBC driver. */
public final class ServerDoor implements Door {
    private static final String PREFIX = "jdbc:spoor:";

    /** How the server appends place and advice to a message. */
    private static final Pattern TOLD = Pattern.compile("(?s)(.*) \\(line (\\d{1,9}), column (\\d{1,9})\\)(?:; (.*))?");

    private static final int VENDOR_CODE_OF_THE_DRIVER = 0;

    private final String address;
    private final Properties credentials;
    private final Connection connection;
    private final Memory memory = Memory.root(Long.MAX_VALUE);
    private Optional<CatalogTable> lastResult = Optional.empty();
    private LocalTables local;

    private ServerDoor(String address, Properties credentials, Connection connection) {
        this.address = address;
        this.credentials = credentials;
        this.connection = connection;
    }

    /**
     * Connects.
     *
     * @param address {@code http://host:8765}, or a whole address of the JDBC driver
     * @throws EngineException LOCATION_NOT_FOUND when nothing answers there, ACCESS_DENIED when the server refuses the user
     */
    public static ServerDoor open(String address, Optional<String> user, Optional<String> password) {
        Properties credentials = new Properties();
        user.ifPresent(name -> credentials.setProperty(DriverProperty.USER.key(), name));
        password.ifPresent(secret -> credentials.setProperty(DriverProperty.PASSWORD.key(), secret));
        return open(address, credentials);
    }

    private static ServerDoor open(String address, Properties credentials) {
        String url = address.startsWith(PREFIX) ? address : PREFIX + address;
        try {
            Connection connection = new SpoorDriver().connect(url, credentials);
            return new ServerDoor(address, credentials, connection);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** What the driver says, as the engine would have said it. */
    static EngineException failure(SQLException told) {
        ErrorCode code = Arrays.stream(ErrorCode.values())
                .filter(each -> each.number() == told.getErrorCode())
                .findFirst()
                .orElseGet(() -> codeOf(told));
        String message = told.getMessage() == null ? told.toString() : told.getMessage();
        Matcher matcher = TOLD.matcher(message);
        if (told.getErrorCode() == VENDOR_CODE_OF_THE_DRIVER || !matcher.matches()) {
            return new EngineException(code, message, told);
        }
        EngineException failure = new EngineException(code, matcher.group(1), told)
                .at(SourcePosition.at(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))));
        return matcher.group(4) == null ? failure : failure.advise(matcher.group(4));
    }

    private static ErrorCode codeOf(SQLException told) {
        String state = String.valueOf(told.getSQLState());
        if (state.startsWith("28")) {
            return ErrorCode.ACCESS_DENIED;
        }
        return state.startsWith("08001") ? ErrorCode.LOCATION_NOT_FOUND : ErrorCode.STORE_FAILURE;
    }

    @Override
    public String place() {
        // an address may hold a password behind its question mark
        int question = address.indexOf('?');
        return question < 0 ? address : address.substring(0, question);
    }

    @Override
    public Answer query(String sql, List<String> parameters) {
        if (lastResult.isPresent() && Door.namesLastResult(sql)) {
            if (local == null) {
                local = new LocalTables();
            }
            local.provide(lastResult.get());
            return local.query(sql, parameters);
        }
        return new ServerAnswer(connection, memory, sql, parameters);
    }

    @Override
    public void set(String key, String value) {
        throw new EngineException(
                ErrorCode.NOT_SUPPORTED,
                "settings of a server's engine are the server's; '" + key + "' stays as it is");
    }

    @Override
    public void provide(Optional<CatalogTable> table) {
        lastResult = table;
    }

    @Override
    public Door another() {
        return open(address, credentials);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            if (local != null) {
                local.close();
            }
            memory.close();
        }
    }
}
