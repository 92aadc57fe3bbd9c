/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.error.EngineException;
import dev.spoor.output.ResultWriter;
import dev.spoor.shell.door.Answer;
import dev.spoor.vector.Batch;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Rows of one statement on their way to where they go. On a terminal they are held back for a moment, so that columns become as wide as
 * the rows need and a pager can have them all; after {@link #PATIENCE} those that are there are shown, and from then on all as they
 * come, with the progress beneath. One use. One thread writes, and a timer of its own shows: whoever does has the lock.
 */
final class RowDisplay implements AutoCloseable {
    /** A query that has given rows and takes longer than this shows them, without waiting for more. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Answer answer;
    private final ResultWriter writer;
    private final RowTarget target;
    private final Progress progress;
    private final CountDownLatch end = new CountDownLatch(1);
    private long rows;
    private boolean isShowing;
    private boolean isEnded;
    private Exception failureOrNull;

    /** All but what was made here stays the caller's. */
    RowDisplay(Answer answer, ResultWriter writer, RowTarget target, Progress progress) {
        this.answer = answer;
        this.writer = writer;
        this.target = target;
        this.progress = progress;
    }

    /**
     * Writes all rows; nothing before the first are there: a query that fails early leaves the output empty.
     *
     * @param waited since the statement began
     * @return how many there were
     */
    long write(Duration waited) throws IOException {
        if (target.isTerminal()) {
            startTimer(Math.max(0, PATIENCE.minus(waited).toMillis()));
        }
        boolean isMore = true;
        while (isMore) {
            try (Batch batchOrNull = next()) {
                isMore = take(batchOrNull);
            }
        }
        return rows;
    }

    /** What the timer met comes before what it did to the query. */
    private Batch next() throws IOException {
        try {
            return answer.next();
        } catch (EngineException e) {
            synchronized (this) {
                rethrow();
            }
            throw e;
        }
    }

    private synchronized void rethrow() throws IOException {
        if (failureOrNull instanceof IOException failure) {
            throw failure;
        }
        if (failureOrNull instanceof RuntimeException failure) {
            throw failure;
        }
    }

    /** Whether more rows are wanted. */
    private synchronized boolean take(Batch batchOrNull) throws IOException {
        progress.hide();
        rethrow();
        if (rows == 0) {
            writer.begin(answer.columnNames(), answer.schema());
        }
        if (batchOrNull == null) {
            isEnded = true;
            writer.end();
            return false;
        }
        rows += batchOrNull.rowCount();
        writer.write(batchOrNull);
        if (target.isTerminal()) {
            if (isShowing) {
                show();
            }
            target.flush();
        }
        if (!target.isPaging()) {
            progress.show();
        }
        isEnded = target.isLeft();
        return !isEnded;
    }

    private void show() throws IOException {
        writer.show();
        target.showPage();
    }

    private void startTimer(long millis) {
        Thread timer = new Thread(
                () -> {
                    try {
                        if (!end.await(millis, TimeUnit.MILLISECONDS)) {
                            beginToShow();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "spoor-rows");
        timer.setDaemon(true);
        timer.start();
    }

    private synchronized void beginToShow() {
        isShowing = true;
        if (rows == 0 || isEnded || target.isPaging()) {
            return;
        }
        try {
            progress.hide();
            show();
            target.flush();
            progress.show();
        } catch (IOException | RuntimeException e) {
            failureOrNull = e;
            answer.cancel(); // wakes up who waits for rows, and finds this
        }
    }

    /** When it returns, nothing more is shown. */
    @Override
    public void close() {
        synchronized (this) {
            isEnded = true;
        }
        end.countDown();
    }
}
