/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.lake;

import java.util.List;

/** An engine that answers {@link Question}s over the same events. For one thread; close it when done. */
interface Contender extends AutoCloseable {
    /** As the report names it. */
    String name();

    /**
     * Asks and reads the answer to its end.
     *
     * @return its rows in order, values joined by {@code |}, NULL as {@code null}
     */
    Answer ask(Question question) throws Exception;

    @Override
    void close() throws Exception;

    /**
     * @param nanos from asking to the last row
     * @param rows in the order of the answer
     */
    record Answer(long nanos, List<String> rows) {}
}
