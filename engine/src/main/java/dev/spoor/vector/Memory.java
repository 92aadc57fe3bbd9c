/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.memory.AllocationListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * A budget of bytes: Arrow buffers and reserved heap together. A tree: one root per engine, one child per query; a
 * child's bytes count in every ancestor. Operators of a query share the query's Memory, so that batches outlive the
 * operator that made them. Thread-safe. {@link #close()} fails loudly when anything is still held.
 */
public final class Memory implements AutoCloseable {
    private final String name;
    private final Memory parent;
    private final long limitBytes;
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong heap = new AtomicLong();
    private final AtomicLong peak = new AtomicLong();
    private final BufferAllocator allocator;

    private Memory(String name, Memory parent, long limitBytes) {
        this.name = name;
        this.parent = parent;
        this.limitBytes = limitBytes;
        AllocationListener listener = new BudgetListener(this);
        this.allocator = parent == null
                ? new RootAllocator(listener, Long.MAX_VALUE)
                : parent.allocator.newChildAllocator(name, listener, 0, Long.MAX_VALUE);
    }

    /** The engine's budget. */
    public static Memory root(long limitBytes) {
        return new Memory("engine", null, limitBytes);
    }

    /** A budget inside this one; its bytes count here too. The name appears in errors. */
    public Memory child(String childName, long childLimitBytes) {
        return new Memory(childName, this, childLimitBytes);
    }

    /** Where Arrow vectors of this budget are allocated. Never transfer buffers between budgets. */
    public BufferAllocator allocator() {
        return allocator;
    }

    /** Counts heap bytes. Throws MEMORY_LIMIT when the budget (or an ancestor's) would be exceeded. */
    public void reserve(long bytes) {
        if (!tryReserve(bytes)) {
            throw exceeded(bytes);
        }
    }

    /** Counts heap bytes if the budget allows; the way for operators that can spill. */
    public boolean tryReserve(long bytes) {
        if (!tryUse(bytes)) {
            return false;
        }
        heap.addAndGet(bytes);
        return true;
    }

    /** Gives reserved heap bytes back. */
    public void release(long bytes) {
        heap.addAndGet(-bytes);
        giveBack(bytes);
    }

    /** Bytes in use: buffers and reserved heap, children included. */
    public long usedBytes() {
        return used.get();
    }

    /** Most bytes ever in use. */
    public long peakBytes() {
        return peak.get();
    }

    public long limitBytes() {
        return limitBytes;
    }

    /** Bytes that may still be taken, here and in every ancestor. Only a hint: others take too. */
    public long availableBytes() {
        long mine = limitBytes - used.get();
        return parent == null ? mine : Math.min(mine, parent.availableBytes());
    }

    /** Closes the allocator; throws IllegalStateException naming what was not given back. */
    @Override
    public void close() {
        long heapLeft = heap.get();
        allocator.close();
        if (heapLeft != 0) {
            throw new IllegalStateException("memory '" + name + "' closed with " + heapLeft + " heap bytes reserved");
        }
    }

    private boolean tryUse(long bytes) {
        long now = used.addAndGet(bytes);
        if (now > limitBytes || (parent != null && !parent.tryUse(bytes))) {
            used.addAndGet(-bytes);
            return false;
        }
        peak.accumulateAndGet(now, Math::max);
        return true;
    }

    private void giveBack(long bytes) {
        used.addAndGet(-bytes);
        if (parent != null) {
            parent.giveBack(bytes);
        }
    }

    private EngineException exceeded(long bytes) {
        return new EngineException(
                ErrorCode.MEMORY_LIMIT,
                "the " + name + " memory limit of " + limitBytes + " bytes would be exceeded by " + bytes
                        + " more bytes (" + used.get() + " in use); narrow the question, or raise it with"
                        + " --set memory.query=SIZE");
    }

    /** Arrow tells each allocator's own listener; ancestors are counted by {@link #tryUse}. */
    private static final class BudgetListener implements AllocationListener {
        private final Memory memory;

        BudgetListener(Memory memory) {
            this.memory = memory;
        }

        @Override
        public void onPreAllocation(long size) {
            if (!memory.tryUse(size)) {
                throw memory.exceeded(size);
            }
        }

        @Override
        public boolean onFailedAllocation(long size, org.apache.arrow.memory.AllocationOutcome outcome) {
            memory.giveBack(size);
            return false;
        }

        @Override
        public void onRelease(long size) {
            memory.giveBack(size);
        }
    }
}
