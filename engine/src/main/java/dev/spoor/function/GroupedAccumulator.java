/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function;

import dev.spoor.vector.Column;
import dev.spoor.vector.Mask;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/**
 * The state of one aggregate for all groups, indexed by dense group ids. One thread at a time. Heap it holds is
 * reserved in the memory it was made with and given back on close.
 */
public interface GroupedAccumulator extends AutoCloseable {
    /**
     * Adds rows.
     *
     * @param arguments the call's argument columns, borrowed
     * @param groupIds group of each row
     * @param only rows to add, or null for all
     * @param rowCount rows in the columns
     * @param groupCount groups seen so far: ids are below it; grow the state to it
     */
    void update(List<Column> arguments, int[] groupIds, Mask only, int rowCount, int groupCount);

    /** Whether a call without arguments may be told just how many rows there are, with {@link #addRows}. */
    default boolean countsRows() {
        return false;
    }

    /**
     * Adds rows of which nothing but the number matters; only if this {@link #countsRows}.
     *
     * @param groupIds some groups, each once
     * @param rows how many rows are added to each of those
     * @param count how many groups those are
     * @param groupCount groups seen so far: ids are below it; grow the state to it
     */
    default void addRows(int[] groupIds, int[] rows, int count, int groupCount) {
        throw new IllegalStateException("this aggregate wants to see rows");
    }

    /**
     * Adds another state of the same call.
     *
     * @param otherToMine my group id for each of the other's; -1 for groups to leave out
     * @param groupCount groups in this state afterwards
     */
    void merge(GroupedAccumulator other, int[] otherToMine, int groupCount);

    /**
     * Writes the results of groups firstGroup .. firstGroup+count to rows 0 .. count of an empty vector. Groups that no
     * update has told of are groups without rows.
     */
    void writeResult(FieldVector out, int firstGroup, int count);

    /** Heap and buffers held, in bytes. */
    long memoryBytes();

    @Override
    void close();
}
