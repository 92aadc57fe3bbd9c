/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.error.EngineException;
import dev.spoor.prune.ColumnStats;
import dev.spoor.store.ObjectEntry;
import java.util.List;
import java.util.Objects;

/**
 * What reading a file once has taught about it.
 *
 * @param entry the file as it was listed when it was read
 * @param records good records found, repeats of other records included
 * @param duplicates records that were repeats of records read before, in the scan that read the file
 * @param unreadableReasonOrNull null when every byte was understood
 * @param statsOrNull exact statistics of all records; null when a fault or a limit made them unknowable
 * @param failureOrNull why nothing of it could be fetched; null when something was, and for what an earlier process knew
 * @param countsOrNull of its records by value, until a ledger has added them to its totals
 * @param isCounted whether a ledger has, or will
 */
public record RememberedFile(
        ObjectEntry entry,
        long records,
        long duplicates,
        String unreadableReasonOrNull,
        List<ColumnStats> statsOrNull,
        EngineException failureOrNull,
        FileCounts countsOrNull,
        boolean isCounted) {
    public RememberedFile {
        Objects.requireNonNull(entry, "entry is null");
        statsOrNull = statsOrNull == null ? null : List.copyOf(statsOrNull);
    }

    /**
     * One whose records were not counted.
     *
     * @param entry as of the whole
     */
    public RememberedFile(
            ObjectEntry entry,
            long records,
            long duplicates,
            String unreadableReasonOrNull,
            List<ColumnStats> statsOrNull,
            EngineException failureOrNull) {
        this(entry, records, duplicates, unreadableReasonOrNull, statsOrNull, failureOrNull, null, false);
    }

    /** The same when its counts are in the totals of a ledger, or not. */
    RememberedFile counted(boolean isInTotals) {
        return new RememberedFile(
                entry, records, duplicates, unreadableReasonOrNull, statsOrNull, failureOrNull, null, isInTotals);
    }

    /** Whether this is about the very content that the listing shows now. */
    public boolean isAbout(ObjectEntry listed) {
        return entry.sizeBytes() == listed.sizeBytes()
                && entry.modifiedMicros() == listed.modifiedMicros()
                && Objects.equals(entry.etagOrNull(), listed.etagOrNull());
    }
}
