/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.function.WindowEvaluator;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.KeyBuffer;
import dev.spoor.vector.KeyEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sorts the input by partition and order, then works through it in segments of whole window partitions. Of a segment
 * only the columns that calls look at must fit in memory; its rows wait in a queue that may go to disk.
 */
final class WindowOperator implements Operator {
    private final WindowNode node;
    private final QueryContext context;
    private final Operator source;
    private final Set<Integer> needed = new HashSet<>();
    private final KeyWatch partitions;
    private final KeyWatch peers;
    private WindowSegment filling;
    private boolean inputEnded;
    private WindowSegment emitting;
    private final List<WindowEvaluator> evaluators = new ArrayList<>();
    private final Map<WindowFrame, FrameBounds> bounds = new HashMap<>();
    private int emitted;

    WindowOperator(WindowNode node, QueryContext context) {
        this.node = node;
        this.context = context;
        List<SortKey> sortKeys = new ArrayList<>();
        node.partitionKeys().forEach(column -> sortKeys.add(new SortKey(column, true, true)));
        sortKeys.addAll(node.orderKeys());
        this.partitions = new KeyWatch(node.partitionKeys());
        this.peers = new KeyWatch(node.orderKeys().stream().map(SortKey::column).toList());
        for (WindowCall call : node.calls()) {
            needColumns(call);
        }
        if (sortKeys.isEmpty()) {
            boolean parallel = node.input().isPartitioned() && context.workers() > 1;
            this.source = parallel ? new GatherNode(node.input()).open(context) : context.open(node.input());
        } else {
            this.source = new SortOperator(node, node.input(), sortKeys, SortOperator.RUN_BYTES_UNLIMITED, context);
        }
    }

    @Override
    public Batch next() {
        while (true) {
            context.cancellation().check();
            if (emitting == null && !fill()) {
                return null;
            }
            Batch batch = emitting.queue().poll();
            if (batch != null) {
                try (batch) {
                    return withResults(batch);
                }
            }
            closeEmitting();
        }
    }

    @Override
    public void close() {
        closeEmitting();
        if (filling != null) {
            filling.close();
            filling = null;
        }
        source.close();
    }

    private void needColumns(WindowCall call) {
        if (call instanceof WindowCall.OfFunction function) {
            needed.addAll(function.arguments());
        } else if (call instanceof WindowCall.OfAggregate aggregate) {
            needed.addAll(aggregate.call().arguments());
            if (aggregate.call().filter() != AggregateCall.NO_FILTER) {
                needed.add(aggregate.call().filter());
            }
        }
        if (FrameBounds.needsKey(call.frame())) {
            if (node.orderKeys().size() != 1) {
                throw new IllegalArgumentException("RANGE with an offset needs one order key, not " + node.orderKeys());
            }
            needed.add(node.orderKeys().get(0).column());
        }
    }

    /** Reads until a segment is complete and makes it the one that is emitted; false at the end. */
    private boolean fill() {
        while (!inputEnded) {
            context.cancellation().check();
            Batch batch = source.next();
            if (batch == null) {
                inputEnded = true;
            } else if (take(batch)) {
                return true;
            }
        }
        if (filling == null) {
            return false;
        }
        WindowSegment last = filling;
        filling = null;
        startEmitting(last);
        return true;
    }

    /** Takes ownership of a batch; true if a segment became complete. */
    private boolean take(Batch batch) {
        int rows = batch.rowCount();
        int boundary = -1;
        boolean[] newPartition;
        boolean[] newPeers;
        try {
            newPartition = partitions.changes(batch);
            newPeers = peers.changes(batch);
            for (int row = rows - 1; row >= 0 && boundary < 0; row--) {
                if (newPartition[row]) {
                    boundary = row;
                }
            }
        } catch (RuntimeException e) {
            batch.close();
            throw e;
        }
        boolean splits = filling != null && boundary >= 0;
        if (!splits) {
            fillingSegment().add(batch, newPartition, newPeers);
            return false;
        }
        WindowSegment complete = filling;
        if (boundary == 0) {
            filling = null;
            startEmitting(complete);
            fillingSegment().add(batch, newPartition, newPeers);
            return true;
        }
        try (batch) {
            complete.add(batch.slice(0, boundary, context.memory()), newPartition, newPeers);
            filling = null;
            startEmitting(complete);
            fillingSegment()
                    .add(
                            batch.slice(boundary, rows - boundary, context.memory()),
                            Arrays.copyOfRange(newPartition, boundary, rows),
                            Arrays.copyOfRange(newPeers, boundary, rows));
        }
        return true;
    }

