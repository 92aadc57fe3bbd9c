/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.vector.Reservation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.parquet.format.ColumnMetaData;

/**
 * Small column chunks of a row group that lie close to each other and are read with one request, when the first of them
 * is asked for. A request of a far store takes longer to be answered than the bytes between two chunks take to come.
 * One thread at a time.
 */
final class ReadBlocks {
    /** Bytes between two chunks that are read for nothing rather than asking twice. */
    static final int GAP_BYTES_MAX = 256 << 10;

    /** What one request asks for at most. */
    static final int BLOCK_BYTES_MAX = 8 << 20;

    /** Chunks that will be read to their end: longer ones are worth requests of their own. */
    static final int CHUNK_BYTES_MAX = 1 << 20;

    /** Chunks of which perhaps some pages are needed: longer ones are read page by page. */
    static final int PARTIAL_CHUNK_BYTES_MAX = 256 << 10;

    private final ObjectReads reads;
    private final Reservation heap;
    private final ReadCounters counters;
    private final List<Block> blocks = new ArrayList<>();

    /** Bytes of the file from a place on; there are none before they are asked for. */
    static final class Block {
        private final long start;
        private long end;
        private byte[] bytes;
        private boolean isRefused;

        private Block(long start, long end) {
            this.start = start;
            this.end = end;
        }

        long start() {
            return start;
        }

        int length() {
            return (int) (end - start);
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** @param heap counts the bytes; they stay until it is closed */
    ReadBlocks(ObjectReads reads, Reservation heap, ReadCounters counters) {
        this.reads = reads;
        this.heap = heap;
        this.counters = counters;
    }

    /**
     * Puts those chunks together that may be.
     *
     * @param chunks that will be needed at about the same time
     * @param chunkBytesMax longer ones are left alone
     */
    void add(Collection<ColumnMetaData> chunks, int chunkBytesMax) {
        List<ColumnMetaData> sorted = new ArrayList<>(chunks);
        sorted.removeIf(chunk -> chunk.getTotal_compressed_size() > chunkBytesMax);
        sorted.sort(Comparator.comparingLong(ParquetFile::chunkStart));
        Block last = null;
        for (ColumnMetaData chunk : sorted) {
            long start = ParquetFile.chunkStart(chunk);
            long end = start + chunk.getTotal_compressed_size();
            boolean isClose = last != null && start - last.end <= GAP_BYTES_MAX && end - last.start <= BLOCK_BYTES_MAX;
            if (isClose) {
                last.end = Math.max(last.end, end);
            } else if (start < end) {
                last = new Block(start, end);
                blocks.add(last);
            }
        }
    }

    /** The block with some bytes of the file, read now if it was not yet; null if there is none, or no memory for it. */
    Block findOrNull(long offset, int length) {
        for (Block block : blocks) {
            if (block.start <= offset && offset + length <= block.end) {
                if (block.bytes == null && !block.isRefused) {
                    fetch(block);
                }
                return block.bytes == null ? null : block;
            }
        }
        return null;
    }

    private void fetch(Block block) {
        if (!heap.tryAdd(block.length())) {
            block.isRefused = true;
            return;
        }
        byte[] bytes = new byte[block.length()];
        reads.read(block.start, bytes, 0, bytes.length);
        counters.bytesRead += bytes.length;
        block.bytes = bytes;
    }
}
