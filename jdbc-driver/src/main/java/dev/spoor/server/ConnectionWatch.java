/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Notices that the client of a request has left while the request is worked on: nobody reads from its connection then, so this does.
 * To be closed before the end of the answer is written. A client that sends the next request already, which ours never do, loses it: its
 * connection must be closed behind the answer. Thread-safe.
 */
final class ConnectionWatch implements AutoCloseable {
    private static final int BUFFER_BYTES = 1_024;

    private final EndPoint connection;
    private final Runnable left;
    private boolean isOver;
    private boolean hasLeft;
    private boolean hasMore;

    private ConnectionWatch(EndPoint connection, Runnable left) {
        this.connection = connection;
        this.left = left;
    }

    /**
     * Begins to watch the client of a request, all of whose content has been read.
     *
     * @param left runs once if the client leaves before this is closed, on any thread
     */
    static ConnectionWatch on(Request request, Runnable left) {
        EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
        ConnectionWatch watch = new ConnectionWatch(connection, left);
        watch.wait(new Watcher(watch));
        return watch;
    }

    private void wait(Callback watcher) {
        connection.tryFillInterested(watcher);
    }

    /** Told when there is something to read. */
    private record Watcher(ConnectionWatch watch) implements Callback {
        @Override
        public void succeeded() {
            watch.readable(this);
        }

        @Override
        public void failed(Throwable cause) {
            watch.failed();
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }

    private void readable(Watcher watcher) {
        synchronized (this) {
            if (isOver) {
                return;
            }
            int count = read();
            hasMore |= count > 0;
            hasLeft = count < 0;
            if (count == 0) {
                wait(watcher);
            }
            if (!hasLeft) {
                return;
            }
        }
        left.run();
    }

    private int read() {
        try {
            ByteBuffer buffer = BufferUtil.allocate(BUFFER_BYTES);
            return connection.fill(buffer);
        } catch (IOException e) {
            return -1;
        }
    }

    private void failed() {
        synchronized (this) {
            if (isOver || hasLeft) {
                return;
            }
            hasLeft = true;
        }
        left.run();
    }

    /** Ends watching; whoever comes next may read from the connection. Returns whether bytes were read that are lost. */
    boolean end() {
        synchronized (this) {
            isOver = true;
        }
        if (connection instanceof AbstractEndPoint known) {
            known.getFillInterest().onFail(new IOException("nobody watches any more"));
        }
        return hasMore;
    }

    @Override
    public void close() {
        end();
    }
}
