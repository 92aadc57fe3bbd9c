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
 */
public record RememberedFile(
        ObjectEntry entry,
        long records,
        long duplicates,
        String unreadableReasonOrNull,
        List<ColumnStats> statsOrNull,
        EngineException failureOrNull) {
    public RememberedFile {
        Objects.requireNonNull(entry, "entry is null");
        statsOrNull = statsOrNull == null ? null : List.copyOf(statsOrNull);
    }

    /** Whether this is about the very content that the listing shows now. */
    public boolean isAbout(ObjectEntry listed) {
        return entry.sizeBytes() == listed.sizeBytes()
                && entry.modifiedMicros() == listed.modifiedMicros()
                && Objects.equals(entry.etagOrNull(), listed.etagOrNull());
    }
}
