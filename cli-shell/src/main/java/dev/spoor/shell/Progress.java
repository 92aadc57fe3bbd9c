/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.QueryStats;
import dev.spoor.scan.ScanStatistics;
import dev.spoor.shell.door.Answer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells somebody who waits at a terminal what a query has read so far. Hidden while rows are written; closing it takes the line
 * away.
 */
final class Progress implements AutoCloseable {
    private static final long FIRST_AFTER_MILLIS = 500;
    private static final long EVERY_MILLIS = 200;

    /** What the terminal itself writes behind the line when somebody cancels. */
    private static final String INTERRUPT_ECHO = "^C";

    /** Below this share of the work, the time that is left is a guess not worth showing. */
    private static final double SHARE_TO_FORECAST = 0.02;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final Diagnostics diagnostics;
    private final Answer query;
    private final int widthMax;
    private final Clock clock;
    private final Thread thread;
    private boolean isHidden;

    private Progress(Diagnostics diagnostics, Answer query, int widthMax, Clock clock) {
        this.diagnostics = diagnostics;
        this.query = query;
        this.widthMax = widthMax;
        this.clock = clock;
        this.thread = new Thread(this::run, "spoor-progress");
        thread.setDaemon(true);
    }

    /** @param width display columns of the terminal: a line that wrapped could not be taken away */
    static Progress start(Diagnostics diagnostics, Answer query, int width, Clock clock) {
        Progress progress = new Progress(diagnostics, query, width - 1 - INTERRUPT_ECHO.length(), clock);
        progress.thread.start();
        return progress;
    }

    /** Shows nothing: nobody watches. */
    static Progress none(Diagnostics diagnostics, Answer query) {
        return new Progress(diagnostics, query, 0, Clock.systemUTC());
    }

    /** When it returns, nothing is shown until {@link #show}. */
    synchronized void hide() {
        isHidden = true;
        diagnostics.clear();
    }

    synchronized void show() {
        isHidden = false;
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
            Instant start = clock.instant();
            long wait = FIRST_AFTER_MILLIS;
            while (!stop.await(wait, TimeUnit.MILLISECONDS)) {
                Optional<QueryStats> stats = query.stats();
                synchronized (this) {
                    if (!isHidden) {
                        String text = stats.map(Progress::describe)
                                .orElseGet(() -> Footer.seconds(ChronoUnit.MILLIS.between(start, clock.instant()))
                                        + ": waiting for the server");
                        diagnostics.progress(text.substring(0, Math.min(text.length(), widthMax)));
                    }
                }
                wait = EVERY_MILLIS;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Time, files, events, bytes and their rate, matches, and how much is left. */
    static String describe(QueryStats stats) {
        ScanStatistics scan = stats.scan();
        long toRead = Math.max(scan.filesRead(), scan.filesTotal() - scan.filesPruned());
        long millis = Math.max(1, stats.elapsedMillis());
        StringBuilder out = new StringBuilder(Footer.seconds(stats.elapsedMillis())).append(": ");
        if (scan.filesTotal() == 0) {
            return out.append("no log files listed yet").toString();
        }
        out.append(Footer.grouped(scan.filesRead()))
                .append(" of ")
                .append(Footer.counted(toRead, "file"))
                .append(", ");
        out.append(Footer.counted(scan.eventsScanned(), "event")).append(", ");
        out.append(Footer.bytes(scan.bytesInflated())).append(" (");
        out.append(Footer.bytes(scan.bytesInflated() * 1000 / millis)).append("/s), ");
        out.append(Footer.counted(stats.eventsMatched(), "match", "matches"));
        double share = toRead == 0 ? 0 : (double) scan.filesRead() / toRead;
        if (share >= SHARE_TO_FORECAST) {
            out.append(", ").append(Math.round(share * 100)).append(" %");
            long left = Math.round(millis * (1 - share) / share);
            if (left >= 1000) {
                out.append(", about ").append(left / 1000).append(" s left");
            }
        }
        return out.toString();
    }
}
