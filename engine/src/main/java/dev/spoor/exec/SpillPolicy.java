/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Memory;

/** When a step that holds rows should move them to disk. */
final class SpillPolicy {
    /** A step spills when less than this part of the memory is free: room for what others need meanwhile. */
    private static final double FREE_PART_MIN = 0.4;

    /** It does not bother when it holds less than this part: then others hold the memory. */
    private static final long HELD_PARTS_MAX = 64;

    /** Rows are written in blocks of about this size, so that many runs can be read back at once. */
    static final long BLOCK_BYTES = 1 << 20;

    private SpillPolicy() {}

    /** @param heldBytes what the step could move to disk */
    static boolean shouldSpill(Memory memory, long heldBytes) {
        long limit = memory.limitBytes();
        return memory.availableBytes() < limit * FREE_PART_MIN && heldBytes >= limit / HELD_PARTS_MAX;
    }

    /** Rows of a block, given how many rows take how many bytes. */
    static int blockRows(long bytes, long rows, int batchRows) {
        long bytesPerRow = Math.max(1, bytes / Math.max(1, rows));
        return (int) Math.max(1, Math.min(batchRows, BLOCK_BYTES / bytesPerRow));
    }
}
