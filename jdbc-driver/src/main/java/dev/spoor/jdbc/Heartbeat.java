/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.lang.ref.WeakReference;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tells servers which connections are still there, as long as they are open and somebody knows them; so that a server need not wait long
 * until it frees what a dead client has left. One thread for all, which ends when there is nothing to tell. Thread-safe.
 */
final class Heartbeat {
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final WeakReference<SpoorConnection> connection;
    private ScheduledFuture<?> beats;

    private Heartbeat(SpoorConnection connection) {
        this.connection = new WeakReference<>(connection);
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "spoor-jdbc-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        timer.setKeepAliveTime(ServerProtocol.HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** Begins to tell of a connection. */
    static void of(SpoorConnection connection) {
        Heartbeat heartbeat = new Heartbeat(connection);
        synchronized (heartbeat) {
            heartbeat.beats = TIMER.scheduleWithFixedDelay(
                    heartbeat::beat,
                    ServerProtocol.HEARTBEAT_SECONDS,
                    ServerProtocol.HEARTBEAT_SECONDS,
                    TimeUnit.SECONDS);
        }
    }

    private synchronized void beat() {
        SpoorConnection known = connection.get();
        if (known == null || known.isOver()) {
            beats.cancel(false);
        } else {
            known.link().heartbeat(known.id);
        }
    }
}