    private WindowSegment fillingSegment() {
        if (filling == null) {
            BatchQueue queue = new BatchQueue(node.input().schema().getFields(), context, context.counters(node));
            filling = new WindowSegment(needed, queue, context.memory());
        }
        return filling;
    }

    private void startEmitting(WindowSegment segment) {
        emitting = segment;
        emitted = 0;
        segment.finish();
        for (WindowCall call : node.calls()) {
            if (call instanceof WindowCall.OfFunction function) {
                evaluators.add(function.function()
                        .evaluator(
                                segment,
                                segment.columns(function.arguments()),
                                function.ignoreNulls(),
                                function.result(),
                                context.memory()));
            } else if (call instanceof WindowCall.OfAggregate aggregate) {
                evaluators.add(new WindowAggregate(aggregate.call(), segment, context));
            }
            if (usesFrame(call) && !bounds.containsKey(call.frame())) {
                boolean needsKey = FrameBounds.needsKey(call.frame());
                SortKey key = needsKey ? node.orderKeys().get(0) : null;
                bounds.put(
                        call.frame(),
                        new FrameBounds(
                                call.frame(),
                                segment,
                                needsKey ? segment.column(key.column()) : null,
                                needsKey && key.ascending()));
            }
        }
    }

    private void closeEmitting() {
        for (WindowEvaluator evaluator : evaluators) {
            if (evaluator instanceof WindowAggregate aggregate) {
                aggregate.close();
            }
        }
        evaluators.clear();
        bounds.clear();
        if (emitting != null) {
            emitting.close();
            emitting = null;
        }
    }

    private static boolean usesFrame(WindowCall call) {
        return !(call instanceof WindowCall.OfFunction function)
                || function.function().usesFrame();
    }

    /** The rows of a batch with a column for each call. */
    private Batch withResults(Batch batch) {
        int rows = batch.rowCount();
        Map<WindowFrame, int[][]> frames = new HashMap<>();
        bounds.forEach((frame, each) -> {
            int[][] ranges = {new int[rows], new int[rows]};
            each.compute(emitted, rows, ranges[0], ranges[1]);
            frames.put(frame, ranges);
        });
        Column[] columns = new Column[batch.columnCount() + evaluators.size()];
        int done = 0;
        try {
            for (; done < batch.columnCount(); done++) {
                columns[done] = batch.column(done).retain();
            }
            for (int i = 0; i < evaluators.size(); i++, done++) {
                WindowCall call = node.calls().get(i);
                int[][] ranges = usesFrame(call) ? frames.get(call.frame()) : new int[2][];
                columns[done] = evaluators.get(i).evaluate(emitted, rows, ranges[0], ranges[1]);
            }
            emitted += rows;
            return new Batch(rows, columns);
        } catch (RuntimeException e) {
            for (int i = 0; i < done; i++) {
                columns[i].close();
            }
            throw e;
        }
    }

    /** Tells where the values of some columns change from one row to the next. */
    private final class KeyWatch {
        private final List<Integer> columns;
        private final KeyEncoder encoder;
        private KeyBuffer last = new KeyBuffer();
        private KeyBuffer current = new KeyBuffer();
        private boolean any;

        KeyWatch(List<Integer> columns) {
            this.columns = columns;
            this.encoder = KeyEncoder.forEquality(
                    columns.stream().map(node.input().schema().getFields()::get).toList());
        }

        /** For each row whether it differs from the row before it, which may be of the batch before. */
        boolean[] changes(Batch batch) {
            boolean[] changes = new boolean[batch.rowCount()];
            if (columns.isEmpty()) {
                return changes;
            }
            encoder.bind(batch, columns);
            for (int row = 0; row < changes.length; row++) {
                current.setLength(0);
                encoder.encode(row, current);
                changes[row] =
                        any && !Arrays.equals(last.bytes(), 0, last.length(), current.bytes(), 0, current.length());
                KeyBuffer swap = last;
                last = current;
                current = swap;
                any = true;
            }
            return changes;
        }
    }
}
