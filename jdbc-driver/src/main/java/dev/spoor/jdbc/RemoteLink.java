/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.avatica.remote.RemoteService;
import org.apache.calcite.avatica.remote.Service;

/** An engine behind a server that speaks Avatica's JSON protocol. */
final class RemoteLink implements EngineLink {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpSession http;
    private final Service service;

    RemoteLink(HttpSession http) {
        this.http = http;
        this.service = new RemoteService(http);
    }

    @Override
    public Service service() {
        return service;
    }

    /** Nothing is held. */
    @Override
    public void abandon() {}

    private static String place(String path, String connection, int statement) {
        return path + "?connection=" + connection + "&statement=" + statement;
    }

    @Override
    public void configure(String connection, int statement, long timeoutMillis, int rowsMax) throws SQLException {
        http.post(place(ServerProtocol.CONFIGURE_PATH, connection, statement) + "&timeout=" + timeoutMillis + "&rows="
                + rowsMax);
    }

    @Override
    public void cancel(String connection, int statement) throws SQLException {
        try {
            http.post(place(ServerProtocol.CANCEL_PATH, connection, statement));
        } catch (SQLException e) {
            if (!SqlFailures.isSessionOver(e)) {
                throw e;
            }
            // nothing is held of a session that is over
        }
    }

    @Override
    public List<String> warnings(String connection, int statement) throws SQLException {
        byte[] answer = http.get(place(ServerProtocol.WARNINGS_PATH, connection, statement), 0)
                .body();
        try {
            return List.of(JSON.readValue(answer, String[].class));
        } catch (IOException e) {
            throw SqlFailures.broken("the warnings of the server cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<QueryProgress> progress(String connection, int statement) {
        try {
            return ProgressJson.read(http.get(place(ServerProtocol.PROGRESS_PATH, connection, statement), 0)
                    .body());
        } catch (SQLException | IOException e) {
            // an older server; and what is wrong with this one, the query itself will tell
            return Optional.empty();
        }
    }

    @Override
    public boolean isAlive(String connection, long timeoutMillis) {
        try {
            http.get(ServerProtocol.PING_PATH + "?connection=" + connection, timeoutMillis);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void heartbeat(String connection) {
        http.beat(ServerProtocol.HEARTBEAT_PATH + "?connection=" + connection);
    }
}
