/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

/**
 * How a query runs; decided before it starts.
 *
 * @param workers threads that a partitioned plan may use, at least 1
 * @param batchRows rows to aim for in a batch, at least 1
 * @param spillLimitBytes disk that the query may use for spilling
 * @param randomSeed of rand(), shuffle() and hashing
 */
public record QuerySettings(int workers, int batchRows, long spillLimitBytes, long randomSeed) {
    public QuerySettings {
        if (workers < 1 || batchRows < 1) {
            throw new IllegalArgumentException("workers and batchRows count from 1: " + workers + ", " + batchRows);
        }
    }
}
