/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Looks, while a request is worked on, whether its client is still there: nothing else would tell before something is written to it.
 * Only for requests that were read to their end and whose response says that the connection closes, because bytes that a client sends
 * ahead of its next request get lost. Thread-safe.
 */
final class ClientWatch implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 200;
    private static final int PROBE_BYTES = 64;

    private final EndPoint connection;
    private final Scheduler scheduler;
    private final Runnable onGone;
    private Scheduler.Task next;
    private boolean isOver;

    private ClientWatch(EndPoint connection, Scheduler scheduler, Runnable onGone) {
        this.connection = connection;
        this.scheduler = scheduler;
        this.onGone = onGone;
    }

    /** @param onGone runs at most once, on a thread of the server's, and should be short */
    static ClientWatch over(Request request, Runnable onGone) {
        ClientWatch watch = new ClientWatch(
                request.getConnectionMetaData().getConnection().getEndPoint(),
                request.getConnectionMetaData().getConnector().getScheduler(),
                onGone);
        watch.plan();
        return watch;
    }

    private synchronized void plan() {
        if (!isOver) {
            next = scheduler.schedule(this::look, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        boolean isGone;
        synchronized (this) {
            if (isOver) {
                return;
            }
            isGone = isGone();
            isOver = isGone;
        }
        if (isGone) {
            onGone.run();
        } else {
            plan();
        }
    }

    private boolean isGone() {
        try {
            ByteBuffer probe = BufferUtil.allocate(PROBE_BYTES);
            return !connection.isOpen() || connection.fill(probe) < 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** Looks no more. */
    @Override
    public synchronized void close() {
        isOver = true;
        if (next != null) {
            next.cancel();
        }
    }
}
