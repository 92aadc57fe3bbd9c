/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Listens, and cuts off clients who take their answers too slowly, because an answer that waits holds memory and often a query. Only
 * the time counts in which something waits to be taken: a query may be as slow as it likes. Thread-safe.
 */
final class PacedConnector extends ServerConnector {
    /** How long a client who is waited for may take little. */
    static final Duration WINDOW = Duration.ofMinutes(1);

    /** Bytes that must be taken in a second of that, on average. */
    static final int RATE_BYTES_MIN = 1_024;

    private final Clock clock;

    /** Clients who are waited for; guarded by itself. */
    private final Map<PacedEndPoint, Wait> waits = new HashMap<>();

    PacedConnector(Server server, Clock clock, ConnectionFactory... protocols) {
        super(server, protocols);
        this.clock = clock;
    }

    /**
     * Since when something waits for a client.
     *
     * @param taken bytes, until then
     */
    private record Wait(long sinceMillis, long taken) {}

    /** A connection that counts what its client takes. */
    private static final class PacedEndPoint extends SocketChannelEndPoint {
        private volatile long taken;

        PacedEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
            super(channel, selector, key, scheduler);
        }

        /** One thread at a time writes. */
        @Override
        public boolean flush(ByteBuffer... buffers) throws IOException {
            long before = remaining(buffers);
            boolean isAll = super.flush(buffers);
            taken = taken + before - remaining(buffers);
            return isAll;
        }

        private static long remaining(ByteBuffer[] buffers) {
            long bytes = 0;
            for (ByteBuffer buffer : buffers) {
                bytes += buffer.remaining();
            }
            return bytes;
        }

        boolean isWaiting() {
            return getWriteFlusher().isPending();
        }
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        PacedEndPoint made = new PacedEndPoint(channel, selector, key, getScheduler());
        made.setIdleTimeout(getIdleTimeout());
        return made;
    }

    /** Looks at all connections, and closes those of clients who are too slow; to be called every few seconds. */
    void dropSlowReaders() {
        synchronized (waits) {
            waits.keySet().retainAll(Set.copyOf(getConnectedEndPoints()));
            for (EndPoint each : getConnectedEndPoints()) {
                if (each instanceof PacedEndPoint connection) {
                    look(connection);
                }
            }
        }
    }

    private void look(PacedEndPoint connection) {
        long now = clock.millis();
        Wait wait = waits.get(connection);
        if (!connection.isWaiting()) {
            waits.remove(connection);
        } else if (wait == null) {
            waits.put(connection, new Wait(now, connection.taken));
        } else if (now - wait.sinceMillis() >= WINDOW.toMillis()) {
            long seconds = Duration.ofMillis(now - wait.sinceMillis()).toSeconds();
            if (connection.taken - wait.taken() < seconds * RATE_BYTES_MIN) {
                waits.remove(connection);
                connection.close(new IOException("the client takes its answer too slowly"));
            } else {
                waits.put(connection, new Wait(now, connection.taken));
            }
        }
    }
}
