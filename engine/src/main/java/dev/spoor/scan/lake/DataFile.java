/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan.lake;

import dev.spoor.dataset.LakeFile;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A data file that a scan will read.
 *
 * @param file what the table says about it
 * @param columns of its table, with their permanent ids
 * @param times times that its rows may have
 * @param isOpened set when the scan has begun to read it
 */
record DataFile(LakeFile file, List<Field> columns, ValueSet times, AtomicBoolean isOpened) {
    private static final ValueSet NOTHING = ValueSet.onlyNull(ValueKind.TIMESTAMP);

    /** The last time in it; the least possible number when it has none. */
    long newestMicros() {
        return !times.equals(NOTHING) && times.greatestOrNull() instanceof Long micros ? micros : Long.MIN_VALUE;
    }

    /** Independent parts, by position: row groups. */
    int splitCount() {
        return file.splitOffsets().size();
    }
}
