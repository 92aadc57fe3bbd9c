/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.QueryCancellation;
import dev.spoor.ResultStream;
import dev.spoor.Session;
import dev.spoor.Settings;
import dev.spoor.catalog.Catalog;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.Literal;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs tasks side by side, all over one pinned session. Small statements leave cores idle while they are planned and gathered, so
 * several at a time with few workers each are done sooner than one after the other with all workers. Workers and memory of a query
 * are shared out among them; a task for which its share of the memory is too little has all of it later, alone. {@link #cancel} from
 * any thread, everything else on one.
 */
final class TaskCrew implements AutoCloseable {
    private static final int SIDE_BY_SIDE_MAX = 4;

    private final Session session;
    private final int sideBySide;
    private final Settings share;
    private final ExecutorService threads;
    private final Set<QueryCancellation> running = new HashSet<>();
    private boolean isCancelled;

    /** @param session pinned; stays the caller's */
    TaskCrew(Session session) {
        this.session = session;
        Settings whole = session.settings();
        int workers = whole.get(Settings.WORKERS);
        long memory = whole.get(Settings.QUERY_MEMORY);
        this.sideBySide = Math.min(workers, SIDE_BY_SIDE_MAX);
        this.share = whole.with(Settings.WORKERS.key(), Integer.toString(workers / sideBySide))
                .with(Settings.QUERY_MEMORY.key(), Long.toString(memory / sideBySide));
        this.threads = Executors.newFixedThreadPool(sideBySide, task -> {
            Thread thread = new Thread(task, "spoor-report");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Something to be asked. */
    interface Task {
        /** Throws EngineException, too; MEMORY_LIMIT makes it be run once more with all memory, unless it has had that. */
        void run(Desk desk) throws IOException;
    }

    /** Where a task asks. One thread. */
    final class Desk {
        private final Session own;
        private final boolean isAlone;

        private Desk(Session own, boolean isAlone) {
            this.own = own;
            this.isAlone = isAlone;
        }

        /** As {@link Session#query(String, List)}, and can be cancelled through the crew. */
        ResultStream query(String sql, List<Literal> values) {
            QueryCancellation cancellation =
                    new QueryCancellation(own.settings().get(Settings.QUERY_TIMEOUT));
            begin(cancellation);
            return own.query(sql, values, cancellation);
        }

        /** What its statements see. */
        Catalog catalog() {
            return own.catalog();
        }

        /** Whether a failure ends the task: it was cancelled, or will be run again. */
        boolean isOver(EngineException failure) {
            return failure.code() == ErrorCode.CANCELLED || isToRepeat(failure);
        }

        private boolean isToRepeat(EngineException failure) {
            return failure.code() == ErrorCode.MEMORY_LIMIT && !isAlone;
        }
    }

    private synchronized void begin(QueryCancellation cancellation) {
        running.add(cancellation);
        if (isCancelled) {
            cancellation.cancel();
        }
    }

    /** Stops what runs and what is still to run: {@link #run} throws CANCELLED. */
    synchronized void cancel() {
        isCancelled = true;
        running.forEach(QueryCancellation::cancel);
    }

    /** Runs all tasks to their end, in any order. When one fails the others are stopped, and its failure is thrown. */
    void run(List<? extends Task> tasks) throws IOException {
        Round round = new Round(tasks);
        List<Future<?>> workers = new ArrayList<>();
        for (int i = 0; i < sideBySide; i++) {
            workers.add(threads.submit(() -> work(round)));
        }
        workers.forEach(TaskCrew::await);
        round.left.addAll(round.again);
        Desk alone = new Desk(session, true);
        for (Task task = round.next(); task != null; task = round.next()) {
            round.attempt(task, alone);
        }
        if (!round.failures.isEmpty()) {
            rethrow(round.failures.get(0));
        }
    }

    private void work(Round round) {
        try (Session own = session.sibling(share)) {
            Desk desk = new Desk(own, sideBySide == 1);
            for (Task task = round.next(); task != null; task = round.next()) {
                round.attempt(task, desk);
            }
        }
    }

    /** Tasks that are under way. Thread-safe while there are workers. */
    private final class Round {
        private final Queue<Task> left;
        private final List<Task> again = new ArrayList<>();
        private final List<Exception> failures = new ArrayList<>();

        Round(List<? extends Task> tasks) {
            left = new ArrayDeque<>(tasks);
        }

        /** Null at the end, and after a failure. */
        synchronized Task next() {
            return failures.isEmpty() ? left.poll() : null;
        }

        void attempt(Task task, Desk desk) {
            try {
                task.run(desk);
            } catch (IOException | RuntimeException e) {
                if (e instanceof EngineException failure && desk.isToRepeat(failure)) {
                    repeat(task);
                } else {
                    fail(e);
                    cancel();
                }
            }
        }

        private synchronized void repeat(Task task) {
            again.add(task);
        }

        private synchronized void fail(Exception failure) {
            failures.add(failure);
        }
    }

    private static void await(Future<?> worker) {
        try {
            worker.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(ErrorCode.CANCELLED, "interrupted while a report was made", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void rethrow(Exception failure) throws IOException {
        if (failure instanceof IOException io) {
            throw io;
        }
        throw (RuntimeException) failure;
    }

    /** Stops what still runs. */
    @Override
    public void close() {
        cancel();
        threads.shutdownNow();
    }
}
