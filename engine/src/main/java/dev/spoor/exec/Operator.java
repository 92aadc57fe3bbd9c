/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Batch;

/** A running step, pulled by one thread at a time. Closing it closes its inputs and frees all it holds. */
public interface Operator extends AutoCloseable {
    /** The next batch, owned by the caller, never empty; null at the end, for ever. Blocks; errors end the query. */
    Batch next();

    @Override
    void close();
}
