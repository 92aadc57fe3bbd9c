/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Plan nodes and the operators that run them, side by side.
 *
 * <p>A {@link dev.spoor.exec.PlanNode} is an immutable description; {@code open} makes an {@link dev.spoor.exec.Operator},
 * which is pulled batch by batch. A node whose rows may be produced by several workers, each a share, is
 * {@linkplain dev.spoor.exec.PlanNode#isPartitioned partitioned}: scans are, and filters, projections, unnests and
 * probe sides above them. {@code AggregateNode}, {@code SortNode}, {@code TopNNode} and {@code GatherNode} take a
 * partitioned input and run it on all workers; every other node wants its inputs gathered. {@link
 * dev.spoor.exec.QueryContext} is what a running query has: memory, clock, workers, cancellation, spill space, counters.
 */
package dev.spoor.exec;
