/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format;

/** Decides whether a record is the first of its content. Thread-safe: all workers of a scan share one. */
@FunctionalInterface
public interface RecordGate {
    /**
     * True for the first record with this 128-bit content hash, false for each later one.
     *
     * @param neighbourhood any number that depends on the record's content alone: records that are read at about the
     *     same time should mostly have the same one, so that what the gate must look at lies close together in memory
     */
    boolean admit(int neighbourhood, long hashHigh, long hashLow);

    /** Whether it is to be told the ids of records, by {@link #meetId} or {@link #meetOddId}, before they are admitted. */
    default boolean asksForIds() {
        return false;
    }

    /** A record has this id: the 128-bit hash of its text under the same seed. */
    default void meetId(long hashHigh, long hashLow) {}

    /** A record has an id whose text is not simply what its JSON string holds. */
    default void meetOddId() {}
}
