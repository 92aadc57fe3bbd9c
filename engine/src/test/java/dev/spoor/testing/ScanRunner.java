/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.scan.BatchReader;
import dev.spoor.scan.Cancellation;
import dev.spoor.scan.ScanContext;
import dev.spoor.scan.ScanPlan;
import dev.spoor.scan.ScanRun;
import dev.spoor.scan.ScanStatistics;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.arrow.vector.VarCharVector;

/**
 * Runs scans whose columns are all VARCHAR and collects their rows as text; checks after each that every byte of memory
 * was given back, also when the scan failed.
 */
public final class ScanRunner implements AutoCloseable {
    private static final int IO_THREADS = 2;

    private final int workers;
    private final int batchRows;
    private final long memoryBytes;
    private final ExecutorService io = Executors.newFixedThreadPool(IO_THREADS);
    private final ExecutorService cpu;
    private ScanStatistics statistics = ScanStatistics.ZERO;

    public ScanRunner(int workers, int batchRows, long memoryBytes) {
        this.workers = workers;
        this.batchRows = batchRows;
        this.memoryBytes = memoryBytes;
        this.cpu = Executors.newFixedThreadPool(workers);
    }

    /** Sorted rows, the columns of each joined by ','. */
    public List<String> run(ScanPlan plan) {
        return run(plan, () -> {});
    }

    /** As above; {@code cancellation} is asked by the scan. Errors of the scan are thrown as they are. */
    public List<String> run(ScanPlan plan, Cancellation cancellation) {
        try (Memory query = Memory.root(memoryBytes)) {
            return run(query, plan, cancellation);
        }
    }

    /** Runs two scans of one query, one after the other, and something between them; gives the rows of both. */
    public List<List<String>> runAsOneQuery(ScanPlan first, Runnable between, ScanPlan second) {
        try (Memory query = Memory.root(memoryBytes)) {
            List<String> firstRows = run(query, first, () -> {});
            between.run();
            return List.of(firstRows, run(query, second, () -> {}));
        }
    }

    private List<String> run(Memory query, ScanPlan plan, Cancellation cancellation) {
        List<String> rows = Collections.synchronizedList(new ArrayList<>());
        ScanContext context = new ScanContext(query, batchRows, workers, io, cancellation, 42L);
        try (ScanRun run = plan.start(context)) {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                futures.add(cpu.submit(() -> drain(run, rows, query)));
            }
            awaitAll(futures);
            statistics = run.statistics();
        }
        Collections.sort(rows);
        return rows;
    }

    /** Of the last run that ended well. */
    public ScanStatistics statistics() {
        return statistics;
    }

    private static void awaitAll(List<Future<?>> futures) {
        RuntimeException failure = null;
        for (Future<?> future : futures) {
            try {
                future.get();
            } catch (ExecutionException e) {
                failure = e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static void drain(ScanRun run, List<String> rows, Memory memory) {
        try (BatchReader reader = run.openWorker()) {
            for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                try (Batch owned = batch) {
                    collect(owned, rows, memory);
                }
            }
        }
    }

    private static void collect(Batch batch, List<String> rows, Memory memory) {
        for (int row = 0; row < batch.rowCount(); row++) {
            List<String> values = new ArrayList<>();
            for (int column = 0; column < batch.columnCount(); column++) {
                VarCharVector vector = (VarCharVector) batch.column(column).flat(memory);
                values.add(vector.isNull(row) ? "" : new String(vector.get(row), StandardCharsets.UTF_8));
            }
            rows.add(String.join(",", values));
        }
    }

    @Override
    public void close() {
        io.shutdownNow();
        cpu.shutdownNow();
    }
}
