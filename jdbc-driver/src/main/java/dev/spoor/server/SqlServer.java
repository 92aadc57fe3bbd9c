/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import dev.spoor.Engine;
import dev.spoor.Settings;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.net.InetAddress;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Serves an engine to JDBC clients over HTTP. Anybody who can reach it may ask, so it listens on the loopback interface alone.
 * Thread-safe.
 */
public final class SqlServer implements AutoCloseable {
    private static final int THREADS_MAX = 250;

    /** How long a connection may be silent while somebody waits for its bytes. */
    private static final long SILENCE_MILLIS = TimeUnit.SECONDS.toMillis(60);

    /** How long requests that run may take to end when the server stops. */
    private static final long GRACE_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private static final long EXPIRY_SECONDS = 5;

    private final Server server;
    private final ServerConnector connector;
    private final SessionRegistry sessions;
    private final ScheduledExecutorService reaper;

    private SqlServer(Server server, ServerConnector connector, SessionRegistry sessions) {
        this.server = server;
        this.connector = connector;
        this.sessions = sessions;
        this.reaper = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "spoor-session-expiry");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts a server; throws EngineException if it cannot listen.
     *
     * @param engine stays the caller's, and open as long as the server is
     * @param settings of sessions, before their clients change some
     */
    public static SqlServer start(Engine engine, Settings settings, ServerConfig config, Clock clock) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS_MAX);
        threads.setName("spoor-http");
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(config.port());
        connector.setIdleTimeout(SILENCE_MILLIS);
        server.addConnector(connector);
        SessionRegistry sessions = new SessionRegistry(engine, settings, config, clock);
        server.setHandler(new RequestRouter(sessions, new ServerMetrics()));
        server.setStopTimeout(GRACE_MILLIS);
        SqlServer made = new SqlServer(server, connector, sessions);
        try {
            server.start();
        } catch (Exception e) {
            made.close();
            throw new EngineException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "the server cannot listen on port " + config.port() + ": " + e.getMessage(),
                    e);
        }
        made.reaper.scheduleWithFixedDelay(sessions::expire, EXPIRY_SECONDS, EXPIRY_SECONDS, TimeUnit.SECONDS);
        return made;
    }

    /** The port that it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** What to put behind {@code jdbc:spoor:}. */
    public String address() {
        return "http://" + connector.getHost() + ":" + port();
    }

    /** Sessions that are open. */
    public int sessions() {
        return sessions.size();
    }

    /** Ends the sessions that nobody used for long; happens by itself every few seconds. */
    void expire() {
        sessions.expire();
    }

    /** Ends what runs, waits a moment for it, and frees everything. */
    @Override
    public void close() {
        reaper.shutdownNow();
        sessions.closeAll();
        try {
            server.stop();
        } catch (Exception e) {
            throw new EngineException(ErrorCode.INTERNAL, "the server does not stop: " + e.getMessage(), e);
        } finally {
            sessions.closeAll();
        }
    }
}
