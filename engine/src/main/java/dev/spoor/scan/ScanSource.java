/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.schema.FieldPath;
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

    /** What statistics tell about rows. */
    enum Presence {
        /** There are none. */
        NONE,
        /** There are none in the files that were read by now; there may be in others. */
        NONE_WHERE_READ,
        /** There may be. */
        POSSIBLE
    }

    /**
     * What statistics that are known by now tell about rows that have a value in a column, for scans of this statement's look. Lists and
     * reads nothing for it.
     */
    default Presence presence(FieldPath column, String value) {
        return Presence.POSSIBLE;
    }

    /** Values that occur in rows of scans of this statement's look, as far as their files were read by now; empty if it cannot tell. */
    default Optional<ValueCatalog> values() {
        return Optional.empty();
    }

    /** What is known of all rows as they are now; empty when rows must be read to know anything. */
    default Optional<KnownTotals> totals() {
        return Optional.empty();
    }
}
