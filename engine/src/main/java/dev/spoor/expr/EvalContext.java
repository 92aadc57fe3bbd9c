/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Memory;
import java.util.Objects;
import java.util.SplittableRandom;

/** What an evaluation may use. One per worker of a running query; one thread. */
public final class EvalContext {
    private final Memory memory;
    private final long queryStartMicros;
    private final long randomSeed;
    private final SplittableRandom seeds;

    /**
     * @param memory where results are allocated
     * @param queryStartMicros the one "now" of the query, UTC micros
     * @param randomSeed differs between workers
     */
    public EvalContext(Memory memory, long queryStartMicros, long randomSeed) {
        this.memory = Objects.requireNonNull(memory, "memory is null");
        this.queryStartMicros = queryStartMicros;
        this.randomSeed = randomSeed;
        this.seeds = new SplittableRandom(randomSeed);
    }

    /** Where results are allocated. */
    public Memory memory() {
        return memory;
    }

    /** The one "now" of the query, UTC micros. */
    public long queryStartMicros() {
        return queryStartMicros;
    }

    public long randomSeed() {
        return randomSeed;
    }

    /** A seed for one evaluation; another one at each call, the same ones for the same {@link #randomSeed()}. */
    public long nextRandomSeed() {
        return seeds.nextLong();
    }
}
