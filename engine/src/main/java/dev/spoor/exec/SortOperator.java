/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Batch;
import java.util.ArrayList;
import java.util.List;

/**
 * Sorts in two phases: each worker turns its share of the input into sorted runs, then the runs are merged. When there
 * are more runs than can be read at once, groups of them are merged into longer ones first.
 */
final class SortOperator implements Operator {
    /** No run is written before memory is short. */
    static final long RUN_BYTES_UNLIMITED = Long.MAX_VALUE;

    /** Runs merged at once at most; more would only make reads small. */
    private static final int FAN_IN_MAX = 64;

    private final PlanNode node;
    private final PlanNode input;
    private final SortOrder order;
    private final long offset;
    private final long limit;
    private final long runBytesMax;
    private final QueryContext context;
    private RunMerger merger;

    /** @param node whose counters count spilled bytes */
    SortOperator(PlanNode node, PlanNode input, List<SortKey> keys, long runBytesMax, QueryContext context) {
        this(node, input, keys, 0, Long.MAX_VALUE, runBytesMax, context);
    }

    /** Gives rows offset .. offset+limit of the order. */
    SortOperator(
            PlanNode node,
            PlanNode input,
            List<SortKey> keys,
            long offset,
            long limit,
            long runBytesMax,
            QueryContext context) {
        this.node = node;
        this.input = input;
        this.order = SortOrder.of(input.schema(), keys);
        this.offset = offset;
        this.limit = limit;
        this.runBytesMax = runBytesMax;
        this.context = context;
    }

    @Override
    public Batch next() {
        if (merger == null) {
            merger = merge(sortInput());
        }
        return merger.next();
    }

    @Override
    public void close() {
        if (merger != null) {
            merger.close();
        }
    }

    private List<SortedRun> sortInput() {
        if (!input.isPartitioned() || context.workers() == 1) {
            return sortShare(context);
        }
        List<SortedRun> runs = new ArrayList<>();
        try (WorkerTeam team = new WorkerTeam(context)) {
            team.start(context.workers(), worker -> {
                List<SortedRun> mine = sortShare(team.context());
                synchronized (runs) {
                    runs.addAll(mine);
                }
            });
            team.await();
            return runs;
        } catch (RuntimeException | Error e) {
            synchronized (runs) {
                runs.forEach(SortedRun::close);
            }
            throw e;
        }
    }

    private List<SortedRun> sortShare(QueryContext share) {
        try (Operator source = share.open(input);
                RunSorter sorter = new RunSorter(order, runBytesMax, share, context.counters(node))) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                sorter.add(batch);
                share.cancellation().check();
            }
            return sorter.finish();
        }
    }

    /** Takes ownership of the runs, also when it fails. */
    private RunMerger merge(List<SortedRun> runs) {
        try {
            for (int fanIn = fanIn(runs); runs.size() > fanIn; fanIn = fanIn(runs)) {
                runs.add(mergeIntoFile(runs, Math.min(fanIn, runs.size() - fanIn + 1)));
            }
        } catch (RuntimeException e) {
            runs.forEach(SortedRun::close);
            throw e;
        }
        return new RunMerger(runs, offset, limit, context.batchRows(), context);
    }

    /** How many of the runs, from the first on, can be read at once in half of the memory that is free. */
    private int fanIn(List<SortedRun> runs) {
        long room = context.memory().availableBytes() / 2;
        int fitting = 0;
        while (fitting < Math.min(FAN_IN_MAX, runs.size()) && runs.get(fitting).readingBytes() <= room) {
            room -= runs.get(fitting).readingBytes();
            fitting++;
        }
        return Math.max(2, fitting);
    }

    /** Merges the first {@code count} runs, which it takes out of the list, into one in a file. */
    private SortedRun mergeIntoFile(List<SortedRun> runs, int count) {
        List<SortedRun> group = new ArrayList<>(runs.subList(0, count));
        runs.subList(0, count).clear();
        SpillFile file = null;
        try (RunMerger merged = new RunMerger(group, 0, Long.MAX_VALUE, blockRows(group), context)) {
            file = new SpillFile(context, "sort", order.fields());
            writeAll(merged, file);
            context.counters(node).countSpill(file.writtenBytes());
            return RunSorter.finishRun(file, order);
        } catch (RuntimeException e) {
            if (file != null) {
                file.close();
            }
            throw e;
        }
    }

    private static void writeAll(Operator source, SpillFile file) {
        while (true) {
            try (Batch batch = source.next()) {
                if (batch == null) {
                    return;
                }
                file.write(batch);
            }
        }
    }

    private int blockRows(List<SortedRun> group) {
        long bytes = 0;
        long rows = 0;
        for (SortedRun run : group) {
            bytes += run.writtenBytes();
            rows += run.rowCount();
        }
        return SpillPolicy.blockRows(bytes, rows, context.batchRows());
    }
}
