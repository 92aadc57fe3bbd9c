/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;

/**
 * Threads of one step that do the same task, each on its share. The first failure stops the others and is what {@link
 * #await} throws, with other real failures suppressed. One thread owns the team and closes it; closing waits until
 * every task has ended.
 *
 * <p>Tasks stop by {@link #context()}: its cancellation is the query's, and throws as well once the team is stopped.
 */
final class WorkerTeam implements AutoCloseable {
    /** Waits are cut into pieces of this length, to notice that the query was cancelled. */
    static final long WAIT_MILLIS = 20;

    private final QueryContext query;
    private final QueryContext context;
    private volatile boolean stopped;
    private Throwable failure;
    private int running;

    /** What one worker does. */
    @FunctionalInterface
    interface Task {
        /** @param worker 0 .. workers-1 */
        void run(int worker);
    }

    WorkerTeam(QueryContext query) {
        this.query = query;
        this.context = query.stoppingAlso(this::checkStopped);
    }

    /** For the tasks: the query, ending as soon as the team is stopped. */
    QueryContext context() {
        return context;
    }

    /** Starts one task per worker. */
    void start(int workers, Task task) {
        synchronized (this) {
            running += workers;
        }
        for (int worker = 0; worker < workers; worker++) {
            int number = worker;
            try {
                query.cpu().execute(() -> runOne(task, number));
            } catch (RuntimeException | Error e) {
                ended(e, workers - worker);
                return;
            }
        }
    }

    /** Asks the tasks to end; does not wait. */
    void stop() {
        stopped = true;
        synchronized (this) {
            notifyAll();
        }
    }

    boolean isStopped() {
        return stopped;
    }

    /** Waits until every task has ended or one has failed; throws that failure, or that the query was cancelled. */
    void await() {
        synchronized (this) {
            while (running > 0 && failure == null) {
                pause(this);
                query.cancellation().check();
            }
        }
        throwFailure();
    }

    /** Throws the first failure, if any, once every task has ended. */
    void throwFailure() {
        synchronized (this) {
            if (failure == null) {
                return;
            }
        }
        close();
        synchronized (this) {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
    }

    /** Whether a task has failed. */
    synchronized boolean hasFailed() {
        return failure != null;
    }

    /** Whether every task has ended. */
    synchronized boolean isDone() {
        return running == 0;
    }

    /** Stops the tasks and waits until all have ended. Interrupts are kept for the caller. */
    @Override
    public void close() {
        stop();
        boolean interrupted = false;
        synchronized (this) {
            while (running > 0) {
                try {
                    wait(WAIT_MILLIS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits on a monitor that the caller holds, not for long; an interrupted thread cancels its query. */
    static void pause(Object monitor) {
        try {
            monitor.wait(WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(ErrorCode.CANCELLED, "the query's thread was interrupted", e);
        }
    }

    private void checkStopped() {
        if (stopped) {
            throw new EngineException(ErrorCode.CANCELLED, "a worker was stopped: its rows are not needed any more");
        }
    }

    private void runOne(Task task, int worker) {
        Throwable thrown = null;
        try {
            task.run(worker);
        } catch (RuntimeException | Error e) {
            thrown = e;
        }
        ended(thrown, 1);
    }

    private synchronized void ended(Throwable thrown, int tasks) {
        running -= tasks;
        if (thrown != null && !isConsequenceOfStopping(thrown)) {
            if (failure == null) {
                failure = thrown;
                stopped = true;
            } else if (failure != thrown) {
                failure.addSuppressed(thrown);
            }
        }
        notifyAll();
    }

    private boolean isConsequenceOfStopping(Throwable thrown) {
        return stopped && thrown instanceof EngineException known && known.code() == ErrorCode.CANCELLED;
    }
}
