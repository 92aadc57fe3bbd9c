/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function;

/** The rows of one partition in window order. Peers are rows that are equal by the order; without an order, all are. */
public interface WindowPartition {
    int rowCount();

    /** First row of the peers of a row. */
    int peerStart(int row);

    /** The row after the last peer of a row. */
    int peerEnd(int row);

    /** Number of the peer group of a row, from 0. */
    int peerGroup(int row);
}
