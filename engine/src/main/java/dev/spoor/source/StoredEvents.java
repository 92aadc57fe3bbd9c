/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source;

import dev.spoor.schema.Projection;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;

/**
 * Turns events that are stored in typed columns into the columns that a projection wants, exactly as a decoder would have
 * made them of the records. One worker's; one thread.
 */
public interface StoredEvents {
    /** What to read of the stored columns, in their own types; it may have fewer columns than are wanted. */
    Projection stored();

    /**
     * The wanted columns of some rows.
     *
     * @param stored columns as {@link #stored} lists them; borrowed
     * @param memory where new columns are allocated
     * @return owned by the caller; shares the columns that need no change
     */
    Batch toWanted(Batch stored, Memory memory);
}
