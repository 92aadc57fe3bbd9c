/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function;

/**
 * Rows in window order, one whole partition after another, as window functions see them. Row numbers count through all
 * partitions. Peers are rows of a partition that are equal by the order; without an order all rows of a partition are.
 */
public interface WindowRows {
    int rowCount();

    /** First row of the partition of a row. */
    int partitionStart(int row);

    /** The row after the last of the partition of a row. */
    int partitionEnd(int row);

    /** First row of the peers of a row. */
    int peerStart(int row);

    /** The row after the last peer of a row. */
    int peerEnd(int row);

    /** Number of the peers of a row in their partition, from 0. */
    int peerGroup(int row);
}
