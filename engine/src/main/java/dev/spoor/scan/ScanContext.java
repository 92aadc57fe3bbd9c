/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.vector.Memory;
import java.util.concurrent.ExecutorService;

/**
 * What a running scan may use.
 *
 * @param memory the query's budget
 * @param batchRows rows to aim for in a batch
 * @param workers how many workers will be opened at most
 * @param io threads for reading ahead
 * @param cancellation to be asked at least once per file and batch
 * @param hashSeed random, for exact-once hashing
 */
public record ScanContext(
        Memory memory, int batchRows, int workers, ExecutorService io, Cancellation cancellation, long hashSeed) {}
