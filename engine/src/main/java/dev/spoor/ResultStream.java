/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.scan.TimeCoverage;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Schema;
import java.util.List;
import java.util.Optional;

/**
 * The rows of one running query. Pulled by one thread; {@link #cancel} and {@link #stats} may be called by any.
 * Closing it before the end stops the query; always close it.
 */
public interface ResultStream extends AutoCloseable {
    /** Labels of the columns, as the statement spells them; need not be unique. */
    List<String> columnNames();

    /** Types of the columns, by index. */
    Schema schema();

    /** The next batch, owned by the caller, never empty; null at the end. Blocks. Throws EngineException. */
    Batch next();

    /** What the user should be told about how the statement was understood; mostly empty. */
    List<String> notes();

    /** The query's budget, for what a reader makes of its batches; nothing of it may be held when the stream closes. */
    Memory memory();

    /** What the query did until now; final once {@link #next} returned null or the stream is closed. */
    QueryStats stats();

    /**
     * How much of the time that the query asks about has files at all, from what was listed for it; empty where that is not
     * known, and before the query has begun to scan. Costs little, and may be asked after the end.
     */
    Optional<TimeCoverage> coverage();

    /** Asks the query to stop; the thread in {@link #next} gets CANCELLED soon. */
    void cancel();

    @Override
    void close();
}
