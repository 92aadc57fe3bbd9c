/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.prune.ColumnStats;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.KeyFacts;
import dev.spoor.store.ObjectEntry;

/**
 * One listed event file.
 *
 * @param location where it lies; null for one that is known from a lake alone, which is never read
 * @param entry as the listing showed it
 * @param name what users see of it: its key, or its full address when there are several locations
 * @param facts what its address tells
 * @param newestMicros the last time of an event that its address allows; its modification time if that tells nothing
 */
record LogFile(LogLocation location, ObjectEntry entry, String name, KeyFacts facts, long newestMicros) {
    static LogFile of(LogLocation location, ObjectEntry entry, String name, KeyFacts facts, FieldPath time) {
        return new LogFile(location, entry, name, facts, newestMicros(entry, facts, time));
    }

    private static long newestMicros(ObjectEntry entry, KeyFacts facts, FieldPath time) {
        for (ColumnStats hint : facts.hints()) {
            if (hint.path().equals(time) && hint.mayHold().greatestOrNull() instanceof Long micros) {
                return micros;
            }
        }
        return entry.modifiedMicros();
    }
}
