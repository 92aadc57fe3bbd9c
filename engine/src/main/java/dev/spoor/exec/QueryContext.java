/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.expr.EvalContext;
import dev.spoor.scan.Cancellation;
import dev.spoor.scan.ScanRun;
import dev.spoor.scan.ScanStatistics;
import dev.spoor.vector.Memory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * What a running query has. One per query, shared by its workers; thread-safe. Closing it closes what was
 * {@linkplain #shared shared}, newest first; operators are closed before.
 */
public final class QueryContext implements AutoCloseable {
    private final Memory memory;
    private final QuerySettings settings;
    private final long queryStartMicros;
    private final ExecutorService cpu;
    private final ExecutorService io;
    private final Cancellation cancellation;
    private final SpillSpace spill;
    private final LongAdder scannedRows = new LongAdder();
    private final LongAdder filteredRows = new LongAdder();
    private final Map<Object, AutoCloseable> shared = new HashMap<>();
    private final Deque<AutoCloseable> sharedInOrder = new ArrayDeque<>();

    /**
     * @param memory the query's budget; closed by whoever made it, after this context
     * @param queryStartMicros the one "now" of the query, UTC micros
     * @param cpu threads for workers; must be able to run {@code settings.workers()} tasks of this query at once
     * @param io threads for reading ahead
     * @param spill closed with this context
     */
    public QueryContext(
            Memory memory,
            QuerySettings settings,
            long queryStartMicros,
            ExecutorService cpu,
            ExecutorService io,
            Cancellation cancellation,
            SpillSpace spill) {
        this.memory = memory;
        this.settings = settings;
        this.queryStartMicros = queryStartMicros;
        this.cpu = cpu;
        this.io = io;
        this.cancellation = cancellation;
        this.spill = spill;
    }

    public Memory memory() {
        return memory;
    }

    public QuerySettings settings() {
        return settings;
    }

    /** Workers that a partitioned plan may use. */
    public int workers() {
        return settings.workers();
    }

    /** Rows to aim for in a batch. */
    public int batchRows() {
        return settings.batchRows();
    }

    public long queryStartMicros() {
        return queryStartMicros;
    }

    public ExecutorService cpu() {
        return cpu;
    }

    public ExecutorService io() {
        return io;
    }

    /** To be asked once per batch and in long loops. */
    public Cancellation cancellation() {
        return cancellation;
    }

    /** Where operators put what does not fit in memory. */
    public SpillSpace spill() {
        return spill;
    }

    /** For expression evaluation by one operator instance. */
    public EvalContext evalContext() {
        return new EvalContext(memory, queryStartMicros, settings.randomSeed());
    }

    /** The query's one object of this key, made on the first call; closed with the query. */
    @SuppressWarnings("unchecked")
    public synchronized <T extends AutoCloseable> T shared(Object key, Supplier<T> maker) {
        T found = (T) shared.get(key);
        if (found == null) {
            found = maker.get();
            shared.put(key, found);
            sharedInOrder.push(found);
        }
        return found;
    }

    /** A scan gave this many rows to the plan. */
    public void countScanned(long rows) {
        scannedRows.add(rows);
    }

    /** A filter right above a scan dropped this many rows. */
    public void countFiltered(long rows) {
        filteredRows.add(rows);
    }

    /** Rows that came from scans and passed the filters next to them. */
    public long matchedRows() {
        return scannedRows.sum() - filteredRows.sum();
    }

    /** What the query's scans have read until now. */
    public synchronized ScanStatistics scanStatistics() {
        ScanStatistics sum = ScanStatistics.ZERO;
        for (AutoCloseable one : sharedInOrder) {
            if (one instanceof ScanRun run) {
                sum = sum.plus(run.statistics());
            }
        }
        return sum;
    }

    @Override
    public synchronized void close() {
        RuntimeException failure = null;
        while (!sharedInOrder.isEmpty()) {
            failure = closeOne(sharedInOrder.pop(), failure);
        }
        failure = closeOne(spill, failure);
        if (failure != null) {
            throw failure;
        }
    }

    private static RuntimeException closeOne(AutoCloseable closeable, RuntimeException before) {
        try {
            closeable.close();
            return before;
        } catch (Exception e) {
            RuntimeException failure = e instanceof RuntimeException known ? known : new IllegalStateException(e);
            if (before == null) {
                return failure;
            }
            before.addSuppressed(failure);
            return before;
        }
    }
}
