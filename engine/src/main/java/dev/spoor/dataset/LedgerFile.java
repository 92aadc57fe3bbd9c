/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.store.ObjectEntry;
import java.util.Objects;

/**
 * A log file as the lake's ledger knows it.
 *
 * @param entry as it was listed last
 * @param state what became of it
 * @param records good records that were read from it, repeats included; 0 before it was read
 * @param repeats records of it that the lake had already
 * @param unreadableReasonOrNull why some of it could not be read
 * @param heardBy how the lake first heard of it
 * @param firstSeenMicros ... and when, microseconds since 1970, UTC
 * @param source number of its source, in this ledger only
 * @param isReplaced whether the lake may hold records of an earlier version of the file, of which nothing else is known
 */
public record LedgerFile(
        ObjectEntry entry,
        LogFileState state,
        long records,
        long repeats,
        String unreadableReasonOrNull,
        HeardBy heardBy,
        long firstSeenMicros,
        long source,
        boolean isReplaced) {
    public LedgerFile {
        Objects.requireNonNull(entry, "entry is null");
        Objects.requireNonNull(state, "state is null");
        Objects.requireNonNull(heardBy, "heardBy is null");
    }

    /** Whether the lake holds what can be read of the file, in the version that the ledger knows. */
    public boolean isRead() {
        return state == LogFileState.COMPACTED || state == LogFileState.UNREADABLE;
    }

    /** Whether the lake holds what can be read of exactly this version of the file. */
    public boolean isHeld(ObjectEntry listed) {
        return isRead() && isSameVersion(entry, listed);
    }

    /**
     * Whether the ledger needs nobody to tell of it again: what can be read of it is in the lake, or it was gone before
     * that, or it is tried again by itself.
     */
    public boolean isSettled() {
        return switch (state) {
            case NEW, PENDING -> false;
            case VANISHED, COMPACTED, UNREADABLE, DEFERRED -> true;
        };
    }

    /** Whether exactly this version of the file could not be read just now, and nothing of it is in the lake. */
    public boolean isDeferred(ObjectEntry listed) {
        return state == LogFileState.DEFERRED && isSameVersion(entry, listed);
    }

    /**
     * Whether the lake holds another version of the file than the one that was found.
     *
     * @param foundOrNull null for a file that was looked for in vain
     */
    public boolean isOtherVersion(ObjectEntry foundOrNull) {
        return isRead() && foundOrNull != null && !isSameVersion(entry, foundOrNull);
    }

    /** Whether two listings show the same content. */
    static boolean isSameVersion(ObjectEntry a, ObjectEntry b) {
        return a.sizeBytes() == b.sizeBytes()
                && a.modifiedMicros() == b.modifiedMicros()
                && Objects.equals(a.etagOrNull(), b.etagOrNull());
    }
}
