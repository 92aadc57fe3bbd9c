/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import java.util.Objects;

/**
 * One object as the listing showed it.
 *
 * @param key '/'-separated path inside the store, never empty, without a leading '/'
 * @param sizeBytes stored size (compressed, if the object is)
 * @param modifiedMicros last modification, microseconds since 1970-01-01T00:00:00Z
 * @param etagOrNull opaque version of the content, if the store has such a thing
 */
public record ObjectEntry(String key, long sizeBytes, long modifiedMicros, String etagOrNull) {
    public ObjectEntry {
        Objects.requireNonNull(key, "key is null");
        if (key.isEmpty() || sizeBytes < 0) {
            throw new IllegalArgumentException("not an object: key '" + key + "', " + sizeBytes + " bytes");
        }
    }
}
