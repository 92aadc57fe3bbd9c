/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Mask;

/**
 * The build side of a join after all of it was read: a table in memory, or partitions on disk when it was too large.
 * Safe to read from several threads.
 */
final class JoinBuild implements AutoCloseable {
    private JoinTable table;
    private JoinPartitions partitions;

    private JoinBuild() {}

    /** @param tableBytesMax memory after which the table moves to disk, even if there is room for more */
    static JoinBuild load(JoinNode node, long tableBytesMax, QueryContext context) {
        JoinBuild build = new JoinBuild();
        build.table = new JoinTable(newKeys(node), context.memory());
        boolean parallel = node.right().isPartitioned() && context.workers() > 1;
        try (Operator source = parallel ? new GatherNode(node.right()).open(context) : context.open(node.right())) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                build.add(node, batch, tableBytesMax, context);
                context.cancellation().check();
            }
            if (build.partitions != null) {
                context.counters(node).countSpill(build.partitions.finish());
            }
            return build;
        } catch (RuntimeException | Error e) {
            build.close();
            throw e;
        }
    }

    static JoinKeys newKeys(JoinNode node) {
        return new JoinKeys(node.right().schema(), node.rightKeys(), node.nullSafe());
    }

    static boolean isFull(JoinTable table, long tableBytesMax, QueryContext context) {
        long held = table.memoryBytes();
        return held >= tableBytesMax || SpillPolicy.shouldSpill(context.memory(), held);
    }

    /** Null if the build side is on disk. */
    JoinTable table() {
        return table;
    }

    /** Null if the build side is in memory. */
    JoinPartitions partitions() {
        return partitions;
    }

    @Override
    public void close() {
        if (table != null) {
            table.close();
        }
        if (partitions != null) {
            partitions.close();
        }
    }

    /** Takes ownership of the batch, also when it fails. */
    private void add(JoinNode node, Batch batch, long tableBytesMax, QueryContext context) {
        if (partitions != null) {
            try (batch) {
                partitions.add(batch);
            }
            return;
        }
        table.add(node.kind().keepsRight() ? batch : withoutNullKeys(node, batch, context));
        if (isFull(table, tableBytesMax, context)) {
            partitions = new JoinPartitions(
                    node.right().schema(), newKeys(node), node.kind().keepsRight(), context);
            for (Batch kept : table.batches()) {
                context.cancellation().check();
                partitions.add(kept);
            }
            table.close();
            table = null;
        }
    }

    /** Rows that can match nothing are not kept. */
    private static Batch withoutNullKeys(JoinNode node, Batch batch, QueryContext context) {
        boolean[] isStrict = new boolean[node.rightKeys().size()];
        boolean anyNull = false;
        for (int i = 0; i < isStrict.length; i++) {
            isStrict[i] = !node.nullSafe().get(i);
        }
        Mask keep = new Mask();
        keep.resetAllSet(batch.rowCount());
        for (int i = 0; i < isStrict.length; i++) {
            for (int row = 0; isStrict[i] && row < batch.rowCount(); row++) {
                if (batch.column(node.rightKeys().get(i)).isNull(row)) {
                    keep.clear(row);
                    anyNull = true;
                }
            }
        }
        if (!anyNull) {
            return batch;
        }
        try (batch) {
            return batch.compact(keep, context.memory());
        }
    }
}
