/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.prune.ScanConstraint;
import java.util.Optional;

/** Something whose rows can be scanned: a table's bottom end. Thread-safe. */
public interface ScanSource {
    /** For EXPLAIN: the table's name. */
    String name();

    /**
     * Decides what would be read: lists and prunes, reads no row. Sound: every row that the constraint allows is in
     * what remains.
     */
    ScanPlan plan(ScanRequest request);

    /** Whether it gives whole columns only: what lies inside of one is taken from what it gave. */
    default boolean givesWholeColumns() {
        return false;
    }

    /**
     * Whether statistics that are known by now prove that no row of the scans of this statement's look satisfies a constraint. Lists and
     * reads nothing for it; false where it is not known.
     */
    default boolean excludes(ScanConstraint constraint) {
        return false;
    }

    /** What is known of all rows as they are now; empty when rows must be read to know anything. */
    default Optional<KnownTotals> totals() {
        return Optional.empty();
    }
}
