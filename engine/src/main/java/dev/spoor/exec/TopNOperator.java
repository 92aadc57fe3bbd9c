/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Batch;
import dev.spoor.vector.KeyBuffer;
import dev.spoor.vector.KeyEncoder;
import dev.spoor.vector.Mask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps the best rows of each worker, then merges. A worker collects rows that are better than its worst kept one; when
 * it has twice as many as it needs, it sorts them and forgets the worse half. So an input of any length costs little
 * more than encoding its keys.
 */
final class TopNOperator implements Operator {
    /** More rows than these are sorted with spill instead of being held. */
    static final long ROWS_MAX = 10_000;

    /** A worker collects at least this many rows between two sorts. */
    private static final int COLLECT_ROWS_MIN = 1024;

    private final TopNNode node;
    private final QueryContext context;
    private final SortOrder order;
    private final int keep;
    private RunMerger merger;

    private TopNOperator(TopNNode node, QueryContext context) {
        this.node = node;
        this.context = context;
        this.order = SortOrder.of(node.schema(), node.keys());
        this.keep = Math.toIntExact(node.offset() + node.limit());
    }

    static Operator open(TopNNode node, QueryContext context) {
        if (node.limit() > ROWS_MAX || node.offset() > ROWS_MAX || node.offset() + node.limit() > ROWS_MAX) {
            return new SortOperator(
                    node,
                    node.input(),
                    node.keys(),
                    node.offset(),
                    node.limit(),
                    SortOperator.RUN_BYTES_UNLIMITED,
                    context);
        }
        return new TopNOperator(node, context);
    }

    @Override
    public Batch next() {
        if (node.limit() == 0) {
            return null;
        }
        if (merger == null) {
            merger = new RunMerger(collect(), node.offset(), node.limit(), context.batchRows(), context);
        }
        return merger.next();
    }

    @Override
    public void close() {
        if (merger != null) {
            merger.close();
        }
    }

    private List<SortedRun> collect() {
        List<SortedRun> runs = new ArrayList<>();
        if (!node.input().isPartitioned() || context.workers() == 1) {
            runs.add(collectShare(context));
            return runs;
        }
        try (WorkerTeam team = new WorkerTeam(context)) {
            team.start(context.workers(), worker -> {
                SortedRun mine = collectShare(team.context());
                synchronized (runs) {
                    runs.add(mine);
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

    private SortedRun collectShare(QueryContext share) {
        Collector collector = new Collector(share);
        try (Operator source = share.open(node.input())) {
            while (true) {
                share.cancellation().check();
                try (Batch batch = source.next()) {
                    if (batch == null) {
                        return collector.finish();
                    }
                    collector.add(batch);
                }
            }
        } catch (RuntimeException | Error e) {
            collector.buffer.close();
            throw e;
        }
    }

    /** The best rows of one worker so far. */
    private final class Collector {
        private final QueryContext share;
        private final KeyEncoder encoder = order.newEncoder();
        private final List<Integer> keyColumns = order.columns();
        private final KeyBuffer key = new KeyBuffer();
        private final Mask better = new Mask();
        private SortBuffer buffer;
        private byte[] worst;

        Collector(QueryContext share) {
            this.share = share;
            this.buffer = new SortBuffer(order, share.memory());
        }

        void add(Batch batch) {
            if (worst == null) {
                buffer.add(batch.share());
            } else {
                markBetter(batch);
                if (better.cardinality() > 0) {
                    buffer.add(batch.compact(better, share.memory()));
                }
            }
            if (buffer.size() >= Math.max(COLLECT_ROWS_MIN, 2 * keep)) {
                forgetWorse();
            }
        }

        MemoryRun finish() {
            buffer.sort(share.cancellation());
            return new MemoryRun(buffer);
        }

        private void markBetter(Batch batch) {
            better.reset(batch.rowCount());
            encoder.bind(batch, keyColumns);
            for (int row = 0; row < batch.rowCount(); row++) {
                key.setLength(0);
                encoder.encode(row, key);
                if (Arrays.compareUnsigned(key.bytes(), 0, key.length(), worst, 0, worst.length) < 0) {
                    better.set(row);
                }
            }
        }

        private void forgetWorse() {
            buffer.sort(share.cancellation());
            int last = keep - 1;
            worst = Arrays.copyOfRange(
                    buffer.keyBytes(last), buffer.keyOffset(last), buffer.keyOffset(last) + buffer.keyLength(last));
            SortBuffer kept = new SortBuffer(order, share.memory());
            try {
                kept.add(buffer.gather(0, keep));
            } catch (RuntimeException e) {
                kept.close();
                throw e;
            }
            buffer.close();
            buffer = kept;
        }
    }
}
