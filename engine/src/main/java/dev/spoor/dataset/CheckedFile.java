/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.store.ObjectEntry;
import java.util.Objects;

/**
 * What the last verification found out about one version of a log file.
 *
 * @param entry the version, as it was listed
 * @param sha256OrNull hash of the unpacked bytes of its first gzip member, hexadecimal; null when they were not read, or
 *     not to the end
 * @param faultOrNull what is wrong with its gzip framing; null when nothing is, or when it was not read
 * @param state the verdict
 * @param digestOrNull original address ({@code bucket/key}) of the digest that names it
 * @param checkedMicros when that was, microseconds since 1970, UTC
 */
public record CheckedFile(
        ObjectEntry entry,
        String sha256OrNull,
        String faultOrNull,
        IntegrityState state,
        String digestOrNull,
        long checkedMicros) {
    public CheckedFile {
        Objects.requireNonNull(entry, "entry is null");
        Objects.requireNonNull(state, "state is null");
    }

    /** Whether it speaks of the version that a listing shows now: the same size, time and version of content. */
    public boolean isOf(ObjectEntry listed) {
        return LedgerFile.isSameVersion(entry, listed);
    }

    /** Whether the bytes were read, so that the facts about them hold for this version for good. */
    public boolean isRead() {
        return sha256OrNull != null || faultOrNull != null;
    }
}
