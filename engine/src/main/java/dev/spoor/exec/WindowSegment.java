/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.function.WindowRows;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.ColumnGather;
import dev.spoor.vector.Memory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Some whole window partitions in order. All rows wait in a queue, which may go to disk; the columns that window calls
 * look at stay in memory, joined to one column each.
 */
final class WindowSegment implements WindowRows, AutoCloseable {
    /** Per row: starts and ends of its partition and peers, and the number of its peers. */
    private static final int ROW_BYTES = 5 * 4;

    private final Memory memory;
    private final BatchQueue queue;
    private final Map<Integer, Column[]> pieces = new HashMap<>();
    private final Map<Integer, Column> columns = new HashMap<>();
    private int batches;
    private int size;
    private long reservedBytes;
    private int[] partitionStarts = new int[0];
    private int[] partitionEnds = new int[0];
    private int[] peerStarts = new int[0];
    private int[] peerEnds = new int[0];
    private int[] peerGroups = new int[0];

    /** @param needed columns that calls look at */
    WindowSegment(Set<Integer> needed, BatchQueue queue, Memory memory) {
        this.memory = memory;
        this.queue = queue;
        needed.forEach(column -> pieces.put(column, new Column[4]));
    }

    /**
     * Takes ownership of a batch, also when it fails.
     *
     * @param newPartition for each row whether a partition begins with it; the first row of a segment always does
     * @param newPeers for each row whether peers begin with it
     */
    void add(Batch batch, boolean[] newPartition, boolean[] newPeers) {
        int rows = batch.rowCount();
        try {
            for (Map.Entry<Integer, Column[]> piece : pieces.entrySet()) {
                if (batches == piece.getValue().length) {
                    piece.setValue(Arrays.copyOf(piece.getValue(), batches * 2));
                }
                piece.getValue()[batches] = batch.column(piece.getKey()).retain();
            }
            batches++;
            ensure(Math.addExact(size, rows));
        } catch (RuntimeException e) {
            batch.close();
            throw e;
        }
        queue.add(batch);
        for (int i = 0; i < rows; i++, size++) {
            boolean startsPartition = size == 0 || newPartition[i];
            boolean startsPeers = startsPartition || newPeers[i];
            partitionStarts[size] = startsPartition ? size : partitionStarts[size - 1];
            peerStarts[size] = startsPeers ? size : peerStarts[size - 1];
            peerGroups[size] = startsPartition ? 0 : peerGroups[size - 1] + (startsPeers ? 1 : 0);
        }
    }

    /** After the last {@link #add}: completes what is known about the rows. */
    void finish() {
        for (int row = size - 1; row >= 0; row--) {
            boolean lastOfPartition = row == size - 1 || partitionStarts[row + 1] == row + 1;
            boolean lastOfPeers = row == size - 1 || peerStarts[row + 1] == row + 1;
            partitionEnds[row] = lastOfPartition ? row + 1 : partitionEnds[row + 1];
            peerEnds[row] = lastOfPeers ? row + 1 : peerEnds[row + 1];
        }
        for (Map.Entry<Integer, Column[]> piece : pieces.entrySet()) {
            Column[] parts = Arrays.copyOf(piece.getValue(), batches);
            columns.put(piece.getKey(), batches == 1 ? parts[0].retain() : ColumnGather.concatenate(parts, memory));
            for (int i = 0; i < batches; i++) {
                piece.getValue()[i].close();
                piece.getValue()[i] = null;
            }
        }
        pieces.clear();
    }

    /** All rows of a needed column, borrowed. */
    Column column(int index) {
        return columns.get(index);
    }

    List<Column> columns(List<Integer> indexes) {
        return indexes.stream().map(this::column).toList();
    }

    /** The rows as they came, batch by batch. */
    BatchQueue queue() {
        return queue;
    }

    @Override
    public int rowCount() {
        return size;
    }

    @Override
    public int partitionStart(int row) {
        return partitionStarts[row];
    }

    @Override
    public int partitionEnd(int row) {
        return partitionEnds[row];
    }

    @Override
    public int peerStart(int row) {
        return peerStarts[row];
    }

    @Override
    public int peerEnd(int row) {
        return peerEnds[row];
    }

    @Override
    public int peerGroup(int row) {
        return peerGroups[row];
    }

    @Override
    public void close() {
        for (Column[] parts : pieces.values()) {
            for (Column part : parts) {
                if (part != null) {
                    part.close();
                }
            }
        }
        pieces.clear();
        columns.values().forEach(Column::close);
        columns.clear();
        queue.close();
        memory.release(reservedBytes);
        reservedBytes = 0;
    }

    private void ensure(int needed) {
        if (needed > peerGroups.length) {
            int length = Math.max(needed, peerGroups.length * 2);
            long bytes = (long) (length - peerGroups.length) * ROW_BYTES;
            memory.reserve(bytes);
            reservedBytes += bytes;
            partitionStarts = Arrays.copyOf(partitionStarts, length);
            partitionEnds = Arrays.copyOf(partitionEnds, length);
            peerStarts = Arrays.copyOf(peerStarts, length);
            peerEnds = Arrays.copyOf(peerEnds, length);
            peerGroups = Arrays.copyOf(peerGroups, length);
        }
    }
}
