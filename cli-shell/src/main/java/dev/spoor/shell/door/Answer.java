/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.door;

import dev.spoor.QueryStats;
import dev.spoor.scan.TimeCoverage;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Schema;
import java.util.List;
import java.util.Optional;

/**
 * The rows of one running statement. Pulled by one thread; {@link #cancel} and {@link #stats} may be called by any. Always
 * close it; closing it before the end stops the statement.
 */
public interface Answer extends AutoCloseable {
    /** The next rows, owned by the caller, never empty; null at the end. Blocks. Throws EngineException. */
    Batch next();

    /** Labels of the columns, as the statement spells them; known once {@link #next} was called. */
    List<String> columnNames();

    /** Types of the columns, by index; known once {@link #next} was called. */
    Schema schema();

    /** The budget that the rows are in, for who writes them; lives until this is closed. */
    Memory memory();

    /** What the user should be told about the statement and its answer; complete after the last row. */
    List<String> notes();

    /** What was read and skipped until now, from any thread; empty where that is not known, as of a server that does not tell. */
    Optional<QueryStats> stats();

    /** How much of the time asked about has files; empty where that is not known. */
    Optional<TimeCoverage> coverage();

    /** Whether some input could not be read, so that rows may be missing; final after the last row. */
    boolean isIncomplete();

    /** Asks the statement to stop; the thread in {@link #next} gets CANCELLED soon. */
    void cancel();

    @Override
    void close();
}
