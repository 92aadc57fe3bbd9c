/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.error.EngineException;
import dev.spoor.exec.Operator;
import dev.spoor.exec.PlanNode;
import dev.spoor.exec.QueryContext;
import dev.spoor.scan.TimeCoverage;
import dev.spoor.sql.PlannedQuery;
import dev.spoor.store.StoreTraffic;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Schema;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A statement that runs: owns its operators, its context and its memory. */
final class RunningQuery implements ResultStream {
    private final PlannedQuery plan;
    private final QueryContext context;
    private final Memory memory;
    private final QueryCancellation cancellation;
    private final long startNanos;
    private final Supplier<StoreTraffic> traffic;
    private final Function<PlanNode, List<String>> whyNothing;
    private final Function<QueryContext, Optional<TimeCoverage>> coverage;
    private final Operator root;
    /** Made when somebody asks: to look for names in the statistics of all files may take longer than the query. */
    private List<String> found;

    private volatile long rows;
    private volatile QueryStats last;
    private boolean closed;
    /** Whether the query came to its end and no event matched. */
    private volatile boolean foundNothing;

    /**
     * Owns the context and the memory only once it is made.
     *
     * @param traffic since the statement was submitted
     * @param whyNothing asked for notes when no event matched
     * @param coverage of the time that the query asks about, as far as it is to be told
     */
    RunningQuery(
            PlannedQuery plan,
            QueryContext context,
            Memory memory,
            QueryCancellation cancellation,
            long startNanos,
            Supplier<StoreTraffic> traffic,
            Function<PlanNode, List<String>> whyNothing,
            Function<QueryContext, Optional<TimeCoverage>> coverage) {
        this.plan = plan;
        this.context = context;
        this.memory = memory;
        this.cancellation = cancellation;
        this.startNanos = startNanos;
        this.traffic = traffic;
        this.whyNothing = whyNothing;
        this.coverage = coverage;
        this.root = context.open(plan.root());
    }

    QueryContext context() {
        return context;
    }

    @Override
    public List<String> columnNames() {
        return plan.columnNames();
    }

    @Override
    public Schema schema() {
        return plan.root().schema();
    }

    @Override
    public Batch next() {
        if (closed) {
            throw new IllegalStateException("the result is closed");
        }
        try {
            cancellation.check();
            Batch batch = root.next();
            if (batch != null) {
                rows += batch.rowCount();
            } else if (context.matchedRows() == 0 && !foundNothing) {
                foundNothing = true;
            }
            return batch;
        } catch (Throwable failure) {
            throw Failures.explained(failure);
        }
    }

    @Override
    public Memory memory() {
        return memory;
    }

    @Override
    public List<String> notes() {
        if (!foundNothing) {
            return plan.notes();
        }
        synchronized (plan) {
            if (found == null) {
                found = whyNothing.apply(plan.root());
            }
            return Stream.concat(plan.notes().stream(), found.stream()).toList();
        }
    }

    @Override
    public QueryStats stats() {
        QueryStats finished = last;
        return finished != null ? finished : current();
    }

    @Override
    public Optional<TimeCoverage> coverage() {
        return coverage.apply(context);
    }

    @Override
    public void cancel() {
        cancellation.cancel();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        cancellation.cancel();
        try (Memory budget = memory;
                QueryContext shared = context) {
            root.close();
        } catch (EngineException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Failures.explained(e);
        } finally {
            last = current();
        }
    }

    private QueryStats current() {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
        return new QueryStats(
                rows,
                elapsed,
                context.matchedRows(),
                context.scanStatistics(),
                memory.peakBytes(),
                context.spill().writtenBytes(),
                traffic.get());
    }
}
