/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Batch;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a stream of rows into sorted runs: the rows in memory as long as there is room, then one spill file after
 * another. One thread.
 */
final class RunSorter implements AutoCloseable {
    private final SortOrder order;
    private final QueryContext context;
    private final NodeCounters counters;
    private final long runBytesMax;
    private final SortBuffer buffer;
    private final List<SortedRun> runs = new ArrayList<>();
    private boolean bufferIsMine = true;

    /** @param runBytesMax memory after which a run is written, even if there is room for more */
    RunSorter(SortOrder order, long runBytesMax, QueryContext context, NodeCounters counters) {
        this.order = order;
        this.runBytesMax = runBytesMax;
        this.context = context;
        this.counters = counters;
        this.buffer = new SortBuffer(order, context.memory());
    }

    /** Takes ownership of the batch, also when it fails. */
    void add(Batch batch) {
        buffer.add(batch);
        long held = buffer.memoryBytes();
        if (held >= runBytesMax || buffer.isFull() || SpillPolicy.shouldSpill(context.memory(), held)) {
            spill();
        }
    }

    /** The runs, owned by the caller; ends this sorter. */
    List<SortedRun> finish() {
        if (buffer.size() > 0) {
            if (runs.isEmpty()) {
                buffer.sort(context.cancellation());
                bufferIsMine = false;
                runs.add(new MemoryRun(buffer));
            } else {
                spill();
            }
        }
        List<SortedRun> finished = new ArrayList<>(runs);
        runs.clear();
        return finished;
    }

    @Override
    public void close() {
        if (bufferIsMine) {
            buffer.close();
        }
        runs.forEach(SortedRun::close);
        runs.clear();
    }

    private void spill() {
        buffer.sort(context.cancellation());
        int blockRows = SpillPolicy.blockRows(buffer.memoryBytes(), buffer.size(), context.batchRows());
        SpillFile file = new SpillFile(context, "sort", order.fields());
        try {
            for (int place = 0; place < buffer.size(); place += blockRows) {
                context.cancellation().check();
                try (Batch block = buffer.gather(place, Math.min(blockRows, buffer.size() - place))) {
                    file.write(block);
                }
            }
            runs.add(finishRun(file, order));
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
        counters.countSpill(file.writtenBytes());
        buffer.clear();
    }

    /** A run that reads a file just written. */
    static FileRun finishRun(SpillFile file, SortOrder order) {
        file.finish();
        return new FileRun(file, order, 2 * SpillPolicy.BLOCK_BYTES + file.dictionaryBytes());
    }
}
