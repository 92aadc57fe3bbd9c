/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.expr.EvalContext;
import dev.spoor.scan.Cancellation;
import dev.spoor.scan.ScanRun;
import dev.spoor.scan.ScanStatistics;
import dev.spoor.scan.TimeCoverage;
import dev.spoor.vector.Memory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What a running query has. One per query, shared by its workers; thread-safe. Closing it closes what was
 * {@linkplain #shared shared}, newest first; operators are closed before.
 */
public final class QueryContext implements AutoCloseable {
    /** Odd, so that the seeds of successive evaluations are all different. */
    private static final long SEED_STEP = 0x9E3779B97F4A7C15L;

    private final Query query;
    private final Cancellation cancellation;

    /**
     * @param memory the query's budget; closed by whoever made it, after this context
     * @param queryStartMicros the one "now" of the query, UTC micros
     * @param cpu threads for workers; must start every task at once, however many there are (a cached pool): tasks of a
     *     query wait for each other, and their number is bounded by its plan
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
        this(new Query(memory, settings, queryStartMicros, cpu, io, spill), cancellation);
    }

    private QueryContext(Query query, Cancellation cancellation) {
        this.query = query;
        this.cancellation = cancellation;
    }

    /** The same query for some of its workers, which may have to stop earlier. Closing it is not needed. */
    QueryContext stoppingAlso(Cancellation earlier) {
        Cancellation outer = cancellation;
        return new QueryContext(query, () -> {
            outer.check();
            earlier.check();
        });
    }

    public Memory memory() {
        return query.memory;
    }

    public QuerySettings settings() {
        return query.settings;
    }

    /** Workers that a partitioned plan may use. */
    public int workers() {
        return query.settings.workers();
    }

    /** Rows to aim for in a batch. */
    public int batchRows() {
        return query.settings.batchRows();
    }

    public long queryStartMicros() {
        return query.queryStartMicros;
    }

    public ExecutorService cpu() {
        return query.cpu;
    }

    public ExecutorService io() {
        return query.io;
    }

    /** To be asked once per batch and in long loops. */
    public Cancellation cancellation() {
        return cancellation;
    }

    /** Where operators put what does not fit in memory. */
    public SpillSpace spill() {
        return query.spill;
    }

    /** For expression evaluation by one operator instance; each call has another random seed. */
    public EvalContext evalContext() {
        long seed = query.settings.randomSeed() + SEED_STEP * query.evaluations.getAndIncrement();
        return new EvalContext(query.memory, query.queryStartMicros, seed);
    }

    /** Opens an input and counts its rows, batches and time under {@link #counters}. The caller closes it. */
    public Operator open(PlanNode node) {
        return new CountingOperator(node.open(this), counters(node));
    }

    /** What the operators of this node did until now; safe while running. */
    public NodeCounters counters(PlanNode node) {
        synchronized (query.counters) {
            return query.counters.computeIfAbsent(node, key -> new NodeCounters());
        }
    }

    /** Counts rows that a scan gave. */
    public void countScanned(long rows) {
        query.scannedRows.addAndGet(rows);
    }

    /** Counts rows of a scan that the filter right above it dropped. */
    public void countFiltered(long rows) {
        query.filteredRows.addAndGet(rows);
    }

    /** Rows that scans gave and the filters right above them kept. */
    public long matchedRows() {
        return query.scannedRows.get() - query.filteredRows.get();
    }

    /** Sum over the scans of the query until now; safe while running. */
    public ScanStatistics scanStatistics() {
        List<ScanRun> runs;
        synchronized (query.scans) {
            runs = List.copyOf(query.scans);
        }
        ScanStatistics sum = ScanStatistics.ZERO;
        for (ScanRun run : runs) {
            sum = sum.plus(run.statistics());
        }
        return sum;
    }

    /** How much of the time that its scans ask for has files: of the scan that lacks most; empty where none knows. */
    public Optional<TimeCoverage> timeCoverage() {
        List<ScanRun> runs;
        synchronized (query.scans) {
            runs = List.copyOf(query.scans);
        }
        return Optional.ofNullable(
                TimeCoverage.worstOrNull(runs.stream().flatMap(run -> run.coverage(query.queryStartMicros).stream())));
    }

    /**
     * The query's one object of this key, made on the first call; closed with the query. Keys are told apart by
     * identity: a plan node is the key of what its workers share. While one caller makes the object of a key, others
     * that ask for the same key wait, and those that ask for another do not.
     */
    @SuppressWarnings("unchecked")
    public <T extends AutoCloseable> T shared(Object key, Supplier<T> maker) {
        Slot slot;
        synchronized (query.shared) {
            slot = query.shared.computeIfAbsent(key, made -> new Slot());
        }
        synchronized (slot) {
            if (slot.value == null) {
                T made = maker.get();
                slot.value = made;
                synchronized (query.shared) {
                    query.sharedInOrder.push(made);
                }
                if (made instanceof ScanRun run) {
                    synchronized (query.scans) {
                        query.scans.add(run);
                    }
                }
            }
            return (T) slot.value;
        }
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        synchronized (query.shared) {
            while (!query.sharedInOrder.isEmpty()) {
                failure = closeOne(query.sharedInOrder.pop(), failure);
            }
        }
        failure = closeOne(query.spill, failure);
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

    private static final class Slot {
        private AutoCloseable value;
    }

    /** What all views of one query have in common. */
    private static final class Query {
        private final Memory memory;
        private final QuerySettings settings;
        private final long queryStartMicros;
        private final ExecutorService cpu;
        private final ExecutorService io;
        private final SpillSpace spill;
        private final AtomicLong evaluations = new AtomicLong();
        private final AtomicLong scannedRows = new AtomicLong();
        private final AtomicLong filteredRows = new AtomicLong();
        private final Map<Object, Slot> shared = new IdentityHashMap<>();
        private final Deque<AutoCloseable> sharedInOrder = new ArrayDeque<>();
        private final List<ScanRun> scans = new ArrayList<>();
        private final Map<PlanNode, NodeCounters> counters = new IdentityHashMap<>();

        private Query(
                Memory memory,
                QuerySettings settings,
                long queryStartMicros,
                ExecutorService cpu,
                ExecutorService io,
                SpillSpace spill) {
            this.memory = memory;
            this.settings = settings;
            this.queryStartMicros = queryStartMicros;
            this.cpu = cpu;
            this.io = io;
            this.spill = spill;
        }
    }
}
