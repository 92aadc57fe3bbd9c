/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.QueryStats;
import dev.spoor.ResultStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells somebody who waits at a terminal what a query has read so far. Closing it takes the line away. */
final class Progress implements AutoCloseable {
    private static final long FIRST_AFTER_MILLIS = 500;
    private static final long EVERY_MILLIS = 200;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final Diagnostics diagnostics;
    private final ResultStream query;
    private final Thread thread;

    private Progress(Diagnostics diagnostics, ResultStream query) {
        this.diagnostics = diagnostics;
        this.query = query;
        this.thread = new Thread(this::run, "spoor-progress");
        thread.setDaemon(true);
    }

    static Progress start(Diagnostics diagnostics, ResultStream query) {
        Progress progress = new Progress(diagnostics, query);
        progress.thread.start();
        return progress;
    }

    /** Shows nothing: nobody watches. */
    static Progress none(Diagnostics diagnostics, ResultStream query) {
        return new Progress(diagnostics, query);
    }

    /** Idempotent; when it returns, nothing more is shown. */
    @Override
    public void close() {
        stop.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        diagnostics.clear();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            long wait = FIRST_AFTER_MILLIS;
            while (!stop.await(wait, TimeUnit.MILLISECONDS)) {
                diagnostics.progress(describe(query.stats()));
                wait = EVERY_MILLIS;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String describe(QueryStats stats) {
        return Footer.seconds(stats.elapsedMillis()) + ": "
                + Footer.counted(stats.scan().filesRead(), "file") + " read, "
                + Footer.counted(stats.scan().eventsScanned(), "event") + ", "
                + Footer.bytes(stats.scan().bytesInflated());
    }
}
