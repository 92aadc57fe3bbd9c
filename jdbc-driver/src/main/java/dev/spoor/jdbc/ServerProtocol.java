/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

/**
 * What driver and server of ours say to each other beyond Avatica's protocol. A client that knows none of it gets what Avatica has.
 */
public final class ServerProtocol {
    /** Path that says how the next run of a statement goes: {@code POST ?connection=ID&statement=N&timeout=MILLIS&rows=N}. */
    public static final String CONFIGURE_PATH = "/v1/configure";

    /** Path that ends the query of a statement: {@code POST ?connection=ID&statement=N}. */
    public static final String CANCEL_PATH = "/v1/cancel";

    /** Path of the warnings about a statement, an array of texts: {@code GET ?connection=ID&statement=N}. */
    public static final String WARNINGS_PATH = "/v1/warnings";

    /** Path of how far the last query of a statement has come, see {@link ProgressJson}: {@code GET ?connection=ID&statement=N}. */
    public static final String PROGRESS_PATH = "/v1/progress";

    /** Path that tells whether a session is there: {@code GET ?connection=ID}. */
    public static final String PING_PATH = "/v1/ping";

    /** Path of whole results: {@code GET or POST ?sql=SQL&format=arrow|csv|jsonl&parameters=ARRAY}. */
    public static final String QUERY_PATH = "/v1/query";

    /** Path that tells the server that the client of a session is there: {@code GET ?connection=ID}. */
    public static final String HEARTBEAT_PATH = "/v1/heartbeat";

    /** Property of a connection: its client is heard of every {@link #HEARTBEAT_SECONDS} as long as it is there. */
    public static final String HEARTBEAT_PROPERTY = "spoor.heartbeat";

    /** Between two heartbeats. */
    public static final int HEARTBEAT_SECONDS = 30;

    /** Property of a connection: times are counted in microseconds, where Avatica's clients take milliseconds. */
    public static final String MICROS_PROPERTY = "spoor.micros";

    /** Rows of a frame unless a client asks for fewer or more. */
    public static final int FRAME_ROWS = 10_000;

    private ServerProtocol() {}
}
