/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

/** The build side that all workers of a partitioned join share: the first who asks loads it, the others wait. */
final class SharedBuild implements AutoCloseable {
    private final JoinNode node;
    private final long tableBytesMax;
    private JoinBuild build;
    private RuntimeException failure;

    SharedBuild(JoinNode node, long tableBytesMax) {
        this.node = node;
        this.tableBytesMax = tableBytesMax;
    }

    /** Loaded once, even when that fails: its input cannot be read again. */
    synchronized JoinBuild get(QueryContext context) {
        if (failure != null) {
            throw failure;
        }
        if (build == null) {
            try {
                build = JoinBuild.load(node, tableBytesMax, context);
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
        return build;
    }

    @Override
    public synchronized void close() {
        if (build != null) {
            build.close();
        }
    }
}
