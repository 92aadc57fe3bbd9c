/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import com.github.luben.zstd.ZstdDecompressCtx;
import dev.spoor.vector.Memory;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a thread reads pages with, kept from one row group to the next: arrays that it does not have to make and clear
 * anew, and zstd's working space. Counted in the query's budget; what is not in use stays below a bound. For one thread;
 * readers that use it must be closed before it.
 */
public final class PageBuffers implements AutoCloseable {
    /** Arrays that wait to be used again take at most this. */
    private static final long IDLE_BYTES_MAX = 16L << 20;

    /** Of a small budget, they take at most one part in so many. */
    private static final long IDLE_PART_OF_BUDGET = 16;

    private final Memory memory;
    private final long idleBytesMax;
    private final Deque<PageScratch> idle = new ArrayDeque<>();
    private long idleBytes;
    private ZstdDecompressCtx zstd;

    public PageBuffers(Memory memory) {
        this.memory = memory;
        this.idleBytesMax = Math.min(IDLE_BYTES_MAX, memory.limitBytes() / IDLE_PART_OF_BUDGET);
    }

    Memory memory() {
        return memory;
    }

    /** Arrays for one leaf; to be given back. */
    PageScratch take() {
        PageScratch free = idle.pollFirst();
        if (free == null) {
            return new PageScratch(memory);
        }
        idleBytes -= free.heldBytes();
        return free;
    }

    void giveBack(PageScratch used) {
        if (idleBytes + used.heldBytes() > idleBytesMax) {
            used.free();
        }
        idleBytes += used.heldBytes();
        idle.addFirst(used);
    }

    /** Inflates with a working space that is made once. */
    ZstdDecompressCtx zstd() {
        if (zstd == null) {
            zstd = new ZstdDecompressCtx();
        }
        return zstd;
    }

    @Override
    public void close() {
        idle.forEach(PageScratch::free);
        idle.clear();
        idleBytes = 0;
        if (zstd != null) {
            zstd.close();
            zstd = null;
        }
    }
}
