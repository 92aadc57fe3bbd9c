/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Batch;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Workers pull the input and put batches into a bounded queue; {@link #next} takes them out. Workers start at the first
 * {@code next()} and wait while the queue is full.
 */
final class GatherOperator implements Operator {
    /** Batches that each worker may be ahead of the consumer. */
    private static final int QUEUED_PER_WORKER = 2;

    private final PlanNode input;
    private final QueryContext context;
    private final WorkerTeam team;
    private final Deque<Batch> queue = new ArrayDeque<>();
    private final int queueMax;
    private int producing;
    private boolean started;
    private boolean closed;

    GatherOperator(PlanNode input, QueryContext context) {
        this.input = input;
        this.context = context;
        this.team = new WorkerTeam(context);
        this.queueMax = QUEUED_PER_WORKER * context.workers();
    }

    @Override
    public Batch next() {
        if (closed) {
            return null;
        }
        if (!started) {
            started = true;
            producing = context.workers();
            team.start(context.workers(), worker -> produce());
        }
        synchronized (queue) {
            while (queue.isEmpty() && producing > 0 && !team.hasFailed()) {
                WorkerTeam.pause(queue);
                context.cancellation().check();
            }
            if (!queue.isEmpty() && !team.hasFailed()) {
                Batch batch = queue.poll();
                queue.notifyAll();
                return batch;
            }
        }
        team.await();
        return null;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            team.close();
        } finally {
            synchronized (queue) {
                while (!queue.isEmpty()) {
                    queue.poll().close();
                }
            }
        }
    }

    private void produce() {
        try (Operator operator = team.context().open(input)) {
            while (true) {
                Batch batch = operator.next();
                if (batch == null || !put(batch)) {
                    return;
                }
            }
        } finally {
            synchronized (queue) {
                producing--;
                queue.notifyAll();
            }
        }
    }

    /** Waits for room; false, with the batch closed, when nobody wants it any more. */
    private boolean put(Batch batch) {
        boolean taken = false;
        try {
            synchronized (queue) {
                while (queue.size() >= queueMax && !team.isStopped()) {
                    WorkerTeam.pause(queue);
                    team.context().cancellation().check();
                }
                if (!team.isStopped()) {
                    queue.add(batch);
                    queue.notifyAll();
                    taken = true;
                }
            }
        } finally {
            if (!taken) {
                batch.close();
            }
        }
        return taken;
    }
}
