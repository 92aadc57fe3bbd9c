/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import java.io.InputStream;
import java.util.Optional;

/**
 * An object and the store that it is in.
 *
 * @param store stays its owner's
 */
public record StoredObject(ObjectStore store, ObjectEntry entry) {
    /** The object of exactly this key, as it is now. */
    public static Optional<StoredObject> find(ObjectStore store, String key) {
        return store.find(key).map(entry -> new StoredObject(store, entry));
    }

    /** All of its bytes, as stored. The caller closes the stream. */
    public InputStream read() {
        return store.read(entry, ByteRange.ALL);
    }
}
