/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.vector.Batch;

/** Pulls batches. One thread. */
public interface BatchReader extends AutoCloseable {
    /** The next batch, owned by the caller, never empty; null at the end, for ever. */
    Batch next();

    @Override
    void close();
}
