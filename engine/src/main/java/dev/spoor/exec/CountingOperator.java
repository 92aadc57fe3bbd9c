/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Batch;

/** Counts what another operator does. */
final class CountingOperator implements Operator {
    private final Operator input;
    private final NodeCounters counters;

    CountingOperator(Operator input, NodeCounters counters) {
        this.input = input;
        this.counters = counters;
    }

    @Override
    public Batch next() {
        long begin = System.nanoTime();
        Batch batch = input.next();
        long elapsed = System.nanoTime() - begin;
        if (batch == null) {
            counters.countTime(elapsed);
        } else {
            counters.countBatch(batch.rowCount(), elapsed);
        }
        return batch;
    }

    @Override
    public void close() {
        input.close();
    }
}
