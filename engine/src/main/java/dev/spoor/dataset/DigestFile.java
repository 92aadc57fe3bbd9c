/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.store.ObjectEntry;
import java.util.Map;
import java.util.Objects;

/**
 * A version of a digest file, in which CloudTrail signs what it delivered, as the ledger keeps it: what verification needs
 * stays there even when the object is gone or was replaced.
 *
 * @param source address of the store that it is in
 * @param entry as it was listed
 * @param version 1 for the first content seen under this key; a digest is never replaced by honest means
 * @param state what became of it
 * @param reasonOrNull why it could not be kept
 * @param metadata of the object, such as {@code signature}: the signature of the newest digest is nowhere else
 */
public record DigestFile(
        String source,
        ObjectEntry entry,
        long version,
        State state,
        String reasonOrNull,
        Map<String, String> metadata) {
    /** What became of a digest file. */
    public enum State {
        /** Its content is still to be fetched. */
        NEW,
        /** Content and metadata are in the ledger. */
        KEPT,
        /** Its content could not be fetched; tried again at the next listing. */
        UNREADABLE,
        /** Gone before it was fetched. */
        VANISHED
    }

    public DigestFile {
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(entry, "entry is null");
        Objects.requireNonNull(state, "state is null");
        metadata = Map.copyOf(metadata);
    }
}
