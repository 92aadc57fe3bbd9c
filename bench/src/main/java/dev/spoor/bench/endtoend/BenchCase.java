/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.endtoend;

import java.nio.file.Path;

/** One thing that is timed. Runs in a process of its own; {@link #run} is called several times. */
interface BenchCase extends AutoCloseable {
    /** Answers the question once, from the files; the digest of the answer. */
    String run() throws Exception;

    @Override
    default void close() throws Exception {}

    /** What a case may use. */
    record Setup(Path trail, Truth truth, int threads, Path scratch) {}
}
