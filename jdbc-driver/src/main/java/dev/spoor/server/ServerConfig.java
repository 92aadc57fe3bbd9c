/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a server serves.
 *
 * @param host address or name to listen on
 * @param port to listen on; 0 for any that is free
 * @param sessionIdle after which a session that is not used ends
 * @param sessionsMax sessions that may be open at a time
 * @param drain how long queries that run may go on when the server is asked to stop
 * @param users file of the users that may log in; without one anybody on this machine may ask
 * @param tls without it the server speaks plain HTTP
 * @param audit folder that says who asked what; without it nothing is kept
 * @param accessLog file that gets a line for each request; without it there is none
 */
public record ServerConfig(
        String host,
        int port,
        Duration sessionIdle,
        int sessionsMax,
        Duration drain,
        Optional<Path> users,
        Optional<TlsKeys> tls,
        Optional<Path> audit,
        Optional<Path> accessLog) {
    /** The port unless another is asked for. */
    public static final int PORT = 8765;

    /** The loopback interface. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final Duration SESSION_IDLE = Duration.ofMinutes(10);
    private static final int SESSIONS_MAX = 1_000;
    private static final Duration DRAIN = Duration.ofSeconds(10);

    /** For anybody on this machine, with limits of its own. */
    public ServerConfig(int port, Duration sessionIdle, int sessionsMax) {
        this(
                LOOPBACK,
                port,
                sessionIdle,
                sessionsMax,
                DRAIN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** For anybody on this machine, with the usual limits. */
    public static ServerConfig on(int port) {
        return new ServerConfig(port, SESSION_IDLE, SESSIONS_MAX);
    }

    public ServerConfig withPort(int number) {
        return new ServerConfig(host, number, sessionIdle, sessionsMax, drain, users, tls, audit, accessLog);
    }

    public ServerConfig withHost(String name) {
        return new ServerConfig(name, port, sessionIdle, sessionsMax, drain, users, tls, audit, accessLog);
    }

    public ServerConfig withDrain(Duration span) {
        return new ServerConfig(host, port, sessionIdle, sessionsMax, span, users, tls, audit, accessLog);
    }

    public ServerConfig withUsers(Path file) {
        return new ServerConfig(host, port, sessionIdle, sessionsMax, drain, Optional.of(file), tls, audit, accessLog);
    }

    public ServerConfig withTls(TlsKeys keys) {
        return new ServerConfig(
                host, port, sessionIdle, sessionsMax, drain, users, Optional.of(keys), audit, accessLog);
    }

    public ServerConfig withAudit(Path folder) {
        return new ServerConfig(
                host, port, sessionIdle, sessionsMax, drain, users, tls, Optional.of(folder), accessLog);
    }

    public ServerConfig withAccessLog(Path file) {
        return new ServerConfig(host, port, sessionIdle, sessionsMax, drain, users, tls, audit, Optional.of(file));
    }
}
