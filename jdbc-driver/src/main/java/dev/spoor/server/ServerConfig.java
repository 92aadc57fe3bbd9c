/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import java.time.Duration;

/**
 * How a server serves.
 *
 * @param port to listen on; 0 for any that is free
 * @param sessionIdle after which a session that is not used ends
 * @param sessionsMax sessions that may be open at a time
 */
public record ServerConfig(int port, Duration sessionIdle, int sessionsMax) {
    /** The port unless another is asked for. */
    public static final int PORT = 8765;

    private static final Duration SESSION_IDLE = Duration.ofMinutes(10);
    private static final int SESSIONS_MAX = 1_000;

    /** The usual limits, on a port. */
    public static ServerConfig on(int port) {
        return new ServerConfig(port, SESSION_IDLE, SESSIONS_MAX);
    }
}
