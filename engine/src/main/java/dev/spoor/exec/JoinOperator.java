/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Batch;
import dev.spoor.vector.BatchFileReader;

/**
 * Joins. The build side is loaded first; workers of a partitioned join share it. If it is in memory, left batches stream
 * past it. If it was too large, the left side is partitioned to disk as well, and partition after partition is joined;
 * a partition whose build side is still too large is joined in pieces, the left partition being read again for each.
 * Without keys all rows have the same key, so that a large nested loop runs in pieces too.
 */
final class JoinOperator implements Operator {
    /** The table moves to disk only when memory is short. */
    static final long TABLE_BYTES_UNLIMITED = Long.MAX_VALUE;

    private final JoinNode node;
    private final QueryContext context;
    private final long tableBytesMax;
    private final JoinProbe probe;
    private JoinBuild ownBuild;
    private Operator left;
    private SpilledJoin spilled;
    private boolean started;
    private boolean leftEnded;

    private JoinOperator(JoinNode node, long tableBytesMax, QueryContext context) {
        this.node = node;
        this.tableBytesMax = tableBytesMax;
        this.context = context;
        this.probe = new JoinProbe(node, context);
    }

    static Operator open(JoinNode node, QueryContext context) {
        return new JoinOperator(node, TABLE_BYTES_UNLIMITED, context);
    }

    /** @param tableBytesMax memory after which the table moves to disk, even if there is room for more */
    static Operator open(JoinNode node, long tableBytesMax, QueryContext context) {
        return new JoinOperator(node, tableBytesMax, context);
    }

    @Override
    public Batch next() {
        if (!started) {
            started = true;
            start();
        }
        if (spilled != null) {
            return spilled.next();
        }
        while (!leftEnded) {
            Batch output = probe.next();
            if (output != null) {
                return output;
            }
            Batch batch = left.next();
            if (batch == null) {
                leftEnded = true;
            } else {
                probe.accept(batch, 0);
            }
        }
        return node.kind().keepsRight() ? probe.nextUnmatchedRight() : null;
    }

    @Override
    public void close() {
        probe.close();
        if (spilled != null) {
            spilled.close();
        }
        if (left != null) {
            left.close();
        }
        if (ownBuild != null) {
            ownBuild.close();
            ownBuild = null;
        }
    }

    private void start() {
        JoinBuild build;
        if (node.isPartitioned()) {
            build = context.shared(node, () -> new SharedBuild(node, tableBytesMax))
                    .get(context);
        } else {
            ownBuild = JoinBuild.load(node, tableBytesMax, context);
            build = ownBuild;
        }
        if (build.table() == null) {
            spilled = new SpilledJoin(node, build.partitions(), probe, tableBytesMax, context);
            spilled.partitionLeft();
            return;
        }
        probe.startPiece(build.table(), true, true);
        boolean needsMatch = !node.kind().keepsLeft() && node.kind() != JoinNode.Kind.ANTI;
        if (build.table().size() == 0 && needsMatch) {
            leftEnded = true;
        } else {
            left = context.open(node.left());
        }
    }

    /** The part of a join whose build side is on disk. */
    private static final class SpilledJoin implements AutoCloseable {
        private final JoinNode node;
        private final QueryContext context;
        private final JoinPartitions build;
        private final JoinProbe probe;
        private final long tableBytesMax;
        private JoinPartitions left;
        private int partition = -1;
        private BatchFileReader buildReader;
        private Batch nextBuildBatch;
        private JoinTable piece;
        private BatchFileReader leftReader;
        private long leftRows;

        SpilledJoin(JoinNode node, JoinPartitions build, JoinProbe probe, long tableBytesMax, QueryContext context) {
            this.node = node;
            this.build = build;
            this.probe = probe;
            this.tableBytesMax = tableBytesMax;
            this.context = context;
        }

        void partitionLeft() {
            boolean keepsNullKeys = node.kind().keepsLeft() || node.kind() == JoinNode.Kind.ANTI;
            JoinKeys keys = new JoinKeys(node.left().schema(), node.leftKeys(), node.nullSafe());
            left = new JoinPartitions(node.left().schema(), keys, keepsNullKeys, context);
            try (Operator source = context.open(node.left())) {
                while (true) {
                    context.cancellation().check();
                    try (Batch batch = source.next()) {
                        if (batch == null) {
                            break;
                        }
                        left.add(batch);
                    }
                }
            }
            context.counters(node).countSpill(left.finish());
        }

        Batch next() {
            while (true) {
                if (piece == null && !startPiece()) {
                    return null;
                }
                Batch output = leftReader == null ? null : nextMatches();
                if (output == null && node.kind().keepsRight()) {
                    output = probe.nextUnmatchedRight();
                }
                if (output != null) {
                    return output;
                }
                piece.close();
                piece = null;
            }
        }

        @Override
        public void close() {
            if (piece != null) {
                piece.close();
            }
            if (nextBuildBatch != null) {
                nextBuildBatch.close();
            }
            if (buildReader != null) {
                buildReader.close();
            }
            if (leftReader != null) {
                leftReader.close();
            }
            if (left != null) {
                left.close();
            }
        }

        /** Output of the left partition with the current piece; null at its end. */
        private Batch nextMatches() {
            while (true) {
                Batch output = probe.next();
                if (output != null) {
                    return output;
                }
                Batch batch = leftReader.next();
                if (batch == null) {
                    leftReader.close();
                    leftReader = null;
                    return null;
                }
                long offset = leftRows;
                leftRows += batch.rowCount();
                probe.accept(batch, offset);
            }
        }

        /** Loads the next piece of this partition's build side, or the first of the next partition; false at the end. */
        private boolean startPiece() {
            boolean isFirst = buildReader == null;
            if (isFirst) {
                if (partition + 1 == JoinPartitions.COUNT) {
                    return false;
                }
                partition++;
                buildReader = build.file(partition).read();
                nextBuildBatch = buildReader.next();
            }
            piece = new JoinTable(JoinBuild.newKeys(node), context.memory());
            while (nextBuildBatch != null && (piece.size() == 0 || !JoinBuild.isFull(piece, tableBytesMax, context))) {
                context.cancellation().check();
                Batch batch = nextBuildBatch;
                nextBuildBatch = null;
                piece.add(batch);
                nextBuildBatch = buildReader.next();
            }
            boolean isLast = nextBuildBatch == null;
            if (isLast) {
                buildReader.close();
                buildReader = null;
            }
            probe.startPiece(piece, isFirst, isLast);
            leftReader = left.file(partition).read();
            leftRows = 0;
            return true;
        }
    }
}
