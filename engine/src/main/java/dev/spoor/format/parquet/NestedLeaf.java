/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.vector.Reservation;

/** One leaf of a nested column for a run of rows: its values go on to a sink, its levels are kept. */
final class NestedLeaf implements LeafSink, AutoCloseable {
    private final LeafReader reader;
    private final Reservation heap;
    private VectorSink sinkOrNull;
    private byte[] defs;
    private byte[] reps;
    private int count;

    NestedLeaf(LeafReader reader, Reservation heap) {
        this.reader = reader;
        this.heap = heap;
        this.defs = heap.grow(new byte[0], 1);
        this.reps = heap.grow(new byte[0], 1);
    }

    /** Reads rows; with no sink, levels only. */
    void read(long row, int rows, VectorSink sink) {
        count = 0;
        sinkOrNull = sink;
        reader.seek(row);
        reader.read(rows, this);
        if (sink != null) {
            sink.finishVector();
        }
        sinkOrNull = null;
    }

    ParquetNode leaf() {
        return reader.leaf();
    }

    int count() {
        return count;
    }

    byte[] defs() {
        return defs;
    }

    byte[] reps() {
        return reps;
    }

    @Override
    public void close() {
        reader.close();
    }

    @Override
    public void append(PageDecoder page, int from, int to, int firstValue) throws MalformedPageException {
        int more = to - from;
        defs = heap.grow(defs, count + more);
        reps = heap.grow(reps, count + more);
        if (page.isAllDefined()) {
            java.util.Arrays.fill(defs, count, count + more, (byte) leaf().def());
        } else {
            System.arraycopy(page.defs(), from, defs, count, more);
        }
        if (leaf().rep() > 0) {
            System.arraycopy(page.reps(), from, reps, count, more);
        } else {
            java.util.Arrays.fill(reps, count, count + more, (byte) 0);
        }
        count += more;
        if (sinkOrNull != null) {
            sinkOrNull.append(page, from, to, firstValue);
        }
    }
}
