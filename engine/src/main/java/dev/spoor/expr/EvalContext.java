/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Memory;

/**
 * What an evaluation may use. One per worker of a running query.
 *
 * @param memory where results are allocated
 * @param queryStartMicros the one "now" of the query, UTC micros
 * @param randomSeed differs between workers
 */
public record EvalContext(Memory memory, long queryStartMicros, long randomSeed) {}
