/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.scan.ScanRun;
import dev.spoor.scan.ScanStage;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What the operators of one plan node did, all workers together. Thread-safe. */
public final class NodeCounters {
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong batches = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong spilledBytes = new AtomicLong();
    private volatile Supplier<List<ScanStage>> stages = List::of;

    /** Rows given. */
    public long rows() {
        return rows.get();
    }

    /** Batches given. */
    public long batches() {
        return batches.get();
    }

    /** Time inside the node and its inputs, summed over workers. */
    public long nanos() {
        return nanos.get();
    }

    /** Bytes written to temporary files. */
    public long spilledBytes() {
        return spilledBytes.get();
    }

    /** How much of what its files consist of a scan has read; empty for other steps. */
    public List<ScanStage> stages() {
        return stages.get();
    }

    void watch(ScanRun run) {
        stages = run::stages;
    }

    void countBatch(long batchRows, long elapsedNanos) {
        rows.addAndGet(batchRows);
        batches.incrementAndGet();
        nanos.addAndGet(elapsedNanos);
    }

    void countTime(long elapsedNanos) {
        nanos.addAndGet(elapsedNanos);
    }

    void countSpill(long bytes) {
        spilledBytes.addAndGet(bytes);
    }
}
