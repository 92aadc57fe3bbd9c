/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectStore;
import java.util.Objects;

/**
 * A place with logs.
 *
 * @param store where the bytes are
 * @param isSingleFile whether the user named one file, which is read whatever its name ends in
 */
public record LogLocation(ObjectStore store, boolean isSingleFile) {
    public LogLocation {
        Objects.requireNonNull(store, "store is null");
    }

    /** The place that a store was opened on. */
    public static LogLocation of(ObjectStore store) {
        return new LogLocation(store, store.isSingleObject());
    }

    String address(ObjectEntry entry) {
        return store.location() + "/" + entry.key();
    }
}
